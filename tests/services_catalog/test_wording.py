"""What citizens read: unknown stays unknown, nothing is promised that the Portal doesn't say."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog import wording
from services_catalog.alerts import alert_text, withdrawn_text
from services_catalog.model import (
    AdminLevel,
    Assurance,
    Channel,
    Cost,
    EvidenceKind,
    EvidenceType,
    FeeStatus,
    Guidance,
    LegalResource,
    Output,
    ProcessingTime,
    PublicService,
    Rule,
)
from services_catalog.settings import Office

ONLINE, COUNTER, POST = Channel.ONLINE, Channel.IN_PERSON, Channel.POSTAL
FACTS_DATE = date(2026, 7, 18)


def service(**changes: Any) -> PublicService:
    """Return a service without guidance, some facts changed."""
    base = PublicService(
        code="2.000001",
        name="Cấp giấy phép",
        sector="Việc làm",
        issuing_authority="Bộ Nội vụ",
        competent_authority="Sở Nội vụ",
        admin_levels=(AdminLevel.PROVINCE,),
        channels=(ONLINE, COUNTER, POST),
        full_process=None,
        processing_time="",
        fee_status=FeeStatus.NOT_STATED,
        audience=(),
        output=Output(""),
        legal=LegalResource(""),
        updated=None,
        portal_path="thu-tuc-hanh-chinh/x",
        life_event="",
        facts_date=FACTS_DATE,
    )
    return replace(base, **changes)


def guided(**changes: Any) -> PublicService:
    """Return a service with guidance, some of it changed."""
    guidance = Guidance(
        title="Xin giấy phép",
        audience=("Người lao động.",),
        evidence=(EvidenceType("Đơn", EvidenceKind.FORM, 1, 0),),
        rules=(Rule(COUNTER, ("Đến nơi.",)), Rule(ONLINE, ("Lên mạng.",))),
        costs=(Cost(ONLINE, "10.000 đồng."),),
        times=(ProcessingTime(Channel.ANY, "3 ngày làm việc."),),
        outputs=(Output("Giấy phép", "Nhận tại Sở."), Output("Bản điện tử")),
        where="Nộp tại Sở.",
        words=("xin giấy phép",),
        portal_query="giấy phép",
        source_decision="12/QĐ-BNV",
        facts_date=date(2026, 8, 1),
        record_sha256="",
    )
    return service(guidance=replace(guidance, **changes))


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (FeeStatus.AMOUNTS, "Có thu phí hoặc lệ phí. Xem mức thu trên Cổng hoặc hỏi nơi giải quyết."),
        (FeeStatus.SET_BY_PROVINCE, "Mức thu do Hội đồng nhân dân tỉnh quy định. Hỏi nơi giải quyết."),
        (FeeStatus.NONE_EXPLAINED, "Cổng ghi không thu. Hỏi lại nơi giải quyết trước khi nộp."),
        (FeeStatus.ZERO_UNEXPLAINED, "Hỏi nơi giải quyết trước khi nộp."),
        (FeeStatus.NOT_STATED, "Hỏi nơi giải quyết trước khi nộp."),
        (FeeStatus.OTHER, "Hỏi nơi giải quyết trước khi nộp."),
    ],
)
def test_money_is_told_as_far_as_it_is_known(status: FeeStatus, text: str) -> None:
    """The Portal's bare 0 is no promise: who came with no money for that reason would be sent home."""
    assert wording.fee_text(service(fee_status=status)) == text
    assert wording.costs(service(fee_status=status)) == (Cost(Channel.ANY, text),)
    assert "miễn" not in text.lower()


def _time(channel: Channel, text: str) -> ProcessingTime:
    return ProcessingTime(channel, text)


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("", [_time(Channel.ANY, "Hỏi nơi giải quyết.")]),
        ("5 ngày làm việc", [_time(Channel.ANY, "5 ngày làm việc.")]),
        ("1.5 ngày làm việc", [_time(Channel.ANY, "1,5 ngày làm việc.")]),
        (
            "Trực tuyến/Trực tiếp: 8 giờ; Dịch vụ bưu chính: 24 giờ",
            [_time(ONLINE, "8 giờ."), _time(COUNTER, "8 giờ."), _time(POST, "24 giờ.")],
        ),
        (
            "Trực tiếp: 40 ngày | Dịch vụ bưu chính: 20 ngày",
            [_time(COUNTER, "40 ngày."), _time(POST, "20 ngày.")],
        ),
        (
            "Trực tuyến/Trực tiếp/Dịch vụ bưu chính: 3 ngày; Trực tiếp/Trực tuyến/Dịch vụ bưu chính: 25 ngày",
            [_time(Channel.ANY, "3 ngày hoặc 25 ngày, tùy trường hợp.")],
        ),
        ("Trực tuyến: 1 ngày; Trực tuyến: 1 ngày", [_time(ONLINE, "1 ngày.")]),
        (
            "Trực tuyến: 1 ngày; Trực tuyến: 2 ngày; Trực tuyến: 3 ngày",
            [_time(ONLINE, "1 ngày, 2 ngày hoặc 3 ngày, tùy trường hợp.")],
        ),
        ("x" * 91, [_time(Channel.ANY, "Có nhiều thời hạn. Xem trên Cổng hoặc hỏi nơi giải quyết.")]),
    ],
)
def test_time_is_told_by_channel(fact: str, told: list[ProcessingTime]) -> None:
    """Citizens plan their way by this: a channel's or a case's time must not stand for another's."""
    assert wording.time_texts(service(processing_time=fact)) == tuple(told)
    assert wording.times(service(processing_time=fact)) == tuple(told)


