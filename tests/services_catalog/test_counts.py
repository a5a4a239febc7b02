"""Dossier counts come in whole or not at all, and a corrected file takes the place of what it corrects."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.counts import CountRefusedError, Counts, DossierCount, System, month_of
from tests.conftest import NOW

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
BIRTH, DEATH = "1.001193", "1.000656"


@pytest.fixture
def counts(tmp_path: Path) -> Iterator[Counts]:
    """Counts in a file of their own."""
    made = Counts(tmp_path / "journal.db", lambda: NOW)
    yield made
    made.close()


def test_what_was_taken_in_is_there(counts: Counts) -> None:
    """Without it an acknowledged file could be lost."""
    given_counts = [
        DossierCount("01273", JULY, BIRTH, 3, 1, 2),
        DossierCount("01273", JULY, DEATH, 0, 0, 0),
        DossierCount("01279", AUGUST, BIRTH, 1, 0, 0, 1),
    ]
    done = counts.replace(System.ONE_STOP, given_counts, source="mc", file_name="t7.xlsx", sha256="a" * 64)
    assert (done.slices, done.counts, done.already) == (2, 3, False)
    assert counts.slice("01273", JULY, System.ONE_STOP) == sorted(
        given_counts[:2], key=lambda each: each.service_code
    )
    [delivery] = counts.deliveries()
    assert (delivery.standing, delivery.first_month, delivery.last_month) == (2, "2026-07", "2026-08")
    assert {(each.unit, each.month) for each in counts.slices(JULY, AUGUST)} == {
        ("01273", "2026-07"),
        ("01279", "2026-08"),
    }


def test_a_service_that_a_file_names_twice_is_added_up(counts: Counts) -> None:
    """Without it the second line of a file would silently take the first one's place."""
    counts.replace(
        System.ONE_STOP, [DossierCount("01273", JULY, BIRTH, 3, 1), DossierCount("01273", JULY, BIRTH, 2, 0)]
    )
    assert counts.slice("01273", JULY, System.ONE_STOP) == [DossierCount("01273", JULY, BIRTH, 5, 1)]


def test_the_same_file_again_changes_nothing(counts: Counts) -> None:
    """Without it a second import would look like a correction, or count twice."""
    rows = [DossierCount("01273", JULY, BIRTH, 3)]
    first = counts.replace(System.ONE_STOP, rows, sha256="a" * 64)
    again = counts.replace(System.ONE_STOP, rows, sha256="a" * 64)
    assert again.already
    assert again.delivery == first.delivery
    assert len(counts.deliveries()) == 1


def test_a_corrected_file_replaces_its_months_and_units_alone(counts: Counts) -> None:
    """Without it old figures would stay beside their correction, or a neighbour's would go with them."""
    counts.replace(
        System.ONE_STOP,
        [
            DossierCount("01273", JULY, BIRTH, 3),
            DossierCount("01273", JULY, DEATH, 9),
            DossierCount("01279", JULY, BIRTH, 7),
        ],
    )
    counts.replace(System.ONE_STOP, [DossierCount("01273", JULY, BIRTH, 4)])
    assert counts.slice("01273", JULY, System.ONE_STOP) == [DossierCount("01273", JULY, BIRTH, 4)]
    assert counts.slice("01279", JULY, System.ONE_STOP) == [DossierCount("01279", JULY, BIRTH, 7)]


def test_a_file_for_whole_months_empties_units_that_it_leaves_out(counts: Counts) -> None:
    """Without it a unit taken out of a corrected province file would keep its wrong figures."""
    counts.replace(
        System.ONE_STOP, [DossierCount("01273", JULY, BIRTH, 3), DossierCount("01279", JULY, BIRTH, 7)]
    )
    done = counts.replace(System.ONE_STOP, [DossierCount("01273", JULY, BIRTH, 4)], whole_months=[JULY])
    assert done.emptied == 1
    assert counts.units_of(System.ONE_STOP, [JULY]) == {"01273"}


def test_the_older_file_can_be_taken_in_again(counts: Counts) -> None:
    """Without it an office that corrected by mistake could not go back."""
    counts.replace(System.ONE_STOP, [DossierCount("01273", JULY, BIRTH, 3)], sha256="a" * 64)
    counts.replace(System.ONE_STOP, [DossierCount("01273", JULY, BIRTH, 4)], sha256="b" * 64)
    assert not counts.replace(
        System.ONE_STOP, [DossierCount("01273", JULY, BIRTH, 3)], sha256="a" * 64
    ).already
    assert counts.slice("01273", JULY, System.ONE_STOP) == [DossierCount("01273", JULY, BIRTH, 3)]


