"""A34 LIST LENGTH 分别对应: as many values as things named before 分别.

Licence: a list of names right before 分别 (依次) and a run of two or more figures right after it;
or two runs of figures for one list (……达 a、b、c，分别增长 x、y). Only lists that can be counted
without doubt are tested, see `relate.listing`; one value for all (分别增长 5%) is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import KIND_SIGN, Extraction, Figure, Template
from jiefang.figures.relate.corpus import Corpus, license_of
from jiefang.figures.relate.listing import certain_count
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Observation, Relation, Strength

_SIGNS = "".join(KIND_SIGN.values())
_SIGN = f"[{_SIGNS}]"
_AFTER_VALUE = r"(?:以上|以下|以内|左右|个|多|余)?"
_RUN = rf"{_SIGN}(?:{_AFTER_VALUE}(?:、|和|与|及|以及){_SIGN})+{_AFTER_VALUE}"
_CLOSES = r"(?=[，。；！）]|$)"
_WORDS = rf"[^，。；：！？（）、{_SIGNS}]"
_LIST = regex.compile(
    rf"(?<=^|[，。；：！？])(?P<list>[^，。；：！？（）{_SIGNS}]{{3,90}})，?(?:分别|依次)"
    rf"(?P<verb>{_WORDS}{{0,12}}?)(?P<run>{_RUN}){_CLOSES}"
)
_VERBS = r"(?:比上年|同比|较上年)?(?:增长|下降|提高|增加|减少|上升|占|为|完成)"
_TWICE = regex.compile(
    rf"(?P<first>{_RUN})，(?:同比|比上年(?:同期)?|较上年(?:同期)?)?分别"
    rf"(?P<verb>{_VERBS}[^，。；、和与及{_SIGNS}]{{0,8}}?)"
    rf"(?P<run>{_RUN}){_CLOSES}"
)


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        for template in extraction.templates:
            if "分别" in template.text or "依次" in template.text:
                yield from _against_names(corpus, extraction, template)
                yield from _against_values(extraction, template)


def _against_names(
    corpus: Corpus, extraction: Extraction, template: Template
) -> Iterator[Relation]:
    for found in _LIST.finditer(template.text):
        figures = _figures(template, found.span("run"))
        kinds = {(figure.claim.unit, figure.claim.kind) for figure in figures}

        def is_name(phrase: str, kinds: set[tuple[str, Kind]] = kinds) -> bool:
            return any(corpus.indicators.match(phrase, unit, kind) for unit, kind in kinds)

        wanted = certain_count(found["list"], is_name)
        if wanted is not None:
            words = f"“{found['list']}”"
            yield _relation(extraction, template, found, figures, (wanted, words))


def _against_values(extraction: Extraction, template: Template) -> Iterator[Relation]:
    for found in _TWICE.finditer(template.text):
        figures = _figures(template, found.span("run"))
        wanted = len(_figures(template, found.span("first")))
        yield _relation(extraction, template, found, figures, (wanted, "前面的一组数"))


def _figures(template: Template, span: tuple[int, int]) -> list[Figure]:
    return [figure for figure in template.figures if span[0] <= figure.position < span[1]]


def _relation(
    extraction: Extraction,
    template: Template,
    found: regex.Match[str],
    figures: list[Figure],
    wanted: tuple[int, str],
) -> Relation:
    count, words = wanted
    holds = count == len(figures)
    claims: tuple[Claim, ...] = () if holds else tuple(figure.claim for figure in figures)
    there = "the figures before" if words == "前面的一组数" else words
    return Relation(
        rule="A34",
        strength=Strength.HARD,
        claims=claims,
        check=Observation(
            holds=holds,
            zh=f"{words}共 {count} 个，“分别”后面有 {len(figures)} 个数"
            + ("。" if holds else "，对不上。"),
            en=f"{there}: {count} of them, {len(figures)} figures after 分别"
            + ("." if holds else ": they do not match."),
        ),
        license=license_of(extraction, template, found.start(), found.end()),
        assumptions=("in_order",),
    )


RULE = Rule(
    id="A34",
    name_zh="分别对应",
    name_en="As many values as names",
    strength=Strength.HARD,
    formula="values after 分别 = names before it",
    about_zh="“分别”前面列了几个名目，后面就应有几个数。名目能数清时才检验。",
    about_en="As many figures follow 分别 as names stand before it, where these can be counted.",
    strong_zh="名目都是已知指标或地名，数清无疑。",
    strong_en="Every name is a known indicator or area, so that the count is certain.",
    example_zh="“出口、进口分别增长 5%、6%、7%”：两个名目，三个数。",
    example_en="“exports and imports rose 5, 6 and 7 %”: two names, three figures.",
    sentence_zh="“分别”前后的个数不同。",
    sentence_en="Names and figures around 分别 differ in number.",
    find=_find,
)
