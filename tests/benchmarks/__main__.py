"""Prints every ratio of the desk's speed; the exit status is 1 when one is above its limit.

`--large` adds the search over a hundred thousand services, the journal at a million entries and the rates of 400 units
with 9.6 million counts, which take some minutes to build; without it the rates are those of 40 units.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from services_catalog.catalog import DATA, Catalog, read_facts
from services_catalog.journal import Journal
from services_catalog.links import portal_link
from services_catalog.settings import Settings
from services_catalog.store.database import connect
from services_catalog.submission import Draft
from tests.benchmarks.handout_speed import counter_services, handout_ratios, memory, speeds
from tests.benchmarks.import_speed import LEAST_ROWS_A_SECOND, import_ratio
from tests.benchmarks.journal_speed import journal_ratios
from tests.benchmarks.rates_speed import UNITS, rates_ratio
from tests.benchmarks.search_speed import blown_up, search_ratios
from tests.benchmarks.terminal import Terminal
from tests.benchmarks.timing import Ratio, ratio
from tui.desk import now

DESK = "from tui.cli import main; main()"
HELLO = """
from textual.app import App
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Input, OptionList, Static
class Hello(App):
    BINDINGS = [(f"f{n}", "x", f"Key {n}") for n in range(1, 9)]
    def compose(self):
        yield Input(placeholder="Type here")
        yield Static("READY")
        with Horizontal():
            yield OptionList(*[f"row {n}" for n in range(40)])
            with VerticalScroll():
                yield Static("card " * 200)
        yield Static("status")
        yield Footer()
Hello().run()
"""
PLAIN_INPUT = """
from textual.app import App
from textual.widgets import Input, Static
class Plain(App):
    def compose(self):
        yield Input(placeholder="Type here")
        yield Static("READY")
