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

from services_catalog.paths import Folders
from services_catalog.settings import Office, Settings, changed
from tui.app import MotcuaApp
from tui.desk import Desk
from tui.handout_files import Form, made

HERE = Path(__file__).parent
MORNING = datetime(2026, 9, 25, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
OFFICE = Office(
    "Trung tâm Phục vụ hành chính công phường Tân Giang",
    "Phường Tân Giang, tỉnh Cao Bằng",
    "7 giờ 30 – 17 giờ",
    "",
)
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
        for name, size, keys in SCREENS:
            svg = asyncio.run(_screen(desk, size, keys))
            _to_png(svg, HERE / f"{name}.png", root)
        _paper(made(desk, ["1.004194"], Form.A5), HERE / "leaflet.png")
        desk.close()


async def _screen(desk: Desk, size: tuple[int, int], keys: Sequence[str]) -> str:
    app = MotcuaApp(desk)
    async with app.run_test(size=size, notifications=True) as pilot:
        for key in keys:
            await pilot.press(*([key] if key.startswith("f") and key[1:].isdigit() else list(key)))
            await app.workers.wait_for_complete()
            await pilot.pause(0.3)
        return app.export_screenshot(title="motcua")


def _to_png(svg: str, target: Path, scratch: Path) -> None:
    """Let Chromium draw the SVG with a font of this machine; the web font in it would need the network."""
    source = scratch / "screen.svg"
    source.write_text(svg.replace("Fira Code", "JetBrains Mono, Liberation Mono"), encoding="utf-8")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Cần chromium để chụp màn hình.")
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


def _paper(pdf: bytes, target: Path) -> None:
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number].render(scale=1.6).to_pil() for number in range(min(2, len(document)))]
    gap = 16
    sheet = pages[0].copy().resize((sum(page.width + gap for page in pages), pages[0].height + gap))
    sheet.paste("#8a949b", (0, 0, *sheet.size))
    left = gap // 2
    for page in pages:
        sheet.paste(page, (left, gap // 2))
        left += page.width + gap
    sheet.save(target, optimize=True)
    document.close()


if __name__ == "__main__":
    main()
