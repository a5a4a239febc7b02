"""The 25 essential online services (Decision 06/QĐ-TTg of 06/01/2022), with the codes they bear today.

    python -m services_catalog.exchange.essential_csv PATH/TO/essential_25.csv

Run it after `facts_csv`: a code without bundled facts is kept apart, because no card can be shown for it.
Some of the 25 have no code of their own; they are listed all the same.
"""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from services_catalog.errors import FileProblemError, MotcuaError
from services_catalog.exchange.facts_csv import DATA, tell, write_shared
from services_catalog.vietnamese import clean

SOURCE = "Quyết định 06/QĐ-TTg ngày 06/01/2022"
_LIST = "QĐ 06/QĐ-TTg 06/01/2022"


def bundled_codes(folder: Path) -> set[str]:
    """Return the codes of all bundled facts."""
    return {
        service["code"]
        for path in folder.glob("*.json")
        for service in json.loads(path.read_text(encoding="utf-8"))["services"]
    }


def read(path: Path, known: set[str]) -> list[dict[str, Any]]:
    """Return the services of the Decision's own list, in its order; the table's other lists are passed over.

    Raises FileProblemError where the table can't be read or has no such list.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            services = [_service(row, known) for row in csv.DictReader(file) if row["list"].startswith(_LIST)]
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise FileProblemError(f"Không đọc được bảng {path}.") from error
    if not services:
        raise FileProblemError(f"Bảng {path.name} không có danh sách của {SOURCE}.")
    return services


def run(arguments: Sequence[str] | None = None, data: Path = DATA) -> int:
    """Do what the command line asks; the exit status is 1 where nothing could be done."""
    parser = argparse.ArgumentParser(
        prog="essential_csv", description="Làm danh sách dịch vụ công thiết yếu."
    )
    parser.add_argument("table", type=Path, help="bảng essential_25.csv")
    options = parser.parse_args(arguments)
    try:
        services = read(options.table, bundled_codes(data / "facts"))
        text = json.dumps({"source": SOURCE, "services": services}, ensure_ascii=False, indent=1)
        write_shared(data / "essential.json", f"{text}\n".encode())
    except MotcuaError as error:
        tell(error.sentence())
        return 1
    tell(f"{len(services)} dịch vụ thiết yếu, {sum(len(each['codes']) for each in services)} mã.")
    return 0


def _service(row: dict[str, str], known: set[str]) -> dict[str, Any]:
    codes = [clean(code) for code in row["codes_july_2026"].split(";") if clean(code)]
    service: dict[str, Any] = {
        "no": int(row["no"]),
        "name": clean(row["service_name"]),
        "codes": [code for code in codes if code in known],
    }
    without_facts = [code for code in codes if code not in known]
    return service | ({"codes_without_facts": without_facts} if without_facts else {})


if __name__ == "__main__":
    sys.exit(run())
