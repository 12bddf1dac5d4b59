"""What a file is kept for (文件类别)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileClass(models.TextChoices):
    """Closed set: uploads are admitted by content, reports are our own."""

    UPLOAD = "upload", _("上传")
    REPORT = "report", _("审核结果")
