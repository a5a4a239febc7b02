"""From tables to counts: every shape gives the same figures, nothing is dropped in silence, all or nothing stands."""

import random
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services_catalog.counts import CountRefusedError, Counts, System
from services_catalog.errors import MotcuaError
from services_catalog.exchange import count_reading
from services_catalog.exchange.count_import import NothingToImportError, take_in
from services_catalog.exchange.headings import Field, Sources
from services_catalog.exchange.sheet import SheetRefusedError, read_sheet
from services_catalog.organizations import load
from services_catalog.pending import Matched, PendingCounts
from services_catalog.store import pending_rows
from tests.made_up_province import (
    NEW,
    OLD,
    Figure,
    Province,
    write_csv,
    write_dossiers,
    write_export,
    write_unit_export,
)
from tests.services_catalog.exchange.importing import (
    MARCH,
    figures_of,
    look,
    looked_at,
    standing,
    table,
    taken,
)
from tests.services_catalog.exchange.old_writing import in_tcvn3, in_vni
from tests.services_catalog.journal_desk import Clock

HEADINGS = ["Đơn vị", "Tháng", "Mã TTHC", "Tổng số", "Trực tuyến", "Trực tiếp", "BCCI"]
COMMUNE, BIRTH, DEATH = "UBND xã Bảo Lâm", "1.001193", "1.000656"


@pytest.fixture
def counts(path: Path, clock: Clock) -> Iterator[Counts]:
    """A store without a file yet."""
    with closing(Counts(path, clock)) as opened:
        yield opened


@pytest.fixture
def pending(path: Path, clock: Clock) -> Iterator[PendingCounts]:
    """What waits in the same file."""
    with closing(PendingCounts(path, clock)) as opened:
        yield opened


@pytest.mark.parametrize("day", [OLD, NEW], ids=["2024", "2026"])
def test_every_shape_gives_the_same_figures(tmp_path: Path, day: date) -> None:
    """Without it the rates would depend on which of the system's reports an office happens to export."""
    province = Province(day=day, units=30)
    figures = set(province.figures)
    write_csv(province, tmp_path / "a.csv")
    assert figures_of(looked_at(tmp_path / "a.csv")) == figures
    write_csv(province, tmp_path / "b.csv", delimiter=";", encoding="utf-16")
    assert figures_of(looked_at(tmp_path / "b.csv")) == figures
    month = province.months[1]
    write_export(province, tmp_path / "c.xlsx", month)
    export = looked_at(tmp_path / "c.xlsx")
    assert figures_of(export) == {each for each in figures if each.month == month}
    assert (export.rejected_rows, export.pending, export.warnings) == (0, (), ())
    unit = province.chosen[1].code
    write_unit_export(province, tmp_path / "d.csv", unit, month)
    assert figures_of(looked_at(tmp_path / "d.csv")) == {
        each for each in figures if (each.unit, each.month) == (unit, month)
    }


def test_dossiers_are_counted_once_and_nobody_is_read(tmp_path: Path) -> None:
    """Without it a dossier listed twice would count twice, or a citizen's name would get into the store."""
    province = Province(units=4)
    write_dossiers(province, tmp_path / "a.xlsx", MARCH)
    found = looked_at(tmp_path / "a.xlsx")
    assert figures_of(found) == {each for each in province.figures if each.month == MARCH and any(each[3:])}
    assert found.duplicates == 1
    assert any("trùng mã hồ sơ" in each for each in found.warnings)
    assert "Mật" not in repr((found.shown, found.pending, found.counts, found.rejected))


