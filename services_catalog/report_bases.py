"""The legal bases of a report: those of the plan to pick from, and the office's own."""

from collections.abc import Collection, Iterable

from services_catalog.plan import Plan

BASES = "bases"
"""The section of an office's own text that holds its legal bases besides the plan's decision, one a line."""


def basis_line(basis: str) -> str:
    """A basis of the plan as a report writes it: «Căn cứ Luật …»."""
    return f"Căn cứ {basis}"


def picked(plan: Plan, text: str) -> set[int]:
    """The places of the plan's bases that a text of bases holds."""
    lines = set(text.splitlines())
    return {place for place, each in enumerate(plan.legal_bases) if basis_line(each) in lines}


def with_picked(plan: Plan, text: str, chosen: Collection[int]) -> str:
    """A text of bases with just these of the plan's, in the plan's order; the office's own lines stay below them."""
    mine = {basis_line(each) for each in plan.legal_bases}
    own = [line for line in text.splitlines() if line and line not in mine]
    return "\n".join([*(basis_line(plan.legal_bases[place]) for place in sorted(chosen)), *own])


def in_order(plan: Plan, decision: str, lines: Iterable[str]) -> tuple[str, ...]:
    """All bases of a report: what the plan's decision rests on, the `decision`, then the office's own."""
    mine = {basis_line(each) for each in plan.legal_bases}
    above = [line for line in lines if line in mine]
    return (*above, decision, *(line for line in lines if line not in mine))
