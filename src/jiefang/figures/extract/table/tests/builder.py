"""Builds small documents with one table out of rows of text, for the tests of tables."""

from jiefang.figures.document import Block, BlockKind, Cell, Document, Table


def document_with(
    rows,
    *,
    caption=None,
    unit=None,
    title="2023年统计公报",
    spans=None,
    headers=1,
    genre="bulletin",
):
    """A document with a table; `spans` maps (row, column) to (row span, column span).

    A text of None is a place that a merged cell covers.
    """
    spans = spans or {}
    text = f"{title}\n{caption or ''}\n"
    cells = []
    for row, texts in enumerate(rows):
        for column, content in enumerate(texts):
            if content is None:
                continue
            down, across = spans.get((row, column), (1, 1))
            start = len(text)
            text += content + "\t"
            cells.append(
                Cell(
                    row=row,
                    column=column,
                    start=start,
                    end=start + len(content),
                    text=content.strip(),
                    row_span=down,
                    column_span=across,
                    is_header=row < headers,
                )
            )
        text += "\n"
    table = Table(
        index=0,
        start=cells[0].start,
        end=len(text),
        cells=tuple(cells),
        rows=len(rows),
        columns=max(len(row) for row in rows),
        caption=caption,
        unit=unit,
    )
    return Document(
        doc="sample",
        sha256="0" * 64,
        text=text,
        blocks=(Block(BlockKind.HEADING, 0, len(title), level=1),),
        tables=(table,),
        title=title,
        date=None,
        genre=genre,
    )
