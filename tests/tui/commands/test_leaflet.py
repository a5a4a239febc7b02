"""motcua leaflet: every form comes as it was ordered, and what is printed is counted."""

import socket
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from handouts import tagged
from services_catalog.settings import Paper, Settings, save
from tests.conftest import FakePrinter
from tests.tui.commands.reading import (
    BIRTH,
    DEATH,
    SIZES,
    Command,
    counted,
    nothing_written,
    read,
    size,
    smallest,
    words_of,
)


@pytest.mark.parametrize("paper", SIZES)
def test_a_leaflet_on_every_paper(motcua: Command, paper: str) -> None:
    """Without it --paper would be taken and another size printed."""
    status, out, words = motcua("leaflet", BIRTH, DEATH, "--out", "x.pdf", "--paper", paper)
    assert (status, out) == (0, b"")
    assert words == "Đã ghi x.pdf.\n"
    assert size(Path("x.pdf")) == SIZES[paper]
    told = words_of(Path("x.pdf"))
    assert BIRTH in told
    assert DEATH in told


def test_a_slip_bears_the_dossier_code(motcua: Command) -> None:
    """Without it the citizen would go home without the number to ask by."""
    status, *_ = motcua("leaflet", BIRTH, "--out", "x.pdf", "--paper", "80mm", "--dossier", "H14.1-2")
    assert status == 0
    assert size(Path("x.pdf"))[0] == 80
    assert "H14.1-2" in words_of(Path("x.pdf"))


@pytest.mark.parametrize("more", [(), ("--paper", "a4")])
def test_large_print_is_large(motcua: Command, more: tuple[str, ...]) -> None:
    """Without it a reader with weak eyes would get the usual 12 pt."""
    assert motcua("leaflet", BIRTH, "--out", "x.pdf", "--large-print", *more).status == 0
    assert size(Path("x.pdf")) == SIZES["a4"]
    assert smallest(Path("x.pdf")) >= 18


@pytest.mark.parametrize(("paper", "width"), [(Paper.A4, 210), (Paper.A3, 297), (Paper.ROLL, 80)])
def test_the_paper_of_the_settings_is_the_usual_one(
    motcua: Command, home: Path, paper: Paper, width: int
) -> None:
    """Without it an office that has chosen its paper would have to name it each time."""
    save(home / "settings" / "settings.json", Settings(paper=paper))
    assert motcua("leaflet", BIRTH, "--out", "x.pdf").status == 0
    assert size(Path("x.pdf"))[0] == width


def test_text_for_telephones_and_for_the_loudspeaker(motcua: Command) -> None:
    """Without it what is sent by Zalo or read aloud would lack a service, or be broken UTF-8."""
    status, out, words = motcua("leaflet", BIRTH, DEATH, "--out", "-", "--format", "text")
    assert (status, words) == (0, "")
    text = out.decode()
    assert text.endswith("\n")
    assert text.count("Mã thủ tục: ") == text.count("\n\n\n") + 1 == 2
    assert motcua("leaflet", BIRTH, "--out", "doc.txt", "--format", "speech").status == 0
    said = Path("doc.txt").read_text(encoding="utf-8")
    assert "Xin nhắc lại mã" in said
    assert "https://" not in said


def test_a_tagged_pdf(motcua: Command) -> None:
    """Without it --format tagged would give a PDF that screen readers can't follow."""
    pytest.importorskip("typst")
    assert motcua("leaflet", BIRTH, "--out", "x.pdf", "--format", "tagged").status == 0
    root: Any = read(Path("x.pdf")).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert BIRTH in words_of(Path("x.pdf"))


