"""Pages that say no (错误页): what is wrong, why, and what to do, in plain words."""

import logging
import secrets
from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

TITLES: Final[Mapping[int, str | Promise]] = {
    400: _("这次请求没法处理"),
    403: _("这一步您不能做"),
    404: _("没有这一页"),
    405: _("这个地址不能这样打开"),
    409: _("现在还不能这样做"),
    413: _("送来的内容太大"),
    415: _("这种文件读不了"),
    429: _("次数到了上限"),
    500: _("系统出了错"),
    507: _("存放空间不够"),
}
SENTENCES: Final[Mapping[int, str | Promise]] = {
    400: _("地址或表单里有认不出的内容。请返回上一页，重新填写后再提交。"),
    403: _("您没有做这件事的权限，或者页面打开太久、表单已经过期。请返回刷新后再试。"),
    404: _("地址可能抄错了，或者内容已经删除、到期。"),
    405: _("请从页面上的按钮进入。"),
    409: _("请稍后再试。"),
    413: _("请减少文件，或把大文件拆小后再送。"),
    415: _("请换一种格式。"),
    429: _("请稍后再试。"),
    500: _("不是您的问题。没有保存半成品，可以返回重试；再出现请把下面的编号告诉管理员。"),
}


def refuse(
    request: HttpRequest, status: int, *, sentence: str = "", number: str = ""
) -> HttpResponse:
    """Answer with a page in plain words; `sentence` says more than the status alone."""
    told = {
        "status": status,
        "title": TITLES.get(status, TITLES[400]),
        "sentence": sentence or SENTENCES.get(status, SENTENCES[400]),
        "number": number,
        "limit_mb": settings.JIEFANG_UPLOAD_BYTES // (1024 * 1024),
    }
    return render(request, "site/refusal.html", told, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: something in the address or the form is not understood."""
    del exception
    return refuse(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the reader may not do this."""
    del exception
    return refuse(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no page has this address."""
    del exception
    return refuse(request, 404)


def crashed(request: HttpRequest) -> HttpResponse:
    """500: our fault; the number joins the page with the log."""
    number = f"E-{secrets.token_hex(4)}"
    logger.error("request failed", extra={"number": number, "path": request.path})
    return refuse(request, 500, number=number)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its token, mostly a page that was left open for too long."""
    logger.info("form refused", extra={"reason": reason, "path": request.path})
    return refuse(request, 403)
