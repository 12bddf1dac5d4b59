import pytest

from jiefang.ledger.actor import ANONYMOUS, SYSTEM, Actor
from jiefang.plan import queries
from jiefang.plan.errors import NoSuchFinding
from jiefang.plan.queries import FindingFilter
from jiefang.plan.testing import stored_run
from jiefang.plan.tone import Tone

pytestmark = pytest.mark.django_db


def test_filters_narrow_the_list(actor: Actor) -> None:
    run = stored_run(actor, findings=10, documents=2)

    def count(**wanted: object) -> int:
        return queries.filtered_findings(actor, run.token, FindingFilter(**wanted)).count()  # type: ignore[arg-type]

    assert count() == 10
    assert count(tones=(Tone.HARD,)) == 2
    assert count(tones=(Tone.HARD, Tone.SOFT)) == 4
    assert count(rule="A01") == 5
    assert count(document=1) == 5
    assert count(state="open") == 10
    assert count(state="accepted") == 0
    assert count(rule="A01", tones=(Tone.HARD,)) == 1


def test_counts_agree_with_the_list(actor: Actor) -> None:
    run = stored_run(actor, findings=10, documents=2)
    assert sum(queries.counts_by_tone(actor, run.token).values()) == 10
    assert queries.counts_by_rule(actor, run.token)["A10"]["hard"] == 1
    assert sum(queries.counts_by_document(actor, run.token)[0].values()) == 5


def test_everything_starts_from_what_the_actor_may_see(actor: Actor, stranger: Actor) -> None:
    run = stored_run(actor)
    document = run.documents.get()
    finding = queries.finding_of(actor, run.token, "f000")
    assert queries.claims_of_finding(actor, finding).count() == 3
    assert not queries.findings_of(stranger, run.token).exists()
    assert not queries.documents_of(stranger, run.token).exists()
    assert not queries.documents_of_run(stranger, run.pk).exists()
    assert not queries.passages_of(stranger, document).exists()
    assert not queries.claims_between(stranger, document, 0, 10_000).exists()
    assert not queries.claims_of_finding(stranger, finding).exists()
    assert not queries.findings_with(stranger, "合计").exists()
    assert not queries.first_findings(stranger, queries.claims_between(actor, document, 0, 99))
    assert queries.counts_by_tone(stranger, run.token) == {}
    assert queries.report_of(stranger, run.token, "csv") is None
    assert list(queries.own_runs(ANONYMOUS)) == []


def test_a_finding_of_another_audit_is_not_found(actor: Actor) -> None:
    run = stored_run(actor)
    with pytest.raises(NoSuchFinding):
        queries.finding_of(actor, run.token, "f999")


def test_search_finds_every_word(actor: Actor) -> None:
    stored_run(actor)
    assert queries.findings_with(actor, "合计 相加").count() == 5
    assert queries.findings_with(actor, "the PARTS").count() == 5
    assert not queries.findings_with(actor, "合计 没有").exists()


def test_public_findings_are_those_of_public_audits(actor: Actor) -> None:
    stored_run(actor)
    assert not queries.public_findings(actor, "A01").exists()
    stored_run(SYSTEM, is_public=True)
    assert queries.public_findings(actor, "A01").count() == 2
    assert queries.public_runs(actor).count() == 1
