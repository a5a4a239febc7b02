"""The picture of a quarter for the notice board: one A4 page of lines and letters, readable in black and white.

Whatever tells two things apart is a shape or a dash, never a colour alone.
"""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from reportlab.graphics.charts.linecharts import HorizontalLineChart
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.graphics.widgets.markers import makeMarker
from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas

from handouts import formats
from handouts.fonts import BOLD, REGULAR, printable, width
from handouts.page import ACCENT, INK, MM, Run, wrap
from services_catalog.report import Report
from services_catalog.settings import Office
from services_catalog.vietnamese import number

_WIDE, _HIGH, _MARGIN = 210 * MM, 297 * MM, 18 * MM
_ROOM = _WIDE - 2 * _MARGIN
_BODY, _SMALL, _HEADING, _TITLE, _FIGURE = 14, 12, 16, 27, 34
_MOST_SERVICES = 6
_TALLEST = 100
_SHAPES = ("FilledSquare", "FilledCircle")
NO_FIGURES = "Chưa có số liệu"
_NAMES = {"r1": "Dịch vụ công có hồ sơ trực tuyến", "r2": "Hồ sơ nộp trực tuyến"}
_UNITS = {"r1": "dịch vụ", "r2": "hồ sơ"}
_ink = Color(*INK)
_accent = Color(*ACCENT)
_EMPTY: dict[str, Any] = {"fillColor": white, "strokeColor": _ink, "strokeWidth": 0.8}
_FULL: dict[str, Any] = {"fillColor": _accent, "strokeColor": _ink, "strokeWidth": 0.8}


