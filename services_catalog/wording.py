"""What a citizen is told about a service, in plain Vietnamese: one wording for the card and every leaflet.

Guidance speaks where somebody wrote it. Everything else is said from the facts, and the facts know less
than they seem to: a zero is not «miễn phí», a missing flag is not «một phần», a bare number is not days.
What is not known is said to be unknown, with the place to ask.

Paper and screens import this module for every service shown, so it needs nothing but the standard library.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from services_catalog.model import (
    AdminLevel,
    Channel,
    Cost,
    EvidenceKind,
    EvidenceType,
    FeeStatus,
    OnlineLevel,
    ProcessingTime,
    PublicService,
    Rule,
)
from services_catalog.settings import PORTAL_HOST, Office
from services_catalog.vietnamese import clean, long_date

CHANNEL_NAMES = {
    Channel.ONLINE: "Nộp trên mạng",
    Channel.IN_PERSON: "Nộp trực tiếp",
    Channel.POSTAL: "Gửi qua bưu điện",
    Channel.ANY: "",
}
ASK = "Hỏi nơi giải quyết."
SCAM_WARNING = (
    "Cán bộ không bao giờ hỏi mật khẩu hay mã OTP của bà con.",
    "Không chuyển tiền vào tài khoản cá nhân của bất kỳ ai.",
)
STALE = "Bài này cũ, cần xem lại: dữ liệu của Cổng đã đổi."
ASK_THE_COUNTER = "Hỏi cán bộ một cửa nơi bà con nhận tờ này."
VILLAGE_TEAM = "Ở thôn, xóm: hỏi Tổ công nghệ số cộng đồng."

_LONGEST_TIME = 90
_MOST_AUTHORITIES = 3
_PORTAL_CHANNELS = {
    "Trực tuyến": Channel.ONLINE,
    "Trực tiếp": Channel.IN_PERSON,
    "Dịch vụ bưu chính": Channel.POSTAL,
}
_BY_CHANNEL = re.compile(
    r"((?:Trực tuyến|Trực tiếp|Dịch vụ bưu chính)(?:/(?:Trực tuyến|Trực tiếp|Dịch vụ bưu chính))*): (.+)"
)
_PARTS = re.compile(r"\s*[;|]\s*(?=Trực tuyến|Trực tiếp|Dịch vụ bưu chính)")
_HALF = re.compile(r"(?<=\d)\.(?=\d\b)")
# «tỉnh, thành phố trực thuộc trung ương» names no place; «Thành phố Hà Nội» does.
_ELSEWHERE = re.compile(r"(?i:thành phố|tỉnh) (?!Cao Bằng)[A-ZĐ]")
_DECISION = re.compile(r"^\s*quyết định\s*(?:số)?\s*:?\s*", re.IGNORECASE)

_FEES = {
    FeeStatus.AMOUNTS: "Có thu phí hoặc lệ phí. Xem mức thu trên Cổng hoặc hỏi nơi giải quyết.",
    FeeStatus.SET_BY_PROVINCE: "Mức thu do Hội đồng nhân dân tỉnh quy định. Hỏi nơi giải quyết.",
    FeeStatus.NONE_EXPLAINED: "Cổng ghi không thu. Hỏi lại nơi giải quyết trước khi nộp.",
}
_FEE_UNKNOWN = "Hỏi nơi giải quyết trước khi nộp."

_ONLINE = {
    OnlineLevel.FULL: "Cổng ghi: dịch vụ công toàn trình, làm trọn trên mạng.",
    OnlineLevel.ONLINE: "Nộp được trên mạng. Cổng chưa ghi rõ có phải đến nơi hay không.",
    OnlineLevel.NONE: "Cổng không ghi cách nộp trên mạng.",
}

_SUBJECTS: dict[str, tuple[str, str]] = {
    "Công dân Việt Nam": ("Người dân", "công dân Việt Nam"),
    "Người Việt Nam định cư ở nước ngoài": ("Người dân", "người Việt Nam định cư ở nước ngoài"),
    "Người nước ngoài": ("Người dân", "người nước ngoài"),
    "Người nước ngoài cư trú tại Việt Nam": ("Người dân", "người nước ngoài cư trú tại Việt Nam"),
    "Người nước ngoài đã cư trú tại Việt Nam": ("Người dân", "người nước ngoài đã cư trú tại Việt Nam"),
    "Công dân Việt Nam mà không xác định được nơi thường trú hoặc nơi tạm trú": (
        "Người dân",
        "công dân Việt Nam mà không xác định được nơi thường trú hoặc nơi tạm trú",
    ),
    "Cán bộ, công chức, viên chức": ("Người dân", "cán bộ, công chức, viên chức"),
    "Đảng viên": ("Người dân", "đảng viên"),
    "Doanh nghiệp": ("Tổ chức", "doanh nghiệp"),
    "Doanh nghiệp Việt Nam": ("Tổ chức", "doanh nghiệp Việt Nam"),
    "Doanh nghiệp có vốn đầu tư nước ngoài": ("Tổ chức", "doanh nghiệp có vốn đầu tư nước ngoài"),
    "Hợp tác xã": ("Tổ chức", "hợp tác xã"),
    "Tổ chức (không bao gồm doanh nghiệp, HTX)": ("Tổ chức", "tổ chức không phải doanh nghiệp, hợp tác xã"),
    "Tổ chức nước ngoài": ("Tổ chức", "tổ chức nước ngoài"),
    "Tổ chức Đảng": ("Tổ chức", "tổ chức Đảng"),
}


def fee_text(service: PublicService) -> str:
    """What the facts allow to say about money; never an amount and never «miễn phí»."""
    return _FEES.get(service.fee_status, _FEE_UNKNOWN)


def costs(service: PublicService) -> tuple[Cost, ...]:
    """What has to be paid, by channel; at least one line."""
    if service.guidance and service.guidance.costs:
        return service.guidance.costs
    return (Cost(Channel.ANY, fee_text(service)),)


def times(service: PublicService) -> tuple[ProcessingTime, ...]:
    """How long it takes, by channel; at least one line."""
    if service.guidance and service.guidance.times:
        return service.guidance.times
    return time_texts(service)


def time_texts(service: PublicService) -> tuple[ProcessingTime, ...]:
    """The facts' processing time by channel, ANY where it is the same for all; at least one line.

    Several times for one channel belong to cases that the facts don't tell apart, so all of them are given.
    """
    text = clean(service.processing_time)
    parts = _PARTS.split(text) if text else []
    if any(len(part) > _LONGEST_TIME for part in parts):
        return (ProcessingTime(Channel.ANY, "Có nhiều thời hạn. Xem trên Cổng hoặc hỏi nơi giải quyết."),)
    found: dict[Channel, list[str]] = {}
    for part in parts:
        channels, duration = _channels_and_time(part, service)
        for channel in channels:
            found.setdefault(channel, []).append(duration)
    by_channel = [ProcessingTime(channel, _either(found[channel])) for channel in Channel if channel in found]
    if len({time.text for time in by_channel}) == 1 and set(found) >= set(service.channels):
        return (ProcessingTime(Channel.ANY, by_channel[0].text),)
    return tuple(by_channel) or (ProcessingTime(Channel.ANY, ASK),)


def _channels_and_time(part: str, service: PublicService) -> tuple[tuple[Channel, ...], str]:
    match = _BY_CHANNEL.fullmatch(part)
    duration = _HALF.sub(",", match[2] if match else part).rstrip(".;, ")
    if match:
        return tuple(_PORTAL_CHANNELS[name] for name in match[1].split("/")), duration
    return service.channels or (Channel.ANY,), duration


def _either(durations: Sequence[str]) -> str:
    different = tuple(dict.fromkeys(durations))
    if len(different) == 1:
        return f"{different[0]}."
    return f"{', '.join(different[:-1])} hoặc {different[-1]}, tùy trường hợp."


def said(item: Cost | ProcessingTime) -> str:
    """One cost or time as a line, with its channel in front where it holds for that channel only."""
    name = CHANNEL_NAMES[item.channel]
    return f"{name}: {item.text}" if name else item.text


def by_text(items: Iterable[Cost | ProcessingTime]) -> list[tuple[str, str]]:
    """The names of the channels that share a text, and the text; no names where it holds for all."""
    shared: dict[str, list[str]] = {}
    for item in items:
        shared.setdefault(item.text, []).append(CHANNEL_NAMES[item.channel])
    return [(_listed(names), text) for text, names in shared.items()]


def _listed(names: Iterable[str]) -> str:
    first, *rest = [name for name in names if name] or [""]
    return ", ".join((first, *(name[0].lower() + name[1:] for name in rest)))


def online_text(service: PublicService) -> str:
    """How far it can be done online, as far as the Portal says."""
    if service.online_level is OnlineLevel.NONE and not service.channels:
        return "Cổng chưa ghi có nộp được trên mạng hay không."
    if service.online_level is OnlineLevel.FULL and Channel.ONLINE not in service.channels:
        return "Cổng ghi toàn trình nhưng không ghi cách nộp trên mạng. Hỏi nơi giải quyết."
    return _ONLINE[service.online_level]


def audience_texts(service: PublicService) -> tuple[str, ...]:
    """Who may ask for it; at least one line."""
    if service.guidance and service.guidance.audience:
        return service.guidance.audience
    groups: dict[str, list[str]] = {"Người dân": [], "Tổ chức": []}
    for subject in service.audience:
        group, words = _SUBJECTS.get(subject, ("Người khác", subject))
        groups.setdefault(group, []).append(words)
    return tuple(f"{group}: {', '.join(members)}." for group, members in groups.items() if members) or (
        "Cổng không ghi ai làm được. Hỏi nơi giải quyết.",
    )


def where_text(service: PublicService) -> str:
    """Where it is filed or decided: by the guidance, else the authorities that the Portal names.

    The Portal lists other provinces' departments too; they are left out.
    """
    if service.guidance and service.guidance.where:
        return service.guidance.where
    names = [name.strip(" .") for name in clean(service.competent_authority).split(";") if name.strip(" .")]
    if not names:
        return "Cổng không ghi nơi giải quyết. Hỏi cán bộ một cửa."
    ours = [name for name in names if "Cao Bằng" in name]
    ours = ours or [name for name in names if not _ELSEWHERE.search(name)]
    if not ours:
        return "Cổng chỉ ghi cơ quan ở nơi khác. Hỏi cán bộ một cửa nơi nộp ở Cao Bằng."
    more = " và nơi khác" if len(ours) > _MOST_AUTHORITIES else ""
    return f"Nơi giải quyết ghi trên Cổng: {'; '.join(ours[:_MOST_AUTHORITIES])}{more}."


def evidence_lines(service: PublicService, cases: Collection[str] | None = None) -> tuple[EvidenceType, ...]:
    """The papers to bring, in the reader's order; empty where nobody has written them down yet.

    With `cases`, only those that everybody needs and those of these cases.
    """
    found = service.guidance.evidence if service.guidance else ()
    if cases is None:
        return found
    return tuple(evidence for evidence in found if not evidence.case or evidence.case in cases)


def cases(service: PublicService) -> tuple[str, ...]:
    """The different cases in which the service asks for other papers, in the reader's order."""
    return tuple(dict.fromkeys(evidence.case for evidence in evidence_lines(service) if evidence.case))