@pytest.mark.parametrize("old", [in_tcvn3, in_vni])
def test_old_writing_comes_in_as_unicode(old: object) -> None:
    """Without it an old file's names would match nothing."""
    text = table(
        ["Đơn vị", "Tháng", "Tên thủ tục", "Trực tuyến", "Trực tiếp"],
        [COMMUNE, "Tháng 3/2026", "Thủ tục đăng ký khai sinh", "5", "2"],
    )
    found = look(read_sheet(old(text).encode("latin-1"), "a.csv"))  # type: ignore[operator] # one of two functions
    assert figures_of(found) == {Figure("01290", MARCH, BIRTH, 5, 2, 0)}
    assert "bảng mã cũ" in found.warnings[0]
    with pytest.raises(SheetRefusedError, match="không chắc"):
        looked_at(table([in_tcvn3("Đơn vị"), "b"], ["1", "2"]))


def test_an_old_workbook_in_tcvn3() -> None:
    """Without it .xls, merged headings and old writing might work only each for itself."""
    found = looked_at(Path(__file__).parent / "old_export.xls")
    march = date(2024, 3, 1)
    assert figures_of(found) == {
        Figure("042", march, BIRTH, 7, 4, 1),
        Figure("042", march, "1.000894", 0, 5, 0),
        Figure("01300-2025", march, BIRTH, 9, 0, 0),
    }


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([COMMUNE, "2026-03", BIRTH, "9", "5", "2", "1"], "tổng số 9 không bằng các kênh cộng lại 8"),
        ([COMMUNE, "2026-03", BIRTH, "4", "5", "-1", "0"], "âm"),
        ([COMMUNE, "2026-03", BIRTH, "2.5", "2.5", "0", "0"], "số nguyên"),
        ([COMMUNE, "2026-03", BIRTH, "x", "1", "0", "0"], "không phải số"),
        ([COMMUNE, "2026-10", BIRTH, "1", "1", "0", "0"], "10/2026 ngoài khoảng"),
        ([COMMUNE, "2014-12", BIRTH, "1", "1", "0", "0"], "ngoài khoảng"),
        ([COMMUNE, "", BIRTH, "1", "1", "0", "0"], "không rõ tháng"),
        ([COMMUNE, "13/2026", BIRTH, "1", "1", "0", "0"], "tháng"),
        (["", "2026-03", BIRTH, "1", "1", "0", "0"], "không rõ đơn vị"),
    ],
)
def test_rejected_rows_say_where_and_why(row: list[str], reason: str) -> None:
    """Without it figures would be missing from the rates and nobody could find them in the file."""
    found = looked_at(table(HEADINGS, [COMMUNE, "2026-03", DEATH, "3", "1", "1", "1"], row))
    assert [each.row for each in found.rejected] == [3]
    assert reason in found.rejected[0].reason
    assert figures_of(found) == {Figure("01290", MARCH, DEATH, 1, 1, 1)}


def test_totals_sections_and_empty_rows_are_passed_over() -> None:
    """Without it a province's grand total would count as one more service."""
    found = looked_at(
        table(
            ["STT", "Tên thủ tục", "Mã TTHC", "Trực tuyến", "Trực tiếp"],
            ["Đơn vị: UBND xã Bảo Lâm"],
            ["I", "Lĩnh vực hộ tịch", "", "", ""],
            ["1", "Thủ tục đăng ký khai sinh", BIRTH, "5", "2"],
            [],
            ["", "Cộng", "", "5", "2"],
            ["II", "UBND xã Hà Quảng", "", "", ""],
            ["1", "Thủ tục đăng ký khai tử", DEATH, "1", "0"],
            ["", "Tổng cộng", "", "6", "2"],
        ),
        month="2026-03",
    )
    assert figures_of(found) == {Figure("01438", MARCH, DEATH, 1, 0, 0)}
    assert found.rejected[0].reason.startswith("không rõ đơn vị")
    with_unit = looked_at(
        table(
            ["Tên thủ tục", "Trực tuyến", "Trực tiếp"],
            ["Thủ tục đăng ký khai tử", "1", "0"],
            ["Tổng cộng", "1", "0"],
        ),
        month="2026-03",
        unit="01290",
    )
    assert (figures_of(with_unit), with_unit.passed_over) == ({Figure("01290", MARCH, DEATH, 1, 0, 0)}, 1)


