"""The number keys of an empty box: what the desk pinned, then what it files most."""

from services_catalog.submission import Draft
from tests.tui.driving import app_of, asked, entered, opened, seen, settled, told
from tui.desk import Desk


async def test_pinned_services_answer_to_their_number(desk: Desk) -> None:
    """Without it the five services of every day would have to be typed every time."""
    async with opened(desk) as pilot:
        main = app_of(pilot).main
        for code in ("1.000894", "1.004194"):
            await asked(pilot, code)
            await pilot.press("f9")
            await settled(pilot)
        assert "phím 2" in told(pilot)
        await asked(pilot, "")
        assert [hit.code for hit in main.list.rows[:2]] == ["1.000894", "1.004194"]
        assert "phím 1" in seen(pilot)
        await asked(pilot, "2")
        assert main.hit
        assert main.hit.code == "1.004194"
        assert len(main.list.rows) > 1
        await asked(pilot, "2.0")
        assert all(hit.code.startswith("2.0") for hit in main.list.rows)
        await asked(pilot, "1.000894")
        await pilot.press("f9")
        await settled(pilot)
        assert "bỏ ghim" in told(pilot)
    assert desk.settings.favourites == ("1.004194",)


async def test_what_the_desk_files_comes_next(desk: Desk) -> None:
    """Without it nobody would get number keys without pinning first."""
    entered(desk)
    desk.journal.log(Draft(day=desk.today, service_code="1.001612", service_name="x"))
    async with opened(desk) as pilot:
        assert app_of(pilot).main.list.rows[0].code == "1.001612"
        assert "Phím số" in seen(pilot)


async def test_ten_are_too_many(desk: Desk) -> None:
    """Without it the tenth pin would push one off its key unseen."""
    codes = desk.catalog.codes()[:10]
    desk.change_settings(favourites=tuple(codes[:9]))
    async with opened(desk) as pilot:
        await asked(pilot, codes[9])
        await pilot.press("f9")
        await settled(pilot)
        assert "Nhiều nhất 9" in told(pilot)
    assert desk.settings.favourites == tuple(codes[:9])


async def test_a_stranger_is_told_so(desk: Desk) -> None:
    """Without it ten random services would look like an answer."""
    async with opened(desk) as pilot:
        await asked(pilot, "tối nay mưa hay nắng vậy bạn")
        assert "Không" in seen(pilot).splitlines()[3]
