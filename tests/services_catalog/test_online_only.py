"""Services that a unit takes online only, by its register: from their first day to their last."""

from datetime import date
from pathlib import Path

from services_catalog.online_only import online_only_by
from services_catalog.plan_file import load
from services_catalog.registers import Registers
from tests.services_catalog.plans import OTHER, written
from tui.desk import Desk

WARD, BIRTH, DEATH = "01273", "1.001193", "1.000656"
RULE = {"audience": "mọi người", "decision": "12/QĐ-UBND", "announced": "niêm yết"}


def test_a_rule_holds_from_its_first_day_to_its_last_at_its_unit(desk: Desk) -> None:
    """Without it paper dossiers of before the rule, or of a neighbour, would be told as breaches of it."""
    rule = RULE | {"starts": "2026-07-01"}
    desk.registers.add("online-only", WARD, rule | {"service": BIRTH, "ends": "2026-08-31"})
    desk.registers.add("online-only", WARD, rule | {"service": DEATH})
    taken = desk.online_only(date(2026, 9, 25))
    assert taken(WARD, date(2026, 6, 30)) == frozenset()
    assert taken(WARD, date(2026, 7, 1)) == taken(WARD, date(2026, 8, 31)) == {BIRTH, DEATH}
    assert taken(WARD, date(2026, 9, 1)) == {DEATH}
    assert taken("01279", date(2026, 8, 1)) == frozenset()


def test_a_plan_without_such_a_register_has_no_such_services(desk: Desk, tmp_path: Path) -> None:
    """Without it the rates of a province with another plan would not open."""
    registers = Registers(
        desk.folders.journal_file,
        desk.clock,
        load(desk.organizations, written(tmp_path / "plan.json", OTHER)),
    )
    assert online_only_by(registers, date(2026, 9, 25))(WARD, date(2026, 9, 1)) == frozenset()