def test_missing_channels_are_worked_out_or_nothing() -> None:
    """Without it a table of totals and online dossiers would be no use, though it tells the rest."""
    found = looked_at(
        table(
            ["Đơn vị", "Tháng", "Mã TTHC", "Tổng số", "Trực tuyến"],
            [COMMUNE, "3/2026", BIRTH, "9", "5"],
            [COMMUNE, "3/2026", DEATH, "2", "5"],
        )
    )
    assert figures_of(found) == {Figure("01290", MARCH, BIRTH, 5, 4, 0)}
    assert found.rejected_rows == 1


def test_electronic_results() -> None:
    """Without it R2' of QĐ 766 could not be told, or more results than dossiers would be believed."""
    found = looked_at(
        table(
            ["Đơn vị", "Tháng", "Mã TTHC", "Trực tuyến", "Trực tiếp", "Kết quả điện tử"],
            [COMMUNE, "3/2026", BIRTH, "5", "1", "4"],
            [COMMUNE, "3/2026", DEATH, "5", "1", "6"],
        )
    )
    assert found.counts["01290", MARCH][BIRTH] == (5, 1, 0, 4)
    assert "kết quả điện tử" in found.rejected[0].reason


def test_long_rows_are_added_up() -> None:
    """Without it the second channel of a service would take the place of the first."""
    found = looked_at(
        table(
            ["Đơn vị", "Tháng", "Mã TTHC", "Kênh nộp", "Số lượng"],
            [COMMUNE, "3/2026", BIRTH, "Trực tuyến", "5"],
            [COMMUNE, "3/2026", BIRTH, "1", "2"],
            [COMMUNE, "3/2026", BIRTH, "3", "1"],
            [COMMUNE, "3/2026", BIRTH, "khác", "1"],
        )
    )
    assert figures_of(found) == {Figure("01290", MARCH, BIRTH, 5, 2, 1)}
    assert "không rõ kênh" in found.rejected[0].reason


def test_a_service_twice_is_added_up_with_a_word() -> None:
    """Without it one of two lines of a service would be lost."""
    row = [COMMUNE, "2026-03", BIRTH, "3", "1", "1", "1"]
    found = looked_at(table(HEADINGS, row, row))
    assert figures_of(found) == {Figure("01290", MARCH, BIRTH, 2, 2, 2)}
    assert "đã cộng lại" in found.warnings[0]


def test_several_months_count_in_the_last_with_a_warning() -> None:
    """Without it a quarter's file would be refused, or its months guessed in silence."""
    found = looked_at(
        table(
            ["Từ ngày 01/01/2026 đến ngày 31/03/2026", "", ""],
            ["Mã TTHC", "Trực tuyến", "Trực tiếp"],
            [BIRTH, "3", "1"],
        ),
        unit="01290",
    )
    assert figures_of(found) == {Figure("01290", MARCH, BIRTH, 3, 1, 0)}
    assert "gộp 3 tháng" in found.warnings[0]
    column = looked_at(table(HEADINGS, [COMMUNE, "Quý I/2026", BIRTH, "3", "1", "1", "1"]))
    assert column.months == [MARCH]
    assert "tháng cuối: 03/2026" in column.warnings[0]


