"""Services and PDF readers for the tests of the handouts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services_catalog.model import (
    AdminLevel,
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

FACTS_DATE = date(2026, 7, 18)

SERVICE = PublicService(
    code="1.001193",
    name="Thủ tục đăng ký khai sinh",
    sector="Hộ tịch",
    issuing_authority="Bộ Tư pháp",
    competent_authority="Ủy ban nhân dân cấp xã",
    admin_levels=(AdminLevel.COMMUNE,),
    channels=(Channel.ONLINE, Channel.IN_PERSON, Channel.POSTAL),
    full_process=None,
    processing_time="",
    fee_status=FeeStatus.ZERO_UNEXPLAINED,
    audience=("Công dân Việt Nam",),
    output=Output("Giấy khai sinh"),
    legal=LegalResource("163/QĐ-BTP"),
    updated=date(2026, 6, 1),
    portal_path="thu-tuc-hanh-chinh/019d2bfb-cfb3-75d8-9160-fa2bd2ac950a",
    life_event="co-con-nho",
    facts_date=FACTS_DATE,
)

GUIDANCE = Guidance(
    title="Làm giấy khai sinh cho con",
    audience=("Cha hoặc mẹ của trẻ.",),
    evidence=(
        EvidenceType("Giấy chứng sinh", EvidenceKind.SUBMIT, 1, 0),
        EvidenceType(
            "Giấy ủy quyền", EvidenceKind.SUBMIT, 1, 1, "nếu nhờ người khác đi làm thay", "Có chứng thực."
        ),
    ),
    rules=(
        Rule(Channel.IN_PERSON, ("Đến Trung tâm, nộp giấy tờ.", "Nhận giấy hẹn.")),
        Rule(Channel.ONLINE, ("Chụp rõ giấy tờ.", "Vào dichvucong.gov.vn, chọn Đăng nhập.", "Bấm gửi.")),
    ),
    costs=(
        Cost(Channel.ONLINE, "0 đồng."),
        Cost(Channel.POSTAL, "Hỏi bưu điện."),
        Cost(Channel.IN_PERSON, "0 đồng."),
    ),
    times=(ProcessingTime(Channel.ANY, "Hỏi nơi giải quyết."),),
    outputs=(Output("Giấy khai sinh", "Nhận tại Trung tâm."),),
    where="Nộp tại Trung tâm Phục vụ hành chính công xã, phường.",
    words=("làm giấy khai sinh",),
    portal_query="đăng ký khai sinh",
    source_decision="163/QĐ-BTP",
    facts_date=FACTS_DATE,
    record_sha256="",
    mistakes=("Để quá 60 ngày.",),
)

Make = Callable[..., Any]


@pytest.fixture
def make_service() -> Make:
    """Return a service with some facts changed, without guidance."""

    def make(**changes: Any) -> PublicService:
        return replace(SERVICE, **changes)

    return make


@pytest.fixture
def make_guided() -> Make:
    """Return a service with guidance, some of which is changed."""

    def make(**changes: Any) -> PublicService:
        return replace(SERVICE, guidance=replace(GUIDANCE, **changes))

    return make
