"""Papers: the sizes of type that each promises."""

import pytest

from handouts import formats
from handouts.page import Sheet
from services_catalog.settings import Paper


@pytest.mark.parametrize(
    ("sheet", "least"),
    [
        (formats.LEAFLETS[Paper.A5], 12),
        (formats.LEAFLETS[Paper.A5X2], 12),
        (formats.LEAFLETS[Paper.A4], 14),
        (formats.LARGE_PRINT, 18),
        (formats.HALF_PAGE, 12),
        *((sheet, 14) for sheet in (*formats.POSTERS.values(), *formats.LISTS.values())),
    ],
)
def test_nothing_is_set_smaller_than_the_paper_promises(sheet: Sheet, least: float) -> None:
    """A sheet whose smallest type shrinks to make room shuts out those who need it most."""
    assert min(sheet.body, sheet.heading, sheet.title) == sheet.body >= least
    assert sheet.leading >= sheet.body * 1.2


@pytest.mark.parametrize("paper", [Paper.A5, Paper.A5X2, Paper.ROLL])
def test_no_posters_on_small_paper(paper: Paper) -> None:
    """A poster that nobody can read from two steps away is no poster."""
    with pytest.raises(formats.WrongPaperError, match="A4 hoặc A3"):
        formats.poster_sheet(paper, formats.POSTERS)


def test_large_print_is_never_two_up() -> None:
    """Large print on half a sheet would be small print."""
    assert formats.is_two_up(Paper.A5X2)
    assert not formats.is_two_up(Paper.A5X2, large_print=True)
    assert not formats.is_two_up(Paper.A4)