def test_what_nobody_knows_waits_with_its_texts(counts: Counts, pending: PendingCounts) -> None:
    """Without it the dossiers of an unknown unit or code would be dropped in silence."""
    found = taken(
        counts,
        table(
            HEADINGS,
            [COMMUNE, "2026-03", BIRTH, "3", "1", "1", "1"],
            ["TT một cửa số 9", "2026-03", BIRTH, "4", "4", "0", "0"],
            [COMMUNE, "2026-03", "9.999999", "5", "0", "5", "0"],
            ["TT Một cửa  số 9", "2026-02", "9.999999", "1", "1", "0", "0"],
        ),
    )
    assert len(found.pending) == 3
    texts = pending.texts()
    assert [(each.kind, each.text, each.rows, each.dossiers) for each in texts] == [
        ("unit", "TT một cửa số 9", 2, 5),
        ("service", "9.999999", 2, 6),
    ]
    assert pending.match_service("9.999999", DEATH) == Matched(1, 5)
    assert pending.match_service("9.999999", DEATH) == Matched(0, 0)
    assert counts.slice("01290", MARCH, System.ONE_STOP)[0][2:6] == (DEATH, 0, 5, 0)
    with pytest.raises(CountRefusedError, match="không hoạt động"):
        pending.match_unit("tt một cửa số 9", load().get("042"))
    assert pending.match_unit("tt một cửa số 9", load().get("01438")) == Matched(2, 5)
    assert pending.texts() == []
    assert {each[2:6] for each in counts.slice("01438", MARCH, System.ONE_STOP)} == {(BIRTH, 4, 0, 0)}
    assert {each[2:6] for each in counts.slice("01438", date(2026, 2, 1), System.ONE_STOP)} == {
        (DEATH, 1, 0, 0)
    }


def test_matching_adds_to_what_stands(counts: Counts, pending: PendingCounts) -> None:
    """Without it a matched old code would take the place of the same service's other dossiers."""
    taken(
        counts,
        table(
            HEADINGS,
            [COMMUNE, "2026-03", BIRTH, "3", "1", "1", "1"],
            [COMMUNE, "2026-03", "9.999999", "5", "0", "5", "0"],
        ),
    )
    pending.match_service("9.999999", BIRTH)
    assert [each[3:6] for each in counts.slice("01290", MARCH, System.ONE_STOP)] == [(1, 6, 1)]


def test_a_newer_file_takes_the_place_of_what_waited(counts: Counts, pending: PendingCounts) -> None:
    """Without it dossiers of a corrected file would wait twice and count twice."""
    rows = [
        [COMMUNE, "2026-03", "9.999999", "5", "0", "5", "0"],
        ["Lạ hoắc", "2026-03", BIRTH, "2", "2", "0", "0"],
    ]
    taken(counts, table(HEADINGS, *rows))
    rows[0][3:5] = ["6", "1"]
    taken(counts, table(HEADINGS, *rows))
    assert [(each.text, each.dossiers) for each in pending.texts()] == [("Lạ hoắc", 2), ("9.999999", 6)]
    remembers = Sources(units={"la hoac": "01438"}, services={"9.999999": DEATH})
    found = looked_at(table(HEADINGS, *rows), remembers)
    take_in(counts, found, System.ONE_STOP)
    assert pending.texts() == []
    assert counts.slice("01438", MARCH, System.ONE_STOP)[0][3:6] == (2, 0, 0)


def test_a_unit_of_which_every_service_waits_has_no_older_figures(counts: Counts) -> None:
    """Without it matching would add the new file's dossiers to those of the file that it corrects."""
    taken(counts, table(HEADINGS, [COMMUNE, "2026-03", BIRTH, "3", "1", "1", "1"]))
    taken(counts, table(HEADINGS, [COMMUNE, "2026-03", "9.999999", "3", "1", "1", "1"]))
    assert counts.slice("01290", MARCH, System.ONE_STOP) == []


def test_whole_months_empty_the_units_that_are_not_in_the_file(
    counts: Counts, pending: PendingCounts
) -> None:
    """Without it a unit that was in the wrong file by mistake would keep its figures for ever."""
    taken(
        counts,
        table(
            HEADINGS,
            [COMMUNE, "2026-03", BIRTH, "3", "1", "1", "1"],
            ["UBND xã Hà Quảng", "2026-03", BIRTH, "3", "1", "1", "1"],
            ["Lạ hoắc", "2026-03", BIRTH, "3", "1", "1", "1"],
        ),
    )
    text = table(HEADINGS, [COMMUNE, "2026-03", BIRTH, "2", "1", "1", "0"])
    taken(counts, text, whole_months=[MARCH])
    assert counts.slice("01438", MARCH, System.ONE_STOP) == []
    assert counts.slice("01290", MARCH, System.ONE_STOP)[0][3:6] == (1, 1, 0)
    assert pending.texts() == []


