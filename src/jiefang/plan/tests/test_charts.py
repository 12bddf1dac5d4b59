from jiefang.plan.charts import folded, rows


def test_bars_share_one_scale() -> None:
    long, short = rows([("a", "/a", {"ok": 90, "hard": 10}), ("b", "", {"ok": 50})])
    assert (long.total, short.total) == (100, 50)
    assert [piece.tone for piece in long.segments] == ["ok", "hard"]
    assert float(long.segments[0].width) > float(short.segments[0].width)
    assert float(long.segments[1].x) > float(long.segments[0].x) + float(long.segments[0].width)


def test_a_count_of_one_stays_visible() -> None:
    (row,) = rows([("a", "", {"ok": 1000, "hard": 1})])
    assert float(row.segments[1].width) >= 2


def test_nothing_is_an_empty_bar() -> None:
    assert rows([("a", "", {})])[0].segments == ()
    assert rows([]) == ()


def test_small_rows_are_joined_and_none_is_lost() -> None:
    counted = [(f"r{n}", "", {"ok": n}) for n in range(1, 10)]
    kept = folded(counted, 4, "其余 %(count)s 条")
    assert [label for label, _, _ in kept] == ["r7", "r8", "r9", "其余 6 条"]
    assert sum(sum(c.values()) for _, _, c in kept) == 45
    assert folded(counted[:3], 4, "x") == counted[:3]
