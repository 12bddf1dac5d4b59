import csv
import re
from pathlib import Path
from typing import Any

import pytest

from jiefang.ledger.chain import verify_chain
from jiefang.plan.testing import only_run
from jiefang.site.almanac import facts_of, matching
from jiefang.site.seeds import example, published
from jiefang.site.seeds.published import NoSeedsError, UnknownFigureError, figures_of, referred

CODE = "410802"
LONGEST_SHARED = 14
"""Characters in a row, without digits and spaces, that an example may share with a source text."""


def fact(indicator: str, period: str) -> set[str]:
    found = matching(facts_of(CODE), f"{indicator} {period}", only_disputed=False)
    return {item.figure.printed for f in found if not f.is_target for item in f.prints}


def test_the_real_disagreements_are_kept_as_printed() -> None:
    assert {"177.7亿元", "172.3亿元"} <= fact("地区生产总值", "2020")
    assert {"84.08亿元", "85.3亿元"} <= fact("社会消费品零售总额", "2015")
    assert {"34358元", "26367.1元"} <= fact("城镇居民人均可支配收入", "2015")
    assert "2.95万人" in fact("城镇新增就业累计", "2016")
    assert "29555人" in fact("累计新增就业", "2016")
    assert "1.19倍" in fact("社会消费品零售总额倍数", "2020")


def test_roundings_of_one_value_are_not_disputed() -> None:
    for item in facts_of(CODE):
        if item.indicator == "一般公共预算收入" and item.period == "2020" and not item.is_target:
            assert {p.figure.digits for p in item.prints} == {"13.67", "13.7"}
            assert not item.is_disputed


def test_every_source_is_named() -> None:
    sources = published.sources_of(CODE)
    assert {figure.source for figure in figures_of(CODE)} == set(sources)


def test_an_unknown_district_or_figure_is_said() -> None:
    for code in ("999999", "../../etc"):
        with pytest.raises(NoSeedsError):
            figures_of(code)
        with pytest.raises(NoSeedsError):
            example.example_files(code)
    with pytest.raises(UnknownFigureError):
        referred(figures_of(CODE), "plan-14th:没有这个指标:2020")


def test_no_figure_is_typed_into_the_words() -> None:
    path = Path(published.__file__).parent / CODE / "documents.toml"
    for line in path.read_text("utf-8").splitlines():
        words = re.sub(r"\{[^}]*\}", "", line)
        if line.startswith("#"):
            continue
        digits = set(re.findall(r"\d+", words))
        assert all(re.fullmatch(r"20\d\d|[18]", number) for number in digits - {"14"}), line


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in example.install(CODE)}
    second = {path.name: path.read_bytes() for path in example.install(CODE)}
    assert first == second
    assert {name.rpartition(".")[2] for name in first} == {"docx", "html", "txt"}


def test_examples_share_no_sentence_with_the_texts(shared: Path) -> None:
    texts = "".join(bare(path.read_text("utf-8")) for path in (shared / "seeds").glob("*.txt"))
    for words in example.example_texts(CODE).values():
        for line in words.splitlines():
            plain = bare(line) if "\t" not in line else ""
            for start in range(len(plain) - LONGEST_SHARED):
                assert plain[start : start + LONGEST_SHARED] not in texts, line


def bare(words: str) -> str:
    """Words without digits, spaces and punctuation."""
    return re.sub(r"[\s\d.，,。；;：:∶、（）()“”%—]", "", words)


def test_facts_agree_with_the_hand_read_figures(shared: Path) -> None:
    with (shared / "data/claims/seed-figures.csv").open(encoding="utf-8") as stream:
        known = {row["value"] for row in csv.DictReader(stream) if row["value"]}
    for figure in figures_of(CODE):
        plain = figure.digits.replace(",", "")
        assert any(plain == value or _equal(plain, value) for value in known), figure


def _equal(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False


@pytest.mark.django_db(transaction=True)
def test_publishing_is_done_once(home: Path) -> None:
    paths = example.install(CODE)
    address = example.publish(CODE, paths)
    run = only_run()
    assert address == f"/audit/{run.token}/"
    assert (run.is_public, run.expires_at) == (True, None)
    assert run.finished_at is not None
    assert run.finding_count >= 3
    assert example.publish(CODE, paths) == address
    assert only_run()
    assert verify_chain()


@pytest.mark.django_db(transaction=True)
def test_changed_words_are_published_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = example.install(CODE)
    old = example.publish(CODE, paths)
    monkeypatch.setattr(example, "__version__", "9.9.9")
    assert example.publish(CODE, paths) != old
    assert only_run()


def test_the_longest_text_is_short_enough_to_read(settings: Any) -> None:
    assert all(len(text) < 2000 for text in example.example_texts(CODE).values())