def evidence_line(evidence: EvidenceType) -> str:
    """One paper as a line: the case in front, then the paper, then how many of which kind."""
    case = case_text(evidence)
    amount = evidence_amount(evidence)
    return f"{f'{case}: ' if case else ''}{evidence.name}{f' ({amount})' if amount else ''}"


def case_text(evidence: EvidenceType) -> str:
    """In which case a paper is needed, as the beginning of a line; empty where everybody needs it."""
    case = evidence.case.rstrip(" :")
    return case[:1].upper() + case[1:]


def evidence_amount(evidence: EvidenceType) -> str:
    """How many originals and copies, and what is done with them, in words; empty where neither is said."""
    counts = ", ".join(
        f"{number} {kind}"
        for number, kind in ((evidence.originals, "bản chính"), (evidence.copies, "bản sao"))
        if number
    )
    if evidence.kind is EvidenceKind.SHOW:
        return f"mang {counts} để đối chiếu" if counts else "mang theo để đối chiếu"
    if evidence.kind is EvidenceKind.PHOTO:
        total = evidence.originals + evidence.copies
        return f"{total} ảnh" if total else ""
    return counts


def papers_unknown() -> tuple[str, ...]:
    """What stands in place of the papers where they are not known; their heading is never left empty."""
    return (
        "Ở đây chưa có danh sách giấy tờ của thủ tục này.",
        "Xem mục «Thành phần hồ sơ» trên Cổng, hoặc hỏi nơi giải quyết.",
    )


