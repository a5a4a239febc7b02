"""The preview of an import in lines: sums, warnings, rejected rows, what waits, first rows."""

from services_catalog.exchange.count_import import Preview
from services_catalog.exchange.headings import LAYOUT_NAMES
from services_catalog.vietnamese import number
from tui.desk import Desk
from tui.widgets.row_list import Line


def findings(found: Preview, desk: Desk) -> list[Line]:
    """The preview in lines: sums, warnings, first rows, rejected rows, what waits."""
    online, in_person, postal = found.totals()
    months = ", ".join(f"{each:%m/%Y}" for each in found.months) or "không có"
    lines: list[Line] = [
        [(f" {found.sheet.file_name}", "strong"), (f" · {LAYOUT_NAMES[found.mapping.layout]}", "faint")],
        [
            (
                f" Tháng {months} · {number(len(found.units))} đơn vị · {number(len(found.services))} thủ tục",
                "",
            )
        ],
        [
            (
                f" Trực tuyến {number(online)} · trực tiếp {number(in_person)} · bưu chính {number(postal)}",
                "accent",
            ),
            (f" · {number(found.lines)} dòng số", ""),
        ],
    ]
    if found.mapping.unit:
        lines.append([(f" Đơn vị của cả tệp: {desk.unit_name(found.mapping.unit)}", "")])
    lines += [[(f" Lưu ý: {each}", "warn")] for each in found.warnings]
    lines += [[(f" Dòng {each.row} bị loại: {each.reason}", "warn")] for each in found.rejected]
    if found.rejected_rows > len(found.rejected):
        lines.append([(f" … cộng {number(found.rejected_rows)} dòng bị loại", "warn")])
    for each in found.pending[:50]:
        what = each.unit_text or each.service_text
        lines.append(
            [
                (f" Chờ ghép: {what}", "warn"),
                (f" · {each.month:%m/%Y} · {sum(each.figures[:3])} hồ sơ", "faint"),
            ]
        )
    if found.passed_over:
        lines.append([(f" Bỏ qua {number(found.passed_over)} dòng tổng, tiêu đề, dòng trống", "faint")])
    lines += [[("   " + " | ".join(row), "faint")] for row in found.shown]
    return lines
