"""The paragraphs of a report that are written from the plan's registers.

A register that nothing here knows, as another province's plan may have, is told as a list of its records.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from services_catalog.plan import Section
from services_catalog.register_text import shown
from services_catalog.registers import Record
from services_catalog.report import Block, Paragraph, Table, Tone
from services_catalog.report_lists import MOST_ITEMS
from services_catalog.report_scope import STANDING, ReportScope, missing
from services_catalog.vietnamese import long_date, number

Writer = Callable[[ReportScope, Sequence[Record]], list[Block]]
MOST_INLINE = 6
"""A longer table goes into an annex."""
AS_ABOVE = "Danh mục cụ thể như đã nêu ở trên."
_MOST_NAMED = 8
_STEPS = ("login", "find", "fill", "attach", "pay", "submit", "track", "result")


def register_blocks(
    scope: ReportScope, section: Section, name: str, tables: Mapping[str, Table], told: Collection[str]
) -> list[Block]:
    """What a register of a section says; without a record, what is missing where the section can't do without.

    `tables` are the lists of registers by their ids: a short one stands here, a long one in its annex, and one that
    a section before has `told` only there.
    """
    records = _narrowed(scope.records(name), section)
    if not records:
        needed = name == section.registers[0] or scope.plan.register(name).empty
        return [_nothing(scope, section, name)] if needed and not section.optional else []
    blocks = _shortened(scope, name, record_blocks(scope, name, records))
    table = tables.get(name)
    if table and name not in scope.annexes and not section.only:
        blocks.append(Paragraph(AS_ABOVE) if name in told else table)
    return blocks


def _shortened(scope: ReportScope, name: str, blocks: list[Block]) -> list[Block]:
    """The first items of a list whose whole stands in an annex; a list without an annex stays whole."""
    items = [each for each in blocks if isinstance(each, Paragraph) and each.tone is Tone.ITEM]
    if name not in scope.annexes or len(items) <= MOST_ITEMS:
        return blocks
    left = {id(each) for each in items[MOST_ITEMS:]}
    kept = [each for each in blocks if id(each) not in left]
    more = f"Và {number(len(left))} mục khác; danh mục đầy đủ tại {scope.annexes[name]} kèm theo."
    return [*kept, Paragraph(more)]


def record_blocks(scope: ReportScope, register: str, records: Sequence[Record]) -> list[Block]:
    """What some records of one register say."""
    return _WRITERS.get(register, _listed)(scope, records)


def _narrowed(records: Iterable[Record], section: Section) -> list[Record]:
    return [
        each
        for each in records
        if all(str(each.values.get(name)) in wanted for name, wanted in section.only.items())
    ]


def _nothing(scope: ReportScope, section: Section, name: str) -> Paragraph:
    register = scope.plan.register(name)
    if register.empty:
        return Paragraph(f"«[{register.empty.rstrip('.')}]»", Tone.MISSING)
    when = "" if name in STANDING else f" {scope.days}"
    if section.only:
        field = next(iter(section.only))
        labels = [register.field(field).label_of(value) for value in section.only[field]]
        return missing(f"{'; '.join(labels).lower()}{when}")
    return missing(f"sổ «{register.name}»{when}")


def _label(scope: ReportScope, register: str, field: str, value: Any) -> str:
    return scope.plan.register(register).field(field).label_of(str(value))


def _counted(scope: ReportScope, records: Sequence[Record], field: str) -> str:
    """«Kế hoạch (2); Công văn (1)»."""
    found = Counter(_label(scope, each.register, field, each.values.get(field, "")) for each in records)
    return "; ".join(f"{name[:1].lower()}{name[1:]} ({number(count)})" for name, count in found.most_common())


def _items(lines: Sequence[str]) -> list[Block]:
    """Items of a list: a semicolon after each, a full stop after the last."""
    return [Paragraph(f"{line.rstrip('.;')}{'.' if line is lines[-1] else ';'}", Tone.ITEM) for line in lines]


def _sum(records: Iterable[Record], field: str) -> int:
    return sum(value for each in records if isinstance(value := each.values.get(field), int))


def _day(value: Any) -> str:
    return long_date(date.fromisoformat(value)) if value else ""


def _whose(scope: ReportScope, record: Record) -> str:
    return f" ({scope.unit_name(record.unit)})" if record.unit != scope.unit.code else ""


def _directives(scope: ReportScope, records: Sequence[Record]) -> list[Block]:
    intro = f"Đã ban hành {number(len(records))} văn bản chỉ đạo, triển khai {scope.days}: "
    lines = [
        f"{_label(scope, each.register, 'type', each.values['type'])} số {each.values['number']} ngày "
        f"{_day(each.values['issued'])} {_about(each.values['subject'])}{_whose(scope, each)}"
        for each in records
    ]
    return [Paragraph(f"{intro}{_counted(scope, records, 'type')}."), *_items(lines)]


def _about(subject: str) -> str:
    """«về việc hướng dẫn …», whether or not the register's text begins so."""
    return _lower(subject) if subject.casefold().startswith("về ") else f"về việc {_lower(subject)}"


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}" if text[1:2].islower() else text


