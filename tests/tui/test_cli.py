"""The command line: data on stdout, words on stderr, exit status as scripts expect it."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine

from services_catalog.errors import DataProblem
from services_catalog.paths import Folders
from services_catalog.settings import Settings, save
from tests.conftest import NOW
from tui.cli import COMMANDS, run
from tui.commands import catalog
from tui.commands.doctor import _office
from tui.desk import Desk

BIRTH = "1.001193"
ASKED = "lam giay khai sinh cho con"
START = [sys.executable, "-c", "from tui.cli import main; main()"]


class Answer(NamedTuple):
    """How a command ended and what it wrote."""

    status: int
    out: str
    words: str


Command = Callable[..., Answer]


@pytest.fixture
def motcua(home: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """The command in this process, on a home of its own, on the morning of 25/09/2026."""

    def call(*args: str) -> Answer:
        status = run(list(args))
        return Answer(status, *capsys.readouterr())

    with time_machine.travel(NOW, tick=False):
        yield call


@pytest.mark.parametrize("path", [(), *((name,) for name in COMMANDS), ("catalog", "check")], ids=" ".join)
def test_help_has_examples_and_no_english(motcua: Command, path: tuple[str, ...]) -> None:
    """Without it half of the help would be click's English, or show no way to begin."""
    status, out, words = motcua(*path, "--help")
    assert (status, words) == (0, "")
    assert "Cách dùng: motcua" in out
    examples = out.partition("Ví dụ:\n")[2].split("\n")
    assert all(line.startswith("  motcua") for line in examples if line)
    assert " ".join(("motcua", *path)) in examples[0]
    english = (
        "Usage",
        "Options",
        "Commands",
        "OPTIONS",
        "COMMAND",
        "ARGS",
        "Show this",
        "required",
        "default",
    )
    assert not [word for word in english if word in out]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("nosuch",), "không hiểu"),
        (("search",), "Chưa có từ nào"),
        (("search", " "), "Chưa có từ nào"),
        (("search", "x", "--limit", "0"), "--limit"),
        (("search", "--batch", "/no/such/file"), "--batch"),
        (("search", "--nosuch", "x"), "--nosuch"),
        (("search", "x", "--limi"), "--limit"),
        (("show",), "MÃ"),
        (("show", BIRTH, "more"), "không hiểu"),
        (("leaflet", BIRTH), "--out"),
        (("leaflet", "--out", "x.pdf"), "MÃ"),
        (("leaflet", BIRTH, "--out", "x.pdf", "--paper", "a9"), "--paper"),
        (("log", BIRTH, "--date", "31/02/2026"), "--date"),
        (("log", BIRTH, "--result", "maybe"), "--result"),
        (("log", BIRTH, "--quantity", "two"), "--quantity"),
        (("report", "--from", "2026-01-01"), "--to"),
        (("journal", "--from"), "--from"),
    ],
)
def test_a_call_that_cannot_be_understood(motcua: Command, args: tuple[str, ...], said: str) -> None:
    """Without it a script would take a wrong call for an answer, or a person would read English."""
    status, out, words = motcua(*args)
    assert (status, out) == (2, "")
    assert said in words
    assert not [word for word in ("Error", "Usage", "Traceback", "Try") if word in words]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("search", "qwrtzx"), "Không thấy thủ tục nào"),
        (("show", "9.999999"), "9.999999"),
        (("show", "\x1b[31m"), "Không có thủ tục nào"),
        (("leaflet", BIRTH, "9.999999", "--out", "x.pdf"), "9.999999"),
        (("log", "9.999999"), "9.999999"),
        (("log", BIRTH, "--quantity", "0"), "từ 1 đến 999"),
        (("log", BIRTH, "--date", "2026-09-26"), "ở tương lai"),
        (("log", BIRTH, "--dossier", "004201000123"), "dữ liệu cá nhân"),
        (("log", BIRTH, "--reason", "other"), "lý do"),
        (("report", "--from", "2026-02-01", "--to", "2026-01-01"), "đứng sau"),
        (("journal", "--from", "2026-02-01", "--to", "2026-01-01"), "đứng sau"),
    ],
)
def test_what_cannot_be_done_says_why(
    motcua: Command, home: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], said: str
) -> None:
    """Without it a refusal would look like success, or leave half a file or entry behind."""
    monkeypatch.chdir(home)
    status, out, words = motcua(*args)
    assert (status, out) == (1, "")
    assert said in words
    assert "Traceback" not in words
    assert not (home / "x.pdf").exists()
    assert not motcua("journal", "--json", "--from", "2022-01-01").out.strip("[]\n")


