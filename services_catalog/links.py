"""The address that a QR code carries: the service's page on the Portal, and nothing else.

A leaflet is trusted because an office hands it out, so a wrong address in it is worse than none: only
https, only hosts from the allow-list, no user names, no ports, no odd characters.
"""

import re
from urllib.parse import urlsplit

from services_catalog.errors import LinkRefusedError
from services_catalog.model import PublicService
from services_catalog.settings import PORTAL_HOST, Settings

LONGEST_LINK = 300
_PLAIN = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def checked_link(address: str, hosts: tuple[str, ...]) -> str:
    """Return `address` if a QR code may carry it.

    Raises LinkRefusedError otherwise, with the reason.
    """
    if not _PLAIN.fullmatch(address) or len(address) > LONGEST_LINK:
        raise LinkRefusedError("Địa chỉ có ký tự lạ hoặc quá dài.")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise LinkRefusedError("Địa chỉ viết sai.") from error
    if parts.scheme != "https":
        raise LinkRefusedError("Địa chỉ phải bắt đầu bằng https://.")
    host = (parts.hostname or "").rstrip(".")
    if parts.username is not None or parts.password is not None or port is not None:
        raise LinkRefusedError("Địa chỉ không được kèm tên đăng nhập hay số cổng.")
    if not any(host == allowed or host.endswith(f".{allowed}") for allowed in hosts):
        raise LinkRefusedError(f"Tên miền «{host}» không nằm trong danh sách được phép.")
    return address


def portal_link(service: PublicService, settings: Settings) -> str:
    """Return the checked address of the service's page: the office's own for this code, else by the template.

    Raises LinkRefusedError where the result is not allowed.
    """
    own = settings.link_overrides.get(service.code)
    if own is None and not service.portal_path and "{path}" in settings.link_template:
        return checked_link(f"https://{PORTAL_HOST}", settings.link_hosts)
    address = own or settings.link_template.format(path=service.portal_path, code=service.code)
    return checked_link(address, settings.link_hosts)
