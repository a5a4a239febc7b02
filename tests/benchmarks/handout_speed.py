"""Leaflets a second over the services that counters meet most, and the memory of a booklet of everything.

Each is measured beside bare ReportLab and qrcode that repeat the same drawing calls, with the codes' mask given as
ours is: the search for a mask would take longer than all the rest. typst sets the same words as tagged PDF.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO, RawIOBase
from itertools import cycle, islice
from pathlib import Path
from typing import BinaryIO, cast
from unittest import mock

from services_catalog.catalog import Catalog
from services_catalog.links import portal_link
from services_catalog.model import PublicService
from services_catalog.settings import Settings
from tests.benchmarks.timing import Ratio, ratio
from tui.handing_out import Services

MOST = 1.2
"""How much longer than bare ReportLab a booklet may take."""
LEAST = 50
"""Leaflets a second and core, whatever bare ReportLab does."""
MANY = 4_600
FLAT = 40
"""Megabytes by which the second half of a booklet of `MANY` may raise the peak: its list of places and contents."""
DAY = date(2026, 9, 25)


@dataclass(frozen=True, slots=True)
class Speed:
    """How many leaflets a second of processor time, and how many are asked for."""

    name: str
    leaflets: float
    least: float = 0

    @property
    def is_enough(self) -> bool:
        """Whether it is as fast as asked."""
        return self.leaflets >= self.least

    def __str__(self) -> str:
        asked = f"  (≥ {self.least:.0f})  {'ok' if self.is_enough else 'TOO SLOW'}" if self.least else ""
        return f"{self.name:<58} {self.leaflets:9.1f} leaflets/s{asked}"


def counter_services(catalog: Catalog) -> list[PublicService]:
    """The services that counters meet most, as far as the catalogue has them."""
    from services_catalog.catalog import DATA, read_counter  # noqa: PLC0415 - loaded when it is measured

    known = set(catalog.codes())
    return [catalog.service(code) for code in sorted(read_counter(DATA / "counter.json") & known)]


def handout_ratios(services: Collection[PublicService]) -> list[Ratio]:
    """All leaflets as a file each with nothing remembered, and as one booklet, against the same drawing calls."""
    from handouts import booklet, leaflet  # noqa: PLC0415 - loaded when it is measured
    from handouts.streamed import StreamedCanvas  # noqa: PLC0415 - the same
    from tests.benchmarks.bare_leaflet import record, redraw  # noqa: PLC0415 - the same

    options = leaflet.LeafletOptions(DAY)
    links = [portal_link(service, Settings()) for service in services]

    def each() -> None:
        forget()
        for service in services:
            leaflet.render([service], options)

    def book() -> bytes:
        file = BytesIO()
        booklet.write(file, "Sổ tay", services, options)
        return file.getvalue()

    single = [record(lambda service=service: leaflet.render([service], options)) for service in services]  # type: ignore[misc]  # mypy can't infer a lambda with a default
    # Ours repeats what it has drawn before; bare ReportLab draws every line anew.
    with mock.patch.object(
        StreamedCanvas, "draw_again", lambda canvas, thing, *place: thing.draw(canvas, *place)
    ):
        whole = record(book)

    def bare_each() -> None:
        for calls, link in zip(single, links, strict=True):
            redraw(calls, [link], BytesIO(), mask=True)

    def bare_book() -> None:
        redraw(whole, links, BytesIO(), mask=True)

    count = len(services)
    return [
        ratio(f"{count} leaflets, a file each, cold ÷ bare ReportLab", each, bare_each, most=1.5, rounds=3),
        ratio(f"{count} leaflets as one booklet ÷ bare ReportLab", book, bare_book, most=MOST, rounds=5),
    ]


def speeds(services: Collection[PublicService], ratios: Collection[Ratio]) -> Iterator[Speed]:
    """The same as leaflets a second, with the search for the codes' masks, and typst beside them."""
    cold, book = ratios
    count = len(services)
    yield Speed("a file each, cold", count / cold.ours * 1000)
    yield Speed("one booklet", count / book.ours * 1000, least=LEAST)
    yield Speed("bare ReportLab and qrcode, one file", count / book.bare * 1000)
    typst = _typst(services)
    if typst:
        yield typst


def _typst(services: Collection[PublicService]) -> Speed | None:
    from handouts import leaflet, tagged  # noqa: PLC0415 - loaded when it is measured

    options = leaflet.LeafletOptions(DAY)

    def render() -> None:
        contents = [leaflet.content(service, options) for service in services]
        tagged.render(contents, made_on=DAY, hosts=("gov.vn",))

    try:
        return Speed("typst, tagged, one file", len(services) / _seconds(render))
    except tagged.NoTaggedPdfError:
        return None


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def forget() -> None:
    """Empty everything that leaflets remember of each other."""
    from handouts import fonts, page, qr, typeset  # noqa: PLC0415 - loaded when it is measured

    for remembered in (
        fonts.width,
        page._wrapped,
        qr._symbol,
        qr._path,
        typeset._remembered,
        typeset._box,
        typeset._disc,
        typeset._label,
    ):  # there is no public way to forget
        remembered.cache_clear()


@dataclass(frozen=True, slots=True)
class Memory:
    """The most memory that the process had taken halfway through a booklet of `MANY`, and at its end, in MB."""

    half: float
    whole: float

    @property
    def is_flat(self) -> bool:
        """Whether the second half took no more than its bookkeeping."""
        return self.whole - self.half <= FLAT

    def __str__(self) -> str:
        verdict = "ok" if self.is_flat else "TOO MUCH"
        told = f"peak memory over {MANY} leaflets: {self.half:.0f} MB halfway, {self.whole:.0f} MB at the end"
        return f"{told}, grown by {self.whole - self.half:.1f} MB (≤ {FLAT})  {verdict}"


def memory(state: Path) -> Memory:
    """Measure it in a process of its own, since a process never gives its peak back."""
    command = [sys.executable, "-m", "tests.benchmarks.handout_speed", str(state)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return Memory(float(answer[0]), float(answer[1]))


class _Nowhere(RawIOBase):
    """Forgets what is written to it."""

    def write(self, content: bytes) -> int:  # type: ignore[override]  # bytes are all that is written
        """Take it all."""
        return len(content)


class _Many(Services):
    """The catalogue's services over and over, each read when its turn comes."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(catalog, ())
        self._codes = tuple(islice(cycle(catalog.codes()), MANY))


def main() -> None:
    """Write a booklet of `MANY` to nowhere and print the peak halfway and at the end."""
    from handouts import booklet, leaflet  # noqa: PLC0415 - loaded when it is measured

    catalog = Catalog(Path(sys.argv[1]))
    peaks: list[float] = []

    def note(done: int, total: int) -> None:
        if done == total // 2:
            peaks.append(_peak())

    nowhere = cast("BinaryIO", _Nowhere())
    booklet.write(nowhere, "Sổ tay", _Many(catalog), leaflet.LeafletOptions(DAY), progress=note)
    catalog.close()
    print(*peaks, _peak())


def _peak() -> float:
    """The most memory that this program had at once, in MB; getrusage would count its parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