Plain().run()
"""
QUERY = "dang ky khai sinh cho con"


def main() -> int:
    """Measure everything on one temporary desk."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["MOTCUA_HOME"] = home
        # The programs under measure may keep compiled modules, as installed ones do.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        catalog = Catalog(Path(home) / "state")
        catalog.build()
        facts, _ = read_facts(DATA / "facts")
        ratios = [
            *search_ratios(catalog, (record["name"] for record in facts), ""),
            start_ratio(),
            echo_ratio(),
            leaflet_ratio(catalog),
            log_ratio(Path(home)),
            cli_ratio(),
            rates_ratio(Path(home) / "rates", UNITS if "--large" in sys.argv else UNITS // 10),
        ]
        services = counter_services(catalog)
        handouts = handout_ratios(services)
        ratios += handouts
        leaflets = list(speeds(services, handouts))
        grown = memory(Path(home) / "state")
        if "--large" in sys.argv:
            large, names = blown_up(Path(home) / "large")
            ratios += search_ratios(large, names, ", 100,000 services")
            large.close()
            ratios += journal_ratios(Path(home), now())
        importing, rows_a_second = import_ratio(Path(home) / "import")
        ratios.append(importing)
        hits = hits_painted()
        catalog.close()
    for each in ratios:
        print(each)
    print(
        f"hits painted after a key: median {statistics.median(hits):.0f} ms, worst {max(hits):.0f} ms (≤ 100)"
    )
    print(f"rows of CSV imported a second: {rows_a_second:,.0f} (≥ {LEAST_ROWS_A_SECOND:,})")
    print(*leaflets, grown, sep="\n")
    slow = rows_a_second < LEAST_ROWS_A_SECOND or any(each.ours / each.bare > each.most for each in ratios)
    return int(slow or not grown.is_flat or not all(each.is_enough for each in leaflets))


def start_ratio() -> Ratio:
    """From the start of the process to the first paint, against a Textual app with the same widgets."""
    return ratio(
        "start to first paint ÷ hello world with the same widgets",
        lambda: _first_paint(DESK, "cần làm gì".encode()),
        lambda: _first_paint(HELLO, b"READY"),
        most=1.3,
        rounds=7,
    )


def echo_ratio() -> Ratio:
    """From a key to its echo, while the search runs, against a plain Input."""
    ours: list[float] = []
    bare: list[float] = []
    with Terminal(DESK, {}) as desk, Terminal(PLAIN_INPUT, {}) as plain:
        desk.wait_for("cần làm gì".encode())
        plain.wait_for(b"READY")
        desk.settle()
        plain.settle()
        for key in QUERY * 2:
            for terminal, times in ((desk, ours), (plain, bare)):
                times.append(terminal.echo(key.encode()))
                terminal.settle(0.15)
    return Ratio(
        "echo of a key while searching ÷ plain Input", statistics.median(ours), statistics.median(bare), 2
    )


def hits_painted() -> list[float]:
    """Milliseconds from the last key of a query to its first hit on the screen, for several queries."""
    taken = []
    for query, wanted in (
        ("ket hon", "1.000894"),
        ("khai sinh", "1.001193"),
        ("tam tru", "1.004194"),
        ("khai tu", "1.000656"),
    ):
        with Terminal(DESK, {}) as desk:
            desk.wait_for("cần làm gì".encode())
            desk.settle()
            os.write(desk.screen, f"zzz{query[:-1]}".encode())
            desk.settle()
            os.write(desk.screen, b"\x1b[H\x1b[3~\x1b[3~\x1b[3~")
            desk.settle(0.15)
            os.write(desk.screen, b"\x1b[F")
            desk.settle(0.15)
            os.write(desk.screen, b"\x7f")
            desk.settle(0.15)
            os.write(desk.screen, query[-2:].encode())
            taken.append(desk.wait_for(wanted.encode()))
    return taken


def leaflet_ratio(catalog: Catalog) -> Ratio:
    """One warm leaflet, against bare ReportLab and qrcode drawing the same strings at the same places."""
    from handouts.leaflet import LeafletOptions, render  # noqa: PLC0415 - loaded when it is measured
    from tests.benchmarks.bare_leaflet import record, redraw  # noqa: PLC0415 - the same

    service = catalog.service("1.001193")
    options = LeafletOptions(date(2026, 9, 25))
    drawn = record(lambda: render([service], options))
    link = portal_link(service, Settings())
    return ratio(
        "one leaflet, warm ÷ bare ReportLab and qrcode, same page",
        lambda: render([service], options),
        lambda: redraw(drawn, [link], BytesIO()),
        most=1.3,
        rounds=40,
    )


def log_ratio(home: Path) -> Ratio:
    """One logged entry, against one bare insert with the same pragmas on the same disk."""
    journal = Journal(home / "data" / "journal.db", now)
    bare = connect(home / "data" / "bare.db", writable=True)
    bare.execute("CREATE TABLE entries (id INTEGER PRIMARY KEY, payload TEXT)")
    draft = Draft(
        day=now().date(),
        service_code="1.001193",
        service_name="Đăng ký khai sinh",
        unit="01288",
        officer="Lan",
    )
    payload = json.dumps({"code": "1.001193", "name": "Đăng ký khai sinh"})
    found = ratio(
        "one logged entry ÷ bare SQLite insert, same pragmas",
        lambda: journal.log(draft),
        lambda: bare.execute("INSERT INTO entries (payload) VALUES (?)", (payload,)),
        most=3,
        rounds=300,
    )
    bare.close()
    journal.close()
    return found


def cli_ratio() -> Ratio:
    """A command, against Python importing what no command can do without."""
    motcua = shutil.which("motcua", path=str(Path(sys.executable).parent)) or "motcua"
    return ratio(
        "motcua show CODE --json ÷ python -c 'import sqlite3, json, click'",
        _running([motcua, "show", "1.001193", "--json"]),
        _running([sys.executable, "-c", "import sqlite3, json, click"]),
        most=2,
        rounds=15,
    )


def _running(command: list[str]) -> Callable[[], object]:
    return lambda: subprocess.run(command, check=True, capture_output=True)


def _first_paint(code: str, wanted: bytes) -> float:
    with Terminal(code, {}) as terminal:
        return terminal.first_paint(wanted)


if __name__ == "__main__":
    sys.exit(main())
