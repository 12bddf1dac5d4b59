"""Refusals of the registry (基础数据的错误).

Refusal
├── NoSuchFile           the file does not exist, was deleted, or belongs to somebody else
├── StorageFull          no room is left on the disk
└── FileRefused
    ├── FileTooLarge         more bytes than the limit
    ├── FileIsEmpty          no bytes at all
    └── UnsupportedContent   the bytes are of a kind that cannot be read here
        ├── PhotoRefused
        ├── ArchiveRefused
        └── ProgramRefused
"""

from django.utils.translation import gettext_lazy as _

from jiefang.ledger.refusal import Refusal


class NoSuchFile(Refusal):
    """The file does not exist, or the actor may not know that it does."""

    code = "registry.no_such_file"
    status = 404
    sentence = _("没有这个文件：可能已经删除或到期。")


class StorageFull(Refusal):
    """Keeping the file would leave the disk without room for the database and its log."""

    code = "registry.storage_full"
    status = 507
    sentence = _("存放文件的磁盘快满了，暂时不能送审。请告诉管理员。")


class FileRefused(Refusal):
    """A file that is not kept; `name` says which."""

    code = "registry.file_refused"
    sentence = _("“%(name)s”没有收下。")


class FileTooLarge(FileRefused):
    """More bytes than the limit; nothing was kept."""

    code = "registry.file_too_large"
    status = 413
    sentence = _("“%(name)s”超过 %(limit_mb)s MB，没有收下。请拆成几份，或去掉图片后再送。")


class FileIsEmpty(FileRefused):
    """The file has no bytes."""

    code = "registry.file_is_empty"
    sentence = _("“%(name)s”是空文件。请打开原件看看是否保存成功，再重新选择。")


class UnsupportedContent(FileRefused):
    """The bytes, not the name, say that this cannot be read."""

    code = "registry.unsupported_content"
    status = 415
    sentence = _("“%(name)s”不是能读的文件。请另存为 docx、pdf（带文字）、xlsx、html 或 txt。")


class PhotoRefused(UnsupportedContent):
    """A picture: there is no text in it."""

    code = "registry.photo_refused"
    sentence = _("“%(name)s”是图片，里面没有文字可读。请上传原文件，或先做文字识别并校对。")


class ArchiveRefused(UnsupportedContent):
    """A packed archive: its files have to be chosen singly."""

    code = "registry.archive_refused"
    sentence = _("“%(name)s”是压缩包。请先解开，再选择里面的文件。")


class ProgramRefused(UnsupportedContent):
    """A program is never kept."""

    code = "registry.program_refused"
    sentence = _("“%(name)s”是程序，不是文件材料，没有收下。")