def test_time_without_channels_holds_for_any() -> None:
    """Some records name no channel at all; their time is still a fact."""
    assert wording.time_texts(service(channels=(), processing_time="5 ngày")) == (
        _time(Channel.ANY, "5 ngày."),
    )


@given(st.text())
def test_any_time_is_told(fact: str) -> None:
    """A queer time in one record must not break its leaflet."""
    assert all(time.text for time in wording.time_texts(service(processing_time=fact)))


def test_guidance_speaks_where_it_is_written() -> None:
    """What somebody checked against the record is better than the bare facts."""
    told = guided()
    assert wording.costs(told) == (Cost(ONLINE, "10.000 đồng."),)
    assert wording.times(told)[0].text == "3 ngày làm việc."
    assert wording.audience_texts(told) == ("Người lao động.",)
    assert wording.where_text(told) == "Nộp tại Sở."
    assert wording.evidence_lines(told)[0].name == "Đơn"
    assert wording.result_texts(told) == ("Giấy phép. Nhận tại Sở.", "Bản điện tử")
    assert wording.search_words(told) == "giấy phép"
    assert wording.source_text(told) == "Căn cứ: Quyết định 12/QĐ-BNV."
    assert wording.freshness_text(told) == "Số liệu của Cổng ngày 01/08/2026."


def test_channels_are_put_in_front() -> None:
    """The price at the counter and the price online differ: a reader must see which is which."""
    assert wording.said(Cost(POST, "Hỏi.")) == "Gửi qua bưu điện: Hỏi."
    assert wording.said(Cost(Channel.ANY, "Hỏi.")) == "Hỏi."


def test_channels_with_the_same_text_share_a_line() -> None:
    """Three equal lines cost room that the papers need."""
    items = [Cost(ONLINE, "A"), Cost(COUNTER, "A"), Cost(POST, "B"), Cost(Channel.ANY, "C")]
    assert wording.by_text(items) == [
        ("Nộp trên mạng, nộp trực tiếp", "A"),
        ("Gửi qua bưu điện", "B"),
        ("", "C"),
    ]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"full_process": True}, "Cổng ghi: dịch vụ công toàn trình, làm trọn trên mạng."),
        ({"full_process": None}, "Nộp được trên mạng. Cổng chưa ghi rõ có phải đến nơi hay không."),
        (
            {"full_process": True, "channels": (COUNTER,)},
            "Cổng ghi toàn trình nhưng không ghi cách nộp trên mạng. Hỏi nơi giải quyết.",
        ),
        ({"channels": (COUNTER,)}, "Cổng không ghi cách nộp trên mạng."),
        ({"channels": ()}, "Cổng chưa ghi có nộp được trên mạng hay không."),
    ],
)
def test_the_online_level_is_never_called_partial(changes: dict[str, Any], text: str) -> None:
    """The Portal doesn't flag «một phần»; saying so would send people to the counter for nothing."""
    assert wording.online_text(service(**changes)) == text
    assert "một phần" not in text


@pytest.mark.parametrize(
    ("subjects", "lines"),
    [
        ((), ("Cổng không ghi ai làm được. Hỏi nơi giải quyết.",)),
        (
            ("Doanh nghiệp", "Công dân Việt Nam", "Người nước ngoài", "nhóm 1"),
            (
                "Người dân: công dân Việt Nam, người nước ngoài.",
                "Tổ chức: doanh nghiệp.",
                "Người khác: nhóm 1.",
            ),
        ),
    ],
)
def test_audience_from_facts(subjects: tuple[str, ...], lines: tuple[str, ...]) -> None:
    """A citizen looks for citizens first, not among twelve kinds of enterprises."""
    assert wording.audience_texts(service(audience=subjects)) == lines