def _level_review(scope: ReportScope, records: Sequence[Record]) -> list[Block]:
    full = scope.wording.full or "mức cao nhất"
    eligible = [each for each in records if each.values.get("eligible") is True]
    done = [each for each in eligible if each.values.get("done")]
    proposed = [each for each in eligible if each.values.get("proposed") and not each.values.get("done")]
    told = (
        f"Đã rà soát {number(len(records))} thủ tục; {number(len(eligible))} thủ tục đủ điều kiện cung cấp trực "
        f"tuyến {full}{scope.see('level-review')}, trong đó {number(len(done))} thủ tục đã cung cấp, "
        f"{number(len(proposed))} thủ tục đã đề xuất."
    )
    lacking = [each for each in records if each.values.get("eligible") is False]
    if lacking:
        told += f" {number(len(lacking))} thủ tục chưa đủ điều kiện."
    return [Paragraph(told)]


def _online_only(scope: ReportScope, records: Sequence[Record]) -> list[Block]:
    levels = f"dịch vụ công trực tuyến {scope.wording.levels}".strip()
    ways = list(dict.fromkeys(str(each.values["announced"]).rstrip(". ") for each in records))
    blocks: list[Block] = [
        Paragraph(
            f"Số lượng: {number(len({each.values['service'] for each in records}))} {levels} chỉ tiếp nhận bằng hình "
            f"thức trực tuyến{scope.see('online-only')}. Hình thức thông báo: "
            f"{'; '.join(map(_lower, ways[:_MOST_NAMED]))}."
        )
    ]
    untold = [
        each
        for each in records
        if not all(each.values.get(name) is True for name in ("told-office", "told-lead", "told-home"))
    ]
    if untold:
        blocks.append(
            Paragraph(
                f"«[Chưa ghi việc gửi danh mục về đủ ba cơ quan (mục III.2 của Kế hoạch): {number(len(untold))} "
                "dịch vụ]»",
                Tone.MISSING,
            )
        )
    return blocks


def _trial_runs(scope: ReportScope, records: Sequence[Record]) -> list[Block]:
    failed = [each for each in records if "failed" in {each.values.get(step) for step in _STEPS}]
    faulty = [each for each in records if each in failed or each.values.get("defect")]
    fixed = [each for each in faulty if each.values.get("fixed")]
    services = len({each.values["service"] for each in records})
    told = (
        f"Đã chạy thử {number(len(records))} lượt với {number(services)} dịch vụ công {scope.days}; "
        f"{number(len(records) - len(faulty))} lượt thông suốt từ nộp hồ sơ đến nhận kết quả"
    )
    if not faulty:
        return [Paragraph(f"{told}, không phát hiện lỗi.")]
    return [
        Paragraph(
            f"{told}, {number(len(faulty))} lượt phát hiện lỗi, bất cập{scope.see('trial-runs')}; đã khắc phục "
            f"{number(len(fixed))}."
        )
    ]


def _publicity(scope: ReportScope, records: Sequence[Record]) -> list[Block]:
    lines = []
    for form in dict.fromkeys(each.values["form"] for each in records):
        same = [each for each in records if each.values["form"] == form]
        topics = "; ".join(
            dict.fromkeys(str(each.values["topic"]).rstrip(".") for each in same[:_MOST_NAMED])
        )
        reach = _sum(same, "reach")
        told = f", tiếp cận {number(reach)} lượt người" if reach else ""
        name = _label(scope, "publicity", "form", form)
        lines.append(f"{name}: số lượng {number(_sum(same, 'quantity'))}{told} ({_lower(topics)})")
    return [Paragraph(f"Đã tuyên truyền bằng {number(len(lines))} hình thức {scope.days}:"), *_items(lines)]


def _village_teams(_: ReportScope, records: Sequence[Record]) -> list[Block]:
    people, households = _sum(records, "people"), _sum(records, "households")
    helped = f"; đã hướng dẫn {number(people)} người, {number(households)} hộ" if people or households else ""
    return [
        Paragraph(
            f"Tổ công nghệ số cộng đồng: {number(len(records))} tổ, {number(_sum(records, 'members'))} thành viên, "
            f"{number(_sum(records, 'trained'))} người đã được tập huấn{helped}."
        )
    ]


def _postal_points(scope: ReportScope, records: Sequence[Record]) -> list[Block]:
    good = [each for each in records if each.values.get("qualified") is True]
    names = "; ".join(str(each.values["point"]) for each in good[:_MOST_NAMED])
    more = f" và {number(len(good) - _MOST_NAMED)} điểm khác" if len(good) > _MOST_NAMED else ""
    received = _sum(records, "received")
    told = (
        f"Đã rà soát {number(len(records))} điểm phục vụ bưu chính{scope.see('postal-points')}; "
        f"{number(len(good))} điểm đủ điều kiện hỗ trợ nộp hồ sơ trực tuyến"
        + (f": {names}{more}" if names else "")
        + (f"; đã hỗ trợ {number(received)} lượt" if received else "")
    )
    return [Paragraph(f"{told}.")]


