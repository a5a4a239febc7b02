"""F3: an assisted submission in three keys, and nothing that must not be kept."""

from datetime import date
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from services_catalog.activity import compile_activity
from services_catalog.errors import DiskFullError
from services_catalog.model import Channel
from services_catalog.submission import AssistedSubmission, Draft, PostalUse, ReasonNotFiled, Result
from tests.tui.driving import (
    NARROW,
    app_of,
    asked,
    entered,
    focused,
    opened,
    seen,
    settled,
    shown,
    told,
    top,
    until,
)
from tui.desk import Desk
from tui.screens.double import DoubleScreen
from tui.screens.log import LogScreen
from tui.screens.unit import UnitScreen

DAY = date(2026, 9, 25)


def _logged(desk: Desk) -> list[AssistedSubmission]:
    return desk.journal.find(DAY, DAY, include_void=True)


async def _form(pilot: Pilot[None], code: str = "1.001193") -> LogScreen:
    await asked(pilot, code)
    await pilot.press("f3")
    await settled(pilot)
    return shown(pilot, LogScreen)


async def test_the_first_entry_asks_who_works_here(desk: Desk) -> None:
    """Without it the first entry would be nobody's, or the desk would ask again and again."""
    async with opened(desk) as pilot:
        await asked(pilot, "1.001193")
        await pilot.press("f3")
        await settled(pilot)
        shown(pilot, UnitScreen)
        await pilot.press(*"thuc phan", "enter", *"Be", "enter")
        await settled(pilot)
        shown(pilot, LogScreen)
        await pilot.press("enter")
        await settled(pilot)
        (entry,) = _logged(desk)
        assert (entry.unit, entry.officer, entry.service_code) == ("01273", "Be", "1.001193")
        assert (entry.result, entry.channel, entry.quantity) == (Result.FILED, Channel.ONLINE, 1)
        assert "Phường Thục Phán – Be" in seen(pilot)
        assert app_of(pilot).main.status.tally == "Hôm nay 1 lượt"
        await pilot.press("f3")
        await settled(pilot)
        shown(pilot, LogScreen)


async def test_two_keys_log_and_one_undoes(desk: Desk) -> None:
    """Without it the common case would need more keys, and a slip could not be taken back."""
    entered(desk)
    async with opened(desk) as pilot:
        await asked(pilot, "1.001193")
        await pilot.press("f3", "enter")
        await settled(pilot)
        assert [entry.voided for entry in _logged(desk)] == [False]
        assert "Ctrl+Z" in told(pilot)
        assert focused(pilot) is app_of(pilot).main.box
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert [entry.voided for entry in _logged(desk)] == [True]
        assert told(pilot).count("Đã huỷ lượt vừa ghi") == 1
        assert app_of(pilot).main.status.tally == "Hôm nay 0 lượt"
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert "Không có lượt nào vừa ghi" in told(pilot)
    assert len(_logged(desk)) == 1


