"""The settings of one desk: a small JSON file, readable by its owner alone, with no secrets in it.

A value that can't be used is told as a `DataProblem` and replaced by its default; the desk still opens.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from services_catalog.errors import DataProblem, SettingsError
from services_catalog.paths import write_whole
from services_catalog.vietnamese import clean

LONGEST_TEXT = 300
MOST_IDENTITY_DAYS = 90
PORTAL_HOST = "dichvucong.gov.vn"
_FORM = re.compile(r"(?:[a-z0-9][a-z0-9-]{0,39})?")


class Destination(StrEnum):
    """Where a finished leaflet goes."""

    OPEN = "open"
    PRINTER = "printer"
    FOLDER = "folder"


class Theme(StrEnum):
    """The looks of the desk."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Paper(StrEnum):
    """The sizes of paper a handout can be made for: two A5 on one A4 to cut, A3 for posters, rolls for slips."""

    A5 = "a5"
    A4 = "a4"
    A5X2 = "a5x2"
    A3 = "a3"
    ROLL = "80mm"


@dataclass(frozen=True, slots=True)
class Office:
    """What a leaflet says about the place that hands it out; empty lines are left out."""

    name: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a desk can choose.

    `link_template` may use {path} (the Portal's own path of the service) and {code}; `link_overrides` maps
    a code to a whole address; `link_hosts` are the only hosts, with their subdomains, that a QR code may
    name. `keys` maps an action's id to the keys that an office prefers. `favourites` are the codes that this
    desk pinned to its number keys. `form` is what was handed out last («a4», «large-print»), empty where only the
    `paper` of the leaflets is known. The three `count_` ones say what stands in the rates (see
    `indicators.Choices`). `identity_days` is for how long a name and three digits of a phone may be
    kept to call somebody back; 0, as it is until an office decides otherwise, means never. `language` is the other
    language that was last put on a handout, empty for none.
    """

    unit: str = ""
    officer: str = ""
    office: Office = field(default_factory=Office)
    theme: Theme = Theme.LIGHT
    paper: Paper = Paper.A5
    destination: Destination = Destination.OPEN
    printer: str = ""
    output_folder: str = ""
    copies: int = 1
    form: str = ""
    language: str = ""
    two_sided: bool = False
    link_template: str = f"https://{PORTAL_HOST}/{{path}}"
    link_overrides: Mapping[str, str] = field(default_factory=dict)
    link_hosts: tuple[str, ...] = ("gov.vn",)
    keys: Mapping[str, str] = field(default_factory=dict)
    favourites: tuple[str, ...] = ()
    count_postal: bool = True
    count_ministry: bool = False
    count_predecessors: bool = True
    identity_days: int = 0


def load(path: Path) -> tuple[Settings, list[DataProblem]]:
    """Read the settings and tell what in them could not be used; a missing file means the defaults."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError):
        return Settings(), [DataProblem(path.name, "Tệp cài đặt không đọc được; đang dùng giá trị mặc định.")]
    if not isinstance(raw, dict):
        return Settings(), [DataProblem(path.name, "Tệp cài đặt sai dạng; đang dùng giá trị mặc định.")]
    found = Settings()
    problems = []
    known = {each.name for each in fields(Settings)}
    for name, value in raw.items():
        if name not in known:
            problems.append(
                DataProblem(path.name, f"Mục «{clean(str(name), 40)}» không có trong chương trình; bỏ qua.")
            )
            continue
        try:
            found = replace(found, **{name: _checked(name, value)})
        except SettingsError as error:
            problems.append(
                DataProblem(path.name, f"Mục «{name}»: {error.message} Đang dùng giá trị mặc định.")
            )
    return found, problems


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all."""
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(path, f"{text}\n".encode())


def changed(settings: Settings, **values: Any) -> Settings:
    """Return the settings with these values checked and put in.

    Raises SettingsError with the reason, and then nothing has changed.
    """
    return replace(settings, **{name: _checked(name, value) for name, value in values.items()})


def _checked(name: str, value: Any) -> Any:
    check = _CHECKS.get(name, _text)
    return check(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise SettingsError("Giá trị phải là chữ.")
    return clean(value, LONGEST_TEXT)


def _office(value: Any) -> Office:
    if isinstance(value, Office):
        value = asdict(value)
    if not isinstance(value, dict) or set(value) - {each.name for each in fields(Office)}:
        raise SettingsError("Thông tin cơ quan sai dạng.")
    return Office(**{name: _text(text) for name, text in value.items()})


def _copies(value: Any) -> int:
    most = 500
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise SettingsError(f"Số bản in từ 1 đến {most}.")
    return value


def _identity_days(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_IDENTITY_DAYS:
        raise SettingsError(f"Số ngày giữ tên gọi từ 0 (không giữ) đến {MOST_IDENTITY_DAYS}.")
    return value


def _form(value: Any) -> str:
    if not isinstance(value, str) or not _FORM.fullmatch(value):
        raise SettingsError("Loại tờ in chỉ gồm chữ thường không dấu, số và gạch nối.")
    return value


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise SettingsError("Chỉ được ghi true hoặc false.")
    return value


def _template(value: Any) -> str:
    text = _text(value)
    try:
        example = text.format(path="thu-tuc-hanh-chinh/x", code="1.001193")
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise SettingsError("Mẫu địa chỉ chỉ được dùng {path} và {code}.") from error
    if urlsplit(example).scheme != "https":
        raise SettingsError("Mẫu địa chỉ phải bắt đầu bằng https://.")
    return text


def _overrides(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise SettingsError("Danh sách địa chỉ riêng sai dạng.")
    return {_text(code): _text(address) for code, address in value.items()}


def _favourites(value: Any) -> tuple[str, ...]:
    most = 9
    if not isinstance(value, list | tuple) or len(value) > most or len(set(value)) != len(value):
        raise SettingsError(f"Nhiều nhất {most} thủ tục ghim, mỗi thủ tục một lần.")
    return tuple(_text(code) for code in value)


def _hosts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise SettingsError("Cần ít nhất một tên miền được phép.")
    hosts = tuple(_text(host).lower().strip(".") for host in value)
    if not all(hosts) or not all(
        "." in host and set(host) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-") for host in hosts
    ):
        raise SettingsError("Tên miền được phép phải như gov.vn.")
    return hosts


_CHECKS: dict[str, Any] = {
    "office": _office,
    "copies": _copies,
    "form": _form,
    "two_sided": _yes_or_no,
    "count_postal": _yes_or_no,
    "count_ministry": _yes_or_no,
    "count_predecessors": _yes_or_no,
    "link_template": _template,
    "link_overrides": _overrides,
    "link_hosts": _hosts,
    "keys": _overrides,
    "favourites": _favourites,
    "identity_days": _identity_days,
}


def _choice(kind: type[StrEnum]) -> Any:
    def check(value: Any) -> StrEnum:
        try:
            return kind(value)
        except ValueError as error:
            raise SettingsError(f"Chỉ được chọn: {', '.join(kind)}.") from error

    return check


_CHECKS |= {"theme": _choice(Theme), "paper": _choice(Paper), "destination": _choice(Destination)}