def _incentives(scope: ReportScope, records: Sequence[Record]) -> list[Block]:
    lines = []
    for each in records:
        decision = f" theo {each.values['decision']}" if each.values.get("decision") else ""
        services = each.values.get("services")
        count = f", áp dụng cho {number(services)} thủ tục" if services else ""
        form = _label(scope, "incentives", "form", each.values["form"])
        lines.append(
            f"{form}: {_lower(str(each.values['subject']).rstrip('.'))}{decision}, từ ngày "
            f"{_day(each.values['starts'])}{count}{_whose(scope, each)}"
        )
    return [Paragraph(f"Đang áp dụng {number(len(records))} hình thức khuyến khích:"), *_items(lines)]


def _accounts(_: ReportScope, records: Sequence[Record]) -> list[Block]:
    declared = [
        each
        for each in records
        if each.values.get("declared-one-stop") and each.values.get("declared-portal")
    ]
    banks = "; ".join(dict.fromkeys(str(each.values["bank"]) for each in records))
    blocks: list[Block] = [
        Paragraph(
            f"Đã có {number(len(records))} tài khoản phục vụ thanh toán trực tuyến (tại {banks}); "
            f"{number(len(declared))} tài khoản đã khai báo trên cả Hệ thống thông tin Một cửa điện tử và Cổng Dịch vụ "
            "công."
        )
    ]
    wrong = [
        each
        for each in records
        if each.values.get("not-personal") is not True or each.values.get("not-shared") is not True
    ]
    if wrong:
        blocks.append(
            Paragraph(
                f"«[Cần xem lại: {number(len(wrong))} tài khoản là tài khoản cá nhân hoặc dùng chung mục đích khác, "
                "trái mục III.4.4 của Kế hoạch]»",
                Tone.MISSING,
            )
        )
    return blocks


def _e_forms(scope: ReportScope, records: Sequence[Record]) -> list[Block]:
    lines = []
    for each in records:
        before, after = each.values.get("before"), each.values.get("after")
        shorter = (
            f", giảm thời gian từ {number(before)} xuống {number(after)} ngày"
            if isinstance(before, int) and isinstance(after, int) and after < before
            else ""
        )
        kind = _label(scope, "e-forms", "type", each.values["type"])
        subject = _lower(str(each.values["subject"]).rstrip("."))
        lines.append(f"{kind}: {subject}{shorter}{_whose(scope, each)}")
    return [Paragraph("Tối ưu, tái cấu trúc quy trình, biểu mẫu điện tử:"), *_items(lines)]


def _ndxp(scope: ReportScope, records: Sequence[Record]) -> list[Block]:
    unsaid = [each for each in records if not each.values.get("status")]
    connected = [each for each in records if each.values.get("status") == "connected"]
    used = _sum(records, "records")
    blocks: list[Block] = [
        Paragraph(
            f"Chủ trì {number(len(records))} cơ sở dữ liệu, hệ thống thông tin tại Phụ lục I của Kế hoạch"
            f"{scope.see('ndxp')}; đã kết nối, khai thác {number(len(connected))}"
            + (f", với {number(used)} lượt khai thác" if used else "")
            + "."
        )
    ]
    if unsaid:
        names = "; ".join(str(each.values["name"]) for each in unsaid[:3])
        more = f" và {number(len(unsaid) - 3)} hệ thống khác" if len(unsaid) > 3 else ""  # noqa: PLR2004 - three names
        blocks.append(missing(f"tình trạng kết nối của {names}{more}"))
    return blocks


def _proposals(scope: ReportScope, records: Sequence[Record]) -> list[Block]:
    found: list[Block] = []
    if all(each.values.get("type") == "model" for each in records):
        found.append(Paragraph("Mô hình, sáng kiến, cách làm hay, gương điển hình:"))
    for each in records:
        to = f" (gửi {each.values['to']})" if each.values.get("to") else ""
        solved = f" Đã giải quyết ngày {_day(each.values['solved'])}." if each.values.get("solved") else ""
        text = str(each.values["text"]).rstrip(".")
        found.append(Paragraph(f"{text}{to}{_whose(scope, each)}.{solved}", Tone.ITEM))
    return found


def _listed(scope: ReportScope, records: Sequence[Record]) -> list[Block]:
    """Any register: one line a record, from the fields that name it."""
    register = scope.plan.register(records[0].register)
    organizations = scope.plan.organizations
    lines = []
    for each in records:
        fields = [register.field(name) for name in register.title]
        told = " – ".join(filter(None, (shown(it, each.values.get(it.id), organizations) for it in fields)))
        lines.append(f"{long_date(each.day)}: {told}{_whose(scope, each)}")
    return [Paragraph(f"{register.name}: {number(len(records))}."), *_items(lines)]


_WRITERS: Mapping[str, Writer] = {
    "directives": _directives,
    "level-review": _level_review,
    "online-only": _online_only,
    "trial-runs": _trial_runs,
    "publicity": _publicity,
    "village-teams": _village_teams,
    "postal-points": _postal_points,
    "incentives": _incentives,
    "accounts": _accounts,
    "e-forms": _e_forms,
    "ndxp": _ndxp,
    "proposals": _proposals,
}
