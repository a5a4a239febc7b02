"""Ctrl+L: the office's own words in another language are written, changed and taken away, and F2 prints them."""

from pathlib import Path

from textual import events
from textual.pilot import Pilot

from tests.tui.driving import NARROW, asked, focused, opened, seen, settled, shown, told, top
from tui.desk import Desk
from tui.handout_files import Form
from tui.languages import keep_text, texts, texts_file
from tui.screens.language import LanguageScreen
from tui.screens.print import PrintScreen

BIRTH = "1.001193"


async def _writing(pilot: Pilot[None]) -> LanguageScreen:
    await asked(pilot, BIRTH)
    await pilot.press("ctrl+l")
    await settled(pilot)
    return shown(pilot, LanguageScreen)


async def test_words_are_written_saved_and_found_again(desk: Desk) -> None:
    """Without it an office could print its Tày words only by editing a file by hand."""
    async with opened(desk, NARROW) as pilot:
        screen = await _writing(pilot)
        assert "máy không dịch" in seen(pilot)
        screen.language.value = "Nùng"
        await pilot.press(
            "tab", *"vie", "backspace", *"êt", "backspace", "backspace", *"ệt", "enter", *"2", "f2"
        )
        await settled(pilot)
        assert "Đã lưu khối chữ tiếng Nùng." in seen(pilot)
        await pilot.press("escape")
        again = await _writing(pilot)
        assert (again.language.value, again.area.text) == ("Nùng", "việt\n2")
    ((kept,),) = texts(desk).values()
    assert (kept.language, kept.text) == ("Nùng", "việt\n2")


async def test_words_can_be_taken_away(desk: Desk) -> None:
    """Without it a text that turned out wrong would be printed for ever."""
    keep_text(desk, BIRTH, "Tày", "một")
    keep_text(desk, BIRTH, "Mông", "hai")
    async with opened(desk) as pilot:
        screen = await _writing(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert "Đã bỏ khối chữ tiếng Tày." in seen(pilot)
        await pilot.press("f8")
        assert "Chưa có khối chữ tiếng Tày." in seen(pilot)
        screen.language.value = "Mông"
        await pilot.pause()
        assert screen.area.text == "hai"
        screen.area.text = " "
        await pilot.press("f2")
        await settled(pilot)
    assert not any(texts(desk).values())


async def test_letters_that_cannot_be_printed_are_named(desk: Desk) -> None:
    """Without it the paper would come out with question marks, and what was typed be lost."""
    async with opened(desk) as pilot:
        screen = await _writing(pilot)
        screen.area.text = "Cur ꓮ"
        await pilot.press("f2")
        await settled(pilot)
        assert "Phông chữ trên tờ rơi thiếu: ꓮ." in seen(pilot)
        assert focused(pilot) is screen.area
        screen.area.text = "x" * 1501
        await settled(pilot)
        assert "Dài quá 1 chữ." in seen(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert "nội dung dài nhất" in seen(pilot)
    assert not texts_file(desk).exists()


async def test_a_paste_is_cleaned_line_by_line(desk: Desk) -> None:
    """Without it what was copied from a web page would bring control codes, or lose its lines."""
    async with opened(desk) as pilot:
        screen = await _writing(pilot)
        screen.area.focus()
        screen.area.post_message(events.Paste("a\x1b[2J\r\nb"))
        await settled(pilot)
        assert screen.area.text == "a [2J\nb"
        await pilot.press("home", "delete", "right", "left", "left", "left")
        screen.area.text = "e"
        screen.area.move_cursor((0, 1))
        screen.area.post_message(events.Key("\u0302", "\u0302"))
        await settled(pilot)
        assert screen.area.text == "ê"


async def test_f2_prints_the_words_and_remembers_the_language(desk: Desk, tmp_path: Path) -> None:
    """Without it the words would be written and never reach a paper, or have to be asked for each time."""
    keep_text(desk, BIRTH, "tay", "Pây nộp hồ sơ")
    desk.change_settings(destination="folder", output_folder=str(tmp_path / "out"))
    async with opened(desk) as pilot:
        await asked(pilot, BIRTH)
        await pilot.press("f2")
        await settled(pilot)
        screen = shown(pilot, PrintScreen)
        screen.form.value = Form.TEXT
        screen.language.value = "Tày"
        await settled(pilot)
        assert "Pây nộp hồ sơ" in str(screen.preview.content)
        screen.form.value = Form.SPEECH
        await settled(pilot)
        assert "Pây nộp hồ sơ" not in str(screen.preview.content)
        screen.form.value = Form.TEXT
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert shown(pilot, PrintScreen).language.value == "Tày"
        await pilot.press("ctrl+l")
        await settled(pilot)
        shown(pilot, LanguageScreen)
        await pilot.press("f8")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert shown(pilot, PrintScreen).language.count == 1
    (file,) = (tmp_path / "out").iterdir()
    assert file.name == f"{BIRTH}-text-tay_{desk.today}.txt"
    assert "Tiếng Tày:\nPây nộp hồ sơ" in file.read_text(encoding="utf-8")


async def test_what_was_typed_is_not_lost_unasked(desk: Desk) -> None:
    """Without it a look at another language, or a slip onto Esc, would cost a page of careful typing."""
    async with opened(desk) as pilot:
        screen = await _writing(pilot)
        screen.area.text = "Pây"
        await settled(pilot)
        screen.language.action_turn(1)
        await settled(pilot)
        assert screen.area.text == ""
        screen.language.action_turn(-1)
        await settled(pilot)
        assert screen.area.text == "Pây"
        await pilot.press("escape")
        await settled(pilot)
        assert top(pilot) is screen
        assert "Chưa lưu tiếng Tày." in seen(pilot)
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert top(pilot) is not screen
        screen = await _writing(pilot)
        screen.area.text = "khác"
        await settled(pilot)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert top(pilot) is not screen
    ((kept,),) = texts(desk).values()
    assert kept.text == "Pây"


async def test_a_service_without_words_leaves_the_choice_alone(desk: Desk, tmp_path: Path) -> None:
    """Without it one leaflet of a service that has none would switch the language off for all others."""
    keep_text(desk, BIRTH, "Tày", "Pây")
    desk.change_settings(destination="folder", output_folder=str(tmp_path / "out"), language="Tày")
    async with opened(desk) as pilot:
        await asked(pilot, "1.004194")
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
    assert desk.settings.language == "Tày"


async def test_a_torn_file_is_told_and_never_overwritten(desk: Desk) -> None:
    """Without it one broken file would cost all other texts, or stop the leaflets in Vietnamese."""
    texts_file(desk).parent.mkdir(parents=True, exist_ok=True)
    texts_file(desk).write_bytes(b"{")
    async with opened(desk) as pilot:
        screen = await _writing(pilot)
        assert "Tệp không đọc được" in seen(pilot)
        screen.area.text = "mới"
        await pilot.press("f2")
        await settled(pilot)
        assert "Tệp không đọc được" in seen(pilot)
        await pilot.press("escape", "escape", "f2")
        await settled(pilot)
        assert "1.001193" in str(shown(pilot, PrintScreen).preview.content)
        assert "Tệp không đọc được" in seen(pilot)
        await pilot.press("escape")
        assert top(pilot) is not screen
        assert told(pilot) == ""
    assert texts_file(desk).read_bytes() == b"{"
