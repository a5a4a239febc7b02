"""Small drawn signs for those who read slowly: what a step or a heading is about, as lines of one thickness.

Each is a drawing on a field of 24 × 24, y upwards, in PDF's own path operators, so it stays sharp at any
size and costs no image. They are ours.
"""

import re
from enum import Enum
from math import cos, radians, sin
from typing import Any

from services_catalog.vietnamese import fold

_BEND = 0.5523  # how far a Bézier curve's handles reach to bend into a quarter of a circle


def _line(*points: float) -> str:
    pairs = list(zip(points[::2], points[1::2], strict=True))
    return " ".join(f"{x:g} {y:g} {'l' if index else 'm'}" for index, (x, y) in enumerate(pairs))


def _box(left: float, bottom: float, width: float, height: float) -> str:
    return f"{left:g} {bottom:g} {width:g} {height:g} re"


def _ring(x: float, y: float, radius: float) -> str:
    return _arc(x, y, radius, 0, 4)


def _arc(x: float, y: float, radius: float, start: float, quarters: int) -> str:
    """A part of a circle from `start` degrees, counter-clockwise, by quarters."""
    parts = []
    for quarter in range(quarters):
        begin, end = (radians(start + 90 * turn) for turn in (quarter, quarter + 1))
        x0, y0, x3, y3 = (
            x + radius * cos(begin),
            y + radius * sin(begin),
            x + radius * cos(end),
            y + radius * sin(end),
        )
        reach = radius * _BEND
        handles = (
            x0 - reach * sin(begin),
            y0 + reach * cos(begin),
            x3 + reach * sin(end),
            y3 - reach * cos(end),
        )
        if not quarter:
            parts.append(f"{x0:.2f} {y0:.2f} m")
        parts.append(f"{' '.join(f'{each:.2f}' for each in (*handles, x3, y3))} c")
    return " ".join(parts)


_DISC = f"{_ring(0, 0, 1)} f"


class Icon(Enum):
    """What a sign shows, with its drawing."""

    PHONE = " ".join((_box(6.5, 1.5, 11, 21), _line(6.5, 6, 17.5, 6), _line(10.5, 3.8, 13.5, 3.8)))
    PAPER = " ".join(
        (
            _line(14.5, 22, 5, 22, 5, 2, 19, 2, 19, 17.5, 14.5, 22, 14.5, 17.5, 19, 17.5),
            _line(8, 13, 16, 13),
            _line(8, 9.5, 16, 9.5),
            _line(8, 6, 13, 6),
        )
    )
    PEN = " ".join(
        (_line(4, 3, 5, 8, 17, 20, 21, 16, 9, 4, 4, 3), _line(14.5, 17.5, 18.5, 13.5), _line(12, 3, 21, 3))
    )
    UPLOAD = " ".join(
        (_line(12, 7.5, 12, 21.5), _line(6.5, 16, 12, 21.5, 17.5, 16), _line(3, 8, 3, 2.5, 21, 2.5, 21, 8))
    )
    CAMERA = " ".join(
        (_line(2, 4, 2, 18, 7, 18, 9, 21, 15, 21, 17, 18, 22, 18, 22, 4, 2, 4), _ring(12, 11, 4.3))
    )
    SEARCH = " ".join((_ring(10, 14, 7), _line(15, 9, 21.5, 2.5)))
    MONEY = " ".join(
        (_box(1.5, 5, 21, 14), _ring(12, 12, 3.6), _line(5, 8.5, 5, 15.5), _line(19, 8.5, 19, 15.5))
    )
    SEND = " ".join((_line(2, 11, 22, 21, 15.5, 2.5, 11, 9.5, 2, 11), _line(11, 9.5, 22, 21)))
    OFFICE = " ".join(
        (
            _line(2, 2, 22, 2),
            _line(3, 15.5, 12, 22, 21, 15.5, 3, 15.5),
            _line(6, 12.5, 6, 5),
            _line(12, 12.5, 12, 5),
            _line(18, 12.5, 18, 5),
        )
    )
    PLACE = " ".join((_arc(12, 14.5, 7, 0, 2), _line(5, 14.5, 12, 1.5, 19, 14.5), _ring(12, 14.5, 2.3)))
    POST = " ".join((_box(2, 4.5, 20, 15), _line(2, 19.5, 12, 11, 22, 19.5)))
    CALENDAR = " ".join(
        (
            _box(3, 2.5, 18, 17.5),
            _line(3, 15, 21, 15),
            _line(8, 17.5, 8, 22.5),
            _line(16, 17.5, 16, 22.5),
            _line(8, 8.5, 11, 5.7, 16.5, 11.5),
        )
    )


_BY_WORDS = [
    (re.compile(words), icon)
    for words, icon in (
        (r"\b(bam|xac nhan) gui\b|^gui ho so", Icon.SEND),
        (r"^(gui|goi|ra buu dien|giu (phieu gui|giay bien nhan))\b", Icon.POST),
        (r"^chup\b", Icon.CAMERA),
        (r"^tai\b|\btai anh\b", Icon.UPLOAD),
        (r"^(dien|khai|ky|ghi)\b|\bdien (to khai|don|mau|phieu|giay|dung)\b", Icon.PEN),
        (r"^nop (tien|phi|le phi)\b", Icon.MONEY),
        (r"^(go|tim)\b", Icon.SEARCH),
        (r"\bdang nhap\b|\bdien thoai\b", Icon.PHONE),
        (r"^chon (tinh|cong an|cuc)\b", Icon.PLACE),
        (r"^(chuan bi|nop|kem|xem)\b", Icon.PAPER),
        (r"\btheo (ngay |giay )?hen\b|\bngay hen\b|^nhan (giay|phieu) hen\b", Icon.CALENDAR),
        (r"^(den|dua)\b", Icon.OFFICE),
        (r"^nhan\b", Icon.PAPER),
    )
]


def for_step(text: str) -> Icon | None:
    """Return the sign that helps to grasp a step, none where no sign would say it plainly."""
    words = fold(text)
    return next((icon for pattern, icon in _BY_WORDS if pattern.search(words)), None)


def draw_disc(canvas: Any, x: float, y: float, radius: float) -> None:
    """Fill a circle round (`x`, `y`) in the current colour; its curves are worked out once, not each time."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(radius, radius)
    canvas.addLiteral(_DISC)
    canvas.restoreState()


def draw(canvas: Any, icon: Icon, left: float, top: float, side: float) -> None:
    """Draw `icon` in the current stroke colour, `side` points wide, its upper left corner at (`left`, `top`)."""
    canvas.saveState()
    canvas.translate(left, top - side)
    canvas.scale(side / 24, side / 24)
    canvas.setLineWidth(1.7)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.addLiteral(f"{icon.value} S")
    canvas.restoreState()
