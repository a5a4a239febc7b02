"""The Portal's own records become facts, and only facts."""

import copy
import json
import lzma
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.catalog import DATA, read_facts
from services_catalog.exchange.catalog_import import Present, differences
from services_catalog.exchange.incoming import LeftOutError
from services_catalog.exchange.portal_json import incoming_from
from services_catalog.records import plain
from tests.services_catalog.exchange.portal_records import UUID, method, portal_record

REAL = Path(__file__).parents[4] / "shared" / "facts" / "portal_api.jsonl.xz"
BROKEN = (ValueError, TypeError, KeyError, AttributeError)


def test_a_record_becomes_facts() -> None:
    """Without it HTML, line breaks and milliseconds would reach the card."""
    read = incoming_from(portal_record())
    assert (read.code, read.sector, read.withdrawn) == ("1.000001", "Hộ tịch", False)
    assert plain(read.fields) == {
        "name": "Đăng ký việc này",
        "issuing": "Bộ Tư pháp",
        "competent": "Ủy ban nhân dân cấp xã",
        "levels": ["commune"],
        "channels": ["in-person", "online"],
        "full": True,
        "time": "3 ngày làm việc",
        "fee": "zero-unexplained",
        "audience": ["Công dân Việt Nam"],
        "result": "Giấy xác nhận",
        "decision": "163/QĐ-BTP",
        "updated": "2026-04-15",
        "path": f"thu-tuc-hanh-chinh/{UUID}",
    }
    assert read.papers == ("Giấy chứng sinh bản chính",)
    assert read.fees == ()


def test_a_summary_speaks_of_little() -> None:
    """Without it a list of codes and names would wipe out fees, channels and papers."""
    read = incoming_from({"id": UUID, "code": "1.000001", "name": "Việc", "detail": None})
    assert set(read.fields) == {"name", "path"}
    assert (read.fees, read.papers) == (None, None)


@pytest.mark.parametrize(
    ("methods", "time"),
    [
        ([method(time=3, unit="OTHER")], ""),
        ([method(time="3", unit="DAY")], "3 ngày"),
        ([method(time=0)], ""),
        ([method(time="vài ngày")], ""),
        ([method(), method("POSTAL", 5)], "Trực tuyến: 3 ngày làm việc; Dịch vụ bưu chính: 5 ngày làm việc"),
        ([method("DIRECT", 8, "HOUR"), method("ONLINE", 8, "OTHER")], "Trực tiếp: 8 giờ"),
        ([method("TELEX"), method("direct", "5", "day")], "5 ngày"),
        ([method(time=float("nan"))], ""),
        ([method(time=float("inf"))], ""),
        ([method(time=1.5, unit="HOUR")], "1,5 giờ"),
        ([], ""),
    ],
)
def test_times_are_dependable_or_not_there(methods: list[dict[str, Any]], time: str) -> None:
    """Without it a bare number would be printed as days."""
    assert incoming_from(portal_record(executionMethods=methods)).fields["time"] == time


@pytest.mark.parametrize(
    ("fees", "status"),
    [
        ([], "not-stated"),
        ([{"value": 0, "description": ""}], "zero-unexplained"),
        ([{"value": 0, "description": "Miễn lệ phí."}], "none-explained"),
        ([{"value": 0, "description": "Miễn lệ phí."}, {"value": 0, "description": ""}], "zero-unexplained"),
        ([{"value": 0, "description": "Do Hội đồng nhân dân tỉnh quyết định"}], "set-by-province"),
        ([{"value": 50000, "description": ""}], "amounts"),
        ([{"value": 0, "description": "135.000 đồng/lần"}], "amounts"),
        ([{"value": 0, "description": "Theo Thông tư số 1/2020"}], "other"),
        ([{"value": "50.000", "description": ""}], "amounts"),
        ([{"value": "50000", "description": None}], "amounts"),
        ([{"value": "10.000 đồng"}], "amounts"),
        ([{"value": "0", "description": ""}], "zero-unexplained"),
        ([{"value": None}], "zero-unexplained"),
        ([{"value": "Theo nghị quyết của HĐND tỉnh"}], "set-by-province"),
    ],
)
def test_a_zero_is_not_free(fees: list[dict[str, Any]], status: str) -> None:
    """Without it people would be sent without money, or told of a fee that is none."""
    record = portal_record(executionMethods=[method() | {"fees": fees}])
    assert incoming_from(record).fields["fee"] == status


@pytest.mark.parametrize(
    "detail",
    [
        {"isInternal": True},
        {"departmentPromulgateName": "Sở Xây dựng - tỉnh Quảng Ngãi"},
        {"departmentPromulgateName": "UBND Thành phố Hà Nội", "type": "SPECIFIC"},
    ],
)
def test_other_desks_services_stay_out(detail: dict[str, Any]) -> None:
    """Without it a leaflet from Cao Bằng would tell of another province's rule."""
    with pytest.raises(LeftOutError):
        incoming_from(portal_record(**detail))


def test_our_own_services_stay_in() -> None:
    """Without it the four that Cao Bằng issued itself would be lost."""
    read = incoming_from(portal_record(departmentPromulgateName="UBND tỉnh Cao Bằng", type="SPECIFIC"))
    assert read.fields["issuing"] == "UBND tỉnh Cao Bằng"


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (1776236400000, "2026-04-15"),
        (1776236400, "2026-04-15"),
        ("1776236400000", "2026-04-15"),
        ("2026-04-14T17:30:00Z", "2026-04-15"),
        ("2026-04-15T08:00:00+07:00", "2026-04-15"),
        ("2026-04-15 08:00:00.000", "2026-04-15"),
        ("15/04/2026 08:00", "2026-04-15"),
        ("hôm qua", ""),
        (0, ""),
    ],
)
def test_days_in_every_writing(told: Any, day: str) -> None:
    """Without it a date in seconds would be one of 1970, and a written one be wiped out."""
    assert incoming_from(portal_record(updatedAt=told)).fields["updated"] == day


