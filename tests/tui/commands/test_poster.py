"""motcua poster: single sheets and lists for the wall."""

from pathlib import Path

import pytest

from tests.tui.commands.reading import BIRTH, DEATH, SIZES, Command, read, size, words_of
from tui.desk import Desk


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_posters_one_service_a_sheet(motcua: Command, paper: str) -> None:
    """Without it a poster would come in another size, or two services share a sheet."""
    assert motcua("poster", BIRTH, DEATH, "--out", "x.pdf", "--paper", paper).status == 0
    assert size(Path("x.pdf")) == SIZES[paper]
    assert len(read(Path("x.pdf")).pages) == 2


def test_a_list_of_given_services(motcua: Command) -> None:
    """Without it an office could not hang up its own choice of services."""
    assert motcua("poster", BIRTH, DEATH, "--list", "--title", "Hay dùng", "--out", "x.pdf").status == 0
    assert len(read(Path("x.pdf")).pages) == 1
    told = words_of(Path("x.pdf"))
    assert "Hay dùng" in told
    assert BIRTH in told
    assert DEATH in told
    assert motcua("poster", BIRTH, "--list", "--out", "y.pdf").status == 0


def test_the_list_of_what_is_only_online(motcua: Command, desk: Desk) -> None:
    """Without it people would wait at the counter for what no counter takes."""
    shelves = {each.key: each.services for each in desk.browse.shelves("sector", "online-only")}
    assert motcua("poster", "--online-only", "--sector", "bưu chính", "--out", "x.pdf").status == 0
    told = words_of(Path("x.pdf"))
    assert told.count("Mã số:") == shelves["Bưu chính"]
    assert "Thủ tục chỉ nộp trên mạng" in told
    assert motcua("poster", "--online-only", "--paper", "a3", "--out", "y.pdf").status == 0
    assert words_of(Path("y.pdf")).count("Mã số:") == sum(shelves.values())
    assert size(Path("y.pdf")) == SIZES["a3"]
