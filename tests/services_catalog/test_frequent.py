"""What this desk files lately comes first among equals."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.frequent import HALF_LIFE, favourites, frequencies, weighed
from services_catalog.journal import Journal
from services_catalog.submission import Draft

TODAY = date(2026, 9, 25)


def test_lately_counts_more_than_often_long_ago() -> None:
    """In September a school season is on and the harvest permits of June are not."""
    used = weighed([("school", TODAY, 3), ("harvest", TODAY - timedelta(days=80), 5)], TODAY)
    assert used["school"] > used["harvest"]


def test_half_a_life_halves() -> None:
    """The number in the docstring is the number in the sum."""
    now = weighed([("a", TODAY, 2)], TODAY)["a"]
    then = weighed([("a", TODAY - timedelta(days=HALF_LIFE), 4)], TODAY)["a"]
    assert now == pytest.approx(then)


def test_one_batch_is_not_forty_visits() -> None:
    """A school that brings forty copies must not push births off the number keys for a month."""
    assert weighed([("a", TODAY, 40)], TODAY) == weighed([("a", TODAY, 5)], TODAY)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 90), st.integers(1, 999))))
def test_a_boost_stays_below_one(counts: list[tuple[str, int, int]]) -> None:
    """The search relies on it: use decides among equals and never drowns what was asked."""
    used = weighed([(code, TODAY - timedelta(days=age), quantity) for code, age, quantity in counts], TODAY)
    assert all(0 < share < 1 for share in used.values())


def test_pinned_first_then_the_most_used_each_once() -> None:
    """What an officer pinned stays on its key, whatever the day brings."""
    assert favourites(["z", "b"], {"a": 0.2, "b": 0.9, "c": 0.5}, 3) == ["z", "b", "c"]


def test_counts_come_from_the_standing_entries(tmp_path: Path) -> None:
    """A cancelled entry was no visit."""
    clock = datetime(2026, 9, 25, 9, 0, tzinfo=timezone(timedelta(hours=7)))
    journal = Journal(tmp_path / "journal.db", lambda: clock)
    assert frequencies(journal, TODAY) == {}
    kept = Draft(day=TODAY, service_code="1.000001", service_name="x")
    journal.log(kept)
    journal.void(journal.log(Draft(day=TODAY, service_code="1.000002", service_name="y")).id, "nhầm")
    assert list(frequencies(journal, TODAY)) == ["1.000001"]
    journal.close()
