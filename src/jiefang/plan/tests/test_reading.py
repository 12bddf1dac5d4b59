import pytest

from jiefang.ledger.actor import Actor
from jiefang.plan import queries
from jiefang.plan.reading import Focus, letter, unwrapped, window
from jiefang.plan.testing import SENTENCE, stored_run

pytestmark = pytest.mark.django_db


def test_the_whole_of_a_short_text_is_shown(actor: Actor) -> None:
    document = stored_run(actor).documents.get()
    shown = window(actor, document, at=None, around=None, focus=Focus(), is_english=False)
    assert shown.is_whole
    assert len(shown.passages) == 5
    text = "".join(piece.text for piece in shown.passages[0].pieces)
    assert text == SENTENCE
    marked = [piece.mark.tone for piece in shown.passages[0].pieces if piece.mark]
    assert marked == ["hard", "hard", "hard"]


def test_selected_figures_carry_letters_in_the_order_of_the_formula(actor: Actor) -> None:
    run = stored_run(actor)
    finding = queries.finding_of(actor, run.token, "f000")
    claims = tuple(claim.key for claim in queries.claims_of_finding(actor, finding))
    focus = Focus(finding.key, claims)
    document = run.documents.get()
    shown = window(actor, document, at=None, around=0, focus=focus, is_english=False)
    letters = {p.text: p.mark.letter for p in shown.passages[0].pieces if p.mark}
    assert letters == {"21.0 亿元": "甲", "12.0 亿元": "乙", "8.0 亿元": "丙"}


def test_a_long_text_is_shown_in_windows_that_meet(actor: Actor) -> None:
    document = stored_run(actor, findings=600).documents.get()
    seen, at = [], 0
    while True:
        shown = window(actor, document, at=at, around=None, focus=Focus(), is_english=False)
        seen += [passage.pieces for passage in shown.passages]
        if shown.following is None:
            break
        assert shown.following > at
        at = shown.following
    assert len(seen) == 600
    last = window(actor, document, at=at, around=None, focus=Focus(), is_english=False)
    assert last.previous is not None


def test_the_window_opens_around_the_finding(actor: Actor) -> None:
    run = stored_run(actor, findings=600)
    finding = queries.finding_of(actor, run.token, "f300")
    document = run.documents.get()
    focus = Focus("f300", tuple(c.key for c in queries.claims_of_finding(actor, finding)))
    shown = window(actor, document, at=None, around=finding.start, focus=focus, is_english=True)
    selected = [p for v in shown.passages for p in v.pieces if p.mark and p.mark.is_selected]
    assert [piece.mark.letter for piece in selected if piece.mark] == ["B", "C", "A"]


@pytest.mark.parametrize("at", [-5, 10_000])
def test_a_place_outside_the_text_is_moved_inside(actor: Actor, at: int) -> None:
    document = stored_run(actor).documents.get()
    shown = window(actor, document, at=at, around=None, focus=Focus(), is_english=False)
    assert shown.passages


def test_a_document_without_passages_is_empty(actor: Actor) -> None:
    document = stored_run(actor, findings=1).documents.get()
    document.passages.all().delete()
    assert window(actor, document, at=0, around=3, focus=Focus(), is_english=False).passages == ()


def test_soft_breaks_vanish_between_chinese_characters() -> None:
    assert unwrapped("同比\n　　增长") == "同比增长"
    assert unwrapped("GDP\nrose 5%") == "GDP rose 5%"
    assert unwrapped("　　开头") == "开头"


def test_letters_end_after_the_tenth() -> None:
    assert [letter(n, is_english=False) for n in (0, 9, 10)] == ["甲", "癸", ""]
    assert letter(25, is_english=True) == ""
