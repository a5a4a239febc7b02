"""--print of every command that makes paper: the file goes to the printer and is counted for the report."""

from pathlib import Path

import pytest

from services_catalog.prints import MANY_SERVICES
from tests.conftest import FakePrinter
from tests.tui.commands.reading import BIRTH, DEATH, Command, counted, nothing_written


@pytest.mark.parametrize(
    ("args", "codes", "form"),
    [
        (("missing", BIRTH, "--have", "1"), {BIRTH}, "missing"),
        (("booklet", BIRTH, DEATH), {MANY_SERVICES}, "booklet"),
        (("poster", BIRTH, DEATH), {BIRTH, DEATH}, "poster-a4"),
        (("poster", BIRTH, DEATH, "--list", "--paper", "a3"), {MANY_SERVICES}, "a3"),
        (("leaflet", BIRTH, "--paper", "a4"), {BIRTH}, "a4"),
    ],
)
def test_what_is_printed_is_counted(
    motcua: Command, home: Path, quay: FakePrinter, args: tuple[str, ...], codes: set[str], form: str
) -> None:
    """Without it the report's publicity figures would leave out what was printed for a whole village."""
    status, out, words = motcua(*args, "--out", "x.pdf", "--print", "Quay-1", "--copies", "3", "--two-sided")
    assert (status, out) == (0, b"")
    assert "Đã gửi 3 bản tới máy in Quay-1." in words
    assert quay.sent == [(Path("x.pdf").absolute(), "Quay-1", 3)]
    assert quay.options[0].two_sided
    totals = counted(home)
    assert {each.key for each in totals.by_service} == codes
    assert [(each.key, each.copies) for each in totals.by_format] == [(form, 3 * len(codes))]


@pytest.mark.parametrize("command", ["missing", "booklet", "poster", "leaflet"])
def test_printing_needs_a_file_and_copies_need_printing(
    motcua: Command, quay: FakePrinter, command: str
) -> None:
    """Without it --copies 100 would be taken and nothing printed."""
    for args, said in (
        (("--out", "-", "--print", ""), "--print"),
        (("--out", "x.pdf", "--copies", "2"), "--copies"),
        (("--out", "x.pdf", "--two-sided"), "--two-sided"),
        (("--out", "x.pdf", "--print", "", "--copies", "0"), "--copies"),
    ):
        status, out, words = motcua(command, BIRTH, *args)
        assert (status, out) == (2, b"")
        assert said in words
    assert nothing_written()
    assert not quay.sent


@pytest.mark.parametrize(
    "args", [("--list", "--print", ""), ("--out", "x", "--format", "text", "--print", "")]
)
def test_a_list_on_the_screen_is_not_printed(
    motcua: Command, quay: FakePrinter, args: tuple[str, ...]
) -> None:
    """Without it --print would be swallowed without a word."""
    status, _, words = motcua("missing", BIRTH, *args)
    assert status == 2
    assert "--print" in words
    assert not quay.sent