def rules(service: PublicService) -> tuple[Rule, ...]:
    """The steps by channel, online first; the general ones where nobody has written this service's own."""
    found = service.guidance.rules if service.guidance else ()
    order = list(Channel)
    return tuple(sorted(found or general_rules(service), key=lambda rule: order.index(rule.channel)))


def general_rules(service: PublicService) -> tuple[Rule, ...]:
    """The steps that hold for any service, for each channel that the facts list; at least one rule."""
    makers = {Channel.ONLINE: _online_steps, Channel.IN_PERSON: _counter_steps, Channel.POSTAL: _postal_steps}
    return tuple(
        Rule(channel, makers[channel](service)) for channel in makers if channel in service.channels
    ) or (Rule(Channel.ANY, _unknown_steps(service)),)


def _online_steps(service: PublicService) -> tuple[str, ...]:
    local = AdminLevel.COMMUNE in service.admin_levels or AdminLevel.PROVINCE in service.admin_levels
    return (
        "Chuẩn bị CCCD, điện thoại có VNeID mức 2, ảnh chụp rõ các giấy tờ.",
        f"Vào {PORTAL_HOST}, chọn Đăng nhập, dùng VNeID. Bà con tự quét mã, tự nhập mật khẩu.",
        f"Gõ mã {service.code} hoặc tên thủ tục vào ô tìm kiếm, chọn đúng tên.",
        "Chọn tỉnh Cao Bằng, rồi chọn nơi giải quyết." if local else "Chọn đúng nơi giải quyết.",
        "Điền tờ khai, xem lại phần máy tự điền.",
        "Tải ảnh giấy tờ lên, chọn cách nhận kết quả.",
        "Nộp tiền trên Cổng nếu có, giữ biên lai.",
        "Bấm gửi, ghi lại mã hồ sơ để tra cứu.",
    )