def test_the_same_file_again_changes_nothing(tmp_path: Path, counts: Counts) -> None:
    """Without it importing twice would count twice, or hide what a tally corrected since."""
    province = Province(units=6)
    write_csv(province, tmp_path / "a.csv")
    found = looked_at(tmp_path / "a.csv")
    first = take_in(counts, found, System.ONE_STOP)
    assert (first.already, first.counts, first.slices) == (False, len(province.figures), 18)
    assert take_in(counts, looked_at(tmp_path / "a.csv"), System.ONE_STOP).already
    assert standing(counts, province) == set(province.figures)
    assert counts.deliveries()[0].sha256.startswith(found.sheet.sha256)


def test_the_same_file_read_otherwise_is_another_delivery(counts: Counts) -> None:
    """Without it a wrong column could not be put right, because the file was in already."""
    text = table(HEADINGS, [COMMUNE, "2026-03", BIRTH, "3", "1", "2", "0"])
    found = taken(counts, text)
    swapped = {**found.mapping.columns, Field.ONLINE: 5, Field.IN_PERSON: 4}
    again = looked_at(text, columns=swapped)
    assert not take_in(counts, again, System.ONE_STOP).already
    assert counts.slice("01290", MARCH, System.ONE_STOP)[0][3:6] == (2, 1, 0)


def test_a_corrected_file_replaces_its_months(tmp_path: Path, counts: Counts) -> None:
    """Without it corrections would be added to what they correct."""
    province = Province(units=6)
    write_csv(province, tmp_path / "a.csv")
    taken(counts, tmp_path / "a.csv")
    corrected = Province(units=6, seed=7, months=province.months[:1])
    write_csv(corrected, tmp_path / "b.csv")
    taken(counts, tmp_path / "b.csv")
    rest = {each for each in province.figures if each.month != province.months[0]}
    assert standing(counts, province) == rest | set(corrected.figures)


def test_nothing_usable_changes_nothing(counts: Counts) -> None:
    """Without it an import of rejected rows would look as if it had been done."""
    found = looked_at(table(HEADINGS, [COMMUNE, "2026-03", BIRTH, "9", "1", "1", "1"]))
    with pytest.raises(NothingToImportError):
        take_in(counts, found, System.ONE_STOP)
    assert counts.deliveries() == []


