"""A guidance taken apart into lines and put together again: nothing is lost, whatever is done to the lines."""

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services_catalog.catalog import DATA
from services_catalog.guidance import read_guidance
from services_catalog.guidance_draft import (
    SECTIONS,
    SINGLE,
    GuidanceDraft,
    Place,
    blank,
    compared,
    first_entry,
    said,
)
from services_catalog.guidance_rules import load
from services_catalog.json_schema import faults
from services_catalog.records import guidance_from, service_from
from services_catalog.wording import rules as steps_of

ENTRIES = read_guidance(DATA / "guidance")[0]
RULES = load(DATA)


def test_every_bundled_text_comes_back_as_it_was() -> None:
    """Without it saving one word could change another line unseen."""
    for code, entry in ENTRIES.items():
        assert GuidanceDraft(entry).entry() == entry, code


def test_lines_are_changed_in_their_place(guidance_entry: dict[str, Any]) -> None:
    """Without it the officer would change one line and find another changed."""
    before = copy.deepcopy(guidance_entry)
    draft = GuidanceDraft(guidance_entry)
    draft.change(Place("title", 0), {"text": " Tên\nmới "})
    paper = draft.add(Place("evidence", -1), {**blank("evidence"), "name": "Giấy", "copies": "2"})
    draft.add(paper, {**blank("evidence"), "name": "Giấy nữa", "originals": "x"})
    assert draft.move(paper, -1) == paper
    assert draft.move(paper, 1) == Place("evidence", 1)
    step = draft.add(Place("rules", 0), {"channel": "in-person", "text": "Đến xã."})
    draft.add(step, {"channel": "online", "text": "Bấm gửi."})
    draft.remove(Place("audience", 0))
    assert draft.add(Place("title", 0), {"text": "x"}) == Place("title", 0)
    draft.remove(Place("alert", 0))
    made = draft.entry()
    assert guidance_entry == before
    assert made["title"] == "Tên mới"
    assert made["audience"] == []
    assert [(each["name"], each["originals"], each["copies"]) for each in made["evidence"]] == [
        ("Giấy nữa", 0, 0),
        ("Giấy", 1, 2),
    ]
    assert made["rules"] == [
        {"channel": "online", "steps": ["Vào Cổng.", "Bấm gửi."]},
        {"channel": "in-person", "steps": ["Đến xã."]},
    ]
    assert not list(faults(made, RULES.entry_schema, RULES.schema))


OPERATIONS = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "move", "change"]), st.integers(0, 99), st.text(max_size=20)),
    max_size=12,
)


@given(st.sampled_from(sorted(ENTRIES)), OPERATIONS)
def test_any_editing_keeps_the_form(code: str, operations: list[tuple[str, int, str]]) -> None:
    """Without it some order of keys could leave a text that no desk can read."""
    draft = GuidanceDraft(ENTRIES[code])
    for what, number, text in operations:
        lines = draft.lines()
        line = lines[number % len(lines)]
        values = {**line.values, ("name" if "name" in line.values else "text"): text}
        if what == "add":
            draft.add(line.place, values)
        elif what == "change":
            draft.change(line.place, values)
        elif what == "remove":
            draft.remove(line.place)
        else:
            draft.move(line.place, 1 if number % 2 else -1)
    made = json.loads(json.dumps(draft.entry()))
    broken = [
        each for each in faults(made, RULES.entry_schema, RULES.schema) if not each.endswith("bỏ trống")
    ]
    assert not broken
    assert draft.copy().entry() == draft.entry()
    assert {each.place.section for each in draft.lines()} >= SINGLE


def test_differences_name_lines(guidance_entry: dict[str, Any]) -> None:
    """Without it the officer would have to find the changed word by reading both texts."""
    other = guidance_entry | {"title": "Khác"}
    assert compared(guidance_entry, guidance_entry) == []
    assert compared(guidance_entry, other) == [("-", "Tên gọi: Làm việc này"), ("+", "Tên gọi: Khác")]
    assert len(said(guidance_entry)) == sum(
        any(line.values.values()) for line in GuidanceDraft(guidance_entry).lines()
    )
    assert all(SECTIONS[section][1] for section in SECTIONS)


def test_a_first_text_can_be_kept_at_once() -> None:
    """Without it the editor of a new text would begin with a form that can't be saved."""
    from datetime import date  # noqa: PLC0415 - only here

    record = {"code": "1.000001", "name": "Việc", "channels": ["online"], "decision": "1/QĐ"}
    service = service_from(record, sector="x", facts_date=date(2026, 7, 18))
    entry = first_entry(service, None)
    assert not list(faults(entry, RULES.entry_schema, RULES.schema))
    assert guidance_from(entry).rules == steps_of(service)
