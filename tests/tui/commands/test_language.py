"""motcua language: the office's own words from a file, whole or not at all, and on what is handed out."""

import io
import sys
from pathlib import Path

import pytest

from services_catalog.second_language import LONGEST_TEXT
from tests.tui.commands.reading import BIRTH, DEATH, Command, nothing_written, words_of

TAY = "Pây nộp hồ sơ mạng\nLục đếch\n"


@pytest.fixture
def written(motcua: Command) -> Command:
    """The command, on a desk that has a text in Tày for the registration of births."""
    Path("tay.txt").write_text(TAY, encoding="utf-8-sig")
    status, out, words = motcua("language", BIRTH, "--language", "tay", "--from", "tay.txt")
    assert (status, out) == (0, b"")
    assert f"Đã ghi khối chữ tiếng Tày cho {BIRTH}." in words
    Path("tay.txt").unlink()
    return motcua


def test_a_text_is_written_shown_and_taken_away(written: Command) -> None:
    """Without it a commune's words could come only from the screen, one by one."""
    assert written("language").out.decode() == f"{BIRTH}\tTày\n"
    assert written("language", BIRTH).out.decode() == f"Tày:\n{TAY}"
    assert written("language", BIRTH, "--language", "TAY").out.decode() == f"Tày:\n{TAY}"
    assert written("language", BIRTH, "--language", "Mông").status == 1
    assert written("language", BIRTH, "--language", "tày", "--remove").status == 0
    status, out, words = written("language")
    assert (status, out) == (1, b"")
    assert "Chưa có khối chữ" in words


def test_a_text_from_the_standard_input(motcua: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a script that has the text would need a file for it."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Cur kal")))
    assert motcua("language", BIRTH, "--language", "Mông", "--from", "-").status == 0
    assert motcua("language", BIRTH).out == "Mông:\nCur kal\n".encode()


@pytest.mark.parametrize(
    ("order", "suffix"),
    [
        (("leaflet", BIRTH), "pdf"),
        (("leaflet", BIRTH, "--large-print"), "pdf"),
        (("leaflet", BIRTH, "--paper", "a3"), "pdf"),
        (("leaflet", BIRTH, "--format", "text"), "txt"),
        (("booklet", BIRTH, DEATH), "pdf"),
        (("poster", BIRTH), "pdf"),
    ],
)
def test_it_stands_on_what_is_handed_out(written: Command, order: tuple[str, ...], suffix: str) -> None:
    """Without it the words would be kept and never printed, or be printed where nobody asked for them."""
    for more, told in (("--language", "tay"), True), ((), False):
        assert written(*order, "--out", f"x.{suffix}", *more).status == 0
        file = Path(f"x.{suffix}")
        text = words_of(file) if suffix == "pdf" else file.read_text(encoding="utf-8")
        assert ("Tiếng Tày" in text and "Lục đếch" in text) is told


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (("leaflet", BIRTH, "--language", "dao", "--out", "x.pdf"), 1, "Tày"),
        (("leaflet", BIRTH, "--language", "tay", "--out", "x.pdf", "--paper", "80mm"), 2, "--language"),
        (("leaflet", BIRTH, "--language", "tay", "--out", "x.txt", "--format", "speech"), 2, "--language"),
        (("leaflet", BIRTH, "--steps", "postal", "--out", "x.pdf", "--paper", "a3"), 2, "--steps"),
        (("poster", BIRTH, "--list", "--language", "tay", "--out", "x.pdf"), 2, "--language"),
        (("language", BIRTH, "--remove"), 2, "--language"),
        (("language", "9.999999", "--language", "Dao", "--remove"), 1, "9.999999"),
        (("language", BIRTH, "--language", "Dao", "--remove"), 1, "Tày"),
    ],
)
def test_what_cannot_be_done_is_told(written: Command, args: tuple[str, ...], status: int, said: str) -> None:
    """Without it a paper without the words would be taken for one that has them."""
    found = written(*args)
    assert (found.status, found.out) == (status, b"")
    assert said in found.words
    assert nothing_written()


def test_without_any_text_the_leaflet_says_how_to_write_one(motcua: Command) -> None:
    """Without it who reads of --language in the help would not find out where the words come from."""
    words = motcua("leaflet", BIRTH, "--language", "tay", "--out", "x.pdf").words
    assert "motcua language" in words


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b" \n", "Cần ghi"),
        (b"x" * (LONGEST_TEXT + 1), "dài nhất"),
        (b"x" * 100_000, "dài quá"),
        ("ꓮ".encode(), "thiếu: ꓮ"),
    ],
)
def test_a_file_that_is_no_such_text_changes_nothing(written: Command, content: bytes, said: str) -> None:
    """Without it a wrong file would take the place of the words that somebody wrote."""
    Path("x.txt").write_bytes(content)
    status, _, words = written("language", BIRTH, "--language", "Tày", "--from", "x.txt")
    assert status == 1
    assert said in words
    assert written("language", BIRTH).out.decode() == f"Tày:\n{TAY}"
    assert written("language", BIRTH, "--from", "x.txt").status == 2
    assert written("language", BIRTH, "--language", "Dao", "--from", "x.txt", "--remove").status == 2


def test_the_steps_that_are_asked_for(motcua: Command) -> None:
    """Without it the text for the post office's guests would tell how to queue at the counter."""

    def told(*steps: str) -> str:
        return motcua("leaflet", BIRTH, "--format", "text", "--out", "-", *steps).out.decode()

    assert told().count("Các bước") == told("--steps", "all").count("Các bước") == 3
    assert told("--steps", "postal").count("Các bước") == 1
    assert "Các bước gửi qua bưu điện" in told("--steps", "postal")
    assert told("--steps", "postal", "--steps", "online").count("Các bước") == 2
    assert motcua("booklet", BIRTH, "--steps", "in-person", "--out", "x.pdf").status == 0
    assert words_of(Path("x.pdf")).count("Các bước") == 1


def test_the_doctor_tells_of_a_torn_file(written: Command, home: Path) -> None:
    """Without it nobody would learn why the words are no longer on the leaflets."""
    assert "ĐƯỢC  Khối chữ tiếng khác: 1 khối" in written("doctor").out.decode()
    file = home / "settings" / "languages.json"
    file.write_text('{"1.001193": [7]}', encoding="utf-8")
    out = written("doctor").out.decode()
    assert "HỎNG  Khối chữ tiếng khác: Mã 1.001193: Mục sai dạng." in out
    assert "languages.json cho đúng" in out
    assert written("leaflet", BIRTH, "--language", "tay", "--out", "x.pdf").status == 1
    assert written("leaflet", BIRTH, "--out", "x.pdf").status == 0
