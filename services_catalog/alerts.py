"""What one must know of a service before anything else: that it is no more, or what its guidance warns of."""

from services_catalog.model import PublicService
from services_catalog.vietnamese import long_date


def withdrawn_text(service: PublicService) -> str:
    """That a service is no more, and since when; empty for one in force."""
    return f"Thủ tục này đã bãi bỏ từ {long_date(service.withdrawn)}." if service.withdrawn else ""


def alert_text(service: PublicService) -> str:
    """What one must know before anything else; mostly empty."""
    alert = service.guidance.alert if service.guidance else ""
    return f"{withdrawn_text(service)} {alert}".strip()
