"""Ids that need no server to be unique."""

import uuid

from services_catalog.ids import is_id, new_id


def test_ids_are_version_7_of_the_standard() -> None:
    """Other systems read the version and the variant from the id."""
    made = uuid.UUID(new_id())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122


def test_ids_sort_by_time() -> None:
    """The outbox is sent in the order of its ids."""
    assert new_id(1_000) < new_id(1_001) < new_id(1_700_000_000_000)


def test_ids_of_one_millisecond_differ() -> None:
    """Two desks may log in the same millisecond."""
    assert len({new_id(5) for _ in range(2_000)}) == 2_000


def test_ids_of_one_millisecond_sort_as_they_were_made() -> None:
    """Without it two entries of one moment would change places in the day's list."""
    made = []
    for number in range(500):
        made.append(new_id(7))
        new_id(1_000 + number % 3)
    assert made == sorted(made)
    assert all(is_id(each) for each in made)
    assert not any(is_id(each) for each in ("", "x", made[0].upper(), f"{made[0]}\n", None, 5))
