"""The rules of an entry: what is refused, what is only doubted, and what every choice is called."""

import json
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services_catalog.errors import EntryRefusedError
from services_catalog.model import Channel
from services_catalog.submission import (
    LABELS,
    AssistedSubmission,
    Draft,
    HelperRole,
    HelpKind,
    PostalUse,
    ReasonNotFiled,
    Result,
    checked,
    checked_reason,
    dossier_doubt,
    draft_fields,
    draft_values,
    entry_values,
)

TODAY = date(2026, 9, 30)
DRAFT = Draft(day=TODAY, service_code="1.001193", service_name="Đăng ký khai sinh")
NOT_FILED: dict[str, Any] = {"result": Result.NOT_FILED, "reason": ReasonNotFiled.NO_ACCOUNT}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"day": date(2022, 1, 1)},
        {"quantity": 1},
        {"quantity": 999},
        NOT_FILED,
        {"dossier": "H14.12-260927-0001"},
        {"dossier": "mã lạ"},
        {"note": "x" * 200},
        {"channel": Channel.POSTAL, "postal": PostalUse.BOTH},
    ],
)
def test_what_may_be_logged(changes: dict[str, Any]) -> None:
    """Without it a rule could be tightened until honest entries no longer pass."""
    draft = replace(DRAFT, **changes)
    assert checked(draft, TODAY).quantity == draft.quantity


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("day", {"day": date(2026, 10, 1)}),
        ("day", {"day": date(2021, 12, 31)}),
        ("quantity", {"quantity": 0}),
        ("quantity", {"quantity": -1}),
        ("quantity", {"quantity": 1000}),
        ("reason", {"result": Result.NOT_FILED}),
        ("reason", {"reason": ReasonNotFiled.OTHER}),
        ("channel", {"channel": Channel.ANY}),
        ("service_code", {"service_code": "  "}),
        ("service_name", {"service_name": "\x1b"}),
        ("service_name", {"service_name": "x" * 10_000}),
        ("unit", {"unit": "x" * 101}),
        ("officer", {"officer": "Nông Thị B 0912 345 678"}),
        ("officer", {"officer": "x" * 101}),
        ("dossier", {"dossier": "004 201 000 123"}),
        ("dossier", {"dossier": "x" * 61}),
        ("note", {"note": "CCCD 004.201.000.123"}),
        ("note", {"note": "x" * 201}),
    ],
)
def test_what_is_refused_names_its_field(field: str, changes: dict[str, Any]) -> None:
    """Without it a wrong or personal value would be kept, or the form could not show where it is."""
    with pytest.raises(EntryRefusedError) as refused:
        checked(replace(DRAFT, **changes), TODAY)
    assert refused.value.field == field
    assert refused.value.message


def test_texts_are_cleaned() -> None:
    """Without it terminal codes and decomposed letters would reach screens, paper and the search."""
    draft = replace(
        DRAFT, note=" ghi\x1b[31m\u200bchú\n ", officer="Bế\u0300", dossier=" h14.12 – 260927–0001 "
    )
    clean = checked(draft, TODAY)
    assert clean.note == "ghi [31m chú"
    assert clean.officer == "Bế\u0300"
    assert clean.dossier == "H14.12-260927-0001"


@pytest.mark.parametrize("text", ["", " \n", "x" * 201, "gọi 0912345678"])
def test_a_change_needs_a_usable_reason(text: str) -> None:
    """Without it a cancellation could be without an explanation, or carry a phone number into the events."""
    with pytest.raises(EntryRefusedError) as refused:
        checked_reason(text)
    assert refused.value.field == "change_reason"


@pytest.mark.parametrize(
    ("code", "doubt"),
    [
        ("", ""),
        ("H14.12-260930-0001", ""),
        ("000.17.22.H56-210531-0001", ""),
        ("G22.99-260101-12345", ""),
        ("H14.12-261001-0001", "tương lai"),
        ("H14.12-260231-0001", "không phải ngày"),
        ("12345", "dạng lạ"),
        ("H14.12-260930-001", "dạng lạ"),
    ],
)
def test_an_odd_dossier_code_is_doubted(code: str, doubt: str) -> None:
    """Without it a slip of the finger in the code would go unseen, or a good code would nag (RULES §5.1)."""
    found = dossier_doubt(code, TODAY)
    assert doubt in found
    assert bool(found) == bool(doubt)


def test_every_choice_has_its_label() -> None:
    """Without it a form or a report would show an English code, or two choices would share a label's key."""
    kinds = (HelperRole, HelpKind, Result, ReasonNotFiled, PostalUse)
    choices = [choice for kind in kinds for choice in kind]
    channels = [channel for channel in Channel if channel is not Channel.ANY]
    assert len(LABELS) == len(choices) + len(channels)
    assert all(LABELS[choice] for choice in [*choices, *channels])


def test_an_entry_as_json() -> None:
    """Without it `motcua journal --json` would fail on a date, or lose the id that scripts go by."""
    logged_at = datetime(2026, 9, 30, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    entry = AssistedSubmission(**draft_fields(draft_values(DRAFT)), id="e", desk="d", logged_at=logged_at)
    values = json.loads(json.dumps(entry_values(entry)))
    assert next(iter(values)) == "id"
    assert set(values) == {each.name for each in fields(AssistedSubmission)}
    assert (values["day"], values["logged_at"]) == ("2026-09-30", "2026-09-30T12:00:00+07:00")
    assert draft_fields(values) == draft_fields(draft_values(entry))


def test_an_entry_has_no_field_for_a_person() -> None:
    """Without it a field that RULES §3.2 forbids could slip in: this list is changed on purpose only."""
    assert {each.name for each in fields(AssistedSubmission)} == {
        *("id", "desk", "logged_at", "revision", "voided", "change_reason"),
        *("day", "unit", "officer", "role", "service_code", "service_name", "help", "result", "reason"),
        *("channel", "dossier", "quantity", "leaflet", "postal", "organization", "elderly", "note"),
        "visit",
    }
