"""The bundled facts, made from the collected table of the Portal's procedures.

    python -m services_catalog.exchange.facts_csv PATH/TO/services.csv

Which rows belong on a desk in Cao Bằng: procedures of the State as a whole and the province's own; neither
those that another province issued, nor the internal ones, nor deletions, nor what is no longer in force.
Of the 5,771 rows of 18/07/2026 the columns and codes alone leave 4,589. Ten of these bear a local issuer
without the flag (nine of Hà Nội, one of Quảng Ngãi), so 4,579 are bundled.

Only facts are taken over. What is not known is left out, because an empty place is told as «not known»,
while a guess would be printed. So are the departments of other provinces that the Portal names for all
(in 173 services, of which 84 then name no authority), and times that are prose (82).

A broken row is told with its line and the others are still written.
"""

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from services_catalog.errors import DataProblem, FileProblemError, MotcuaError
from services_catalog.exchange.fact_rules import (
    LONGEST_TIME,
    OUR_PROVINCE,
    audience,
    competent,
    decision,
    fact_text,
    is_elsewhere,
    result,
    sector_name,
)
from services_catalog.model import AdminLevel, Channel, FeeStatus
from services_catalog.paths import write_whole
from services_catalog.settings import PORTAL_HOST
from services_catalog.vietnamese import fold

DATA = Path(__file__).parents[1] / "data"
COLLECTED = date(2026, 7, 18)
IN_FORCE = {"active", "newer"}
LONGEST_SLUG = 60

LIFE_EVENTS = {
    "co-con-nho": "Có con nhỏ",
    "cu-tru-va-giay-to-tuy-than": "Cư trú và giấy tờ tùy thân",
    "dien-luc-nha-o-dat-dai": "Điện lực, nhà ở, đất đai",
    "giai-quyet-khieu-kien": "Giải quyết khiếu kiện",
    "hoc-tap": "Học tập",
    "hon-nhan-va-gia-dinh": "Hôn nhân và gia đình",
    "huu-tri": "Hưu trí",
    "nguoi-than-qua-doi": "Người thân qua đời",
    "phuong-tien-va-nguoi-lai": "Phương tiện và người lái",
    "suc-khoe-va-y-te": "Sức khỏe và y tế",
    "viec-lam": "Việc làm",
}

Row = Mapping[str, str]
Record = dict[str, Any]

_COLUMNS = {
    "code",
    "name",
    "sector",
    "issuing_agency",
    "agency",
    "admin_levels",
    "channels",
    "full_process",
    "processing_time",
    "processing_time_source",
    "fee_status",
    "subjects",
    "result",
    "decision_no",
    "portal_updated_at",
    "url",
    "life_event",
    "issued_by_a_province",
    "internal",
    "status",
}
_LEVELS = {
    "Cấp Bộ": AdminLevel.MINISTRY,
    "Cấp tỉnh": AdminLevel.PROVINCE,
    "Cấp xã": AdminLevel.COMMUNE,
    "Cơ quan ngành dọc": AdminLevel.SECTORAL,
}
_CODE = re.compile(r"\d\.\d{6}")
_DELETED = "-Xoa"
_PAGE = re.compile(
    rf"https://{re.escape(PORTAL_HOST)}/([a-z-]+/[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})"
)


class Facts(NamedTuple):
    """What was read: the records by sector, what was wrong, and how many rows do not belong here."""

    sectors: dict[str, list[Record]]
    problems: list[DataProblem]
    left_out: int


def belongs(row: Row) -> bool:
    """Whether the procedure belongs on a desk in Cao Bằng (see the module's text)."""
    issuer = row["issuing_agency"]
    foreign = row["issued_by_a_province"] == "yes" and OUR_PROVINCE not in issuer
    return not (
        foreign
        or is_elsewhere(issuer)
        or row["internal"] == "yes"
        or row["code"].endswith(_DELETED)
        or row["status"] not in IN_FORCE
    )


def record_from(row: Row) -> Record:
    """Return the bundled record of one row, without what is not known.

    `time` is taken only from the Portal's own channel field: its other times are second-hand or bare
    numbers. `full` is there only for «yes»: a missing flag means unknown. Raises ValueError with the
    reason where the row is broken.
    """
    if not _CODE.fullmatch(row["code"]):
        raise ValueError("mã thủ tục sai dạng")
    record = {
        "code": row["code"],
        "name": fact_text(row["name"]),
        "issuing": fact_text(row["issuing_agency"]),
        "competent": competent(row["agency"]),
        "levels": [_LEVELS.get(each, AdminLevel.OTHER) for each in _parts(row["admin_levels"])],
        "channels": [_choice(Channel, each) for each in _parts(row["channels"])],
        "full": row["full_process"] == "yes",
        "time": _time(row),
        "fee": _choice(FeeStatus, row["fee_status"]),
        "audience": audience(_parts(row["subjects"])),
        "result": result(_parts(row["result"]), len(row["result"])),
        "decision": decision(row["decision_no"]),
        "updated": _day(row["portal_updated_at"]),
        "path": _path(row["url"]),
        "life_event": _life_event(row["life_event"]),
    }
    if not record["name"]:
        raise ValueError("thiếu tên thủ tục")
    return {key: value for key, value in record.items() if value}