def test_a_file_that_was_corrected_in_part_can_be_taken_in_again(counts: Counts) -> None:
    """Without it one corrected commune would keep a province's own file from ever standing whole again."""
    rows = [DossierCount("01273", JULY, BIRTH, 3), DossierCount("01279", JULY, BIRTH, 7)]
    fills = [("01273", JULY), ("01279", JULY)]
    counts.replace(System.ONE_STOP, rows, sha256="a" * 64, fills=fills)
    counts.replace(System.ONE_STOP, [DossierCount("01273", JULY, BIRTH, 4)], sha256="b" * 64)
    assert not counts.replace(System.ONE_STOP, rows, sha256="a" * 64, fills=fills).already
    assert counts.slice("01273", JULY, System.ONE_STOP) == rows[:1]
    assert counts.replace(System.ONE_STOP, rows, sha256="a" * 64, fills=fills).already


def test_the_same_file_may_come_again_for_whole_months(counts: Counts) -> None:
    """Without it whoever forgot that choice could not make it up: «nhập rồi», and the wrong unit stays."""
    rows = [DossierCount("01273", JULY, BIRTH, 3)]
    counts.replace(System.ONE_STOP, [DossierCount("01279", JULY, BIRTH, 7)])
    counts.replace(System.ONE_STOP, rows, sha256="a" * 64)
    again = counts.replace(System.ONE_STOP, rows, sha256="a" * 64, whole_months=[JULY])
    assert (again.already, again.emptied) == (False, 1)
    assert counts.replace(System.ONE_STOP, rows, sha256="a" * 64, whole_months=[JULY]).already


BAD = [
    DossierCount("", JULY, BIRTH, 1),
    DossierCount("01273", JULY, "", 1),
    DossierCount("01273", date(2026, 10, 1), BIRTH, 1),
    DossierCount("01273", date(2001, 1, 1), BIRTH, 1),
    DossierCount("01273", JULY, BIRTH, -1),
    DossierCount("01273", JULY, BIRTH, 0, 10**9),
    DossierCount("01273", JULY, BIRTH, 1, 0, 0, 2),
]


@pytest.mark.parametrize("bad", BAD)
def test_one_bad_count_changes_nothing(counts: Counts, bad: DossierCount) -> None:
    """Without it a file that breaks in the middle would leave a month half old and half new."""
    counts.replace(System.ONE_STOP, [DossierCount("01273", JULY, BIRTH, 3)])
    with pytest.raises(CountRefusedError):
        counts.replace(System.ONE_STOP, [DossierCount("01273", JULY, BIRTH, 8), bad])
    assert counts.slice("01273", JULY, System.ONE_STOP) == [DossierCount("01273", JULY, BIRTH, 3)]
    assert len(counts.deliveries()) == 1


def test_a_tally_is_kept_cell_by_cell(counts: Counts) -> None:
    """Without it an office without exports would lose the row it typed before."""
    counts.tally("01273", JULY, BIRTH, online=2, in_person=1, postal=0)
    counts.tally("01273", JULY, DEATH, online=0, in_person=4, postal=0)
    counts.tally("01273", JULY, BIRTH, online=3, in_person=1, postal=0)
    assert counts.tallied("01273", JULY) == [
        DossierCount("01273", JULY, DEATH, 0, 4),
        DossierCount("01273", JULY, BIRTH, 3, 1),
    ]
    with pytest.raises(CountRefusedError):
        counts.tally("01273", JULY, BIRTH, online=-1, in_person=0, postal=0)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["01273", "01279", "CB-SOTP"]),
            st.dates(date(2026, 1, 1), date(2026, 9, 25)),
            st.sampled_from([BIRTH, DEATH, "2.000815"]),
            st.integers(0, 50),
            st.integers(0, 50),
        )
    )
)
def test_nothing_is_lost_whatever_the_order(rows: list[tuple[str, date, str, int, int]]) -> None:
    """Without it lines of a file that is not sorted by unit and month would empty each other's months."""
    import tempfile  # noqa: PLC0415 - a folder for each example

    with tempfile.TemporaryDirectory() as folder:
        counts = Counts(Path(folder) / "journal.db", lambda: datetime(2026, 9, 25, tzinfo=NOW.tzinfo))
        counts.replace(
            System.PORTAL, [DossierCount(unit, day, code, on, off) for unit, day, code, on, off in rows]
        )
        kept = {
            (unit, month, each.service_code): (each.online, each.in_person)
            for unit, month in {(unit, month_of(day)) for unit, day, *_ in rows}
            for each in counts.slice(unit, date.fromisoformat(f"{month}-01"), System.PORTAL)
        }
        counts.close()
    wanted: dict[tuple[str, str, str], tuple[int, int]] = {}
    for unit, day, code, on, off in rows:
        before = wanted.get((unit, month_of(day), code), (0, 0))
        wanted[unit, month_of(day), code] = (before[0] + on, before[1] + off)
    assert kept == wanted
