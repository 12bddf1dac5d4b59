"""Refusals and warnings (拒读与提示): every sentence the reader says, in Chinese and English.

A refusal names the file, the cause and what to do. `reason` is stable: other programs and the
tests know it, the sentences may change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from jiefang.figures.errors import UnreadableFile


class _Both(NamedTuple):
    """A sentence in both languages; words in braces are filled in."""

    zh: str
    en: str


# reason: (Chinese cause and cure, English cause and cure)
_REFUSALS: Final[dict[str, _Both]] = {
    "missing": _Both(
        "找不到这个文件。请检查路径和文件名。",
        "there is no such file. Check the path and the name.",
    ),
    "not_a_file": _Both(
        "这不是一个普通文件。请给出文件，或者给出装有文件的文件夹。",
        "this is not a regular file. Name a file, or a folder that holds files.",
    ),
    "not_permitted": _Both(
        "没有读取权限。请修改文件权限，或者换一个有权限的用户运行。",
        "reading it is not permitted. Change its permissions or run as a user who may read it.",
    ),
    "not_readable": _Both(
        "磁盘或网络上的文件读不出来（{detail}）。请把文件复制到本机后再试。",
        "the disk or network does not give the file out ({detail_en}). Copy it here and try again.",
    ),
    "empty": _Both(
        "文件是空的，没有可读的文字。请检查是否下载或保存完整。",
        "the file is empty. Check that it was downloaded or saved completely.",
    ),
    "no_text": _Both(
        "文件能打开，但里面没有文字。请换成带文字的版本。",
        "the file opens but holds no text. Use a version that has text.",
    ),
    "too_large": _Both(
        "文件有 {size} MB，超过 {limit} MB 的上限。请拆成几个文件，或去掉图片后另存。",
        "the file has {size} MB, more than the limit of {limit} MB. Split it, or save it without "
        "pictures.",
    ),
    "too_long": _Both(
        "文字超过 {limit} 个字的上限。请拆成几个文件再审。",
        "the text is longer than the limit of {limit} characters. Split it into several files.",
    ),
    "too_complex": _Both(
        "文件结构过于庞大（{detail}）。请拆成几个文件，或另存为 txt 再审。",
        "the file is too complex ({detail_en}). Split it into several files or save it as txt.",
    ),
    "too_slow": _Both(
        "读了 {limit} 秒还没有读完，已停止。请拆成几个文件，或另存为 txt 再审。",
        "reading did not end within {limit} seconds and was stopped. Split it or save it as txt.",
    ),
    "zip_bomb": _Both(
        "压缩内容展开后大得不正常（{detail}），为安全起见没有打开。请用办公软件重新另存。",
        "its compressed content unfolds to an abnormal size ({detail_en}) and was not opened. Save "
        "it anew with an office program.",
    ),
    "binary": _Both(
        "内容不是文字，而是{detail}，可能改过后缀名。请找到原来的文件，或用原来的软件另存为 docx、"
        "pdf 或 txt。",
        "its content is not text but {detail_en}; the suffix may have been changed. Find the "
        "original, or save it as docx, pdf or txt with the program it came from.",
    ),
    "encoding": _Both(
        "认不出文字编码，读出来会是乱码。请用记事本或 WPS 打开后另存为 UTF-8 编码。",
        "its character encoding is not known and would read as garbage. Open it in an editor and "
        "save it as UTF-8.",
    ),
    "scan": _Both(
        "这份 PDF 是扫描件，只有图像没有文字。请先做文字识别（OCR），或找带文字的版本。",
        "this PDF is a scan: pictures without text. Run OCR on it first, or find a version with "
        "text.",
    ),
    "garbled": _Both(
        "这份 PDF 的字体没有编码表，取出来的文字是乱码。请找 Word 原稿，或做文字识别（OCR）。",
        "the fonts of this PDF do not tell what their characters mean, so its text is garbage. Use "
        "the Word original, or run OCR on it.",
    ),
    "photo": _Both(
        "这是图片（{detail}），不是文字。请先做文字识别（OCR）并存成 txt 或 docx。",
        "this is a picture ({detail_en}), not text. Run OCR on it and save the text as docx.",
    ),
    "password": _Both(
        "文件有打开密码。请用密码打开后另存一份不加密的再审。",
        "the file is protected by a password. Open it with the password and save an unprotected "
        "copy.",
    ),
    "damaged": _Both(
        "文件不完整或已损坏（{detail}）。请重新下载，或用办公软件打开后另存。",
        "the file is incomplete or damaged ({detail_en}). Download it again, or open it in an "
        "office program and save it anew.",
    ),
    "unsupported": _Both(
        "不支持这种文件（{detail}）。请另存为 docx、pdf、xlsx、csv、html 或 txt。",
        "this kind of file ({detail_en}) is not supported. Save it as docx, pdf, xlsx, csv, html "
        "or txt.",
    ),
    "needs_office": _Both(
        "这是旧式{detail}文件，要借助 LibreOffice 才能读，而本机没有安装。请安装 LibreOffice，"
        "或用 WPS、Word 打开后另存为 {target}。",
        "this is an old {detail_en} file; reading it needs LibreOffice, which is not installed "
        "here. Install it, or open the file in WPS or Word and save it as {target}.",
    ),
    "office_failed": _Both(
        "LibreOffice 没能转换这个文件（{detail}）。请用 WPS 或 Word 打开后另存为 {target}。",
        "LibreOffice could not convert the file ({detail_en}). Open it in WPS or Word and save it "
        "as {target}.",
    ),
}

# code: (Chinese sentence, English sentence)
_WARNINGS: Final[dict[str, _Both]] = {
    "encoding_guessed": _Both(
        "文字编码是推断出来的（{detail}），请抽查几处数字。",
        "The character encoding was inferred ({detail_en}); please check a few figures.",
    ),
    "bytes_lost": _Both(
        "有 {count} 处字节无法解码，以 � 代替。",
        "{count} bytes could not be decoded and stand as �.",
    ),
    "mixed_script": _Both(
        "简体字和繁体字混用（可能转换了一半），如“{detail}”。",
        "Simplified and traditional characters are mixed (half converted?), such as “{detail_en}”.",
    ),
    "revisions": _Both(
        "文档带有修订痕迹：已按接受全部修订来读（插入 {inserted} 处，删除 {deleted} 处）。",
        "The document has tracked changes: read as if all were accepted ({inserted} insertions, "
        "{deleted} deletions).",
    ),
    "side_text": _Both(
        "正文之外的文字也已读入：{detail}。",
        "Text outside the body was read too: {detail_en}.",
    ),
    "formula_errors": _Both(
        "表格里有公式错误值（如 {detail}），共 {count} 格，已按文字读入。",
        "{count} cells hold formula errors (such as {detail_en}); they were read as text.",
    ),
    "formulas_without_values": _Both(
        "有 {count} 格公式没有保存计算结果，已留空。请用办公软件打开并保存一次。",
        "{count} formula cells hold no saved result and were left empty. Open the file in an "
        "office program and save it once.",
    ),
    "hidden_sheets": _Both(
        "隐藏的工作表也已读入：{detail}。",
        "Hidden sheets were read too: {detail_en}.",
    ),
    "pages_without_text": _Both(
        "有 {count} 页只有图像没有文字，未读：第 {detail} 页。",
        "{count} pages are pictures without text and were not read: {detail_en}.",
    ),
    "tables_skipped": _Both(
        "页数太多，第 {detail} 页以后没有查找表格框线，表格按文字读入。",
        "The file has many pages; after page {detail_en} tables were read as plain text.",
    ),
    "converted": _Both(
        "经 {detail} 转换后读入，位置按转换后的文字计算。",
        "Read after conversion by {detail_en}; places count in the converted text.",
    ),
    "file_cut": _Both(
        "文件末尾不完整，已读能读的部分（{detail}）。",
        "The end of the file is missing; what could be read was read ({detail_en}).",
    ),
    "suffix_wrong": _Both(
        "后缀名是 {suffix}，内容其实是 {kind}，已按内容读入。",
        "The suffix is {suffix} but the content is {kind}; it was read by its content.",
    ),
}


def refuse(reason: str, *, path: str, **words: str | int) -> UnreadableFile:
    """Build the error for `reason`; the caller raises it."""
    zh, en = _REFUSALS[reason]
    words.setdefault("detail", "")
    words.setdefault("detail_en", words["detail"])
    return UnreadableFile(
        path=path,
        reason=reason,
        zh=f"{path}：{zh.format(**words)}",
        en=f"{path}: {en.format(**words)}",
    )


def refusal_reasons() -> tuple[str, ...]:
    """Every stable reason code, for the documentation."""
    return tuple(_REFUSALS)


@dataclass(frozen=True, slots=True)
class Notice:
    """One warning (提示) about a document that was read, in both languages."""

    code: str
    zh: str
    en: str


def notice(code: str, **words: str | int) -> Notice:
    """Build the warning `code` with its words filled in."""
    zh, en = _WARNINGS[code]
    words.setdefault("detail", "")
    words.setdefault("detail_en", words["detail"])
    return Notice(code=code, zh=zh.format(**words), en=en.format(**words))
