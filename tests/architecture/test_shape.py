"""Names and sizes: functions that fit one look, files named for their idea, test folders seen."""

import statistics

from tests.architecture.sources import PACKAGE, ROOT, functions, modules, place

LONGEST = 80
MOST_ARE_WITHIN = 25
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
SAYS_NOTHING |= {"views", "signals", "tasks", "services", "data", "info"}


def test_functions_are_short() -> None:
    sizes = {
        f"{place(path, node)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules()
        for node in functions(path)
    }
    assert {name: lines for name, lines in sizes.items() if lines > LONGEST} == {}
    assert statistics.quantiles(sizes.values(), n=10)[-1] <= MOST_ARE_WITHIN


def test_files_are_named_for_their_idea() -> None:
    rooms = {PACKAGE / "services"}  # e-services: the room's own word
    named = {path for path in PACKAGE.rglob("*") if path.stem in SAYS_NOTHING} - rooms
    assert [str(path.relative_to(ROOT)) for path in named if "static" not in path.parts] == []


def test_each_test_folder_is_a_package() -> None:
    holding = {path.parent for path in ROOT.glob("src/**/test_*.py")}
    holding |= {path.parent for path in ROOT.glob("tests/**/test_*.py")}
    assert sorted(str(f) for f in holding if not (f / "__init__.py").is_file()) == []
