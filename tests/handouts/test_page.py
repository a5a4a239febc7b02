"""Lines and pages: nothing is lost, nothing runs over the edge, nothing is parted that belongs together."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.fonts import BOLD, REGULAR, printable, width
from handouts.formats import LEAFLETS
from handouts.page import AIRS, Line, Piece, Run, balanced, needs_more, paginate, wrap
from services_catalog.settings import Paper

A5 = LEAFLETS[Paper.A5]


def _texts(lines: tuple[Line, ...]) -> list[str]:
    return [" ".join(segment.text for segment in line) for line in lines]


def _piece(lines: int, **more: Any) -> Piece:
    text = wrap([Run(" ".join(["x" * 40] * lines))], 12, 300)
    return Piece(text, 12, 10, **more)


def _lines_of_a_page() -> int:
    return len(paginate([_piece(1) for _ in range(80)], A5)[0])


def test_lines_break_at_spaces() -> None:
    """Words that are split are hard to read for those who read slowly."""
    assert _texts(wrap([Run("giấy tờ cần có")], 12, width("giấy tờ", REGULAR, 12) + 1)) == [
        "giấy tờ",
        "cần có",
    ]


def test_two_fonts_follow_each_other_on_a_line() -> None:
    """The case in bold and the paper behind it must neither overlap nor drift apart."""
    (line,) = wrap([Run("Nếu ủy quyền:", BOLD), Run("giấy ủy quyền")], 12, 500)
    first, second = line
    gap = second.offset - width(first.text, first.font, 12)
    assert gap == pytest.approx(width(" ", REGULAR, 12))


@given(st.text(max_size=300), st.text(max_size=60), st.sampled_from([40.0, 120.0, 350.0]))
def test_wrapped_lines_fit_and_keep_every_letter(plain: str, bold: str, room: float) -> None:
    """A line over the edge is cut by the printer, a lost letter changes a name."""
    lines = wrap([Run(bold, BOLD), Run(plain)], 12, room)
    for line in lines:
        last = line[-1]
        assert last.offset + width(last.text, last.font, 12) <= room + 0.01
    kept = "".join(segment.text for line in lines for segment in line)
    assert kept.replace(" ", "") == printable(f"{bold} {plain}").replace(" ", "").replace("\u00a0", "")


def test_a_piece_that_does_not_fit_goes_whole_to_the_next_page() -> None:
    """Half a step on one page and half on the next gets lost."""
    pages = paginate([_piece(40), _piece(30)], A5)
    assert [len(page) for page in pages] == [1, 1]


def test_a_heading_stays_with_what_follows() -> None:
    """A heading alone at the foot of a page looks as if nothing followed."""
    first, second = paginate([_piece(45), _piece(1, keep_with_next=True), _piece(12)], A5)
    assert len(first) == 1
    assert len(second) == 2


def test_a_last_step_takes_the_one_before_it_along() -> None:
    """A single step on top of a page looks as if it belonged to something else."""
    steps = [_piece(_lines_of_a_page() - 4), _piece(3, rather_with_next=True), _piece(3), _piece(5)]
    assert [len(page) for page in paginate(steps, A5)] == [1, 3]


def test_keeping_steps_together_never_costs_a_page() -> None:
    """A page more is a sheet of paper more for everybody who is handed the leaflet."""
    room = _lines_of_a_page()
    steps = [*(_piece(1) for _ in range(room - 1)), _piece(1, rather_with_next=True), _piece(room)]
    assert [len(page) for page in paginate(steps, A5)] == [room, 1]


def test_a_number_stays_with_what_it_counts() -> None:
    """«(1» at the end of a line and «bản chính)» on the next is read twice, or not at all."""
    for amount in ("1 bản chính", "12 bản sao", "2 ảnh", "0206 385 0000"):
        room = width(f"Giấy {amount.rsplit(' ', 1)[0]}", REGULAR, 12) - 0.1
        first, *_ = _texts(wrap([Run(f"Giấy {amount}")], 12, room))
        assert first == "Giấy", amount


def test_a_title_has_lines_of_about_one_length() -> None:
    """A last syllable alone under a title looks like a mistake; a line more would push the steps off the page."""
    title = "Xin công nhận thoát nghèo và cận nghèo"
    room = width("Xin công nhận thoát nghèo và cận", BOLD, 20) + 1
    assert [len(line.split()) for line in _texts(wrap([Run(title, BOLD)], 20, room))] == [7, 1]
    shorter, longer = sorted(
        line[-1].offset + width(line[-1].text, BOLD, 20) for line in balanced(title, BOLD, 20, room)
    )
    assert shorter > longer * 0.7


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Đi thăm viếng mộ liệt sĩ, nhận tiền hỗ trợ", ["Đi thăm viếng mộ liệt sĩ,", "nhận tiền hỗ trợ"]),
        (
            "Xin hưởng chế độ thai sản (sinh con, nuôi con)",
            ["Xin hưởng chế độ thai sản", "(sinh con, nuôi con)"],
        ),
        ("Xin, nhận tiền hỗ trợ cho người có công", ["Xin, nhận tiền hỗ trợ", "cho người có công"]),
    ],
)
def test_a_title_is_parted_where_one_would_pause(title: str, lines: list[str]) -> None:
    """«mộ liệt» on one line and «sĩ» on the next is read twice."""
    assert _texts(balanced(title, BOLD, 20, 300)) == lines


@given(st.text(max_size=120), st.sampled_from([60.0, 150.0, 350.0]))
def test_balancing_keeps_the_number_of_lines(words: str, room: float) -> None:
    """A balanced title that took more lines than it needs would push the steps off the page."""
    assert len(balanced(words, REGULAR, 20, room)) == len(wrap([Run(words)], 20, room))


def test_a_group_longer_than_a_page_moves_its_parts_whole() -> None:
    """A long list under one label must not be cut in the middle of a line's sentence while pages are free."""
    group = [_piece(30, keep_with_next=True), _piece(30, keep_with_next=True), _piece(30)]
    assert [len(page) for page in paginate(group, A5)] == [1, 1, 1]


