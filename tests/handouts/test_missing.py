"""The list of missing papers: what was ticked is gone from it, the rest is whole."""

from collections.abc import Callable
from datetime import date

import pytest

from handouts import missing
from handouts.leaflet import LeafletOptions
from services_catalog.model import EvidenceKind, EvidenceType, PublicService
from services_catalog.settings import Office, Settings
from tests.handouts.reading import sizes, texts, words

OPTIONS = LeafletOptions(date(2026, 11, 22), Settings(office=Office(name="UBND phường Thục Phán")))
Make = Callable[..., PublicService]


@pytest.mark.parametrize(
    ("brought", "listed", "left_out"),
    [
        (set(), ("Giấy chứng sinh", "Giấy ủy quyền"), ()),
        ({0}, ("Giấy ủy quyền (1 bản chính, 1 bản sao) – Có chứng thực.",), ("Giấy chứng sinh",)),
        ({0, 1}, ("Không thiếu giấy tờ nào trong danh sách.",), ("Giấy chứng sinh", "Giấy ủy quyền")),
    ],
)
def test_only_what_is_missing_is_listed(
    make_guided: Make, brought: set[int], listed: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    """A paper that is listed though it was brought costs another trip for nothing."""
    (text,) = texts(missing.render(make_guided(), brought, OPTIONS))
    assert all(each in text for each in ("Làm giấy khai sinh cho con", "1.001193", "22/11/2026", *listed))
    assert not any(each in text for each in left_out)


def test_places_are_those_of_the_chosen_cases(make_guided: Make) -> None:
    """The officer ticks the papers of this case; counting all of them would tick off others."""
    (paper,) = missing.missing(make_guided(), (), frozenset())
    assert paper.name == "Giấy chứng sinh"
    assert missing.missing(make_guided(), {0}, frozenset()) == ()


def test_unknown_papers_are_not_called_complete(make_service: Make) -> None:
    """Where nobody has written down the papers, «nothing is missing» would be a guess."""
    text = " ".join(texts(missing.render(make_service(), (), OPTIONS)))
    assert "Không thiếu" not in text
    assert "chưa có danh sách giấy tờ" in text


def test_it_is_half_a_sheet_and_longer_lists_get_another(make_guided: Make) -> None:
    """A list that is cut off at the foot loses papers."""
    papers = tuple(EvidenceType(f"Giấy số {number}.", EvidenceKind.SUBMIT, 1, 0) for number in range(60))
    pdf = missing.render(make_guided(evidence=papers), {59}, OPTIONS)
    pages = texts(pdf)
    assert set(sizes(pdf)) == {(210, 148)}
    assert all(f"Giấy số {number}." in " ".join(pages) for number in range(59))
    assert all(f"Trang {number}/{len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert min(run.size for run in words(pdf)) >= 12


def test_large_print(make_guided: Make) -> None:
    """Who needs 18 points needs them here too."""
    options = LeafletOptions(OPTIONS.made_on, OPTIONS.settings, large_print=True)
    pdf = missing.render(make_guided(), (), options)
    assert sizes(pdf) == [(210, 297)]
    assert min(run.size for run in words(pdf)) >= 18
