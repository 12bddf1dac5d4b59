"""What a file is kept for (文件类别)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileClass(models.TextChoices):
    """Closed set; who may read a file follows from it and from its owner."""

    UPLOAD = "upload", _("上传")
    REPORT = "report", _("审核结果")
    EXAMPLE = "example", _("公开示例")
