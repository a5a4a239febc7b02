"""A made-up quarter for tests: a desk with counts, registers, assisted submissions and prints, always the same ones.

Real units and services of Cao Bằng, invented figures, nobody in it.
"""

import random
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from services_catalog.counts import DossierCount, System
from services_catalog.levels import ServiceLevel
from services_catalog.model import UnitKind
from services_catalog.paths import Folders
from services_catalog.report import Report
from services_catalog.report_compile import close_quarter, report_of
from services_catalog.settings import Destination, Settings
from services_catalog.submission import Draft, HelperRole, HelpKind, PostalUse, ReasonNotFiled, Result
from tui.desk import Desk

SERVICES = (
    ("1.001193", "Thủ tục đăng ký khai sinh"),
    ("1.000656", "Thủ tục đăng ký khai tử"),
    ("1.000894", "Thủ tục đăng ký kết hôn"),
    ("2.000635", "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh"),
    ("1.004873", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"),
    ("1.004194", "Đăng ký tạm trú"),
    ("1.004222", "Đăng ký thường trú"),
    ("2.000908", "Thủ tục cấp bản sao từ sổ gốc"),
)
WARD, COMMUNE, DISTRICT, DEPARTMENT, LEAD, PROVINCE = "01273", "01290", "043", "CB-SOTP", "CB-SOKHCN", "H14"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Hand:
    """A clock that is set by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment it was set to."""
        return self.now

    def set(self, day: date, hour: int = 9) -> None:
        """Put it on the morning of a day."""
        self.now = datetime(day.year, day.month, day.day, hour, 30, tzinfo=VIETNAM)


def counts(units: Iterable[str], year: int, months: Iterable[int], seed: int = 984) -> list[DossierCount]:
    """Dossiers of these units; some services have none in some months, and one never comes in online."""
    chance = random.Random(seed)
    made = []
    for unit in units:
        for month in months:
            for code, _ in SERVICES:
                kind = chance.randrange(10)
                online = 0 if kind in {0, 1} or code == SERVICES[-1][0] else chance.randrange(60)
                in_person = 0 if kind in {0, 2} else chance.randrange(40)
                postal = chance.randrange(4) * (kind > 5)
                made.append(DossierCount(unit, date(year, month, 1), code, online, in_person, postal))
    return made


def units_of(desk: Desk, day: date, kinds: Iterable[UnitKind], at_most: int = 400) -> list[str]:
    """The codes of the units of some kinds on a day."""
    wanted = set(kinds)
    return [each.code for each in desk.organizations.on(day) if each.kind in wanted][:at_most]


def fill(desk: Desk, unit: str, day: date, *, units: Iterable[str] = (), registers: bool = True) -> None:
    """Put a whole quarter, up to `day`, into a desk: `unit` keeps the registers, `units` have dossiers too."""
    months = range(1, day.month + 1)
    desk.counts.replace(System.ONE_STOP, counts([unit, *units], day.year, months), file_name="mot-cua.xlsx")
    desk.levels.set("1.001193", ServiceLevel.FULL, date(day.year, 1, 1))
    desk.levels.set("1.000894", ServiceLevel.PARTIAL, date(day.year, 1, 1))
    if registers:
        fill_registers(desk, unit, day)
    fill_journal(desk, unit, day)
    desk.prints.count("1.001193", "a5", 120, unit=unit, destination=Destination.PRINTER)
    desk.prints.count("2.000635", "a4", 45, unit=unit, destination=Destination.PRINTER)
    desk.prints.count("", "booklet", 6, unit=unit, destination=Destination.PRINTER)


def fill_registers(desk: Desk, unit: str, day: date) -> None:
    """Some records in every register that the unit keeps."""
    kind = desk.organizations.get(unit).kind
    for name, records in _records(day).items():
        if kind in desk.plan.register(name).kinds:
            for values in records:
                desk.registers.add(name, unit, values)


def fill_journal(desk: Desk, unit: str, day: date) -> None:
    """Assisted submissions of the quarter's last two months."""
    chance = random.Random(unit)
    for _ in range(30):
        code, name = chance.choice(SERVICES)
        filed = chance.random() < 0.8
        desk.journal.log(
            Draft(
                day=date(day.year, day.month - chance.randrange(2), chance.randrange(1, 25)),
                service_code=code,
                service_name=name,
                unit=unit,
                officer="Nông Thị Bé",
                role=chance.choice([HelperRole.ONE_STOP, HelperRole.ONE_STOP, HelperRole.COMMUNITY]),
                help=chance.choice(list(HelpKind)),
                result=Result.FILED if filed else Result.NOT_FILED,
                reason=None if filed else ReasonNotFiled.NO_ACCOUNT,
                quantity=chance.randrange(1, 6),
                postal=chance.choice([PostalUse.NONE, PostalUse.NONE, PostalUse.RECEIVE, PostalUse.BOTH]),
            )
        )


def _records(day: date) -> dict[str, list[dict[str, Any]]]:
    event = day.replace(day=5).isoformat()
    lasting = date(day.year, 3, 1).isoformat()
    passed = dict.fromkeys(("login", "find", "fill", "attach", "pay", "submit", "track", "result"), "passed")
    return {
        "directives": [
            {
                "number": "112/KH-UBND",
                "issued": event,
                "type": "plan",
                "subject": "Đẩy mạnh sử dụng dịch vụ công trực tuyến những tháng cuối năm",
            },
            {
                "number": "87/CV-UBND",
                "issued": event,
                "type": "letter",
                "subject": "Về việc hướng dẫn người dân nộp hồ sơ trực tuyến <tại nhà văn hóa> & điểm bưu điện",
            },
        ],
        "level-review": [
            {
                "service": code,
                "name": name,
                "tier": "commune",
                "level": "3",
                "reviewed": lasting,
                "eligible": place < 3,
                "proposed": lasting,
            }
            for place, (code, name) in enumerate(SERVICES[:5])
        ],
        "online-only": [
            {
                "service": "2.000635",
                "name": SERVICES[3][1],
                "audience": "Cán bộ, công chức, viên chức",
                "decision": "45/QĐ-UBND",
                "starts": lasting,
                "announced": "Niêm yết tại bộ phận một cửa; đăng trang thông tin điện tử; phát đài truyền thanh",
                "told-office": True,
                "told-lead": True,
                "told-home": True,
            }
        ],
        "trial-runs": [
            {"service": "1.001193", "name": SERVICES[0][1], "day": event, "role": "one-stop", **passed},
            {
                "service": "1.000894",
                "name": SERVICES[2][1],
                "day": event,
                "role": "officer",
                **passed,
                "pay": "failed",
                "defect": "Không quay lại trang kê khai sau khi thanh toán",
                "fixed": day.isoformat(),
                "fix": "Đã báo đơn vị vận hành sửa",
            },
        ],
        "publicity": [
            {
                "day": event,
                "form": "radio",
                "topic": "Nộp hồ sơ khai sinh tại nhà",
                "quantity": 24,
                "reach": 3500,
            },
            {
                "day": event,
                "form": "meeting",
                "topic": "Họp thôn hướng dẫn cài VNeID",
                "quantity": 9,
                "reach": 412,
            },
            {"day": event, "form": "social", "topic": "Nhóm Zalo các thôn", "quantity": 15},
        ],
        "accounts": [
            {
                "bank": "Agribank Cao Bằng",
                "holder": "Ủy ban nhân dân",
                "not-personal": True,
                "not-shared": True,
                "opened": lasting,
                "declared-one-stop": lasting,
                "declared-portal": lasting,
            }
        ],
        "incentives": [
            {
                "form": "time",
                "subject": "Rút ngắn 01 ngày làm việc với hồ sơ nộp trực tuyến",
                "decision": "45/QĐ-UBND",
                "starts": lasting,
                "services": 12,
            }
        ],
        "village-teams": [
            {"team": "Tổ 1", "founded": lasting, "members": 6, "trained": 6, "people": 120, "households": 64},
            {"team": "Tổ 2", "founded": lasting, "members": 5, "trained": 4, "people": 88, "households": 51},
        ],
        "e-forms": [
            {
                "type": "process",
                "subject": "Quy trình cấp bản sao trích lục",
                "day": event,
                "before": 3,
                "after": 1,
            }
        ],
        "proposals": [
            {
                "type": "difficulty",
                "day": event,
                "text": "Nhiều người cao tuổi chưa có tài khoản VNeID mức 2",
            },
            {"type": "plan", "day": event, "text": "Mỗi tuần một buổi hướng dẫn lưu động tại các thôn xa"},
            {
                "type": "proposal",
                "day": event,
                "text": "Bổ sung máy quét cho điểm hỗ trợ",
                "to": "UBND tỉnh",
            },
            {"type": "model", "day": event, "text": "Tổ 1 giúp cả tổ dân phố nộp hồ sơ tại nhà văn hóa"},
        ],
    }


def opened(root: Path, state: Path, day: date) -> tuple[Desk, Hand]:
    """A desk of its own in a folder, with the finished catalogue of `state`, on the morning of a day."""
    clock = Hand(datetime(2020, 1, 1, tzinfo=VIETNAM))
    clock.set(day)
    folders = Folders(root / "data", root / "settings", state, root / "output")
    return Desk(folders, Settings(), clock=clock), clock


def closed(desk: Desk, unit: str, year: int, quarter: int, until: date) -> None:
    """Close a quarter."""
    close_quarter(desk.report_sources(), desk.counts, unit, year, quarter, until)


def report(desk: Desk, unit: str, year: int, quarter: int, until: date | None = None) -> Report:
    """A unit's report as the desk writes it."""
    return report_of(desk.report_sources(), unit, year, quarter, until, desk.today)


def reports(root: Path, state: Path) -> dict[str, Report]:
    """The reports that tests look at: a commune, a district of 2022, a department, the province, an empty one."""
    made = {}
    for name, unit, year in (
        ("commune", WARD, 2026),
        ("district", DISTRICT, 2022),
        ("department", DEPARTMENT, 2026),
    ):
        september, december = date(year, 9, 27), date(year, 12, 27)
        desk, clock = opened(root / name, state, september)
        below = [each.code for each in desk.organizations.members_of(unit, september)][:4]
        fill(desk, unit, september, units=below, registers=False)
        closed(desk, unit, year, 3, september)
        clock.set(december)
        fill(desk, unit, december, units=below)
        made[name] = report(desk, unit, year, 4)
        desk.close()
    desk, _ = opened(root / "province", state, date(2026, 12, 29))
    units = units_of(desk, date(2026, 12, 29), [UnitKind.DEPARTMENT], 4)
    units += units_of(desk, date(2026, 12, 29), [UnitKind.COMMUNE], 8)
    fill(desk, LEAD, date(2026, 12, 27), units=units)
    for unit in units[:7]:
        closed(desk, unit, 2026, 4, date(2026, 12, 27))
    made["province"] = report(desk, LEAD, 2026, 4)
    desk.close()
    desk, _ = opened(root / "empty", state, date(2026, 12, 27))
    made["empty"] = report(desk, WARD, 2026, 4)
    desk.close()
    return made
