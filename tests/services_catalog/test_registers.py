"""The registers keep what was acknowledged, refuse what is wrong, and never overwrite."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from services_catalog import organizations
from services_catalog.errors import UnknownUnitError
from services_catalog.plan import UnknownRegisterError
from services_catalog.plan_file import load
from services_catalog.register_fields import Register
from services_catalog.register_text import read, shown
from services_catalog.register_values import RegisterRefusedError, warnings
from services_catalog.registers import Change, Registers, UnknownRecordError
from tests.services_catalog.journal_desk import NOON, TODAY, Clock, sql
from tests.services_catalog.plans import bundled, other, written

PLAN = bundled()
WARD = "01273"
ONLY: dict[str, Any] = {
    "service": "1.001193",
    "audience": "Cán bộ, công chức",
    "decision": "12/QĐ-UBND",
    "starts": "2026-09-01",
    "announced": "Niêm yết",
}
PLAN_TEXT: dict[str, Any] = {"type": "plan", "day": "2026-09-20", "text": "Tập huấn"}


@pytest.fixture
def registers(path: Path, clock: Clock) -> Iterator[Registers]:
    """Registers without a file yet."""
    with closing(Registers(path, clock, PLAN)) as opened:
        yield opened


def test_what_was_written_is_there_again(registers: Registers, path: Path, clock: Clock) -> None:
    """Without it a quarter's work could be gone after a power cut."""
    added = registers.add("online-only", WARD, ONLY)
    with closing(Registers(path, clock, PLAN)) as again:
        [found] = again.current("online-only")
    assert found == added
    assert (found.unit, found.values, found.day, found.revision) == (WARD, ONLY, date(2026, 9, 1), 1)
    assert found.at == found.first_at == NOON


def test_a_change_keeps_the_old_words_and_a_removed_record_is_gone(
    registers: Registers, path: Path, clock: Clock
) -> None:
    """Without it figures could be changed without a trace, or a record come back."""
    added = registers.add("online-only", WARD, ONLY)
    clock.now += timedelta(hours=1)
    changed = registers.change(added.id, ONLY | {"audience": "Doanh nghiệp"})
    assert (changed.revision, changed.first_at, changed.at) == (2, NOON, clock.now)
    assert registers.change(added.id, changed.values).revision == 2
    registers.remove(added.id)
    assert registers.current("online-only") == []
    for act in (registers.get, registers.remove):
        with pytest.raises(UnknownRecordError):
            act(added.id)
    with pytest.raises(RegisterRefusedError, match="đã xoá"):
        registers.apply("online-only", [Change(WARD, ONLY, added.id)])
    rows = sql(
        path, "SELECT deleted, json_extract(fields, '$.audience') FROM register_revisions ORDER BY seq"
    )
    assert rows == [(0, "Cán bộ, công chức"), (0, "Doanh nghiệp"), (1, "Doanh nghiệp")]
    assert sql(path, "SELECT count(*) FROM register_outbox") == [(3,)]


