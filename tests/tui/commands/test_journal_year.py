"""motcua journal --year: the whole year as a table, line by line."""

import csv
from pathlib import Path

from tests.tui.commands.reading import BIRTH, Command


def test_the_year_as_a_file(motcua: Command) -> None:
    """Without it the year's book could not be handed over."""
    for number in range(3):
        motcua("log", BIRTH, "--date", f"2026-0{number + 1}-05")
    motcua("log", BIRTH, "--date", "2025-12-31")
    status, out, words = motcua("journal", "--year", "2026", "--out", "nam.csv")
    assert (status, out, words) == (0, b"", "Đã ghi nam.csv.\n")
    content = Path("nam.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert [row["Ngày"] for row in rows] == ["2026-03-05", "2026-02-05", "2026-01-05"]
    status, out, _ = motcua("journal", "--year", "2026", "--csv")
    assert (status, out) == (0, content)
    assert motcua("journal", "--year", "2025", "--csv")[1].count(b"\r\n") == 2
    assert motcua("journal", "--year", "2024", "--csv")[1].count(b"\r\n") == 1


def test_calls_that_contradict_themselves(motcua: Command) -> None:
    """Without it an option would be dropped in silence."""
    for args in (
        ("--year", "2026", "--from", "2026-01-01"),
        ("--year", "2021"),
        ("--year", "2027"),
        ("--json", "--csv"),
        ("--json", "--out", "x.csv"),
    ):
        status, out, words = motcua("journal", *args)
        assert (status, out) == (2, b""), args
        assert "Lệnh chưa đúng" in words
