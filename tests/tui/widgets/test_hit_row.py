"""How a hit is drawn: never wider than the list, always three lines."""

from hypothesis import given
from hypothesis import strategies as st

from services_catalog.model import OnlineLevel
from services_catalog.search import Hit
from tui.widgets.hit_row import HEIGHT, draw_hit

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300)


@given(TEXTS, TEXTS, TEXTS, st.sampled_from(OnlineLevel), st.booleans(), st.integers(24, 120))
def test_a_hit_fits_its_place(
    name: str, title: str, agency: str, level: OnlineLevel, essential: bool, width: int
) -> None:
    """Without it a long name would push the code out of sight, or shift all rows below it."""
    hit = Hit("1.001193", name, title, agency, level, essential, 1.0, "")
    lines = draw_hit(hit, width)
    assert len(lines) == HEIGHT
    assert all(sum(len(text) for text, _ in line) <= width for line in lines)
    assert any("1.001193" in text for line in lines for text, _ in line)