def test_revisions_are_append_only(registers: Registers, path: Path) -> None:
    """Without it a slip in a later version could rewrite what an office signed."""
    registers.add("online-only", WARD, ONLY)
    for statement in (
        "UPDATE register_revisions SET unit = 'x'",
        "DELETE FROM register_revisions",
        "INSERT OR REPLACE INTO register_revisions SELECT * FROM register_revisions",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            sql(path, statement)


def test_a_clock_that_was_set_back_does_not_lose_a_change(registers: Registers, clock: Clock) -> None:
    """Without it a correction made after the clock was set right would never show."""
    added = registers.add("online-only", WARD, ONLY)
    clock.now -= timedelta(days=2)
    assert (
        registers.change(added.id, ONLY | {"audience": "Doanh nghiệp"}).values["audience"] == "Doanh nghiệp"
    )
    assert registers.current("online-only")[0].values["audience"] == "Doanh nghiệp"


def test_a_quarter_is_cut_by_days_and_by_what_was_known(registers: Registers, clock: Clock) -> None:
    """Without it last quarter's report could not be made again as it was signed."""
    september = registers.add("proposals", WARD, PLAN_TEXT)
    october = registers.add("proposals", WARD, PLAN_TEXT | {"day": "2026-10-02"})
    elsewhere = registers.add("proposals", "01279", PLAN_TEXT | {"day": "2026-07-01"})
    assert registers.current("proposals") == [elsewhere, september, october]
    assert registers.current("proposals", WARD, date(2026, 9, 27)) == [september]
    assert registers.current("proposals", None, date(2026, 9, 27), since=date(2026, 9, 1)) == [september]
    signed = clock.now
    clock.now += timedelta(days=5)
    registers.change(september.id, PLAN_TEXT | {"text": "Khác"})
    registers.remove(elsewhere.id)
    assert registers.current("proposals", known_by=signed) == [elsewhere, september, october]
    assert registers.counts(WARD)["proposals"] == 2
    assert registers.counts()["ndxp"] == 0


@pytest.mark.parametrize(
    ("register", "change", "field", "told"),
    [
        ("online-only", {"service": None}, "service", "Cần ghi mục «Mã thủ tục»"),
        ("online-only", {"service": "khai sinh"}, "service", "mã như 1.001193"),
        ("online-only", {"starts": "2026-02-30"}, "starts", "không phải ngày có thật"),
        ("online-only", {"starts": "1999-12-31"}, "starts", "từ năm 2000"),
        ("online-only", {"starts": 5}, "starts", "không phải ngày có thật"),
        ("online-only", {"told-home": "co"}, "told-home", "«Có» hoặc «Không»"),
        ("online-only", {"audience": "x" * 151}, "audience", "dài quá 150"),
        ("online-only", {"audience": 7}, "audience", "phải là chữ"),
        ("online-only", {"audience": "bà Nông Thị Bé 0912345678"}, "audience", "số điện thoại"),
        ("online-only", {"announced": "gọi 004 123 456 789"}, "announced", "giấy tờ tuỳ thân"),
        ("online-only", {"decision": "004123456789"}, "decision", "giấy tờ tuỳ thân"),
        ("publicity", {"link": "https://zalo.me/1 hỏi 0912345678"}, "link", "số điện thoại"),
        ("online-only", {"colour": "red"}, "", "không có mục «colour»"),
        ("proposals", {"type": "joke"}, "type", "chỉ chọn: Khó khăn, hạn chế"),
        ("village-teams", {"members": -1}, "members", "từ 0"),
        ("village-teams", {"members": True}, "members", "từ 0"),
        ("village-teams", {"members": 10**9}, "members", "100.000.000"),
        ("postal-points", {"place": "nowhere"}, "place", "không có đơn vị «nowhere»"),
        ("accounts", {"number": "12 34"}, "number", "6–30"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_changes(
    registers: Registers, path: Path, register: str, change: dict[str, Any], field: str, told: str
) -> None:
    """Without it a wrong date, a phone or a stranger's field would stand in a report."""
    good: dict[str, dict[str, Any]] = {
        "publicity": {
            "day": "2026-09-01",
            "form": "social",
            "topic": "Tin",
            "quantity": 1,
            "link": "https://zalo.me/004123456789",
        },
        "online-only": ONLY,
        "proposals": PLAN_TEXT,
        "village-teams": {"team": "Tổ xóm Bản Giốc", "founded": "2022-06-01", "members": 5},
        "postal-points": {"point": "Bưu cục", "place": WARD, "reviewed": "2026-01-01", "qualified": True},
        "accounts": {"bank": "Agribank", "holder": "UBND phường", "not-personal": True, "not-shared": True},
    }
    registers.add(register, WARD, good[register])
    with pytest.raises(RegisterRefusedError) as refused:
        registers.apply(
            register, [Change(WARD, good[register] | {"note": "x"}), Change(WARD, good[register] | change)]
        )
    assert told in refused.value.message
    assert refused.value.field == field
    assert len(registers.current(register)) == 1


def test_hostile_texts_stay_texts(registers: Registers) -> None:
    """Without it markup, terminal codes or a formula could act somewhere."""
    hostile = '[red]=1+1[/red]\x1b[2J\u202e "<b>" {x} \n%s'
    record = registers.add("proposals", WARD, PLAN_TEXT | {"text": hostile})
    assert record.values["text"] == '[red]=1+1[/red] [2J "<b>" {x} %s'


def test_strangers_are_refused(registers: Registers) -> None:
    """Without it a record could stand under a unit or in a register that nobody finds."""
    with pytest.raises(UnknownRegisterError):
        registers.add("nothing", WARD, ONLY)
    with pytest.raises(UnknownUnitError):
        registers.add("online-only", "99999", ONLY)
    with pytest.raises(RegisterRefusedError, match="đơn vị nào"):
        registers.add("online-only", "", ONLY)
    record = registers.add("online-only", WARD, ONLY)
    with pytest.raises(RegisterRefusedError, match="sổ khác"):
        registers.apply("proposals", [Change(WARD, PLAN_TEXT, record.id)])


def test_an_account_that_may_be_a_persons_is_kept_by_its_end(registers: Registers) -> None:
    """Without it somebody's own bank account would lie in the journal's file."""
    values = {"bank": "Agribank", "holder": "UBND phường", "not-personal": True, "not-shared": True}
    account = read(PLAN.register("accounts").field("number"), "8300 2050-1234.5", PLAN.organizations, TODAY)
    sure = registers.add("accounts", WARD, values | {"number": account})
    assert sure.values["number"] == "830020501234" + "5"
    doubtful = registers.add("accounts", WARD, values | {"not-personal": False, "number": account})
    assert doubtful.values["number"] == "••••2345"
    assert registers.change(doubtful.id, doubtful.values).values["number"] == "••••2345"
    assert len(warnings(PLAN.register("accounts"), doubtful.values)) == 1


def test_the_fifteen_connections_are_there_and_stay_as_the_decision_has_them(
    registers: Registers, clock: Clock
) -> None:
    """Without it Appendix I would have to be typed, and could be changed."""
    rows = registers.current("ndxp")
    assert [each.values["number"] for each in rows] == list(range(1, 16))
    assert [each.values["number"] for each in rows if "lead" not in each.values] == [7, 10, 12]
    assert {each.revision for each in rows} == {0}
    changed = registers.change(
        rows[6].id, {"status": "working", "name": "Khác", "lead": "Ai đó", "connected": "2026-12-01"}
    )
    assert changed.values["name"] == rows[6].values["name"]
    assert "lead" not in changed.values
    again = registers.current("ndxp", until=date(2026, 9, 27))
    assert [each.id for each in again] == [each.id for each in rows]
    assert again[6].values["status"] == "working"
    with pytest.raises(RegisterRefusedError, match="không xoá"):
        registers.remove(rows[6].id)
    assert registers.get(rows[0].id).values == rows[0].values
    assert [each.values["number"] for each in registers.current("ndxp", "CB-SOTC")] == [1, 9, 10]
    then = registers.current("ndxp", "CB-SOTC", date(2022, 9, 27))
    assert [each.values["number"] for each in then] == [9, 10]
    clock.now += timedelta(days=1)
    added = registers.add("ndxp", "CB-SOTC", {"name": "Hệ thống mới"})
    assert registers.current("ndxp")[-1] == added


def test_warnings_are_those_of_the_plan() -> None:
    """Without it a unit would not hear whom it forgot to tell, or that a step failed."""
    only = PLAN.register("online-only")
    assert len(warnings(only, ONLY | {"told-office": False, "told-lead": True})) == 1
    trial = PLAN.register("trial-runs")
    assert "5. Thanh toán" in warnings(trial, {"pay": "failed", "login": "passed"})[0]


FIELDS: dict[str, tuple[Register, str]] = {
    kind: (PLAN.register(register), field)
    for kind, register, field in (
        ("date", "online-only", "starts"),
        ("integer", "publicity", "reach"),
        ("yes-no", "online-only", "told-home"),
        ("choice", "proposals", "type"),
        ("unit", "postal-points", "place"),
        ("text", "online-only", "audience"),
    )
}


@pytest.mark.parametrize(
    ("kind", "typed", "value", "told"),
    [
        ("date", "5/8/2022", "2022-08-05", "05/08/2022"),
        ("date", "2022-08-05", "2022-08-05", "05/08/2022"),
        ("integer", "1.245", 1245, "1.245"),
        ("integer", "0", 0, "0"),
        ("yes-no", "có", True, "Có"),
        ("yes-no", "KHONG", False, "Không"),
        ("choice", "de xuat, kien nghi", "proposal", "Đề xuất, kiến nghị"),
        ("choice", "proposal", "proposal", "Đề xuất, kiến nghị"),
        ("unit", "thuc phan", "01273", "Phường Thục Phán"),
        ("unit", "01273", "01273", "Phường Thục Phán"),
        ("text", "  a\n b ", "a b", "a b"),
        ("text", " ", None, ""),
    ],
)
def test_values_are_read_as_typed_and_shown_as_read(kind: str, typed: str, value: Any, told: str) -> None:
    """Without it people would have to type codes and ISO dates."""
    register, name = FIELDS[kind]
    assert read(register.field(name), typed, PLAN.organizations, TODAY) == value
    assert shown(register.field(name), value, PLAN.organizations) == told


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("date", "31/02/2026"),
        ("date", "hôm qua"),
        ("integer", "-1"),
        ("integer", "1,5"),
        ("integer", "1.24"),
        ("integer", "9" * 20),
        ("yes-no", "có lẽ"),
        ("choice", "khác"),
        ("unit", "xã"),
        ("unit", "Sao Hoả"),
    ],
)
def test_what_cannot_be_read_is_told(kind: str, typed: str) -> None:
    """Without it a slip would be kept as something else."""
    register, name = FIELDS[kind]
    with pytest.raises(RegisterRefusedError) as refused:
        read(register.field(name), typed, PLAN.organizations, TODAY)
    assert refused.value.field == name


def test_what_another_plan_kept_is_shown_as_it_is() -> None:
    """Without it one odd value from another desk would keep a whole register from opening."""
    register, name = FIELDS["date"]
    assert shown(register.field(name), "bao giờ") == "bao giờ"
    assert shown(FIELDS["choice"][0].field("type"), "joke") == "joke"


def test_registers_of_another_plan(path: Path, clock: Clock, tmp_path: Path) -> None:
    """Without it the registers of 984 would be in code."""
    plan = load(organizations.load(), written(tmp_path / "plan.json", other()))
    with closing(Registers(path, clock, plan)) as registers:
        registers.add("visits", WARD, {"day": "2026-09-01", "place": "Xóm 1", "good": True})
        assert registers.counts() == {"visits": 1}
        with pytest.raises(UnknownRegisterError):
            registers.current("ndxp")
