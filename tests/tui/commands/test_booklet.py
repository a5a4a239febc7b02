"""motcua booklet: the sets that can be asked for, each service once, and nothing left where it is stopped."""

import sys
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from handouts import booklet
from services_catalog.catalog import DATA, read_essential
from services_catalog.settings import Paper, Settings, save
from tests.tui.commands.reading import BIRTH, DEATH, SIZES, UNKNOWN, Command, read, size, smallest, words_of
from tui.desk import Desk


def test_a_booklet_of_the_essential_services(motcua: Command) -> None:
    """Without it the 25 essential services could only be handed out one by one."""
    status, out, words = motcua("booklet", "--essential", "--out", "x.pdf")
    codes = read_essential(DATA / "essential.json")
    assert (status, out, words) == (0, b"", f"Đã ghi x.pdf: {len(codes)} thủ tục.\n")
    book = read(Path("x.pdf"))
    assert len(book.outline) == len(codes) + 1
    assert size(Path("x.pdf")) == SIZES["a5"]
    told = words_of(Path("x.pdf"))
    assert not [code for code in codes if code not in told]
    assert "Dịch vụ công trực tuyến thiết yếu" in words_of(Path("x.pdf"))


@pytest.mark.parametrize(
    ("args", "title"),
    [
        (("--life-event", "huu-tri"), "Hưu trí"),
        (("--life-event", "hưu"), "Hưu trí"),
        (("--sector", "HO TICH"), "Hộ tịch"),
        (("--favourites",), "Thủ tục hay dùng"),
        ((DEATH, "--favourites"), "Sổ tay thủ tục hành chính"),
        ((DEATH, "--title", "Sổ của tôi"), "Sổ của tôi"),
    ],
    ids=" ".join,
)
def test_booklets_of_other_sets(motcua: Command, home: Path, args: tuple[str, ...], title: str) -> None:
    """Without it a set would be another one than was asked for, or bear another's name."""
    save(home / "settings" / "settings.json", Settings(favourites=(BIRTH, UNKNOWN)))
    assert motcua("booklet", *args, "--out", "x.pdf").status == 0
    book = read(Path("x.pdf"))
    assert book.metadata
    assert book.metadata.title == title


def test_each_service_stands_in_a_booklet_once(motcua: Command, home: Path) -> None:
    """Without it a service of two sets would be printed twice, or a set be left out."""
    save(home / "settings" / "settings.json", Settings(favourites=(BIRTH,), paper=Paper.A4))
    status, _, words = motcua("booklet", DEATH, BIRTH, DEATH, "--favourites", "--out", "x.pdf")
    assert (status, words) == (0, "Đã ghi x.pdf: 2 thủ tục.\n")
    assert size(Path("x.pdf")) == SIZES["a4"]
    told = words_of(Path("x.pdf"))
    assert told.index(DEATH) < told.index(BIRTH)


@pytest.mark.parametrize("more", [("--large-print",), ("--paper", "a4")])
def test_a_booklet_on_large_paper(motcua: Command, more: tuple[str, ...]) -> None:
    """Without it a village evening's booklet for old eyes would come in 12 pt."""
    assert motcua("booklet", BIRTH, "--out", "x.pdf", *more).status == 0
    assert size(Path("x.pdf")) == SIZES["a4"]
    assert smallest(Path("x.pdf")) >= (18 if more == ("--large-print",) else 14)


def test_a_booklet_of_everything_reads_services_when_their_turn_comes(
    motcua: Command, monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    """Without it 4,600 services would have to be in memory at once, or some would be left out."""
    given: list[Any] = []

    def keep(file: BinaryIO, _title: str, services: Any, *_more: Any) -> bool:
        given.append((type(services), len(services), next(iter(services)) in services, "x" in services))
        file.write(b"%PDF")
        return True

    monkeypatch.setattr(booklet, "write", keep)
    assert motcua("booklet", "--all", "--out", "x.pdf").status == 0
    kind, count, has_first, has_others = given[0]
    assert not issubclass(kind, (list, tuple))
    assert (count, has_first, has_others) == (len(desk.catalog.codes()), True, False)


def test_progress_is_for_terminals(motcua: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a log would fill with progress, or a person believe that the program hangs."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    words = motcua("booklet", BIRTH, DEATH, "--out", "x.pdf").words
    assert words == "\rĐã làm 1/2 tờ rơi\rĐã làm 2/2 tờ rơi\nĐã ghi x.pdf: 2 thủ tục.\n"


@pytest.mark.parametrize("old", [None, b"old"])
def test_an_interrupted_booklet_leaves_no_part(
    motcua: Command, monkeypatch: pytest.MonkeyPatch, old: bytes | None
) -> None:
    """Without it Ctrl+C would leave a file that no reader opens, or cost the one from yesterday."""

    def interrupted(file: BinaryIO, *_more: Any) -> bool:
        file.write(b"%PDF")
        raise KeyboardInterrupt

    if old:
        Path("x.pdf").write_bytes(old)
    monkeypatch.setattr(booklet, "write", interrupted)
    status, out, words = motcua("booklet", BIRTH, "--out", "x.pdf")
    assert (status, out) == (1, b"")
    assert "Đã dừng." in words
    assert {each.name: each.read_bytes() for each in Path.cwd().iterdir()} == ({"x.pdf": old} if old else {})