@pytest.mark.parametrize(
    ("agency", "text"),
    [
        ("", "Cổng không ghi nơi giải quyết. Hỏi cán bộ một cửa."),
        ("Sở Nội vụ.", "Nơi giải quyết ghi trên Cổng: Sở Nội vụ."),
        (
            "Sở Văn hóa và Thể thao Thành phố Hà Nội; Sở Văn hóa, Thể thao và Du lịch",
            "Nơi giải quyết ghi trên Cổng: Sở Văn hóa, Thể thao và Du lịch.",
        ),
        (
            "Sở Dân tộc và Tôn giáo - Tỉnh Cao Bằng; Sở Nội vụ Thành phố Đồng Nai",
            "Nơi giải quyết ghi trên Cổng: Sở Dân tộc và Tôn giáo - Tỉnh Cao Bằng.",
        ),
        (
            "Sở Ngoại vụ Thành phố Hồ Chí Minh",
            "Cổng chỉ ghi cơ quan ở nơi khác. Hỏi cán bộ một cửa nơi nộp ở Cao Bằng.",
        ),
        (
            "Sở Tài chính các tỉnh, thành phố",
            "Nơi giải quyết ghi trên Cổng: Sở Tài chính các tỉnh, thành phố.",
        ),
        ("A; B; C; D", "Nơi giải quyết ghi trên Cổng: A; B; C và nơi khác."),
    ],
)
def test_where_from_facts(agency: str, text: str) -> None:
    """Nobody in Cao Bằng should be sent to a department in Hà Nội."""
    assert wording.where_text(service(competent_authority=agency)) == text


@pytest.mark.parametrize(
    ("evidence", "line"),
    [
        (EvidenceType("Đơn", EvidenceKind.FORM, 1, 0), "Đơn (1 bản chính)"),
        (EvidenceType("Đơn", EvidenceKind.FORM, 0, 0), "Đơn"),
        (EvidenceType("Giấy", EvidenceKind.SUBMIT, 1, 2), "Giấy (1 bản chính, 2 bản sao)"),
        (EvidenceType("Giấy", EvidenceKind.SUBMIT, 0, 1), "Giấy (1 bản sao)"),
        (EvidenceType("CCCD", EvidenceKind.SHOW, 1, 0), "CCCD (mang 1 bản chính để đối chiếu)"),
        (EvidenceType("CCCD", EvidenceKind.SHOW, 0, 0), "CCCD (mang theo để đối chiếu)"),
        (EvidenceType("Ảnh 3×4", EvidenceKind.PHOTO, 2, 0), "Ảnh 3×4 (2 ảnh)"),
        (EvidenceType("Ảnh chân dung", EvidenceKind.PHOTO, 0, 0), "Ảnh chân dung"),
        (
            EvidenceType("Giấy", EvidenceKind.SUBMIT, 1, 0, "nếu nhờ người khác:"),
            "Nếu nhờ người khác: Giấy (1 bản chính)",
        ),
    ],
)
def test_papers_tell_case_and_counts(evidence: EvidenceType, line: str) -> None:
    """A wrong count or a lost condition sends people home again."""
    assert wording.evidence_line(evidence) == line


def test_unknown_papers_point_to_the_portal() -> None:
    """No papers known is not «no papers needed»."""
    assert wording.evidence_lines(service()) == ()
    assert "Thành phần hồ sơ" in " ".join(wording.papers_unknown())


def test_papers_of_chosen_cases() -> None:
    """Papers of other people's cases would send someone off to fetch what they don't need."""
    everybody, lost, found = (
        EvidenceType(name, EvidenceKind.SUBMIT, 1, 0, case)
        for name, case in (("Đơn", ""), ("Đơn báo mất", "nếu bị mất"), ("Thẻ cũ", "nếu bị hỏng"))
    )
    told = guided(evidence=(everybody, lost, found, replace(lost, name="Ảnh")))
    assert wording.cases(told) == ("nếu bị mất", "nếu bị hỏng")
    assert wording.cases(service()) == ()
    assert wording.evidence_lines(told, ["nếu bị hỏng"]) == (everybody, found)
    assert wording.evidence_lines(told, ()) == (everybody,)


def test_steps_are_told_online_first() -> None:
    """Filing online is what the leaflet is to teach."""
    assert [rule.channel for rule in wording.rules(guided())] == [ONLINE, COUNTER]


@pytest.mark.parametrize(
    ("channels", "told"),
    [((POST, COUNTER, ONLINE), [ONLINE, COUNTER, POST]), ((COUNTER,), [COUNTER]), ((), [Channel.ANY])],
)
def test_general_steps_only_for_channels_of_the_facts(
    channels: tuple[Channel, ...], told: list[Channel]
) -> None:
    """Online steps for a service that the Portal doesn't take online would end in a dead end."""
    assert [rule.channel for rule in wording.rules(service(channels=channels))] == told


