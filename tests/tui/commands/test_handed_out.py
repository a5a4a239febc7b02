"""What holds for every command that makes handouts: refusals leave nothing behind, bytes and words keep apart."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.commands.reading import BIRTH, UNKNOWN, Command, nothing_written, read, words_of

OUT = ("--out", "x.pdf")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("leaflet", BIRTH, *OUT, "--format", "text", "--paper", "a4"), "không có khổ giấy"),
        (("leaflet", BIRTH, *OUT, "--format", "tagged", "--large-print"), "không có khổ giấy"),
        (("leaflet", BIRTH, *OUT, "--large-print", "--paper", "a5"), "chỉ làm trên khổ a4"),
        (("leaflet", BIRTH, *OUT, "--paper", "a3", "--case", "x"), "bỏ --case"),
        (("leaflet", BIRTH, *OUT, "--paper", "a5", "--dossier", "x"), "80mm"),
        (("leaflet", BIRTH, *OUT, "--format", "speech", "--print", "Quay-1"), "bỏ --print"),
        (("leaflet", BIRTH, *OUT, "--paper", "a4", "--print", "tcp://10.0.0.9"), "80mm"),
        (("leaflet", BIRTH, "--out", "-", "--print", "Quay-1"), "--out -"),
        (("leaflet", BIRTH, *OUT, "--copies", "2"), "--print"),
        (("leaflet", BIRTH, *OUT, "--two-sided"), "--print"),
        (("leaflet", BIRTH, *OUT, "--dossier", "x"), "80mm"),
        (("leaflet", BIRTH, *OUT, "--format", "docx"), "--format"),
        (("leaflet", BIRTH, *OUT, "--print", "Quay-1", "--copies", "0"), "--copies"),
        (("booklet", *OUT), "Cần các mã"),
        (("booklet", "--essential"), "--out"),
        (("booklet", *OUT, "--essential", "--large-print", "--paper", "a5"), "chỉ làm trên khổ a4"),
        (("booklet", *OUT, "--essential", "--paper", "a3"), "--paper"),
        (("poster", *OUT), "Cần các mã"),
        (("poster", BIRTH, *OUT, "--online-only"), "Cần các mã"),
        (("poster", BIRTH, *OUT, "--sector", "x"), "--online-only"),
        (("poster", *OUT, "--online-only", "--list"), "bỏ --list"),
        (("poster", BIRTH, *OUT, "--title", "x"), "--list"),
        (("poster", BIRTH, *OUT, "--paper", "a5"), "--paper"),
        (("calibration",), "--out"),
    ],
)
def test_what_does_not_go_together(motcua: Command, args: tuple[str, ...], said: str) -> None:
    """Without it an option would be dropped in silence, and the wrong sheet printed a hundred times."""
    status, out, words = motcua(*args)
    assert (status, out) == (2, b"")
    assert said in words
    assert f"Xem: motcua {args[0]} --help" in words
    assert nothing_written()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("leaflet", BIRTH, UNKNOWN, *OUT, "--format", "text"), UNKNOWN),
        (("leaflet", BIRTH, UNKNOWN, *OUT, "--paper", "80mm"), UNKNOWN),
        (("leaflet", BIRTH, UNKNOWN, *OUT, "--case", "x"), UNKNOWN),
        (("booklet", BIRTH, UNKNOWN, *OUT), UNKNOWN),
        (("booklet", *OUT, "--sector", "sao hỏa"), "Không có lĩnh vực «sao hỏa»"),
        (("booklet", *OUT, "--life-event", "sao hỏa"), "Hưu trí"),
        (("booklet", *OUT, "--life-event", "gia"), "chứa «gia»"),
        (("booklet", *OUT, "--favourites"), "Không có thủ tục nào"),
        (("poster", BIRTH, UNKNOWN, *OUT), UNKNOWN),
        (("poster", *OUT, "--online-only", "--sector", "sao hỏa"), "Không có lĩnh vực"),
        (("poster", *OUT, "--online-only", "--sector", "hộ tịch"), "chỉ nộp trên mạng"),
    ],
)
def test_what_cannot_be_made_leaves_nothing(motcua: Command, args: tuple[str, ...], said: str) -> None:
    """Without it an unknown code would leave half a file that looks whole."""
    status, out, words = motcua(*args)
    assert (status, out) == (1, b"")
    assert said in words
    assert "Traceback" not in words
    assert nothing_written()


@pytest.mark.parametrize(
    "args", [("leaflet", BIRTH), ("booklet", BIRTH), ("poster", BIRTH), ("calibration",)], ids=" ".join
)
def test_a_pdf_to_the_standard_output(motcua: Command, args: tuple[str, ...]) -> None:
    """Without it a pipe to another program would get words between the bytes."""
    status, out, words = motcua(*args, "--out", "-")
    assert status == 0
    assert "Đã ghi -" not in words
    assert read(out).pages
    assert nothing_written()


def test_the_page_to_try_a_printer_with(motcua: Command) -> None:
    """Without it nobody would notice that a printer shrinks every code."""
    assert motcua("calibration", "--out", "x.pdf") == (0, b"", "Đã ghi x.pdf.\n")
    assert "50 mm" in words_of(Path("x.pdf"))


def test_no_command_loads_the_screen(home: Path, tmp_path: Path) -> None:
    """Without it each leaflet of a script would wait for Textual."""
    script = (
        "import sys, json; from tui.cli import run; status = [run([*each, '--out', sys.argv[1]]) for each in"
        f" [['leaflet', '{BIRTH}'], ['booklet', '{BIRTH}'], ['poster', '{BIRTH}'], ['calibration']]];"
        " print(json.dumps([status, 'textual' in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "x.pdf")], capture_output=True, check=True
    )
    assert json.loads(done.stdout) == [[0, 0, 0, 0], False]
