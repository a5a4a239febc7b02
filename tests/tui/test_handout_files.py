"""Every form of a handout that a person can choose."""

import pytest

from tests.tui.commands.reading import BIRTH
from tui.desk import Desk
from tui.handout_files import LABELS, PRINTABLE, SUFFIX, Form, made


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.TAGGED])
def test_every_form_has_a_name_an_ending_and_its_bytes(desk: Desk, form: Form) -> None:
    """Without it a screen would offer a form that nobody can read or make."""
    content = made(desk, [BIRTH], form)
    assert LABELS[form]
    assert SUFFIX[form] == (".pdf" if content.startswith(b"%PDF") else ".txt")
    assert (form in PRINTABLE) == content.startswith(b"%PDF")
    assert made(desk, [BIRTH], form) == content
