"""Where packages come from (软件源): mirrors named in the environment, and one download.

Standard library only, because it runs before anything is installed. Understood are
``UV_DEFAULT_INDEX``, ``UV_INDEX_URL``, ``PIP_INDEX_URL``, ``npm_config_registry`` and the files
``pip.conf`` and ``.npmrc``; a user and password inside the address; a certificate file in
``SSL_CERT_FILE``, ``PIP_CERT`` or ``npm_config_cafile``; the usual proxy variables.
"""

import base64
import configparser
import hashlib
import os
import re
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Final

NPM: Final = "https://registry.npmjs.org"
TIMEOUT_SECONDS: Final = 60


class DownloadError(RuntimeError):
    """A file could not be fetched or is not the locked one; the message is one line to show."""


def python_index() -> str | None:
    """Return the Python package index that the environment asks for, or None for PyPI itself."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(name):
            return os.environ[name].rstrip("/")
    return next(_pip_files(), None)


def npm_registry(package: str) -> str:
    """Return the npm registry of a package; a scope such as ``@tabler`` may have its own."""
    settings = _npm_settings()
    scope = package.partition("/")[0] if package.startswith("@") else ""
    return settings.get(f"{scope}:registry", settings.get("registry", NPM)).rstrip("/")


def certificates() -> str | None:
    """Return the certificate file that the environment names, or None for the system's own."""
    names = ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
    named = [os.environ.get(name) for name in names] + [_npm_settings().get("cafile")]
    return next((path for path in named if path and Path(path).is_file()), None)


def system_has_certificates() -> bool:
    """Tell whether the machine has a store of trusted authorities at the usual place."""
    paths = ssl.get_default_verify_paths()
    folder = Path(paths.capath or os.devnull)
    return bool(paths.cafile) or (folder.is_dir() and any(folder.iterdir()))


def download(url: str) -> bytes:
    """Fetch one address. Raises DownloadError in one line, without the address's password."""
    bare, headers = _without_password(url)
    context = ssl.create_default_context(cafile=certificates())
    try:
        request = urllib.request.Request(bare, headers=headers)
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS, context=context) as answer:
            content: bytes = answer.read()
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise DownloadError(f"cannot fetch {bare}: {_cause(error)}") from error
    return content


def locked(content: bytes, *, algorithm: str, digest: bytes, name: str) -> bytes:
    """Return the content if its digest is the locked one, else raise DownloadError."""
    if hashlib.new(algorithm, content).digest() != digest:
        raise DownloadError(f"{name} is not the file that the lock names ({algorithm} differs)")
    return content


def file_in_index(index: str, *, project: str, filename: str) -> str:
    """Find the address of one file on an index's page of a project (PEP 503, HTML)."""
    page = f"{index}/{project}/"
    for href in re.findall(r'href="([^"]+)"', download(page).decode("utf-8", "replace")):
        address = urllib.parse.urljoin(page, href.replace("&amp;", "&").split("#")[0])
        if urllib.parse.unquote(address.rsplit("/", 1)[-1]) == filename:
            return address
    raise DownloadError(f"{_without_password(page)[0]} does not offer {filename}")


def _pip_files() -> Iterator[str]:
    """Yield ``index-url`` of pip's configuration files, the user's before the machine's."""
    home = Path.home()
    places = [
        Path(os.environ.get("PIP_CONFIG_FILE") or os.devnull),
        home / ".config/pip/pip.conf",
        home / ".pip/pip.conf",
        Path("/etc/pip.conf"),
    ]
    for place in places:
        parser = configparser.ConfigParser(interpolation=None)
        if place.is_file():
            parser.read(place, encoding="utf-8")
        for section in ("install", "global"):
            if parser.has_option(section, "index-url"):
                yield parser.get(section, "index-url").rstrip("/")


def _npm_settings() -> dict[str, str]:
    """Merge ``.npmrc`` of the user with ``npm_config_…`` variables; the variables win."""
    settings: dict[str, str] = {}
    npmrc = Path.home() / ".npmrc"
    if npmrc.is_file():
        for line in npmrc.read_text(encoding="utf-8").splitlines():
            key, equals, value = line.partition("=")
            if equals:
                settings[key.strip()] = value.strip().strip('"')
    for name, value in os.environ.items():
        if name.lower().startswith("npm_config_") and value:
            settings[name[len("npm_config_") :].lower()] = value
    return settings


def _without_password(url: str) -> tuple[str, dict[str, str]]:
    """Split ``user:password@`` off an address and turn it into a header."""
    parts = urllib.parse.urlsplit(url)
    headers = {"User-Agent": "jiefang-setup"}
    if parts.username is None:
        return url, headers
    pair = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
    headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.split("@")[-1])), headers


def _cause(error: Exception) -> str:
    """Say in a few words why a download failed, with the cure where one is known."""
    reason = getattr(error, "reason", None) or error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return "certificate not trusted (apt install ca-certificates, or set SSL_CERT_FILE)"
    if getattr(error, "code", None):
        return f"HTTP {error.code}"  # type: ignore[attr-defined]  # HTTPError has it
    return f"{reason} (is there a network? a mirror is named by PIP_INDEX_URL)"
