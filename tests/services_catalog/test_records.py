"""From JSON to the model: exact where it is sound, a clear reason where it isn't."""

import json
from datetime import date
from typing import Any

import pytest

from services_catalog.model import AdminLevel, Channel, EvidenceKind, FeeStatus, OnlineLevel
from services_catalog.records import guidance_from, plain, service_from

DAY = date(2026, 7, 18)
RECORD: dict[str, Any] = {
    "code": "1.001193",
    "name": "Thủ tục đăng ký khai sinh",
    "issuing": "Bộ Tư pháp",
    "competent": "Ủy ban nhân dân cấp xã",
    "levels": ["commune"],
    "channels": ["in-person", "online"],
    "fee": "zero-unexplained",
    "audience": ["Công dân Việt Nam"],
    "result": "Giấy khai sinh",
    "decision": "163/QĐ-BTP",
    "updated": "2026-04-15",
    "path": "thu-tuc-hanh-chinh/019d",
    "life_event": "co-con-nho",
}
GUIDANCE: dict[str, Any] = {
    "alert": "",
    "assured": {"by": "", "on": ""},
    "audience": ["Cha, mẹ."],
    "costs": [{"channel": "any", "text": "Hỏi nơi giải quyết."}],
    "evidence": [
        {"case": "", "copies": 0, "kind": "submit", "name": "Giấy chứng sinh", "note": "", "originals": 1}
    ],
    "facts_date": "2026-07-18",
    "mistakes": [],
    "notes": [],
    "outputs": [{"delivery": "Nhận tại nơi nộp.", "name": "Giấy khai sinh"}],
    "portal_query": "đăng ký khai sinh",
    "record_sha256": "0" * 64,
    "rules": [{"channel": "online", "steps": ["Vào dichvucong.gov.vn."]}],
    "source_decision": "163/QĐ-BTP",
    "times": [{"channel": "any", "text": "Hỏi nơi giải quyết."}],
    "title": "Làm giấy khai sinh cho con",
    "where": "UBND xã, phường.",
    "words": ["làm giấy cho con mới đẻ"],
}


def test_a_sound_record_becomes_a_service() -> None:
    """Every screen and leaflet stands on these fields."""
    service = service_from(
        RECORD, sector="Hộ tịch", facts_date=DAY, guidance=guidance_from(GUIDANCE), essential=True
    )
    assert service.admin_levels == (AdminLevel.COMMUNE,)
    assert service.channels == (Channel.IN_PERSON, Channel.ONLINE)
    assert service.fee_status is FeeStatus.ZERO_UNEXPLAINED
    assert service.updated == date(2026, 4, 15)
    assert service.title == "Làm giấy khai sinh cho con"
    assert service.guidance
    assert service.guidance.evidence[0].kind is EvidenceKind.SUBMIT
    assert not service.guidance.assured


@pytest.mark.parametrize(
    ("full", "channels", "level"),
    [
        (True, ["online"], OnlineLevel.FULL),
        (None, ["online", "in-person"], OnlineLevel.ONLINE),
        (None, ["in-person"], OnlineLevel.NONE),
        (None, [], OnlineLevel.NONE),
    ],
)
def test_a_missing_flag_is_unknown(full: bool | None, channels: list[str], level: OnlineLevel) -> None:
    """The Portal's missing flag does not mean «một phần»; saying so would put a wrong word on paper."""
    record = RECORD | {"channels": channels} | ({"full": True} if full else {})
    service = service_from(record, sector="x", facts_date=DAY)
    assert service.online_level is level
    assert service.full_process is full


@pytest.mark.parametrize(
    "change",
    [
        {"code": "1.1"},
        {"code": 5},
        {"name": " "},
        {"full": False},
        {"channels": ["telex"]},
        {"channels": "online"},
        {"levels": [""]},
        {"fee": "free"},
        {"updated": "yesterday"},
    ],
)
def test_a_broken_record_is_refused_with_a_reason(change: dict[str, Any]) -> None:
    """What isn't understood must not reach a citizen half understood."""
    with pytest.raises(ValueError, match=r".+"):
        service_from(RECORD | change, sector="x", facts_date=DAY)


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"where": 3},
        {"evidence": [{"case": "", "copies": -1, "kind": "submit", "name": "x", "note": "", "originals": 1}]},
        {"evidence": [{"case": "", "copies": 1, "kind": "steal", "name": "x", "note": "", "originals": 1}]},
        {"evidence": [{"name": "x"}]},
        {"evidence": "x"},
        {"rules": [{"steps": ["x"]}]},
        {"facts_date": "18/07/2026"},
        {"surprise": 1},
    ],
)
def test_a_guidance_form_must_be_exact(change: dict[str, Any]) -> None:
    """A misspelt key in a file written by hand would silently lose a paper."""
    with pytest.raises(ValueError, match=r".+"):
        guidance_from(GUIDANCE | change)


def test_a_missing_key_is_named() -> None:
    """Whoever fills in the form must be told which line is missing."""
    with pytest.raises(ValueError, match="words"):
        guidance_from({key: value for key, value in GUIDANCE.items() if key != "words"})


def test_plain_values_survive_json() -> None:
    """`show --json` is what scripts and the province read."""
    service = service_from(RECORD, sector="Hộ tịch", facts_date=DAY, guidance=guidance_from(GUIDANCE))
    again = json.loads(json.dumps(plain(service)))
    assert again["channels"] == ["in-person", "online"]
    assert again["full_process"] is None
    assert again["guidance"]["facts_date"] == "2026-07-18"
