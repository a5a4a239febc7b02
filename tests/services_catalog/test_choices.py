"""The questions before choosing: every way through them ends at a service, after three at most."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.catalog import DATA, known_codes
from services_catalog.choices import MOST_QUESTIONS, Family, for_hits, load, named, paths
from services_catalog.errors import FileProblemError, UnknownServiceError

FAMILIES = load()


def test_there_are_families_for_what_counters_meet() -> None:
    """Without it the officer would have to know the law to choose among seven kinds of birth registration."""
    assert len(FAMILIES) >= 20
    assert len({each.id for each in FAMILIES}) == len({each.title for each in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda each: each.id)
def test_every_way_ends_at_a_service(family: Family) -> None:
    """Without it an answer could lead nowhere, or to a service that no card is there for."""
    known = known_codes()
    ways = list(paths(family.tree))
    assert {code for _, code in ways} == family.codes() <= known
    assert len(family.codes()) >= 2
    assert family.tree.depth() <= MOST_QUESTIONS
    for asked, _ in ways:
        for ask, _ in asked:
            assert ask.endswith(("?", ")")), ask
            assert len(ask) <= 100, ask


@pytest.mark.parametrize("family", FAMILIES, ids=lambda each: each.id)
def test_a_code_stands_once_in_a_family(family: Family) -> None:
    """Without it a question would be asked whose answer changes nothing."""
    codes = list(family.tree.codes())
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    "several",
    [
        each["codes"]
        for each in json.loads((DATA / "essential.json").read_bytes())["services"]
        if len(each["codes"]) > 1
    ],
    ids=" ".join,
)
def test_essential_services_of_several_codes_have_questions(several: list[str]) -> None:
    """Without it the officer would have to know which of several codes is meant by what everybody asks for."""
    assert any(family.codes().issuperset(several) for family in FAMILIES)


def test_hits_of_one_family_are_asked_about() -> None:
    """Without it the questions would never be offered, or for everything."""
    found = for_hits(FAMILIES, ["1.001193", "1.004884", "1.004772", "9.999999"])
    assert found is not None
    assert found.id == "khai-sinh"
    assert for_hits(FAMILIES, ["1.001193", "9.999999"]) is None
    assert for_hits(FAMILIES, ["9.999999", "1.001193", "1.004884"]) is None
    assert for_hits(FAMILIES, []) is None


def test_families_are_found_by_name_and_code() -> None:
    """Without it the command could not be asked for what stands on the card."""
    assert [each.id for each in named(FAMILIES, "khai-sinh")] == ["khai-sinh"]
    assert [each.id for each in named(FAMILIES, "Kết hôn")] == ["ket-hon"]
    assert "can-cuoc" in {each.id for each in named(FAMILIES, "1.014063")}
    with pytest.raises(UnknownServiceError):
        named(FAMILIES, "lên trăng")


@pytest.mark.parametrize(
    "tree", ['{"ask": "x", "yes": "y", "no": "1.001193"}', '{"ask": "x"}', "5", '"1.001193"']
)
def test_a_damaged_file_is_told(tmp_path: Path, tree: str) -> None:
    """Without it a typing error in the file would end the desk."""
    path = tmp_path / "choices.json"
    path.write_text(f'{{"families": [{{"id": "x", "title": "x", "tree": {tree}}}]}}', encoding="utf-8")
    with pytest.raises(FileProblemError):
        load(path)
    assert load(tmp_path / "none.json") == ()


@given(st.lists(st.sampled_from(sorted(known_codes())), max_size=8))
def test_any_hits_can_be_looked_at(codes: list[str]) -> None:
    """Without it an odd list of hits could end the desk."""
    found = for_hits(FAMILIES, codes)
    assert found is None or codes[0] in found.codes()


def test_the_file_has_one_family_a_line() -> None:
    """Without it two versions could not be compared."""
    path = Path(__file__).parents[2] / "services_catalog" / "data" / "choices.json"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith('  {"id"') for line in lines) == len(json.loads(path.read_bytes())["families"])