def _counter_steps(_service: PublicService) -> tuple[str, ...]:
    return (
        "Hỏi nơi giải quyết cần giấy tờ gì, nộp ở đâu.",
        "Chuẩn bị giấy tờ, mang theo CCCD.",
        "Đến nơi nộp, điền tờ khai theo mẫu.",
        "Nộp giấy tờ và tiền nếu có, giữ biên lai.",
        "Nhận giấy hẹn, xem kỹ mã hồ sơ và ngày hẹn.",
        "Đến nhận kết quả theo ngày hẹn.",
    )


def _postal_steps(_service: PublicService) -> tuple[str, ...]:
    return (
        "Hỏi nơi giải quyết cần giấy tờ gì, gửi về đâu.",
        "Chuẩn bị giấy tờ và tờ khai đã ký.",
        "Ra bưu điện, gửi bằng dịch vụ bưu chính công ích.",
        "Giữ phiếu gửi. Hỏi nơi giải quyết mã hồ sơ và ngày hẹn.",
    )


def _unknown_steps(service: PublicService) -> tuple[str, ...]:
    return (
        "Hỏi nơi giải quyết cần giấy tờ gì, nộp ở đâu, nộp cách nào.",
        f"Hoặc vào {PORTAL_HOST}, gõ mã {service.code} để xem hướng dẫn.",
        "Chuẩn bị giấy tờ, nộp theo hướng dẫn, giữ biên lai nếu có nộp tiền.",
        "Ghi lại mã hồ sơ và ngày hẹn để theo dõi.",
    )


def other_channels_text(service: PublicService, told: Collection[Channel]) -> str:
    """One line naming the ways to file other than those `told`; empty where there is none.

    A guidance knows better than the facts: the Portal lists «bưu chính» also where the post only brings the result.
    """
    known = {rule.channel for rule in service.guidance.rules} if service.guidance else service.channels
    names = [
        words
        for channel, words in (
            (Channel.ONLINE, "nộp trên mạng"),
            (Channel.IN_PERSON, "nộp trực tiếp"),
            (Channel.POSTAL, "gửi qua bưu điện"),
        )
        if channel in known and channel not in told
    ]
    return (
        f"Cũng có thể {' hoặc '.join(names)}. Hỏi cán bộ cách làm."
        if names and Channel.ANY not in told
        else ""
    )


def result_texts(service: PublicService) -> tuple[str, ...]:
    """What one gets and how it comes; at least one line."""
    if service.guidance and service.guidance.outputs:
        return tuple(
            f"{output.name}. {output.delivery}".strip() if output.delivery else output.name
            for output in service.guidance.outputs
        )
    name = clean(service.output.name).rstrip(" .;")
    if not name:
        return ("Cổng không ghi tên kết quả. Hỏi nơi giải quyết.",)
    return (name if name.endswith("…") else f"{name}.", "Nhận theo cách bà con chọn khi nộp.")


def search_words(service: PublicService) -> str:
    """What to type into the Portal's search box to find the service."""
    return (service.guidance.portal_query if service.guidance else "") or service.code


def help_texts(office: Office) -> tuple[str, ...]:
    """Where to get help: the office that hands the paper out, as far as it is told, and the village team."""
    own = (
        office.name,
        office.address,
        f"Giờ làm việc: {office.hours}" if office.hours else "",
        f"Điện thoại: {office.phone}" if office.phone else "",
    )
    return *(tuple(line for line in own if line) or (ASK_THE_COUNTER,)), VILLAGE_TEAM


def assurance_text(service: PublicService) -> str:
    """Whether an office has compared the text with its source, and who and when; or that the text is old."""
    if service.stale:
        return STALE
    assured = service.guidance.assured if service.guidance else None
    if assured and assured.on:
        return f"{assured.by} xác nhận ngày {long_date(assured.on)}."
    return "Cơ quan chưa xác nhận nội dung này."


def source_text(service: PublicService) -> str:
    """The decision that published the service; says so where none is known."""
    number = (service.guidance.source_decision if service.guidance else "") or service.legal.number
    number = _DECISION.sub("", clean(number))
    return f"Căn cứ: Quyết định {number}." if number else "Cổng không ghi quyết định công bố."


def freshness_text(service: PublicService) -> str:
    """The day the text's facts were taken from the Portal."""
    day = service.guidance.facts_date if service.guidance else service.facts_date
    return f"Số liệu của Cổng ngày {long_date(day)}."
