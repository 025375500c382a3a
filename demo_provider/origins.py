"""Where people may be sent back to, and where notifications may go."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

_PRINTABLE = re.compile(r"[!-\[\]-~]+")  # ASCII without spaces and backslash
_DEFAULT_PORTS = {"http": 80, "https": 443}


def _split(url: str) -> SplitResult | None:
    """The parts of a plain http(s) address without user and password, or None."""
    if not _PRINTABLE.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _DEFAULT_PORTS and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if usable and "@" not in parts.netloc else None


def origin_of(url: str) -> str | None:
    """`scheme://host[:port]` as a browser writes it, or None for what is not a plain address."""
    parts = _split(url)
    if parts is None or parts.hostname is None:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def may_return(url: str, shop_origin: str) -> bool:
    """Is this address on the shop's own origin?"""
    return origin_of(url) == shop_origin


def may_notify(url: str, shop_origin: str) -> bool:
    """Is this address on the shop's host, or on this machine?"""
    parts = _split(url)
    if parts is None or parts.hostname is None:
        return False
    return parts.hostname == urlsplit(shop_origin).hostname or _is_loopback(parts.hostname)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
