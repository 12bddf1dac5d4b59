"""Reports of any length for measuring (测速文稿): our own words, no figure of a real place.

Each sentence speaks of another indicator of the list, so that the work grows as it does in a real
report; the same seed gives the same text.
"""

import random
from collections.abc import Iterator
from itertools import count

from jiefang.figures.indicators import load
from jiefang.figures.indicators.entry import Nature

HEADINGS = (
    "综合",
    "农业",
    "工业和建筑业",
    "固定资产投资",
    "国内贸易",
    "财政金融",
    "人民生活",
    "社会事业",
)
SENTENCES_IN_PARAGRAPH = 4
PARAGRAPHS_IN_SECTION = 6
COUNTED = {"个", "家", "户", "所", "张", "件", "人", "人次", "辆", "项"}
SCALES = {"元": "亿", "吨": "万", "平方米": "万", "千瓦时": "亿"}


def report(chars: int, *, seed: int = 410802) -> str:
    """A statistical bulletin of about that many characters."""
    parts = ["桃溪区国民经济和社会发展统计公报\n"]
    length = len(parts[0])
    for part in paragraphs(random.Random(seed)):  # noqa: S311  # measuring, not secrecy
        parts.append(part)
        length += len(part)
        if length >= chars:
            return "".join(parts)
    raise AssertionError("paragraphs never end")


def paragraphs(chance: random.Random) -> Iterator[str]:
    """Paragraphs without end, under headings."""
    subjects = sentence_subjects(chance)
    for number in count():
        if number % PARAGRAPHS_IN_SECTION == 0:
            yield f"\n{HEADINGS[number // PARAGRAPHS_IN_SECTION % len(HEADINGS)]}\n"
        told = (sentence(*next(subjects), chance) for _ in range(SENTENCES_IN_PARAGRAPH))
        yield "".join(told) + "\n"


def sentence_subjects(chance: random.Random) -> Iterator[tuple[int, str, str]]:
    """Year, name and unit: every indicator of one year in any order, then those of another year."""
    levels = [entry for entry in load().indicators if entry.nature is Nature.LEVEL and entry.units]
    for year in count(2025, -1):
        chance.shuffle(levels)
        yield from ((year, entry.name, entry.units[0]) for entry in levels)


def sentence(year: int, name: str, unit: str, chance: random.Random) -> str:
    """A level with its growth, and every third time two parts and a share."""
    number = chance.randint(100, 99_999)
    printed = str(number) if unit in COUNTED else f"{number / 100:.2f}"
    scale = SCALES.get(unit, "")
    rate = chance.randint(-99, 199)
    way = "增长" if rate >= 0 else "下降"
    text = f"{year}年{name}{printed}{scale}{unit}，比上年{way}{abs(rate) / 10:.1f}%"
    if chance.randrange(3):
        return f"{text}。"
    share = chance.randint(200, 800)
    inside = f"{float(printed) * share / 1000:.{0 if unit in COUNTED else 2}f}"
    return f"{text}，其中城镇{inside}{scale}{unit}，占{name}的{share / 10:.1f}%。"
