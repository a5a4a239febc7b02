"""The report of assisted submissions as aligned text, for the screen and the terminal."""

from textwrap import shorten

from services_catalog.activity import TABLES, Activity, ActivityLine, Counts
from services_catalog.vietnamese import long_date, number

COLUMNS = (
    ("entries", "Lượt"),
    ("quantity", "Hồ sơ"),
    ("filed", "Đã nộp"),
    ("not_filed", "Chưa nộp"),
    ("leaflets", "Tờ rơi"),
)
COLUMN = 9
NARROWEST_NAME = 16


def report_text(activity: Activity, width: int) -> str:
    """Totals, then one table a question; names are cut to what `width` columns leave them."""
    room = max(NARROWEST_NAME, width - COLUMN * len(COLUMNS))
    head = f"Từ ngày {long_date(activity.from_day)} đến ngày {long_date(activity.to_day)}"
    if not activity.totals.entries:
        return f"{head}\n\nChưa có lượt hỗ trợ nào trong thời gian này."
    if activity.visits != activity.totals.entries:
        head += f": {number(activity.visits)} lần người dân đến"
    blocks = [head, _row("Tổng cộng", activity.totals, room, heading=True)]
    for table, title in TABLES.items():
        lines: tuple[ActivityLine, ...] = getattr(activity, table)
        blocks.append("\n".join([_header(title, room), *(_line(line, table, room) for line in lines)]))
    return "\n\n".join(blocks)


def _header(title: str, room: int) -> str:
    return f"{title.upper():<{room}}" + "".join(f"{label:>{COLUMN}}" for _, label in COLUMNS)


def _row(name: str, counts: Counts, room: int, *, heading: bool = False) -> str:
    first = f"{_header('', room)}\n" if heading else ""
    cut = shorten(name, room - 1, placeholder="…")
    return (
        first
        + f"{cut:<{room}}"
        + "".join(f"{number(getattr(counts, field)):>{COLUMN}}" for field, _ in COLUMNS)
    )


def _line(line: ActivityLine, table: str, room: int) -> str:
    name = f"{line.key['service_code']} {line.name}" if table == "by_service" else line.name
    return _row(name, line.counts, room)
