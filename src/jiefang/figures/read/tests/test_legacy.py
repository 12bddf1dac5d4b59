"""Old office files: converted where LibreOffice is installed, else a sentence that says how."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from jiefang.figures.errors import UnreadableFile
from jiefang.figures.read import legacy, read_bytes, read_file
from jiefang.figures.read.tests import samples

OFFICE = shutil.which("soffice")


def test_without_an_office_program_the_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(legacy, "PROGRAMS", ())
    for name, data in (
        ("旧报告.doc", samples.ole({"WordDocument": b"x"})),
        ("旧报告.rtf", b"{\\rtf1 x}"),
        ("报告.odt", samples.zipped({"mimetype": "x", "content.xml": "<a/>"})),
    ):
        with pytest.raises(UnreadableFile) as caught:
            read_bytes(data, name=name)
        assert caught.value.reason == "needs_office"
        assert "docx" in caught.value.zh


def test_slides_and_unknown_containers_are_refused() -> None:
    for stream, reason in (("PowerPoint Document", "unsupported"), ("Other", "unsupported")):
        with pytest.raises(UnreadableFile) as caught:
            read_bytes(samples.ole({stream: b"x"}), name="a.bin")
        assert caught.value.reason == reason


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed on this machine")
def test_a_doc_is_read_by_conversion(tmp_path: Path) -> None:
    source = tmp_path / "报告.docx"
    written = docx.Document()
    written.add_paragraph("全年收入6.2亿元，增长7.1%。")
    written.save(str(source))
    assert OFFICE is not None
    command = [OFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", "doc", "--outdir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    document = read_file(tmp_path / "报告.doc")
    assert document.text == "全年收入6.2亿元，增长7.1%。"
    assert "LibreOffice" in document.warnings[0]
