"""Files and names: folders expanded in order, nothing hidden, no name twice."""

from pathlib import Path

from jiefang.figures.read import document_names, find_files, read_bytes, read_file


def test_folders_are_searched_in_order(tmp_path: Path) -> None:
    for name in ("b/二.txt", "b/一.docx", "a.md", "c.exe", ".git/x.txt", "~$一.docx", "b/.x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.md", "b/一.docx", "b/二.txt"]


def test_a_file_named_singly_stays_whatever_it_is(tmp_path: Path) -> None:
    odd, gone = tmp_path / "c.exe", tmp_path / "none.txt"
    odd.write_text("x", encoding="utf-8")
    assert find_files([odd, gone, odd]) == [odd, gone]


def test_names_are_unique_in_the_order_given() -> None:
    assert document_names([Path("a/公报.txt"), Path("b/公报.pdf"), Path("公报-2.txt")]) == [
        "公报",
        "公报-3",
        "公报-2",
    ]
    assert document_names(["-", "2020年1.5版.txt"]) == ["stdin", "2020年1.5版"]


def test_the_document_knows_its_file(tmp_path: Path) -> None:
    path = tmp_path / "公报.txt"
    path.write_bytes("收入6.2亿元。".encode())
    document = read_file(path)
    assert (document.doc, document.path, document.chars) == ("公报", str(path), 8)
    assert read_file(path, name="公报-2").doc == "公报-2"
    same = read_bytes(path.read_bytes(), name="上传/公报.txt")
    assert (same.doc, same.sha256) == ("公报", document.sha256)