def test_without_the_extra_a_tagged_pdf_says_what_to_install(
    motcua: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a missing extra would end in a traceback, or leave an empty file."""
    monkeypatch.setitem(sys.modules, "typst", None)
    tagged._typst.cache_clear()  # another test may have loaded it
    status, out, words = motcua("leaflet", BIRTH, "--out", "x.pdf", "--format", "tagged")
    assert (status, out) == (1, b"")
    assert "motcua[accessible]" in words
    assert nothing_written()


def test_only_the_papers_of_a_case(motcua: Command) -> None:
    """Without it everybody would read through the papers of cases that aren't theirs."""
    every = motcua("leaflet", BIRTH, "--out", "-", "--format", "text").out.decode()
    one = motcua("leaflet", BIRTH, "--out", "-", "--format", "text", "--case", "MANG THAI HO").out.decode()
    both = ("--case", "mang thai hộ", "--case", "nếu nhờ người đi thay")
    two = motcua("leaflet", BIRTH, "--out", "-", "--format", "text", *both).out.decode()
    surrogate, proxy = "Nếu mang thai hộ:", "Nếu nhờ người đi thay:"
    assert surrogate in every
    assert proxy in every
    assert surrogate in one
    assert proxy not in one
    assert surrogate in two
    assert proxy in two


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("nếu", ("Có 6 trường hợp", "mang thai hộ")),
        ("trên sao Hỏa", ("Không có trường hợp «trên sao Hỏa»", "mang thai hộ")),
        ("", ("Không có trường hợp",)),
    ],
)
def test_a_case_that_is_none_or_several(motcua: Command, case: str, said: tuple[str, ...]) -> None:
    """Without it a slip of the keyboard would drop papers that the citizen needs."""
    status, out, words = motcua("leaflet", BIRTH, "--out", "x.pdf", "--case", case)
    assert (status, out) == (1, b"")
    assert all(each in words for each in said)
    assert nothing_written()


def test_a_print_is_counted_for_each_service(motcua: Command, home: Path, quay: FakePrinter) -> None:
    """Without it the report would lack the leaflets that were printed from here."""
    save(home / "settings" / "settings.json", Settings(unit="01273"))
    order = ("--print", "Quay-1", "--copies", "3", "--two-sided")
    status, out, words = motcua("leaflet", BIRTH, DEATH, "--out", "x.pdf", "--large-print", *order)
    assert (status, out) == (0, b"")
    assert "Đã gửi 3 bản tới máy in Quay-1." in words
    assert quay.sent == [(Path("x.pdf").absolute(), "Quay-1", 3)]
    assert quay.options[0].two_sided
    found = counted(home)
    assert (found.prints, found.copies) == (2, 6)
    assert {each.key for each in found.by_service} == {BIRTH, DEATH}
    assert [each.key for each in found.by_format] == ["large-print"]
    assert [each.key for each in found.by_unit] == ["01273"]
    assert [each.key for each in found.by_destination] == ["printer"]
    assert "máy in mặc định" in motcua("leaflet", BIRTH, "--out", "y.pdf", "--print", "").words
    assert quay.sent[-1] == (Path("y.pdf").absolute(), "", 1)
    assert not quay.options[-1].two_sided


def test_what_was_not_printed_is_not_counted(
    motcua: Command, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a dead printer would raise the figures of the report."""
    monkeypatch.setenv("PATH", "")
    assert motcua("leaflet", BIRTH, "--out", "x.pdf", "--print", "Quay-1").status == 1
    assert Path("x.pdf").exists()
    assert counted(home).prints == 0


def test_a_print_that_cannot_be_counted_is_still_a_print(
    motcua: Command, home: Path, quay: FakePrinter
) -> None:
    """Without it a script would print all again because of a damaged file of figures."""
    (home / "data").mkdir()
    (home / "data" / "journal.db").write_bytes(b"no database" * 1000)
    status, _, words = motcua("leaflet", BIRTH, "--out", "x.pdf", "--print", "Quay-1")
    assert status == 0
    assert len(quay.sent) == 1
    assert "motcua doctor" in words


def test_a_slip_goes_straight_to_a_thermal_printer(motcua: Command, home: Path) -> None:
    """Without it the slip would only go to printers that CUPS knows."""
    pytest.importorskip("escpos")
    received = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            connection, _ = server.accept()
            with connection:
                while part := connection.recv(65536):
                    received.extend(part)

        listener = threading.Thread(target=listen)
        listener.start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        status, _, words = motcua("leaflet", BIRTH, "--out", "x.pdf", "--paper", "80mm", "--print", address)
        listener.join()
    assert status == 0
    assert address in words
    assert b"\x1dv0" in received
    assert [each.key for each in counted(home).by_format] == ["80mm"]