def test_what_is_not_told_stays_as_it_is_known() -> None:
    """Without it a null, or a way to file that is new on the Portal, would wipe out channels, times and fees."""
    every = [
        "executionMethods",
        "executionCases",
        "procedureProposal",
        "resultsDetails",
        "isWard",
        "updatedAt",
    ]
    read = incoming_from(portal_record(**dict.fromkeys(every)))
    assert not read.fields.keys() & {"channels", "time", "fee", "decision", "result", "levels", "updated"}
    assert (read.fees, read.papers) == (None, None)
    assert "channels" not in incoming_from(portal_record(executionMethods=[method("ROBOT")])).fields


def test_values_written_as_text() -> None:
    """Without it an internal procedure would get on the desk, and a note be called a paper."""
    with pytest.raises(LeftOutError):
        incoming_from(portal_record(isInternal="true"))
    papers = [{"name": "Lưu ý", "originalQty": "0", "copyQty": "0"}, {"name": "Đơn", "originalQty": "1"}]
    read = incoming_from(
        portal_record(
            isWard="1",
            isFullProcess="false",
            name="Cấp &amp;quot;thẻ&amp;quot; &lt;b&gt;xe&lt;/b&gt;\u00a0 < 5 tấn",
            executionCases=[
                {"name": "A", "profileComponents": papers},
                {"name": "B", "profileComponents": None},
            ],
        )
    )
    assert (read.fields["levels"], read.fields["full"], read.papers) == (["commune"], False, ("Đơn",))
    assert read.fields["name"] == 'Cấp "thẻ" xe < 5 tấn'


@pytest.mark.parametrize("told", ["1.000110", 1.00011, " 1.000110 ", "1.000110.000.00.00.H14"])
def test_codes_in_every_writing(told: Any) -> None:
    """Without it lists from a one-stop system, or from a program that counts codes as numbers, could not be read."""
    assert incoming_from(portal_record(codeNotation=told)).code == "1.000110"


def test_a_name_without_end_is_refused() -> None:
    """Without it one record could fill every list and leaflet."""
    with pytest.raises(ValueError, match="dài quá"):
        incoming_from(portal_record(name="Thủ tục " * 500))


def test_what_is_withdrawn_is_told() -> None:
    """Without it a deleted procedure would be handed out for ever."""
    assert incoming_from(portal_record(codeNotation="1.000001-Xoa")).withdrawn
    assert incoming_from(portal_record(state="EXPIRED")).withdrawn


@pytest.mark.parametrize(
    "raw", [None, [], "x", {}, {"code": "1"}, portal_record(name="", updatedAt=0) | {"name": ""}]
)
def test_broken_records_raise_what_the_reader_catches(raw: Any) -> None:
    """Without it one bad record would end the import."""
    with pytest.raises(BROKEN):
        incoming_from(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "id", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.sampled_from(sorted(portal_record()["detail"])), JSON)
def test_any_damage_is_a_value_error(part: str, damage: Any) -> None:
    """Without it 300 unknown records could hold one that crashes the import."""
    raw = copy.deepcopy(portal_record())
    raw["detail"][part] = damage
    with suppress(*BROKEN):
        incoming_from(raw)


@given(st.data())
def test_any_damage_anywhere_is_told_or_read(data: st.DataObject) -> None:
    """Without it a null deep in a list of fees, or a list where a group was, could end the import."""
    raw = copy.deepcopy(portal_record())
    for _ in range(data.draw(st.integers(1, 4))):
        holder: Any = raw["detail"]
        while True:
            key = data.draw(
                st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder)))
            )
            if not holder[key] or not isinstance(holder[key], dict | list) or data.draw(st.booleans()):
                break
            holder = holder[key]
        if data.draw(st.booleans()):
            holder[key] = data.draw(
                JSON | st.sampled_from(["0", "1.5", "true", "&nbsp;", "NaN", 10**30, 1e308])
            )
        else:
            del holder[key]
        if not raw["detail"]:
            break
    try:
        read = incoming_from(raw)
    except BROKEN:
        return
    present = Present({}, {}, {})
    changes, problems = differences([read], present, date(2026, 11, 1))
    assert len(changes) + len(problems) == (0 if read.withdrawn else 1)


@pytest.mark.skipif(not REAL.exists(), reason="the Portal's own records are not here")
def test_the_portals_records_agree_with_the_bundled_facts() -> None:
    """Without it the importer and the bundled catalogue could read the same record in two ways."""
    bundled = {each["code"]: each for each in read_facts(DATA / "facts")[0]}
    left = 0
    for line in lzma.decompress(REAL.read_bytes()).decode().splitlines():
        try:
            read = incoming_from(json.loads(line))
        except LeftOutError:
            left += 1
            continue
        old = bundled[read.code]
        for name, value in plain(read.fields).items():
            if name != "updated":  # the table's days are in UTC
                before = old.get(name)
                same = (
                    sorted(value) == sorted(before or [])
                    if isinstance(value, list)
                    else (value or None) == before
                )
                assert same, f"{read.code} {name}"
        assert read.sector == old["sector"]
    assert left == 1
