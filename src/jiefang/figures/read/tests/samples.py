"""Small files made in memory (样本): one builder a format, with invented figures only."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)


_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
    "/DescendantFonts [4 0 R] >>"
)
_CHARACTERS = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry "
    "(Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>"
)
_DESCRIPTION = (
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] "
    "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
)


_PICTURE_PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    "/Resources << /XObject << /I 5 0 R >> >> >>"
)
_PICTURE = (
    "<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB "
    "/BitsPerComponent 8 /Filter /ASCIIHexDecode /Length 25 >>"
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip container of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return buffer.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A docx with this body; other parts by their name without folder and suffix."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:wps="urn:wps" xmlns:v="urn:v"><w:body>{body}</w:body></w:document>'
    )
    extra = {
        f"word/{name}.xml": f'<w:{name} xmlns:w="{WORD}">{content}</w:{name}>'
        for name, content in parts.items()
    }
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": document, **extra})


def par(content: str, style: str = "") -> str:
    """A paragraph of plain text, or of runs where `content` is markup."""
    runs = content if content.startswith("<") else run(content)
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table; a cell that begins with `<` is markup of its own (properties and paragraphs)."""
    lines = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{cell if cell.startswith('<') else par(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{lines}</w:tbl>"


def workbook(sheet: str, *, styles: str = "", strings: Sequence[str] = ()) -> bytes:
    """An xlsx with one sheet of this XML (rows and merges)."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    shared = "".join(f"<si><t>{text}</t></si>" for text in strings)
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
            '<sheet name="收支" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
            'package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
            "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
        }
    )


def pdf(pages: Sequence[Sequence[tuple[int, int, str]]], *, rules: str = "") -> bytes:
    """A pdf in a Chinese font that is not embedded; each page lists (x, y, text) in points.

    `rules` are drawing operators put on every page.
    """
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [{}] /Count {} >>".format(
            " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages))), len(pages)
        ),
        _FONT,
        _CHARACTERS,
        _DESCRIPTION,
    ]
    for number, lines in enumerate(pages):
        shown = "\n".join(
            f"BT /F1 12 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"
            for x, y, text in lines
        )
        content = f"{rules}\n{shown}"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _numbered(objects)


def _numbered(objects: Sequence[str]) -> bytes:
    """The objects as a file, with the table of their places."""
    body = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    body += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    body += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return bytes(body)


def scanned_pdf() -> bytes:
    """A pdf whose only page is a picture."""
    pixels = "FF" * 12
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PICTURE_PAGE,
        "<< /Length 30 >>\nstream\nq 595 0 0 842 0 0 cm /I Do Q  \nendstream",
        f"{_PICTURE}\nstream\n{pixels}>\nendstream",
    ]
    return _numbered(objects)


def ofd(lines: Sequence[tuple[int, int, str]]) -> bytes:
    """An ofd with one page of (x, y, text) in millimetres, 5 mm type."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    shown = "".join(
        f'<ofd:TextObject ID="9" Boundary="{x} {y} 170 8" Font="1" Size="5"><ofd:TextCode X="0" '
        f'Y="5" DeltaX="{_steps(text)}">{text}</ofd:TextCode></ofd:TextObject>'
        for x, y, text in lines
    )
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml"
            "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
            '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P1.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/Pages/P1.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer>{shown}"
            "</ofd:Layer></ofd:Content></ofd:Page>",
        }
    )


def _steps(text: str) -> str:
    """Full steps for Chinese characters, half ones for Latin, runs of five and more counted."""
    steps = ["5" if char >= "\u2e80" else "2.5" for char in text[:-1]]
    if len(steps) > 4 and len(set(steps)) == 1:
        return f"g {len(steps)} {steps[0]}"
    return " ".join(steps)


def old_workbook(rows: Sequence[Sequence[str | int]]) -> bytes:
    """An xls (BIFF8 in an OLE container) with one sheet."""
    return ole({"Workbook": _biff(rows)})


def _biff(rows: Sequence[Sequence[str | int]]) -> bytes:
    """The stream of a workbook with one sheet."""
    name = "表一".encode("utf-16-le")
    opening = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    opening += _record(0x0042, struct.pack("<H", 1200))
    font = "宋体".encode("utf-16-le")
    opening += _record(
        0x0031, struct.pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 2, 1) + font
    )
    opening += (
        _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0x20C0)) * 16
    )
    tail = _record(0x000A, b"")
    sheet_size = len(_record(0x0085, struct.pack("<IBBBB", 0, 0, 0, 2, 1) + name))
    start = len(opening) + sheet_size + len(tail)
    bound = _record(0x0085, struct.pack("<IBBBB", start, 0, 0, 2, 1) + name)
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                sheet += _record(0x0204, struct.pack("<HHH", number, column, 0) + text)
            else:
                sheet += _record(0x0203, struct.pack("<HHHd", number, column, 0, value))
    return opening + bound + tail + sheet + _record(0x000A, b"")


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container; every stream is filled up to the size that needs no short sectors."""
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    fat = [fat_mark, end]
    sectors: list[bytes] = []
    entries = [_entry("Root Entry", 5, end, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        first = len(fat)
        count = len(padded) // 512
        fat += [*range(first + 1, first + count), end]
        sectors += [padded[place : place + 512] for place in range(0, len(padded), 512)]
        right = number + 1 if number < len(streams) else free
        entries.append(_entry(name, 2, first, len(padded), right=right))
    directory = b"".join(entries).ljust(512, b"\0")[:512]
    table_of_sectors = struct.pack("<128I", *(fat + [free] * (128 - len(fat))))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *([free] * 108))
    return header + table_of_sectors + directory + b"".join(sectors)


def _entry(
    name: str, kind: int, first: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    """One entry of the directory."""
    words = name.encode("utf-16-le")
    entry = words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36)
    return entry + struct.pack("<III", first, size, 0)
