"""From an audit to rows (转述): the figures library's answer as the site keeps it.

Everything that a page shows of a finding is told here once, in Chinese and English, with the same
words that the command line uses; pages only choose the language.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from jiefang.figures.audit import Audit
from jiefang.figures.claim import Claim
from jiefang.figures.document import Document
from jiefang.figures.interval import Interval
from jiefang.figures.relation import (
    Between,
    Equation,
    Finding,
    Joint,
    License,
    Repair,
    Strength,
    WholeNumber,
)
from jiefang.figures.report.facts import joint_title, match_text, quotes_of
from jiefang.figures.report.jsonl import claim_record, joint_record
from jiefang.figures.report.quote import Quote, quote_span, quotes
from jiefang.figures.report.wording import (
    Lang,
    OwnUnit,
    exact,
    full_place,
    gap_text,
    message,
    mood_of,
    other_places,
    own_unit,
    place,
    printed,
    reasons,
    repair_text,
    show_interval,
    stated_member,
    warnings_of,
    why,
)
from jiefang.figures.source import SourceMatch, SourceVerdict
from jiefang.plan.equation import shown
from jiefang.plan.passages import passages
from jiefang.plan.results import ClaimRow, DocumentRow, FindingRow, Json, RunResult
from jiefang.plan.tone import LOUDNESS, Tone

LANGUAGES: Final[tuple[Lang, Lang]] = ("zh", "en")
JOINT_RULE: Final = "A16"
"""Joint feasibility (联合可行) is rule A16 of the catalogue."""
SOURCE_RULE: Final = "SRC"
"""Not a rule of the catalogue: a figure against the source table that came with it."""
MOST_REPAIRS: Final = 6


def told(audit: Audit, positions: Mapping[str, int]) -> RunResult:
    """Everything of an audit as rows; `positions` tells which uploaded file a document is."""
    teller = _Teller(audit, positions)
    findings = sorted(teller.findings(), key=_order)
    tones = _tones(findings)
    return RunResult(
        documents=tuple(teller.document(document, tones) for document in audit.documents),
        findings=tuple(findings),
        twins={positions[twin.doc]: positions[twin.same_as] for twin in audit.twins},
        tested_claims=audit.summary.tested_claims,
        facts=_facts(audit),
    )


def _order(row: FindingRow) -> tuple[int, int, int, str]:
    return LOUDNESS[Tone(row.tone)], row.position, row.start, row.key


def _tones(findings: Iterable[FindingRow]) -> dict[str, Tone]:
    """For each claim the loudest tone of its findings; findings come loudest first."""
    tones: dict[str, Tone] = {}
    for row in findings:
        for key in row.claims:
            tones.setdefault(key, Tone(row.tone))
    return tones


def _facts(audit: Audit) -> Json:
    """Milliseconds by step, and how the figures compare with the source tables."""
    matches = Counter(match.verdict.value for match in audit.matches)
    return {"milliseconds": dict(audit.summary.milliseconds), "sources": dict(matches)}


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells the parts of one audit."""

    audit: Audit
    positions: Mapping[str, int]

    def findings(self) -> Iterator[FindingRow]:
        """Tested relations, joint sets and figures that differ from a source table."""
        for finding in self.audit.findings:
            if finding.relation.claims or finding.relation.license.doc in self.positions:
                yield self._finding(finding)
        for joint in self.audit.joints:
            yield self._joint(joint)
        for match in self.audit.matches:
            if match.verdict is SourceVerdict.DIFFERENT:
                yield self._difference(match)

    def document(self, document: Document, tones: Mapping[str, Tone]) -> DocumentRow:
        """A document with its passages and every figure in it."""
        claims = (claim for claim in self.audit.claims if claim.doc == document.doc)
        matches = {match.claim: match for match in self.audit.matches}
        return DocumentRow(
            position=self.positions[document.doc],
            doc=document.doc,
            title=document.title or "",
            chars=document.chars,
            sha256=document.sha256,
            genre=document.genre or "",
            date=document.date or "",
            issuer=document.issuer or "",
            warnings=tuple(
                {"zh": zh, "en": en}
                for zh, en in zip(*(warnings_of(document, lang) for lang in LANGUAGES), strict=True)
            ),
            passages=passages(document),
            claims=tuple(
                _claim_row(claim, tones.get(claim.id), matches.get(claim.id)) for claim in claims
            ),
        )

    def _finding(self, finding: Finding) -> FindingRow:
        relation = finding.relation
        stated = relation.claims[0] if relation.claims else None
        return FindingRow(
            key=relation.id,
            rule=relation.rule,
            tone=Tone(mood_of(finding).value),
            verdict=finding.verdict.value,
            strength=finding.strength.value,
            position=self.positions[stated.doc if stated else relation.license.doc],
            start=stated.start if stated else relation.license.start,
            place=self._place(stated, relation.license),
            message_zh=message(finding, "zh"),
            message_en=message(finding, "en"),
            claims=tuple(dict.fromkeys(claim.id for claim in relation.claims)),
            detail=self._detail(finding, stated),
        )

    def _detail(self, finding: Finding, stated: Claim | None) -> Json:
        relation = finding.relation
        audit = self.audit
        return {
            "quotes": [self._quote(quote) for quote in quotes_of(audit, finding)],
            "licence": self._licence(relation.license),
            "gap": _both(lambda lang: gap_text(finding, lang)),
            "half_widths": finding.gap or "",
            "why": _both(lambda lang: why(finding, lang)),
            "assumptions": _both_lists(lambda lang: reasons(finding, lang)),
            "others": _both_lists(lambda lang: other_places(audit, finding, lang)),
            "repairs": [self._repair(repair) for repair in finding.repairs[:MOST_REPAIRS]],
            "equation": _equation(finding),
            "picture": _picture(finding, stated) if stated else None,
        }

    def _repair(self, repair: Repair) -> Json:
        words = _both(lambda lang: repair_text(self.audit, repair, lang))
        return words | {"before": repair.before, "after": repair.after, "claim": repair.claim}

    def _joint(self, joint: Joint) -> FindingRow:
        members = [self.audit.finding_by_id[key] for key in joint.relations]
        claims = list(dict.fromkeys(claim for item in members for claim in item.relation.claims))
        first = claims[0]
        return FindingRow(
            key=f"j{members[0].relation.id[:11]}",
            rule=JOINT_RULE,
            tone=Tone.HARD if joint.strength is Strength.HARD else Tone.SOFT,
            verdict="inconsistent",
            strength=joint.strength.value,
            position=self.positions[first.doc],
            start=first.start,
            place=self._place(first, members[0].relation.license),
            message_zh=joint_title(joint, "zh"),
            message_en=joint_title(joint, "en"),
            claims=tuple(claim.id for claim in claims),
            detail=self._joint_detail(joint, members),
        )

    def _joint_detail(self, joint: Joint, members: list[Finding]) -> Json:
        record = joint_record(joint)
        quotes = [quote for item in members for quote in quotes_of(self.audit, item)]
        unique = {(quote.doc, quote.text): quote for quote in quotes}
        return {
            "quotes": [self._quote(quote) for quote in unique.values()],
            "members": list(joint.relations),
            "certificate": record["certificate"],
            "suspects": [self._suspects(names) for names in joint.suspects],
        }

    def _suspects(self, names: Iterable[str]) -> list[Json]:
        """One smallest set of figures that, if freed, makes the rest possible."""
        return [self._suspect(self.audit.claim_by_id[name.partition("#")[0]]) for name in names]

    def _suspect(self, claim: Claim) -> Json:
        where = _both(lambda lang: full_place(self.audit, claim, lang))
        return where | {"claim": claim.id, "text": claim.text}

    def _difference(self, match: SourceMatch) -> FindingRow:
        claim = self.audit.claim_by_id[match.claim]
        tone = Tone.EXPLAINED if match.note == "truncated" else Tone.SOFT
        quote = quotes(self.audit.document_by_name[claim.doc], [claim])
        return FindingRow(
            key=f"s{claim.id[:11]}",
            rule=SOURCE_RULE,
            tone=tone,
            verdict="explained" if tone is Tone.EXPLAINED else "inconsistent",
            strength="soft",
            position=self.positions[claim.doc],
            start=claim.start,
            place=self._place(claim, License(claim.doc, claim.start, claim.end)),
            message_zh=match_text(claim, match, "zh"),
            message_en=match_text(claim, match, "en"),
            claims=(claim.id,),
            detail={"quotes": [self._quote(item) for item in quote]},
        )

    def _quote(self, quote: Quote) -> Json:
        where: Json = {"zh": "", "en": ""}
        if quote.first is not None:
            first = quote.first
            where = _both(lambda lang: full_place(self.audit, first, lang))
        return {
            "position": self.positions[quote.doc],
            "place": where,
            "parts": [[part.text, part.claim.id if part.claim else ""] for part in quote.parts],
        }

    def _licence(self, licence: License) -> Json:
        document = self.audit.document_by_name[licence.doc]
        words = quote_span(document, licence.start, licence.end).text
        position = self.positions[licence.doc]
        return {"position": position, "start": licence.start, "end": licence.end, "words": words}

    def _place(self, claim: Claim | None, licence: License) -> Json:
        if claim is None:
            return {"zh": licence.doc, "en": licence.doc}
        document = self.audit.document_by_name.get(claim.doc)
        return _both(lambda lang: place(document, claim, lang))


