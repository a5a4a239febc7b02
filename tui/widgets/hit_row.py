"""How a hit looks in the list: its name, then code, level of online service and agency."""

from datetime import date
from textwrap import shorten, wrap
from typing import TYPE_CHECKING

from services_catalog.model import OnlineLevel
from services_catalog.vietnamese import long_date
from tui.widgets.row_list import Line

if TYPE_CHECKING:
    from services_catalog.search import Hit

HEIGHT = 3
LEVELS = {
    OnlineLevel.FULL: "toàn trình",
    OnlineLevel.ONLINE: "có trực tuyến",
    OnlineLevel.NONE: "không có trực tuyến",
}

OBVIOUS = {"đúng tên thủ tục", "cách gọi quen thuộc"}
"""Reasons that the name itself tells; the line has better use for the agency."""


def draw_hit(hit: "Hit", width: int) -> list[Line]:
    """Three lines of at most `width` columns: a long name takes two, a short one leaves room between hits."""
    room = max(width - 2, 20)
    name = wrap(hit.title, room, max_lines=2, placeholder=" …") or [hit.code]
    lines: list[Line] = [[(f" {line}", "strong")] for line in name]
    if len(name) == 1 and hit.title != hit.name:
        lines.append([(f" {shorten(hit.name, room, placeholder=' …')}", "")])
    why = "" if hit.why in OBVIOUS else hit.why
    gone = f"ĐÃ BÃI BỎ TỪ {long_date(date.fromisoformat(hit.withdrawn))}" if hit.withdrawn else ""
    facts = [gone, why, LEVELS[hit.online_level], "thiết yếu" if hit.essential else "", hit.agency]
    told = shorten(" · ".join(filter(None, facts)), room - len(hit.code) - 2, placeholder=" …")
    lines.append([(f" {hit.code}", "accent"), (f"  {told}", "warn" if gone else "faint")])
    return [*lines, *([[]] * (HEIGHT - len(lines)))]