def test_all_or_nothing(counts: Counts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it figures could stand without the rows that wait beside them, and those would be lost."""
    taken(counts, table(HEADINGS, [COMMUNE, "2026-03", BIRTH, "3", "1", "1", "1"]))
    monkeypatch.setattr(pending_rows, "add", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        taken(counts, table(HEADINGS, [COMMUNE, "2026-03", BIRTH, "9", "9", "0", "0"]))
    assert counts.slice("01290", MARCH, System.ONE_STOP)[0][3:6] == (1, 1, 1)
    assert len(counts.deliveries()) == 1


def test_many_rejected_rows_are_counted_and_some_shown() -> None:
    """Without it a file of a million wrong rows would fill the memory with reasons."""
    rows = [[COMMUNE, "2026-03", BIRTH, "9", "1", "1", "1"]] * (count_reading.MOST_REJECTED + 5)
    found = looked_at(table(HEADINGS, *rows))
    assert (len(found.rejected), found.rejected_rows) == (count_reading.MOST_REJECTED, len(rows))


CELLS = {
    0: st.sampled_from([COMMUNE, "01290", "UBND xã Hà Quảng", "Lạ", "", "Tổng cộng", "I"]),
    1: st.sampled_from(["2026-03", "3/2026", "Tháng 2/2026", "10/2026", "", "x", "Quý I/2026"]),
    2: st.sampled_from([BIRTH, DEATH, "9.999999", "", "1,001193"]),
    3: st.sampled_from(["", "Thủ tục đăng ký khai sinh", "Việc lạ", "Tổng cộng"]),
    4: st.sampled_from(["0", "1", "12", "1.000", "-1", "x", "", "3", "24", "2.5"]),
}


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(CELLS[0], CELLS[1], CELLS[2], CELLS[3], CELLS[4], CELLS[4], CELLS[4], CELLS[4]).map(list),
        max_size=30,
    ),
    st.sets(st.sampled_from([3, 4, 7])),
)
def test_the_quick_way_and_the_long_way_agree(rows: list[list[str]], without: set[int]) -> None:
    """Without it plain rows and odd rows of one file could be counted by different rules."""
    headings = ["Đơn vị", "Tháng", "Mã TTHC", "Tên thủ tục", "Tổng số", "Trực tuyến", "Trực tiếp", "BCCI"]
    kept = [place for place in range(8) if place not in without]
    text = table(*([row[place] for place in kept] for row in (headings, *rows)))
    quick = looked_at(text)
    in_memory = replace(
        read_sheet(text.encode(), "a.csv"),
        delimiter="",
        in_memory=tuple(read_sheet(text.encode(), "a.csv").rows()),
    )
    slow = look(in_memory)
    assert quick.counts == slow.counts
    assert quick.rejected == slow.rejected
    assert quick.pending == slow.pending
    assert (quick.rows, quick.passed_over, quick.rejected_rows) == (
        slow.rows,
        slow.passed_over,
        slow.rejected_rows,
    )
    assert quick.rows + quick.passed_over == len([row for row in rows if row])


@pytest.mark.parametrize("seed", range(6))
def test_damaged_files_are_refused_or_read_and_change_nothing(
    tmp_path: Path, counts: Counts, seed: int
) -> None:
    """Without it one flipped bit in a download would be a traceback at the counter, or half an import."""
    province = Province(units=4, months=[MARCH])
    write_csv(province, tmp_path / "a.csv")
    write_export(province, tmp_path / "b.xlsx", MARCH)
    taken(counts, tmp_path / "a.csv")
    chance = random.Random(seed)
    for name in ("a.csv", "b.xlsx"):
        sound = (tmp_path / name).read_bytes()
        for _ in range(60):
            content = bytearray(sound)
            for _ in range(chance.randrange(1, 6)):
                place = chance.randrange(len(content))
                match chance.randrange(4):
                    case 0:
                        content[place] ^= 1 << chance.randrange(8)
                    case 1:
                        del content[place : place + chance.randrange(1, 40)]
                    case 2:
                        content[place:place] = chance.randbytes(3)
                    case _:
                        content[place] = ord(chance.choice('0123456789,;"\n-.'))
            with suppress(MotcuaError):
                look(read_sheet(bytes(content), name))
    assert standing(counts, province) == set(province.figures)


@pytest.mark.parametrize("layout", [["Trực tuyến", "Trực tiếp"], ["Trực tuyến", "Trực tiếp", "Tổng số"]])
def test_a_whole_file_is_not_given_to_a_unit_of_another_time(layout: list[str]) -> None:
    """Without it a commune's old export would be booked on the one that took it over, before it began."""
    rows = [["2025-06", BIRTH, "1", "1", "2"], ["2025-07", BIRTH, "3", "1", "4"]]
    text = table(["Tháng", "Mã TTHC", *layout], *(row[: 2 + len(layout)] for row in rows))
    found = looked_at(text, unit="01290")
    assert list(found.counts) == [("01290", date(2025, 7, 1))]
    assert [each.reason for each in found.rejected] == [
        "Xã Bảo Lâm (01290) không hoạt động trong tháng 06/2025"
    ]
