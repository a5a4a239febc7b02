"""The bundled plan is the Decision: headings, lists and dates word for word."""

import re
from datetime import date
from pathlib import Path

import pytest

from services_catalog.vietnamese import clean
from tests.services_catalog.plans import bundled

DECISION = Path(__file__).parents[3] / "shared" / "domain" / "decision-984.txt"
PLAN = bundled()


@pytest.mark.skipif(not DECISION.exists(), reason="the Decision's text is not here")
def test_headings_and_tables_are_the_decisions() -> None:
    """Without it a slip of the hand in the outline would go into every report."""
    text = re.sub(r"<[^>]+>|\*", "", DECISION.read_text(encoding="utf-8"))
    issued = clean(text.replace("THỨC ĐẨY", "THÚC ĐẨY"))
    for section in PLAN.sections:
        assert section.heading in issued, section.id
        for line in section.guide:
            assert line in issued, line
    for basis in PLAN.legal_bases:
        assert basis.replace("27/QĐ-UBQGCĐS", "27/QĐ-UBND") in issued
    assert PLAN.outline_title in issued
    table = text[text.index("STT\t") :]
    for each in PLAN.connections:
        start = rf"^{each.number}\t{re.escape(each.name)}\t.*\t{re.escape(each.lead)}\t{re.escape(each.coordinate)}"
        assert re.search(start, table, re.MULTILINE), each.number


def test_the_blank_cells_stay_blank() -> None:
    """Without it our reading of three cells would be printed as the Decision's."""
    assert len(PLAN.connections) == 15
    blank = [each.number for each in PLAN.connections if not each.lead]
    assert blank == [7, 10, 12]
    assert blank == [each.number for each in PLAN.connections if each.reading]


def test_every_code_is_a_unit_and_the_leads_of_the_table_have_the_role() -> None:
    """Without it a lead would never see its row."""
    units = PLAN.organizations.by_code
    for role in PLAN.roles.values():
        for holder in role.holders:
            assert set(holder.codes) | set(holder.besides) <= set(units), role.id
    [leads] = PLAN.roles["ndxp-leads"].holders
    assert set(leads.codes) == {each.unit for each in PLAN.connections}


@pytest.mark.parametrize(
    ("task", "by"),
    [
        ("online-only", date(2022, 8, 31)),
        ("priority", date(2022, 8, 31)),
        ("accounts", date(2022, 9, 30)),
        ("ndxp", date(2022, 12, 31)),
        ("rates", date(2022, 12, 31)),
        ("fees", date(2022, 12, 31)),
        ("level-review", None),
        ("publicity", None),
        ("postal-points", None),
        ("trial-runs", None),
    ],
)
def test_deadlines_of_the_decision(task: str, by: date | None) -> None:
    """Without it a task would be called late too early or too late."""
    [found] = [each for each in PLAN.tasks if each.id == task]
    assert found.by == by
    assert bool(found.every) is (by is None)


def test_days_of_the_quarterly_reports() -> None:
    """Without it «trước ngày 28» would be taken for the 28th."""
    assert {each.id: each.before_day for each in PLAN.reports} == {
        "quarterly": 28,
        "roll-up": 30,
        "commune-figures": 28,
    }


def test_texts_are_clean() -> None:
    """Without it a control character would be printed."""
    for task in PLAN.tasks:
        assert task.text == clean(task.text)
    assert PLAN.decision.number == "984/QĐ-UBND"
    assert PLAN.decision.issued == date(2022, 8, 5)