@pytest.mark.parametrize("levels", [(AdminLevel.COMMUNE,), (AdminLevel.MINISTRY,)])
def test_general_steps_are_short_lines_and_never_hand_over_a_password(levels: tuple[AdminLevel, ...]) -> None:
    """One line a step is what a finger can follow; logging in is the citizen's own affair."""
    rules = [
        *wording.general_rules(service(admin_levels=levels)),
        *wording.general_rules(service(channels=())),
    ]
    for rule in rules:
        assert 4 <= len(rule.steps) <= 8
        assert all(len(step) <= 100 for step in rule.steps)
    online = " ".join(rules[0].steps)
    assert "tự nhập mật khẩu" in online
    assert "2.000001" in online
    assert ("Cao Bằng" in online) == (AdminLevel.COMMUNE in levels)


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({ONLINE}, "Cũng có thể nộp trực tiếp hoặc gửi qua bưu điện. Hỏi cán bộ cách làm."),
        ({ONLINE, COUNTER, POST}, ""),
        ({Channel.ANY}, ""),
    ],
)
def test_other_channels_are_named(told: set[Channel], text: str) -> None:
    """Ways that the steps don't tell must not look as if they were closed."""
    assert wording.other_channels_text(service(), told) == text


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("", ("Cổng không ghi tên kết quả. Hỏi nơi giải quyết.",)),
        ("Giấy phép.", ("Giấy phép.", "Nhận theo cách bà con chọn khi nộp.")),
        ("Giấy chứng nhận…", ("Giấy chứng nhận…", "Nhận theo cách bà con chọn khi nộp.")),
    ],
)
def test_result_from_facts(name: str, lines: tuple[str, ...]) -> None:
    """A cut name must look cut, and an unknown one must not become a blank."""
    assert wording.result_texts(service(output=Output(name))) == lines


def test_help_names_the_office_or_the_counter() -> None:
    """Help always has an address, if only the desk that handed the sheet over."""
    assert wording.help_texts(Office()) == (wording.ASK_THE_COUNTER, wording.VILLAGE_TEAM)
    office = Office("Trung tâm", "Số 12", "7–11 giờ", "0206")
    assert wording.help_texts(office) == (
        "Trung tâm",
        "Số 12",
        "Giờ làm việc: 7–11 giờ",
        "Điện thoại: 0206",
        wording.VILLAGE_TEAM,
    )


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (service(), "Cơ quan chưa xác nhận nội dung này."),
        (guided(), "Cơ quan chưa xác nhận nội dung này."),
        (guided(assured=Assurance("Bà Hoa")), "Cơ quan chưa xác nhận nội dung này."),
        (guided(assured=Assurance("Bà Hoa", date(2026, 9, 1))), "Bà Hoa xác nhận ngày 01/09/2026."),
    ],
)
def test_assurance_is_claimed_only_with_name_and_day(told: PublicService, text: str) -> None:
    """An office answers for what it confirmed, and for nothing else."""
    assert wording.assurance_text(told) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("163/QĐ-BTP", "Căn cứ: Quyết định 163/QĐ-BTP."),
        ("Quyết định số 2153/QĐ-BQP", "Căn cứ: Quyết định 2153/QĐ-BQP."),
        ("", "Cổng không ghi quyết định công bố."),
    ],
)
def test_source_is_named_once(number: str, text: str) -> None:
    """«Quyết định Quyết định số» looks careless on a sheet that asks for trust."""
    assert wording.source_text(service(legal=LegalResource(number))) == text


def test_search_words_fall_back_to_the_code() -> None:
    """The code is what surely finds the service on the Portal."""
    assert wording.search_words(service()) == "2.000001"


def test_an_old_text_says_so_in_place_of_an_assurance() -> None:
    """Without it a leaflet whose facts have changed would look as good as any."""
    told = guided(assured=Assurance("UBND xã", date(2026, 8, 1)))
    assert wording.assurance_text(replace(told, stale=True)) == wording.STALE


def test_what_is_no_more_comes_before_other_warnings() -> None:
    """Without it people would prepare papers for a service that was withdrawn."""
    told = guided(alert="Hỏi trước.")
    assert alert_text(told) == "Hỏi trước."
    gone = replace(told, withdrawn=date(2026, 11, 1))
    assert alert_text(gone) == "Thủ tục này đã bãi bỏ từ 01/11/2026. Hỏi trước."
    assert alert_text(service()) == withdrawn_text(service()) == ""