async def test_what_was_not_filed_says_why(desk: Desk) -> None:
    """Without it the reason could not be given, or would stay on an entry that was filed after all."""
    entered(desk)
    async with opened(desk, NARROW) as pilot:
        screen = await _form(pilot)
        fields = [
            each for each in screen.query("VietInput, Choice") if each not in (screen.reason, screen.why)
        ]
        assert len(fields) == 11
        assert all(each.region for each in fields)
        assert "Lý do chưa nộp" not in seen(pilot)
        await pilot.press("right", "down")
        assert focused(pilot) is screen.reason
        assert "Lý do chưa nộp" in seen(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
    (entry,) = _logged(desk)
    assert (entry.result, entry.reason) == (Result.NOT_FILED, ReasonNotFiled.NO_ACCOUNT)


async def test_a_wrong_value_is_refused_and_told(desk: Desk) -> None:
    """Without it impossible figures and citizens' numbers would get into the journal."""
    entered(desk)
    async with opened(desk) as pilot:
        screen = await _form(pilot)
        right = {"quantity": "1", "day": "25/09/2026", "dossier": "", "note": ""}
        wrong = (
            ("quantity", "0", "Số hồ sơ từ 1 đến 999."),
            ("quantity", "1e2", "Số hồ sơ từ 1 đến 999."),
            ("day", "31/02/2026", "Ngày viết như"),
            ("day", "26/09/2026", "ở tương lai"),
            ("day", "31/12/2021", "quá xưa"),
            ("note", "CCCD 004201000123", "giấy tờ tuỳ thân"),
            ("note", "gọi 0912 345 678", "số điện thoại"),
            ("dossier", "004201000123", "giấy tờ tuỳ thân"),
        )
        for field, value, reason in wrong:
            getattr(screen, field).value = value
            await settled(pilot)
            await pilot.press("enter")
            await settled(pilot)
            assert top(pilot) is screen
            assert reason in seen(pilot)
            assert focused(pilot) is getattr(screen, field)
            getattr(screen, field).value = right[field]
        assert not told(pilot)
        assert not _logged(desk)
        await pilot.press("escape")
        await settled(pilot)
    assert not _logged(desk)


async def test_an_odd_dossier_code_warns_and_is_kept(desk: Desk) -> None:
    """Without it the officer would not see a slip, or a code of another system could not be logged."""
    entered(desk)
    async with opened(desk) as pilot:
        screen = await _form(pilot)
        screen.dossier.value = "abc-12"
        await settled(pilot)
        assert "dạng lạ" in seen(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "dạng lạ" in told(pilot)
        screen = await _form(pilot)
        screen.dossier.value = "ABC-12"
        await until(pilot, lambda: "đã ghi ngày 25/09/2026" in seen(pilot))
    assert [entry.dossier for entry in _logged(desk)] == ["ABC-12"]


async def test_an_impatient_enter_logs_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a double Enter on a slow disk would count one dossier twice."""
    entered(desk)
    ready, log = Event(), desk.journal.log

    def slow(draft: Draft, **how: Any) -> AssistedSubmission:
        ready.wait(20)
        return log(draft, **how)

    monkeypatch.setattr(desk.journal, "log", slow)
    async with opened(desk) as pilot:
        await _form(pilot)
        await pilot.press("enter", "enter", "f3")
        ready.set()
        await settled(pilot)
        assert top(pilot) is app_of(pilot).main
    assert len(_logged(desk)) == 1


async def test_a_full_disk_is_told_and_the_form_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it what was typed would be lost, or an entry would be believed that was never saved."""
    entered(desk)

    def full(_draft: Draft, **_how: Any) -> AssistedSubmission:
        raise DiskFullError

    async with opened(desk) as pilot:
        screen = await _form(pilot)
        screen.note.value = "hai mẹ con"
        with monkeypatch.context() as patch:
            patch.setattr(desk.journal, "log", full)
            await pilot.press("enter")
            await settled(pilot)
            assert top(pilot) is screen
            assert "Ổ đĩa đã đầy" in seen(pilot)
            assert "Đã ghi" not in told(pilot)
        await pilot.press("enter")
        await settled(pilot)
    assert [entry.note for entry in _logged(desk)] == ["hai mẹ con"]


async def test_the_form_knows_what_went_before(desk: Desk) -> None:
    """Without it a printed leaflet would go uncounted, and an offline service would be logged as filed online."""
    entered(desk)
    async with opened(desk) as pilot:
        await asked(pilot, "1.001193")
        await pilot.press("f2", "left", "enter")
        await settled(pilot)
        screen = await _form(pilot)
        assert screen.leaflet.value
        await pilot.press("escape")
        offline = await _form(pilot, "1.003583")
        assert offline.channel.value is Channel.IN_PERSON
        assert not offline.leaflet.value


async def test_a_dossier_is_counted_again_only_on_purpose(desk: Desk) -> None:
    """Without it two officers would count one dossier twice, or an impatient Enter would."""
    entered(desk)
    code = "H14.12-260925-0001"
    async with opened(desk) as pilot:
        for keys, entries in ((["enter"], 1), (["enter", "enter", "enter"], 1), (["f9"], 2)):
            screen = await _form(pilot)
            screen.dossier.value = code
            await pilot.press("enter")
            await settled(pilot)
            if not _logged(desk) or top(pilot) is app_of(pilot).main:
                continue
            question = shown(pilot, DoubleScreen)
            assert "đã ghi ngày 25/09/2026, Nông Thị Bé" in question.told
            for key in keys:
                await pilot.press(key)
                await settled(pilot)
                if key == "enter" and top(pilot) is screen:
                    break
            assert len(_logged(desk)) == entries
            if top(pilot) is screen:
                await pilot.press("escape")
                await settled(pilot)
    assert len(_logged(desk)) == 2


async def test_what_was_typed_outlives_a_crash(desk: Desk) -> None:
    """Without it a power cut in the middle of a form would cost what was typed."""
    entered(desk)
    async with opened(desk) as pilot:
        screen = await _form(pilot)
        assert not desk.unfinished.all()
        screen.note.value = "hai mẹ con"
        screen.quantity.value = "x"
        await settled(pilot)
        await pilot.press("right")
        await settled(pilot)
    desk.__dict__.pop("unfinished")  # another program
    async with opened(desk, (120, 40)) as pilot:
        assert "Còn lượt ghi dở" in told(pilot)
        screen = await _form(pilot)
        assert (screen.note.value, screen.result.value) == ("hai mẹ con", Result.NOT_FILED)
        assert "bỏ dở lúc 09:30" in seen(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert not desk.unfinished.all()
        screen = await _form(pilot)
        assert screen.note.value == ""
        screen.note.value = "thôi"
        await settled(pilot)
        assert desk.unfinished.all()
        await pilot.press("escape")
        await settled(pilot)
        assert not desk.unfinished.all()
    assert [entry.note for entry in _logged(desk)] == ["hai mẹ con"]


async def test_a_draft_of_what_was_logged_is_not_offered_again(desk: Desk) -> None:
    """Without it a crash right after saving would have the entry logged twice."""
    entered(desk)
    entry_id = desk.journal.reserve()
    draft = Draft(day=DAY, service_code="1.001193", service_name="Đăng ký khai sinh", note="rồi")
    desk.journal.log(draft, entry_id=entry_id)
    desk.unfinished.keep(draft, entry_id)
    async with opened(desk) as pilot:
        screen = await _form(pilot)
        assert screen.note.value == ""
        assert screen.entry_id != entry_id


async def test_several_services_for_one_visit(desk: Desk) -> None:
    """Without it the same person's answers would be typed for each paper, and count as several visitors."""
    entered(desk)
    async with opened(desk) as pilot:
        await pilot.press("ctrl+n")
        assert "Chưa có lượt nào" in told(pilot)
        screen = await _form(pilot)
        screen.people.value = True
        screen.postal.value = PostalUse.RECEIVE
        await pilot.press("enter")
        await settled(pilot)
        for _ in range(2):
            await pilot.press("ctrl+n")
            assert "Cùng lượt với" in told(pilot)
            screen = await _form(pilot, "2.000635")
            assert "Ghi tiếp cùng lượt" in seen(pilot)
            assert (screen.people.value, screen.postal.value) == (True, PostalUse.RECEIVE)
            await pilot.press("enter")
            await settled(pilot)
        screen = await _form(pilot, "2.000635")
        assert screen.draft.visit == ""
        await pilot.press("escape")
    third, second, first = _logged(desk)
    assert first.visit == ""
    assert second.visit == third.visit == first.id
    assert compile_activity(desk.journal, DAY, DAY).visits == 1


async def test_a_name_only_where_the_office_keeps_names_and_the_person_was_told(desk: Desk) -> None:
    """Without it names of citizens would be kept by default, or without anybody telling them."""
    entered(desk)
    async with opened(desk) as pilot:
        screen = await _form(pilot)
        assert not screen.query("#row-name")
        await pilot.press("escape")
        desk.change_settings(identity_days=30)
        screen = await _form(pilot)
        screen.name_field.value = "Chị Hoa"
        screen.phone.value = "678"
        await settled(pilot)
        assert not desk.unfinished.all()
        await pilot.press("enter")
        await settled(pilot)
        assert "Phải thông báo" in seen(pilot)
        assert focused(pilot) is screen.informed
        await pilot.press("right", "enter")
        await settled(pilot)
    (entry,) = _logged(desk)
    assert desk.identities.masked([entry.id]) == {entry.id: "C••• ĐT •••"}