def _claim_row(claim: Claim, tone: Tone | None, match: SourceMatch | None) -> ClaimRow:
    record = claim_record(claim)
    skipped = {"type", "id", "doc", "start", "end", "text", "kind"}
    detail = {key: value for key, value in record.items() if key not in skipped and value}
    return ClaimRow(
        key=claim.id,
        start=claim.start,
        end=claim.end,
        text=claim.text[:300],
        kind=claim.kind.value,
        tone=tone.value if tone else "",
        source=match.verdict.value if match else "",
        detail=detail | (_source(match) if match else {}),
    )


def _source(match: SourceMatch) -> Json:
    """What the source table says of a figure."""
    return {"cell": match.cell or "", "source_text": match.source_text or ""}


def _both(words: Callable[[Lang], str]) -> Json:
    return {lang: words(lang) for lang in LANGUAGES}


def _both_lists(words: Callable[[Lang], Iterable[str]]) -> Json:
    return {lang: list(words(lang)) for lang in LANGUAGES}


def _equation(finding: Finding) -> str:
    """The arithmetic with the printed figures put in; empty for findings without any."""
    check = finding.relation.check
    names = {claim.id: printed(claim) for claim in finding.relation.claims}
    for claim in finding.relation.claims:
        names |= {f"{claim.id}#{number}": value for number, value in enumerate(claim.values)}
    match check:
        case Equation(recompute, _, comparison):
            return f"{comparison.value} {shown(recompute, names)}"
        case Between(parts, _):
            return " … ".join(shown(part, names) for part in parts)
        case WholeNumber(rate, count):
            return f"{names.get(count, count)} × {names.get(rate, rate)}"
    return ""


def _picture(finding: Finding, stated: Claim) -> Json | None:
    """Ends of both intervals in the unit of the print, as exact decimals or `p/q`."""
    if finding.stated is None or finding.recomputed is None:
        return None
    unit = own_unit(stated, stated_member(finding))
    return {
        "stated": _ends(finding.stated, unit),
        "recomputed": _ends(finding.recomputed, unit),
        "unit": unit.label,
        "decimals": unit.decimals,
        "printed": printed(stated),
        "range": _both(lambda lang: _range(finding.recomputed, unit, lang)),
    }


def _range(interval: Interval | None, unit: OwnUnit, lang: Lang) -> str:
    return show_interval(interval, unit, lang) if interval else ""


def _ends(interval: Interval, unit: OwnUnit) -> list[str | None]:
    return [exact(None if end is None else unit.of(end)) for end in (interval.lo, interval.hi)]
