"""Takes the README's pictures: screens by Textual and Chromium, paper by PDFium."""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
from PIL.Image import Image

from handouts import missing, poster
from services_catalog.model import Channel
from services_catalog.paths import Folders
from services_catalog.settings import Office, Paper, Settings, changed
from tui.app import MotcuaApp
from tui.desk import Desk
from tui.handout_files import Details, Form, leaflet_options, made
from tui.languages import keep_text, texts_in

HERE = Path(__file__).parent
MORNING = datetime(2026, 9, 25, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
OFFICE = Office(
    "Trung tâm Phục vụ hành chính công phường Tân Giang",
    "Phường Tân Giang, tỉnh Cao Bằng",
    "7 giờ 30 – 17 giờ",
    "",
)
COLOURS = 24
OTHER_LANGUAGE = ("Tày", "(Khối chữ này do cơ quan viết bằng tiếng Tày.)")
"""Words that claim no more than they are: nobody here writes Tày for an office."""
SCREENS: Sequence[tuple[str, tuple[int, int], Sequence[str]]] = (
    ("desk", (120, 34), ("dang ky tam tru",)),
    ("narrow", (80, 24), ("ket hon",)),
    ("log", (100, 30), ("khai sinh", "f3")),
)


def main() -> None:
    """Take every picture anew."""
    with tempfile.TemporaryDirectory() as home:
        root = Path(home)
        folders = Folders(*(root / name for name in ("data", "settings", "state", "output")))
        settings = changed(Settings(), unit="01288", officer="Nông Thị Lan", office=OFFICE)
        desk = Desk(folders, settings, clock=lambda: MORNING)
        desk.catalog.ensure()
        keep_text(desk, "1.004194", *OTHER_LANGUAGE)
        _papers(desk)
        browser = shutil.which("chromium") or shutil.which("google-chrome")
        for name, size, keys in SCREENS if browser else ():
            svg = asyncio.run(_screen(desk, size, keys))
            _to_png(str(browser), svg, HERE / f"{name}.png", root)
        desk.close()
    if browser is None:
        sys.exit("Chưa chụp màn hình: cần chromium. Các tờ giấy đã xong.")


def _papers(desk: Desk) -> None:
    """A leaflet, a poster with words in another language, and what is small: a slip and a list of missing papers."""
    code = "1.004194"
    _paper([made(desk, [code], Form.A5)], HERE / "leaflet.png")
    texts = texts_in(desk, OTHER_LANGUAGE[0])
    service = desk.catalog.service(code)
    on_wall = poster.render([service], Paper.A4, desk.settings, desk.today, texts)
    leaflet = made(desk, [code], Form.LARGE, Details((), frozenset({Channel.ONLINE})))
    _paper([on_wall, leaflet], HERE / "poster.png", scale=1.15)
    rest = missing.render(service, {0}, leaflet_options(desk, Form.A5))
    slip = made(desk, [code], Form.ROLL, Details(dossier="G01.899.103-260925-0001"))
    _paper([slip, rest], HERE / "small.png", scale=1.5)


async def _screen(desk: Desk, size: tuple[int, int], keys: Sequence[str]) -> str:
    app = MotcuaApp(desk)
    async with app.run_test(size=size, notifications=True) as pilot:
        for key in keys:
            await pilot.press(*([key] if key.startswith("f") and key[1:].isdigit() else list(key)))
            await app.workers.wait_for_complete()
            await pilot.pause(0.3)
        return app.export_screenshot(title="motcua")


def _to_png(browser: str, svg: str, target: Path, scratch: Path) -> None:
    """Let Chromium draw the SVG with a font of this machine; the web font in it would need the network."""
    source = scratch / "screen.svg"
    source.write_text(svg.replace("Fira Code", "JetBrains Mono, Liberation Mono"), encoding="utf-8")
    width, height = (float(part) for part in svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split())
    page = scratch / "page.html"
    page.write_text(
        f'<body style="margin:0"><img src="{source.name}" style="width:{width:.0f}px"></body>',
        encoding="utf-8",
    )
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-background-networking",
    ]
    shot = [
        f"--screenshot={target}",
        f"--window-size={width:.0f},{height:.0f}",
        f"--user-data-dir={scratch / 'browser'}",
    ]
    subprocess.run([browser, *options, *shot, page.as_uri()], check=True, capture_output=True)


def _paper(pdfs: Sequence[bytes], target: Path, scale: float = 1.6) -> None:
    """The first two pages of each file beside each other on grey, in as many colours as ink and paper need."""
    pages = [page for pdf in pdfs for page in _pages(pdf, scale)]
    gap = 16
    height = max(page.height for page in pages) + gap
    sheet = pages[0].copy().resize((sum(page.width + gap for page in pages), height))
    sheet.paste("#8a949b", (0, 0, *sheet.size))
    left = gap // 2
    for page in pages:
        sheet.paste(page, (left, gap // 2))
        left += page.width + gap
    sheet.quantize(COLOURS).save(target, optimize=True)


def _pages(pdf: bytes, scale: float) -> list[Image]:
    document = pypdfium2.PdfDocument(pdf)
    found = [document[number].render(scale=scale).to_pil() for number in range(min(2, len(document)))]
    document.close()
    return found


if __name__ == "__main__":
    main()
