"""Tables of the registry (基础数据表): files; areas, organisations and codes join them later."""

from typing import ClassVar

from django.db import models

from jiefang.registry.file_class import FileClass


class File(models.Model):
    """A file (文件): its bytes lie under `JIEFANG_HOME/files`, the row says whose and how long.

    `key` is a random word and the name on disk, so that no uploaded name ever becomes a path.
    """

    key = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=130)
    suffix = models.CharField(max_length=12)
    media_type = models.CharField(max_length=100)
    file_class = models.CharField(max_length=10, choices=FileClass)
    is_public = models.BooleanField(default=False)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    owner = models.CharField(max_length=80, db_index=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(size__gte=1), name="registry_file_not_empty")
        ]

    def __str__(self) -> str:
        return self.name