def test_search_answers_people_and_scripts(motcua: Command) -> None:
    """Without it scripts that measure the search would find other names than the issue gives them."""
    status, out, words = motcua("search", *ASKED.split(), "--limit", "3")
    assert (status, words) == (0, "")
    assert out.startswith(BIRTH)
    assert len(out.splitlines()) == 3
    answer = json.loads(motcua("search", ASKED, "--json").out)
    assert answer["query"] == ASKED
    assert len(answer["hits"]) == 10
    assert set(answer["hits"][0]) == {"code", "name", "score", "why"}
    assert answer["hits"][0]["code"] == BIRTH
    empty = motcua("search", "qwrtzx", "--json")
    assert (empty.status, json.loads(empty.out)["hits"]) == (1, [])


def test_a_batch_answers_line_by_line(motcua: Command, tmp_path: Path) -> None:
    """Without it the lines of a measurement would no longer belong to their questions."""
    file = tmp_path / "questions.txt"
    file.write_bytes(b"khai sinh\r\n\nqwrtzx\n" + b"x" * 10_000 + "\nkết hôn".encode())
    status, out, words = motcua("search", "--batch", str(file), "--limit", "2", "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (status, words) == (0, "")
    assert [each["query"] for each in answers] == ["khai sinh", "", "qwrtzx", "x" * 10_000, "kết hôn"]
    assert [len(each["hits"]) for each in answers] == [2, 0, 0, 0, 2]


def test_show_tells_facts_and_guidance(motcua: Command, desk: Desk) -> None:
    """Without it a script could not tell a service with guidance from one without."""
    guided = json.loads(motcua("show", BIRTH, "--json").out)
    assert guided["code"] == BIRTH
    assert guided["guidance"]["title"]
    assert guided["online_level"] in {"full", "online", "none"}
    assert guided["link"].startswith("https://dichvucong.gov.vn/")
    unguided = desk.catalog.codes()[-1]
    bare = json.loads(motcua("show", unguided, "--json").out)
    assert bare["guidance"] is None
    for code, name in ((BIRTH, guided["name"]), (unguided, bare["name"])):
        status, out, words = motcua("show", code)
        assert (status, words) == (0, "")
        assert name in out
        assert "Giấy tờ cần có" in out


def test_leaflets_are_written_whole(motcua: Command, tmp_path: Path) -> None:
    """Without it a print shop's script would get no file, or overwrite a good one with half a new one."""
    out = tmp_path / "new" / "two.pdf"
    status, data, words = motcua("leaflet", BIRTH, "1.000894", "--out", str(out), "--paper", "a4")
    assert (status, data) == (0, "")
    assert str(out) in words
    assert out.read_bytes().startswith(b"%PDF")
    (tmp_path / "file").touch()
    refused = motcua("leaflet", BIRTH, "--out", str(tmp_path / "file" / "x.pdf"))
    assert refused.status == 1
    assert "Traceback" not in refused.words


def test_a_leaflet_goes_to_the_printer(
    motcua: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it --print would be forgotten, or a dead printer would look like success."""
    monkeypatch.setenv("PATH", "")
    out = tmp_path / "one.pdf"
    status, data, words = motcua("leaflet", BIRTH, "--out", str(out), "--print", "Quay-1", "--copies", "2")
    assert (status, data) == (1, "")
    assert "Chưa in được" in words
    assert out.exists()


def test_an_entry_is_logged_listed_and_reported(motcua: Command, home: Path) -> None:
    """Without it the shell's way through the day would differ from the screen's."""
    save(home / "settings" / "settings.json", Settings(unit="01273", officer="=Bé"))
    status, entry_id, words = motcua("log", BIRTH, "--quantity", "2")
    assert (status, words) == (0, "")
    assert len(entry_id.strip()) == 36
    second = motcua(
        "log", BIRTH, "--result", "not-filed", "--dossier", "abc", "--date", "24/9/2026", "--json"
    )
    entry = json.loads(second.out)
    assert (entry["result"], entry["reason"], entry["day"]) == ("not-filed", "other", "2026-09-24")
    assert (entry["unit"], entry["officer"], entry["dossier"]) == ("01273", "=Bé", "ABC")
    assert "dạng lạ" in second.words
    assert entry_id.strip() in motcua("journal").out
    both = json.loads(motcua("journal", "--from", "2026-09-24", "--json").out)
    assert [each["id"] for each in both] == [entry_id.strip(), entry["id"]]
    table = motcua("journal", "--from", "2026-09-24", "--csv").out
    assert table.startswith("\ufeff")
    rows = list(csv.DictReader(table.lstrip("\ufeff").splitlines()))
    assert [(each["Đơn vị"], each["Cán bộ"]) for each in rows] == [("Phường Thục Phán", "'=Bé")] * 2


def test_a_report_sums_up_three_ways(motcua: Command) -> None:
    """Without it figures for people, scripts and Excel could differ, or a voided entry be counted."""
    motcua("log", BIRTH, "--quantity", "3")
    motcua("log", BIRTH, "--channel", "postal")
    days = ("--from", "2026-09-01", "--to", "2026-09-30")
    totals = {"entries": 2, "quantity": 4, "filed": 4, "not_filed": 0, "leaflets": 0}
    figures = json.loads(motcua("report", *days, "--json").out)
    assert (figures["totals"], figures["from"], figures["to"]) == (totals, "2026-09-01", "2026-09-30")
    assert [line["channel"] for line in figures["by_channel"]] == ["online", "postal"]
    assert [line["name"] for line in figures["by_place"]] == ["chưa khai báo"]
    rows = list(csv.reader(motcua("report", *days, "--csv").out.lstrip("\ufeff").splitlines()))
    assert [int(cell) for cell in rows[1][3:]] == list(totals.values())
    text = motcua("report", *days)
    assert (text.status, text.words) == (0, "")
    assert "Tổng cộng" in text.out
    assert "Bưu chính" in text.out


def test_the_bundled_records_are_sound(motcua: Command) -> None:
    """Without it a broken record would be shipped, or a problem would not change the exit status."""
    status, out, words = motcua("catalog", "check")
    assert status == 0
    assert all(line.startswith("XEM ") for line in out.splitlines())
    assert "đúng dạng" in words


def test_a_broken_record_is_listed(motcua: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it scripts could not find which record is broken."""
    monkeypatch.setattr(catalog, "check", lambda: [DataProblem("ho_tich.json 1.001193", "thiếu tên")])
    status, out, words = motcua("catalog", "check")
    assert (status, out.splitlines()[0]) == (1, "SAI  ho_tich.json 1.001193: thiếu tên")
    assert "1 chỗ" in words


def _installed() -> str:
    try:
        return version("motcua")
    except PackageNotFoundError:
        return ""


def test_the_doctor_finds_a_torn_layer(motcua: Command, home: Path) -> None:
    """Without it an office's own texts could be left out, and nobody know why."""
    layer = home / "settings" / "catalog"
    layer.mkdir(parents=True)
    (layer / "guidance.json").write_text("{", encoding="utf-8")
    finding = next(_office(Desk(Folders(home, home / "settings", home, home), Settings())))
    assert not finding.works
    assert "guidance.json" in finding.found


@pytest.mark.skipif(not _installed(), reason="the package is not installed here, only its sources are")
def test_the_doctor_finds_what_is_broken(motcua: Command, home: Path) -> None:
    """Without it a person on the telephone could not tell what is wrong with a desk."""
    assert motcua("--version").out == f"motcua {_installed()}\n"
    status, out, words = motcua("doctor")
    assert (status, "HỎNG" in out) == (0, False)
    assert _installed() in out
    assert str(home) in out
    (home / "data").mkdir(exist_ok=True)
    (home / "data" / "journal.db").write_bytes(b"no database" * 1000)
    status, out, words = motcua("doctor")
    assert status == 1
    assert "HỎNG  Nhật ký" in out
    assert "1 chỗ cần sửa" in words


def test_broken_settings_are_told_on_stderr(motcua: Command, home: Path) -> None:
    """Without it a script would break on a warning among its data, or nobody would see it."""
    (home / "settings").mkdir()
    (home / "settings" / "settings.json").write_text("{", encoding="utf-8")
    status, out, words = motcua("show", BIRTH, "--json")
    assert status == 0
    assert json.loads(out)
    assert "settings.json" in words


def test_a_home_that_takes_no_files(motcua: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a read-only folder would end in a traceback, or an entry would be lost in silence."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("MOTCUA_HOME", str(tmp_path / "file" / "home"))
    assert motcua("show", BIRTH).status == 0
    status, out, words = motcua("log", BIRTH)
    assert (status, out) == (1, "")
    assert "Không mở được" in words


def test_a_reader_may_go_away(home: Path) -> None:
    """Without it `motcua search … | head -1` would end with a traceback."""
    pipe = subprocess.Popen(
        [*START, "search", "dang ky", "--limit", "1000", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert pipe.stdout
    assert pipe.stderr
    with pipe:
        pipe.stdout.readline()
        pipe.stdout.close()
        words = pipe.stderr.read()
    assert b"Traceback" not in words
    assert b"Exception" not in words


@pytest.mark.parametrize("encoding", ["ascii", "cp1258"])
def test_output_is_utf8_whatever_the_terminal_says(home: Path, encoding: str) -> None:
    """Without it a Windows code page would turn Vietnamese into question marks or a traceback."""
    done = subprocess.run(
        [*START, "search", "--batch", "-", "--json"],
        input=ASKED.encode(),
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": encoding, "MOTCUA_HOME": str(home), "PYTHONPATH": ".", "PATH": ""},
    )
    assert json.loads(done.stdout.decode())["hits"][0]["code"] == BIRTH
