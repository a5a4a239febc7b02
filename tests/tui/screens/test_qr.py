"""F4: a phone can scan the code from the monitor."""

import zxingcpp
from PIL import Image
from textual.pilot import Pilot

from tests.tui.driving import app_of, asked, opened, seen, settled, shown, top
from tui.desk import Desk
from tui.screens.qr import QrScreen

MODULE = 4
"""Pixels a module."""
BLOCKS = {" ": (255, 255), "▀": (0, 255), "▄": (255, 0), "█": (0, 0)}


def _picture(pilot: Pilot[None]) -> Image.Image:
    """The screen as a phone sees it: each character two modules, each with the colour it is painted in."""
    strips = pilot.app.screen._compositor.render_strips()  # the colours are what matters here
    width, height = pilot.app.size
    image = Image.new("L", (width, 2 * height), 128)
    for y, strip in enumerate(strips):
        x = 0
        for segment in strip:
            style = segment.style
            white = style and style.bgcolor and style.bgcolor.get_truecolor() == (255, 255, 255)
            black = style and style.color and style.color.get_truecolor() == (0, 0, 0)
            for character in segment.text:
                if white and (black or character == " ") and character in BLOCKS:
                    upper, lower = BLOCKS[character]
                    image.putpixel((x, 2 * y), upper)
                    image.putpixel((x, 2 * y + 1), lower)
                x += 1
    return image.resize((width * MODULE, 2 * height * MODULE), Image.Resampling.NEAREST)


async def test_the_code_on_the_screen_can_be_scanned(desk: Desk) -> None:
    """Without it a code could be painted in the theme's colours, cut off, or lead elsewhere."""
    desk.change_settings(theme="dark")
    for size in ((120, 40), (80, 24)):
        async with opened(desk, size) as pilot:
            await asked(pilot, "1.001193")
            await pilot.press("f4")
            await settled(pilot)
            screen = shown(pilot, QrScreen)
            assert "mã 1.001193" in seen(pilot)
            (found,) = zxingcpp.read_barcodes(_picture(pilot))
            assert found.text == screen.address
            assert found.text.startswith("https://dichvucong.gov.vn/")
            await pilot.press("f4")
            assert top(pilot) is app_of(pilot).main


async def test_a_window_too_small_for_the_code_says_so(desk: Desk) -> None:
    """Without it half a code would be shown that no phone can read."""
    async with opened(desk, (60, 14)) as pilot:
        await asked(pilot, "1.001193")
        await pilot.press("f4")
        await settled(pilot)
        assert "Phóng to cửa sổ" in seen(pilot)
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert zxingcpp.read_barcodes(_picture(pilot))
