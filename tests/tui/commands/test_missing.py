"""motcua missing: what was brought is off the list, whichever way it was told."""

from pathlib import Path

import pytest

from tests.tui.commands.reading import (
    BIRTH,
    DEATH,
    SIZES,
    Command,
    nothing_written,
    size,
    smallest,
    words_of,
)


def _listed(motcua: Command, *args: str) -> list[str]:
    status, out, _ = motcua("missing", BIRTH, *args)
    assert status == 0
    return out.decode().splitlines()


def test_the_papers_are_listed_with_their_numbers(motcua: Command) -> None:
    """Without it nobody could know which paper is number three."""
    lines = _listed(motcua, "--list", "--have", "2")
    assert lines[0].startswith("  1. ☐ Tờ khai đăng ký khai sinh")
    assert lines[1].startswith("  2. ☑ Giấy chứng sinh")
    assert len(_listed(motcua, "--list", "--case", "mang thai hộ")) < len(lines)


@pytest.mark.parametrize(
    "have",
    [
        ("--have", "1,2"),
        ("--have", "1", "--have", "2"),
        ("--have", "to khai", "--have", "Giấy chứng sinh (1 bản chính)"),
    ],
)
def test_what_is_there_is_off_the_list(motcua: Command, have: tuple[str, ...]) -> None:
    """Without it the citizen would bring the same paper twice."""
    status, out, words = motcua("missing", BIRTH, *have, "--out", "x.pdf")
    assert (status, out) == (0, b"")
    assert "Còn thiếu 6 trong 8 giấy tờ." in words
    told = words_of(Path("x.pdf"))
    assert "Bà con còn thiếu" in told
    assert "Tờ khai đăng ký khai sinh" not in told
    assert "Nếu mang thai hộ" in told
    status, out, _ = motcua("missing", BIRTH, *have, "--out", "-", "--format", "text")
    assert status == 0
    assert "Bà con còn thiếu:\n☐ Nếu làm trực tiếp" in out.decode()


def test_large_print_and_one_case(motcua: Command) -> None:
    """Without it old eyes would get the list in 12 pt, and everybody the papers of other cases."""
    args = ("--case", "mang thai hộ", "--large-print", "--out", "x.pdf")
    assert motcua("missing", BIRTH, *args).status == 0
    assert size(Path("x.pdf")) == SIZES["a4"]
    assert smallest(Path("x.pdf")) >= 18
    assert "Nếu nhờ người đi thay" not in words_of(Path("x.pdf"))


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        ((BIRTH,), 2, "--list"),
        ((BIRTH, "--list", "--out", "x.pdf"), 2, "--list"),
        ((BIRTH, "--out", "x.txt", "--format", "text", "--large-print"), 2, "--large-print"),
        ((BIRTH, "--out", "x.pdf", "--have", "9"), 2, "1 đến 8"),
        ((BIRTH, "--out", "x.pdf", "--have", "0"), 2, "1 đến 8"),
        ((BIRTH, "--out", "x.pdf", "--have", "9" * 5000), 2, "1 đến 8"),
        ((BIRTH, "--out", "x.pdf", "--have", "²"), 1, "Không có giấy tờ"),
        ((BIRTH, "--out", "x.pdf", "--have", "giấy"), 1, "Có 5 giấy tờ"),
        ((BIRTH, "--out", "x.pdf", "--have", "sổ đỏ"), 1, "Không có giấy tờ «sổ đỏ»"),
        (("9.999999", "--out", "x.pdf"), 1, "9.999999"),
    ],
)
def test_what_cannot_be_meant_is_told(motcua: Command, args: tuple[str, ...], status: int, said: str) -> None:
    """Without it a slip of the keyboard would drop a paper that is needed from the list."""
    found = motcua("missing", *args)
    assert (found.status, found.out) == (status, b"")
    assert said in found.words
    assert nothing_written()


def test_unknown_papers_are_no_empty_list(motcua: Command) -> None:
    """Without it a service whose papers nobody wrote down would look as if nothing were missing."""
    status, _, words = motcua("missing", "1.014646", "--out", "x.pdf")
    assert status == 1
    assert "chưa có danh sách giấy tờ" in words
    assert motcua("missing", DEATH, "--list").status == 0
