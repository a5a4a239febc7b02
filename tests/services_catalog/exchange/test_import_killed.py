"""A desk that is killed while it applies imports."""

import subprocess
import sys
import time
from pathlib import Path

from services_catalog import office_layer
from services_catalog.exchange.catalog_import import applied
from tests.services_catalog.exchange.killing import ROOT, environment_of_child

IMPORTER = """
import sys
from datetime import date
from pathlib import Path
from services_catalog.exchange.catalog_import import Present, apply, differences
from services_catalog.exchange.portal_json import incoming_from
from tests.services_catalog.exchange.killing import NOON
from tests.services_catalog.exchange.portal_records import portal_record
services = [incoming_from(portal_record(codeNotation=f"9.{number:06d}", name="x" * 1000)) for number in range(400)]
changes, _ = differences(services, Present({}, {}, {}), date(2026, 11, 1))
print("begun", flush=True)
while True:
    print(apply(Path(sys.argv[1]), changes, source="x", sha256="0", now=NOON).stem, flush=True)
"""


def test_an_import_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """Without it a power cut in an import would leave some services new and some old, and nobody could tell which."""
    acknowledged: set[str] = set()
    for number in range(5):
        command = [sys.executable, "-c", IMPORTER, str(tmp_path)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment_of_child()
        ) as desk:
            assert desk.stdout is not None
            assert desk.stdout.readline() == "begun\n"
            time.sleep(0.01 + 0.013 * number)
            desk.kill()
            acknowledged |= {line.strip() for line in desk.stdout if line.endswith("\n")}
    assert acknowledged
    assert office_layer.load(tmp_path).problems == ()
    heads = dict(applied(tmp_path))
    assert acknowledged <= heads.keys()
    assert {head["services"] for head in heads.values()} == {400}
