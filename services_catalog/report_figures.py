"""The paragraphs of a report that are written from figures: the two rates, prints, assisted submissions."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from services_catalog.assisted import Assisted, AssistedCount, assisted
from services_catalog.indicators import NO_DOSSIERS, Rate
from services_catalog.rates import needed
from services_catalog.report import QUARTERS, Block, Paragraph, Tone
from services_catalog.report_scope import ReportScope, kept_row, missing
from services_catalog.vietnamese import number

_MOST_NAMED = 5
_KIND_OF_PRINT = {
    "a4": "tờ rơi",
    "a5": "tờ rơi",
    "a5x2": "tờ rơi",
    "large-print": "tờ rơi chữ to",
    "tagged": "tờ rơi điện tử",
    "80mm": "phiếu khổ nhỏ",
    "missing": "phiếu giấy tờ còn thiếu",
    "booklet": "sổ tay",
    "a3": "áp phích",
    "text": "bài đăng mạng xã hội",
    "speech": "bài đọc truyền thanh",
}


def rate_paragraphs(scope: ReportScope, figure: str) -> list[Block]:
    """A rate with its parts, its target, the last closed period, and what is still missing to the target."""
    if scope.row is None:
        return [
            missing(
                f"hồ sơ tiếp nhận theo từng dịch vụ công {scope.year_to_date}; cần nhập số liệu của Hệ thống "
                "thông tin giải quyết thủ tục hành chính"
            )
        ]
    rate = scope.row.rates[figure.lower()]
    sentences = [_parts(scope, figure, rate), _against_target(rate), _against_before(scope, figure, rate)]
    if rate.met is False:
        sentences.append(_still_needed(figure, rate))
    return [Paragraph(" ".join(filter(None, sentences)))]


def choices_paragraph(scope: ReportScope) -> Paragraph:
    """How the figures were counted."""
    below = scope.row is not None and scope.row.rolled_up and not scope.rolled_up
    whole = "Kết quả bao gồm cả UBND cấp xã trên địa bàn. " if below else ""
    return Paragraph(f"Cách tính: {whole}{' '.join(scope.table.choices.sentences())}", Tone.NOTE)


def _parts(scope: ReportScope, figure: str, rate: Rate) -> str:
    levels = f"dịch vụ công trực tuyến {scope.wording.levels}".strip()
    whole = number(rate.denominator or 0)
    if rate.value is None:
        return (
            f"{scope.year_to_date.capitalize()}: {NO_DOSSIERS.lower()} của {levels}; không tính tỷ lệ "
            f"({rate.parts})."
        )
    if figure == "R1":
        return (
            f"{scope.year_to_date.capitalize()} có {whole} {levels} phát sinh hồ sơ, trong đó "
            f"{number(rate.numerator)} dịch vụ có hồ sơ trực tuyến, đạt tỷ lệ {rate.percent} ({rate.parts})."
        )
    return (
        f"{scope.year_to_date.capitalize()} đã tiếp nhận {whole} hồ sơ của {levels}, trong đó "
        f"{number(rate.numerator)} hồ sơ trực tuyến, đạt tỷ lệ {rate.percent} ({rate.parts})."
    )


def _against_target(rate: Rate) -> str:
    if rate.met is None or rate.target is None or rate.value is None:
        return ""
    target = f"{_points(rate.target * 100)} %"
    apart = _points(abs(_shown(rate) - rate.target * 100))
    if rate.met:
        return f"Đạt chỉ tiêu {target}" + ("." if apart == "0" else f", vượt {apart} điểm phần trăm.")
    return f"Chưa đạt chỉ tiêu {target}, còn thiếu {apart} điểm phần trăm."


def _against_before(scope: ReportScope, figure: str, rate: Rate) -> str:
    """The change since the last closed period, as the difference of what both reports print."""
    if scope.before is None or rate.value is None:
        return ""
    row = kept_row(scope.before, scope.subject)
    if row is None:
        return ""
    old = row.rates.get(figure.lower())
    name = f"quý {QUARTERS[scope.before.quarter - 1]}/{scope.before.year}"
    if old is None or old.value is None:
        return f"Trong {name} không có tỷ lệ để so sánh."
    change = _shown(rate) - _shown(old)
    told = f"{old.percent}, {old.parts}"
    if change == 0:
        return f"Bằng {name} ({told})."
    return f"{'Tăng' if change > 0 else 'Giảm'} {_points(abs(change))} điểm phần trăm so với {name} ({told})."


def _still_needed(figure: str, rate: Rate) -> str:
    move, more = needed(rate)
    if figure == "R1":
        return f"Để đạt chỉ tiêu cần thêm ít nhất {number(move)} dịch vụ có hồ sơ trực tuyến."
    told = f"Để đạt chỉ tiêu cần chuyển ít nhất {number(move)} hồ sơ sang nộp trực tuyến"
    return f"{told}, hoặc có thêm {number(more)} hồ sơ trực tuyến mới." if more is not None else f"{told}."


def _shown(rate: Rate) -> Fraction:
    """A rate in per cent as it is printed, so that a reader who subtracts gets what the report says."""
    return Fraction(rate.percent.removesuffix(" %").replace(".", "").replace(",", "."))


def _points(value: Fraction) -> str:
    """«3,2», «80»: at most two decimals, none that say nothing."""
    text = number(round(float(value), 2))
    return text.removesuffix(",0")


def prints_paragraphs(scope: ReportScope) -> list[Block]:
    """What the program printed itself, by kind."""
    totals = scope.sources.prints.totals(scope.first, scope.until, scope.units)
    if not totals.copies:
        return []
    kinds: dict[str, int] = {}
    for each in totals.by_format:
        kind = _KIND_OF_PRINT.get(each.key, "tài liệu khác")
        kinds[kind] = kinds.get(kind, 0) + each.copies
    named = [each for each in totals.by_service if each.key]
    told = "; ".join(f"{number(copies)} bản {kind}" for kind, copies in kinds.items())
    of = f" Tờ rơi, phiếu hướng dẫn của {number(len(named))} dịch vụ công" if named else ""
    most = "; ".join(
        f"{scope.service_name(each.key)} ({number(each.copies)} bản)" for each in named[:_MOST_NAMED]
    )
    return [
        Paragraph(
            f"Tài liệu hướng dẫn in, phát từ bàn một cửa ({scope.days}): {number(totals.copies)} bản, gồm {told}."
            + (f"{of}, nhiều nhất: {most}." if most else "")
        )
    ]


def of_scope(scope: ReportScope) -> Assisted:
    """The assisted submissions that a report tells."""
    return assisted(scope.sources.journal_file, scope.first, scope.until, scope.units)


def assisted_paragraphs(scope: ReportScope) -> list[Block]:
    """How many dossiers were helped with, of which services, where, by whom, and how many by post."""
    found = of_scope(scope)
    if not found.quantity:
        return [missing(f"lượt giới thiệu, hướng dẫn, hỗ trợ nộp hồ sơ trực tuyến {scope.days}")]
    services = len(found.by_service)
    most = "; ".join(
        f"{scope.service_name(each.key, each.name)} ({number(each.quantity)} hồ sơ)"
        for each in found.by_service[:_MOST_NAMED]
    )
    blocks: list[Block] = [
        Paragraph(
            f"Đã giới thiệu, hướng dẫn, hỗ trợ {number(found.quantity)} hồ sơ {scope.days}; trong đó "
            f"{number(found.filed)} hồ sơ đã nộp. Hình thức: {_told(found.by_help)}."
        ),
        Paragraph(f"Thủ tục: {number(services)} thủ tục{scope.see('assisted')}; nhiều nhất: {most}."),
        Paragraph(
            f"Địa điểm: {number(len(found.by_place))} nơi: "
            + _told(found.by_place, lambda each: scope.unit_name(each.key) if each.key else "chưa ghi nơi")
            + f". Người hỗ trợ: {_told(found.by_role)}."
        ),
        Paragraph(
            "Dịch vụ bưu chính công ích: "
            f"{number(found.post_sent)} hồ sơ gửi qua bưu chính, {number(found.post_received)} kết quả nhận qua "
            "bưu chính."
            if found.post_sent or found.post_received
            else "Trong các lượt hỗ trợ nêu trên không có hồ sơ gửi hoặc kết quả nhận qua dịch vụ bưu chính công ích."
        ),
    ]
    if found.elsewhere:
        blocks.append(
            Paragraph(f"Chưa kể {number(found.elsewhere)} hồ sơ của các lượt chưa ghi đơn vị.", Tone.NOTE)
        )
    return blocks


def _name(count: AssistedCount) -> str:
    return count.name[:1].lower() + count.name[1:]


def _told(counts: tuple[AssistedCount, ...], name: Callable[[AssistedCount], str] = _name) -> str:
    named = [f"{name(each)} ({number(each.quantity)})" for each in counts[: _MOST_NAMED * 2]]
    rest = len(counts) - len(named)
    return "; ".join(named) + (f" và {number(rest)} nơi khác" if rest else "")


FIGURES: Mapping[str, Callable[[ReportScope], list[Block]]] = {
    "prints": prints_paragraphs,
    "assisted": assisted_paragraphs,
}
"""Figures that an outline may ask for, besides the rates by their ids."""
