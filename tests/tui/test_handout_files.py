"""Every form of a handout that a person can choose."""

import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from handouts.saved import file_for
from services_catalog import wording
from services_catalog.model import Channel
from tests.tui.commands.reading import BIRTH
from tui.desk import Desk
from tui.handout_files import LABELS, PRINTABLE, SUFFIX, Details, Form, file_name, made


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.TAGGED])
def test_every_form_has_a_name_an_ending_and_its_bytes(desk: Desk, form: Form) -> None:
    """Without it a screen would offer a form that nobody can read or make."""
    content = made(desk, [BIRTH], form)
    assert LABELS[form]
    assert SUFFIX[form] == (".pdf" if content.startswith(b"%PDF") else ".txt")
    assert (form in PRINTABLE) == content.startswith(b"%PDF")
    assert made(desk, [BIRTH], form) == content


def test_what_is_told_otherwise_is_another_file(desk: Desk) -> None:
    """Without it the leaflet for one case would take the place of the one for another, on the same day."""
    service = desk.catalog.service(BIRTH)
    cases = [None, *((case,) for case in wording.cases(service))]
    channels = [None, frozenset({Channel.ONLINE}), frozenset({Channel.ONLINE, Channel.POSTAL})]
    orders = list(
        product((Form.A5, Form.TEXT), map(Details, cases, [None] * len(cases)), channels, ("", "Tày"))
    )
    names = [
        file_name(service, form, Details(each.cases, chosen, language))
        for form, each, chosen, language in orders
    ]
    files = {file_for(Path(), name, date(2026, 9, 25)).name for name in names}
    assert len(files) == len(orders) == 2 * len(cases) * 3 * 2
    assert all(re.fullmatch(r"1\.001193-[a-z0-9-]+_2026-09-25\.pdf", each) for each in files)
    assert max(map(len, files)) <= 80 + len("_2026-09-25.pdf")
    one = file_name(service, Form.A5, Details((wording.cases(service)[0],), frozenset({Channel.ONLINE})))
    assert one.startswith("1.001193-a5-tren-mang-th1-")
    assert file_name(service, Form.ROLL, Details((wording.cases(service)[0],))) == "1.001193-80mm"