def test_a_piece_longer_than_a_page_is_cut_and_loses_no_line() -> None:
    """Some official names are longer than any page should be; even they are printed whole."""
    long = _piece(130)
    pages = paginate([long, _piece(1)], A5)
    assert sum(len(placed.piece.lines) for page in pages for placed in page) == 131
    assert all(placed.top - placed.piece.height >= A5.margin for page in pages for placed in page)


def test_a_heading_at_the_end_is_not_lost() -> None:
    """A piece that waits for a next one must come out even if there is none."""
    assert len(paginate([_piece(1, keep_with_next=True)], A5)[0]) == 1


def test_the_imprint_stands_at_the_foot() -> None:
    """Who vouches for the sheet is looked for at its foot."""
    ((_, foot),) = paginate([_piece(3), _piece(2, at_foot=True)], A5)
    assert foot.top == A5.margin + 20


def test_several_pages_keep_room_for_their_numbers() -> None:
    """The page number must not be printed over the text."""
    pages = paginate([_piece(1, gap=5) for _ in range(120)], A5)
    assert len(pages) > 1
    lowest = min(placed.top - placed.piece.height for page in pages for placed in page)
    assert lowest >= A5.margin + A5.body


@pytest.mark.parametrize("air", AIRS)
@pytest.mark.parametrize("numbered", [True, False, None])
def test_what_is_said_to_need_more_pages_does(air: float, numbered: bool | None) -> None:
    """Without it an arrangement that would have fitted is never tried, and a leaflet tells fewer ways than it could."""
    sheet = replace(A5, air=air)
    spared = 0
    for count in range(1, 120):
        heights = [(count * step * 7) % 90 + 15 for step in range(1, 2 + count % 40)]
        pieces = [
            Piece((), 12, 14.4, gap=height % 11, minimum=height, keep_with_next=height % 5 == 0)
            for height in heights
        ]
        for most in (1, 2, 3):
            if needs_more(pieces, sheet, most, numbered=numbered):
                spared += 1
                assert len(paginate(pieces, sheet, numbered=numbered)) > most
    assert spared > 50