def render(report: Report) -> bytes:
    """The page as a PDF; the same report gives the same bytes."""
    file = BytesIO()
    canvas = formats.new_canvas(
        file, (_WIDE, _HIGH), f"{report.period}: dịch vụ công trực tuyến", Office(name=report.unit_name)
    )
    top = _heading(canvas, report)
    rates: Mapping[str, Any] = report.figures.get("rates", {})
    for name in ("r1", "r2"):
        top = _rate(canvas, name, rates.get(name), top)
    top = _trend(canvas, report.figures.get("months", []), rates, top)
    _services(canvas, report.figures.get("services", []), top)
    _foot(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _text(canvas: Canvas, words: str, top: float, size: float, font: str = REGULAR) -> float:
    """Write words over the whole width, broken where they must; return where the next thing may begin."""
    canvas.setFillColorRGB(*INK)
    for line in wrap([Run(words, font)], size, _ROOM):
        top -= size * 1.2
        for offset, text, face in line:
            canvas.setFont(face, size)
            canvas.drawString(_MARGIN + offset, top + size * 0.22, text)
    return top


def _heading(canvas: Canvas, report: Report) -> float:
    top = _text(canvas, "Dịch vụ công trực tuyến", _HIGH - _MARGIN, _TITLE, BOLD)
    top = _text(canvas, report.figures.get("of", report.unit_name), top - 2, _HEADING, BOLD)
    return _text(canvas, f"{report.period}. {report.figures.get('span', '')}", top - 2, _BODY) - 8


def _rate(canvas: Canvas, name: str, rate: Mapping[str, Any] | None, top: float) -> float:
    """A rate as a bar from 0 to 100 with its target marked on it."""
    top = _text(canvas, _NAMES[name], top - 6, _HEADING, BOLD)
    value: float | None = rate["percent"] if rate else None
    if rate is None or value is None:
        return _text(canvas, NO_FIGURES if rate is None else "Không phát sinh hồ sơ", top - 2, _BODY) - 6
    drawing = Drawing(_ROOM, 62)
    figure = f"{rate['text']}"
    told = f"{number(rate['numerator'])}/{number(rate['denominator'])} {_UNITS[name]}"
    drawing.add(String(0, 32, printable(figure), fontName=BOLD, fontSize=_FIGURE, fillColor=_accent))
    beside = width(figure, BOLD, _FIGURE) + 10
    drawing.add(String(beside, 32, printable(told), fontName=REGULAR, fontSize=_BODY, fillColor=_ink))
    drawing.add(Rect(0, 4, _ROOM, 16, **_EMPTY))
    drawing.add(Rect(0, 4, _ROOM * min(value, 100) / 100, 16, **_FULL))
    target = rate["target_percent"]
    if target is not None:
        place = _ROOM * target / 100
        drawing.add(Line(place, 0, place, 28, strokeColor=white, strokeWidth=5))
        drawing.add(Line(place, 0, place, 28, strokeColor=black, strokeWidth=2))
        words = f"Chỉ tiêu {target:g} %: {'đạt' if rate['met'] else 'chưa đạt'}".replace(".", ",")
        drawing.add(
            String(
                _ROOM, 32, printable(words), fontName=BOLD, fontSize=_BODY, fillColor=_ink, textAnchor="end"
            )
        )
    drawing.drawOn(canvas, _MARGIN, top - 66)
    return top - 72


def _trend(
    canvas: Canvas, months: Sequence[Mapping[str, Any]], rates: Mapping[str, Any], top: float
) -> float:
    """Both rates from January on: squares on a full line, circles on a dashed one."""
    top = _text(canvas, "Từ đầu năm đến cuối mỗi tháng (%)", top - 8, _HEADING, BOLD)
    known = [each for each in months if any(each["rates"][name]["percent"] is not None for name in _NAMES)]
    if not known:
        return _text(canvas, NO_FIGURES, top - 2, _BODY) - 6
    high = 150
    drawing = Drawing(_ROOM, high + 44)
    chart = HorizontalLineChart()
    chart.x, chart.y, chart.width, chart.height = 30, 40, round(_ROOM - 60), high
    chart.data = [[each["rates"][name]["percent"] for each in known] for name in _NAMES]
    chart.categoryAxis.categoryNames = [printable(f"T{int(each['month'][5:])}") for each in known]
    chart.valueAxis.valueMin, chart.valueAxis.valueMax, chart.valueAxis.valueStep = 0, _TALLEST, 20
    for axis in (chart.categoryAxis, chart.valueAxis):
        axis.labels.fontName, axis.labels.fontSize, axis.strokeColor = REGULAR, _SMALL, _ink
    chart.valueAxis.visibleGrid, chart.valueAxis.gridStrokeColor = 1, Color(0.8, 0.8, 0.8)
    dashes: tuple[list[int], ...] = ([], [6, 3])
    for place, name in enumerate(_NAMES):
        line = chart.lines[place]
        line.strokeColor, line.strokeWidth, line.strokeDashArray = _ink, 2.0, dashes[place]
        line.symbol = _marker(place)
        _target_line(drawing, chart, rates.get(name))
    drawing.add(chart)
    _legend(drawing, dashes)
    drawing.drawOn(canvas, _MARGIN, top - high - 50)
    return top - high - 56


def _target_line(drawing: Drawing, chart: HorizontalLineChart, rate: Mapping[str, Any] | None) -> None:
    target = rate and rate["target_percent"]
    if not target:
        return
    height = chart.y + chart.height * target / _TALLEST
    right = chart.x + chart.width
    drawing.add(Line(chart.x, height, right, height, strokeColor=_ink, strokeWidth=1, strokeDashArray=[1, 3]))
    words = printable(f"{target:g} %".replace(".", ","))
    drawing.add(String(right + 3, height - 4, words, fontName=REGULAR, fontSize=_SMALL, fillColor=_ink))


def _marker(place: int) -> Any:
    shape: Callable[..., Any] = makeMarker
    return shape(_SHAPES[place], size=8, fillColor=(_accent, white)[place], strokeColor=_ink)


def _legend(drawing: Drawing, dashes: Sequence[list[int]]) -> None:
    left = 30.0
    for place, words in enumerate(_NAMES.values()):
        drawing.add(
            Line(left, 8, left + 30, 8, strokeColor=_ink, strokeWidth=2, strokeDashArray=dashes[place])
        )
        mark = _marker(place)
        mark.x, mark.y = left + 15, 8
        drawing.add(mark)
        drawing.add(String(left + 36, 4, printable(words), fontName=REGULAR, fontSize=_SMALL, fillColor=_ink))
        left += 36 + width(words, REGULAR, _SMALL) + 24


def _services(canvas: Canvas, services: Sequence[Mapping[str, Any]], top: float) -> None:
    """The services that were used most: the dark part of a bar came online."""
    top = _text(canvas, "Dùng nhiều nhất (phần đậm: nộp trực tuyến)", top - 6, _HEADING, BOLD) - 2
    used = [each for each in services if _received(each)][:_MOST_SERVICES]
    if not used:
        _text(canvas, NO_FIGURES, top - 2, _BODY)
        return
    most = max(map(_received, used))
    bar = _ROOM * 0.36
    for each in used:
        lines = _fitted(f"{each['name']}", _ROOM - bar - 12, lambda words: width(words, REGULAR, _SMALL))
        top -= 24
        drawing = Drawing(_ROOM, 22)
        drawing.add(String(0, 6, printable(lines), fontName=REGULAR, fontSize=_SMALL, fillColor=_ink))
        left = _ROOM - bar
        figure = f"{number(each['online'])}/{number(_received(each))}"
        full = (bar - width(figure, REGULAR, _SMALL) - 6) * _received(each) / most
        share = full * each["online"] / _received(each)
        drawing.add(Rect(left, 3, full, 14, **_EMPTY))
        drawing.add(Rect(left, 3, share, 14, **_FULL))
        drawing.add(
            String(left + full + 5, 6, printable(figure), fontName=REGULAR, fontSize=_SMALL, fillColor=_ink)
        )
        drawing.drawOn(canvas, _MARGIN, top)


def _received(service: Mapping[str, Any]) -> int:
    return int(service["online"] + service["in_person"] + service["postal"])


def _fitted(words: str, room: float, measure: Callable[[str], float]) -> str:
    """As many words as fit, with «…» for the rest: the picture names services, it doesn't quote them."""
    if measure(words) <= room:
        return words
    kept = words.split()
    while kept and measure(f"{' '.join(kept)} …") > room:
        kept.pop()
    return f"{' '.join(kept)} …"


def _foot(canvas: Canvas) -> None:
    canvas.setFillColorRGB(*INK)
    canvas.setFont(REGULAR, _SMALL)
    words = "Bà con nộp hồ sơ tại dichvucong.gov.vn; cần giúp, hỏi bộ phận một cửa."
    canvas.drawString(_MARGIN, _MARGIN - 4, printable(words))
