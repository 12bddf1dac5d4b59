"""Around every request (中间件): security headers, size of the body, language, plain refusals."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from jiefang.ledger.refusal import Refusal
from jiefang.site.refusals import refuse

CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # A draft must not stay in a cache that others share; static files say their own.
    "Cache-Control": "private, no-cache",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
FORM_BYTES: Final = 8 * 1024 * 1024
"""What a form holds beside its files: pasted text and the parts' own headers."""

Handler = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """Sends the content policy and its companions with every answer, also with static files."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class BodyLimit:
    """Refuses a body that is larger than any form of ours can be, before reading it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        most = 2 * settings.JIEFANG_UPLOAD_FILES * settings.JIEFANG_UPLOAD_BYTES + FORM_BYTES
        if declared.isdecimal() and int(declared) > most:
            return refuse(request, 413)
        return self.get_response(request)


class ReaderLanguage:
    """Chinese, unless the reader chose English: a browser's own wish is not asked.

    Most office browsers here announce English although their reader wants Chinese.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", "en" if language == "en" else "zh-Hans")
        return response


class PlainRefusals:
    """Turns the rooms' own refusals into pages in plain words."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal with its status; leave Django's own errors to Django."""
        if isinstance(error, Refusal):
            return refuse(request, error.status, sentence=error.told())
        return None
