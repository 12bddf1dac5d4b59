"""Builders for tests (测试造数): audits with results, made through actions, without the library."""

from jiefang.ledger.actor import Actor
from jiefang.plan import actions
from jiefang.plan.models import AuditRun
from jiefang.plan.results import (
    ClaimRow,
    DocumentRow,
    FindingRow,
    Json,
    PassageRow,
    RefusedFile,
    RunResult,
)
from jiefang.plan.tone import Tone
from jiefang.plan.uploads import PastedText

SENTENCE = "甲项 12.0 亿元，乙项 8.0 亿元，合计 21.0 亿元，同比增长 5.2%。"


def stored_run(
    actor: Actor, *, findings: int = 5, documents: int = 1, is_public: bool = False
) -> AuditRun:
    """A finished audit whose findings go through all five conclusions."""
    texts = [PastedText(f"材料{n + 1}.txt", f"{SENTENCE}（{n}）") for n in range(documents)]
    run = actions.start_audit(actor=actor, documents=texts, is_public=is_public)
    actions.store_results(run_id=run.pk, result=example_result(findings, documents))
    run.refresh_from_db()
    return run


def only_run() -> AuditRun:
    """The one audit that there is."""
    return AuditRun.objects.get()


def example_result(findings: int = 5, documents: int = 1) -> RunResult:
    """Rows as `telling` makes them: each document holds one sentence a finding."""
    return RunResult(
        documents=tuple(_document(position, findings) for position in range(documents)),
        findings=tuple(_finding(number, number % documents) for number in range(findings)),
        tested_claims=2 * findings,
        facts={"milliseconds": {"read": 1}, "sources": {}},
    )


def refusing_result(name: str) -> RunResult:
    """A run whose only document could not be read."""
    refused = RefusedFile(name, "truncated", f"“{name}”不完整，请重新保存。", f"{name} is cut off.")
    return RunResult(documents=(), findings=(), refused={0: refused})


def _document(position: int, findings: int) -> DocumentRow:
    size = len(SENTENCE) + 1
    passages = tuple(
        PassageRow("paragraph", n * size, n * size + len(SENTENCE), SENTENCE)
        for n in range(findings)
    )
    claims = [claim for n in range(findings) for claim in _claims(position, n, n * size)]
    return DocumentRow(
        position=position,
        doc=f"材料{position + 1}",
        title="",
        chars=size * findings,
        sha256="0" * 64,
        genre="",
        date="",
        issuer="",
        warnings=(),
        passages=passages,
        claims=tuple(claims),
    )


def _claims(position: int, number: int, offset: int) -> list[ClaimRow]:
    tone = _tone(number).value
    texts = ("12.0 亿元", "8.0 亿元", "21.0 亿元")
    rows = []
    for place, text in enumerate(texts):
        start = offset + SENTENCE.index(text)
        key = f"c{position}x{number}x{place}"
        rows.append(ClaimRow(key, start, start + len(text), text, "level", tone, "", {}))
    return rows


def _tone(number: int) -> Tone:
    return tuple(Tone)[number % len(Tone)]


def _finding(number: int, position: int) -> FindingRow:
    tone = _tone(number)
    keys = tuple(f"c{position}x{number}x{place}" for place in (2, 0, 1))
    verdicts = {Tone.CONSISTENT: "consistent", Tone.EXPLAINED: "explained"}
    verdict = "undecided" if tone is Tone.UNDECIDED else verdicts.get(tone, "inconsistent")
    return FindingRow(
        key=f"f{number:03d}",
        rule="A01" if number % 2 else "A10",
        tone=tone.value,
        verdict=verdict,
        strength="hard" if tone is Tone.HARD else "soft",
        position=position,
        start=number * (len(SENTENCE) + 1),
        place={"zh": f"第 {number + 1} 段", "en": f"paragraph {number + 1}"},
        message_zh="合计印作 21.0 亿元，各项相加是 19.9—20.1 亿元。",
        message_en="The total is printed as 21.0; the parts give 19.9—20.1.",
        claims=keys,
        detail=_detail(position, keys),
    )


def _detail(position: int, keys: tuple[str, ...]) -> Json:
    return {
        "quotes": [
            {
                "position": position,
                "place": {"zh": "第 1 段", "en": "paragraph 1"},
                "parts": [
                    ["甲项 ", ""],
                    ["12.0 亿元", keys[1]],
                    ["，合计 ", ""],
                    ["21.0 亿元", keys[0]],
                ],
            }
        ],
        "licence": {"position": position, "start": 0, "end": 9, "words": "合计"},
        "gap": {"zh": "相差 1.0 亿元，四舍五入最多解释 0.05", "en": "off by 1.0"},
        "half_widths": "17.00",
        "why": {"zh": "", "en": ""},
        "assumptions": {"zh": ["所列各项就是全部"], "en": ["the parts listed are all"]},
        "others": {"zh": [], "en": []},
        "repairs": [
            {
                "zh": "“21.0亿元”若改为“20.0亿元”就对得上",
                "en": "changed to 20.0 it holds",
                "before": "21.0亿元",
                "after": "20.0亿元",
                "claim": keys[0],
            }
        ],
        "equation": "= 12.0 亿元 + 8.0 亿元",
        "picture": {
            "stated": ["20.95", "21.05"],
            "recomputed": ["19.9", "20.1"],
            "unit": "亿元",
            "decimals": 1,
            "printed": "21.0亿元",
            "range": {"zh": "19.9—20.1 亿元", "en": "19.9—20.1 亿元"},
        },
    }
