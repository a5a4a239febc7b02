"""The bundled guidance keeps its rules, whoever wrote it."""

import json
from pathlib import Path

import pytest

from services_catalog.catalog import DATA, known_codes
from services_catalog.exchange.guidance_facts import read_records
from services_catalog.guidance_check import check_guidance
from services_catalog.guidance_rules import Severity
from services_catalog.record_facts import facts_of, load

RECORDS = Path(__file__).parents[3] / "shared" / "facts" / "procedures.jsonl.xz"


def test_no_guidance_breaks_a_rule() -> None:
    """Without it a leaflet could say what no fact says, in words that nobody understands."""
    errors = [each for each in check_guidance(DATA, known_codes()) if each.severity is Severity.ERROR]
    assert not errors, "\n".join(f"{each.code} {each.sentence()}" for each in errors)


def test_photographs_are_counted_as_such() -> None:
    """Without it a leaflet would ask for two photographs of an insurance card where it means the card and a copy."""
    for path in (DATA / "guidance").glob("*.json"):
        for code, entry in json.loads(path.read_bytes())["services"].items():
            for each in entry["evidence"]:
                counted = each["kind"] == "photo" and each["originals"] + each["copies"]
                assert not counted or " ảnh " in f" {each['name'].casefold()} ", (code, each["name"])


def test_what_a_human_has_to_look_at_can_be_read() -> None:
    """Without it the list would grow until nobody looks for the one paper that is really missing."""
    look = [each for each in check_guidance(DATA, known_codes()) if each.severity is Severity.LOOK]
    assert len(look) < 30, "\n".join(f"{each.code} {each.sentence()}" for each in look)


def test_the_extract_is_small_and_holds_no_sentences() -> None:
    """Without it the collected records, which are not ours to ship, would slip in by the back door."""
    path = DATA / "guidance_facts.json"
    assert path.stat().st_size < 400_000
    for facts in load(path).values():
        assert all(0 < len(paper) <= 24 for paper in facts.papers)
        assert all(list(paper[8:]) == sorted(paper[8:]) for paper in facts.papers)


def test_every_guided_service_has_its_extract() -> None:
    """Without it new guidance would pass unchecked."""
    guided = [
        code
        for path in (DATA / "guidance").glob("*.json")
        for code in json.loads(path.read_bytes())["services"]
    ]
    assert set(guided) <= load(DATA / "guidance_facts.json").keys()


@pytest.mark.skipif(not RECORDS.exists(), reason="the whole records are not here")
def test_the_extract_is_what_the_records_say() -> None:
    """Without it a stale extract would call stale guidance fresh."""
    records = read_records(RECORDS)
    assert all(facts_of(records[code]) == facts for code, facts in load(DATA / "guidance_facts.json").items())