def read(path: Path) -> Facts:
    """Read the whole table.

    Raises FileProblemError where it can't be read or lacks a column.
    """
    try:
        return _collect(path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise FileProblemError(f"Không đọc được bảng {path}.", next_step="Cần tệp CSV bằng UTF-8.") from error


def files(facts: Facts, collected: date) -> dict[str, bytes]:
    """Return the bundled files by name, one a sector, each service on a line of its own."""
    made: dict[str, bytes] = {}
    for sector in sorted(facts.sectors):
        services = sorted(facts.sectors[sector], key=lambda each: str(each["code"]))
        lines = ",\n".join(f"  {_json(each)}" for each in services)
        head = f'{{"facts_date": {_json(collected.isoformat())}, "sector": {_json(sector)},'
        made[_file_name(sector, made)] = f'{head}\n "services": [\n{lines}\n]}}\n'.encode()
    return made


def write(folder: Path, made: Mapping[str, bytes]) -> None:
    """Write the files and remove those of sectors that are no more."""
    for name, content in made.items():
        write_shared(folder / name, content)
    for old in folder.glob("*.json"):
        if old.name not in made:
            old.unlink()


def write_shared(path: Path, content: bytes) -> None:
    """Write a file that is part of the program, and so open for everyone to read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content).chmod(0o644)


def run(arguments: Sequence[str] | None = None, data: Path = DATA) -> int:
    """Do what the command line asks; the exit status is 1 where a row was broken or nothing could be done."""
    parser = argparse.ArgumentParser(prog="facts_csv", description="Làm dữ liệu thủ tục kèm chương trình.")
    parser.add_argument("table", type=Path, help="bảng services.csv")
    parser.add_argument("--collected", type=date.fromisoformat, default=COLLECTED, help="ngày thu thập")
    options = parser.parse_args(arguments)
    try:
        facts = read(options.table)
        if not facts.sectors:
            raise FileProblemError(f"Bảng {options.table.name} không có thủ tục nào dùng được.")
        made = files(facts, options.collected)
        write(data / "facts", made)
        write_shared(data / "life_events.json", f"{_json(LIFE_EVENTS, indent=1)}\n".encode())
    except MotcuaError as error:
        tell(error.sentence())
        return 1
    for problem in facts.problems:
        tell(f"{problem.source}: {problem.message}")
    count = sum(map(len, facts.sectors.values()))
    tell(f"{count} thủ tục, {len(made)} lĩnh vực; bỏ {facts.left_out} dòng không thuộc bàn này.")
    return 1 if facts.problems else 0


def tell(line: str) -> None:
    """Say something to whoever runs the maker."""
    sys.stderr.write(f"{line}\n")


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=indent)


def _collect(path: Path) -> Facts:
    sectors: dict[str, list[Record]] = {}
    problems: list[DataProblem] = []
    seen: set[str] = set()
    left_out = 0
    for line, row in _numbered(path):
        try:
            if not belongs(_whole(row)):
                left_out += 1
                continue
            record = _new(record_from(row), seen)
            sectors.setdefault(sector_name(row["sector"]), []).append(record)
        except ValueError as error:
            problems.append(DataProblem(f"{path.name}:{line}", str(error)))
    return Facts(sectors, problems, left_out)


def _numbered(path: Path) -> Iterator[tuple[int, Row]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        missing = _COLUMNS - set(table.fieldnames or ())
        if missing:
            raise FileProblemError(f"Bảng {path.name} thiếu cột: {', '.join(sorted(missing))}.")
        line = table.line_num + 1
        for row in table:
            yield line, row
            line = table.line_num + 1


def _whole(row: Row) -> Row:
    # DictReader keeps surplus cells under the key None and fills missing ones with None.
    if None in row or None in row.values():
        raise ValueError("số ô không khớp hàng tiêu đề")
    return row


def _new(record: Record, seen: set[str]) -> Record:
    if record["code"] in seen:
        raise ValueError(f"mã {record['code']} đã có ở dòng trước")
    seen.add(record["code"])
    return record


def _parts(value: str) -> list[str]:
    return [part for part in (fact_text(each) for each in value.split("|")) if part]


def _time(row: Row) -> str:
    text = fact_text(row["processing_time"])
    known = row["processing_time_source"] == "channel" and len(text) <= LONGEST_TIME
    return text.replace(" | ", "; ") if known else ""


def _choice(kind: type[StrEnum], value: str) -> StrEnum:
    if value not in set(kind):
        raise ValueError(f"không biết giá trị «{value}»")
    return kind(value)


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError as error:
        raise ValueError(f"ngày «{value}» viết sai") from error


def _path(url: str) -> str:
    match = _PAGE.fullmatch(url)
    if match is None:
        raise ValueError("địa chỉ trên Cổng sai dạng")
    return match[1]


def _life_event(code: str) -> str:
    if code and code not in LIFE_EVENTS:
        raise ValueError(f"không biết sự kiện «{code}»")
    return code


def _file_name(sector: str, taken: Iterable[str]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", fold(sector)).strip("_")[:LONGEST_SLUG].strip("_") or "khac"
    name, count = f"{slug}.json", 1
    while name in taken:
        count += 1
        name = f"{slug}_{count}.json"
    return name


if __name__ == "__main__":
    sys.exit(run())
