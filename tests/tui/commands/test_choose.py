"""motcua choose: the questions on paper."""

import json

from tests.tui.commands.reading import Command


def test_families_and_trees_are_printed(motcua: Command) -> None:
    """Without it nobody could check the questions without clicking through them."""
    answer = motcua("choose")
    assert answer.status == 0
    assert "khai-sinh" in answer.out.decode()
    told = motcua("choose", "khai-sinh").out.decode()
    assert "Đã có giấy khai sinh cũ chưa?" in told
    assert "Không: 1.001193  " in told
    assert json.loads(motcua("choose", "1.014063", "--json").out)[0]["tree"]["ask"]
    assert len(json.loads(motcua("choose", "--json").out)) >= 20


def test_an_unknown_family_is_told(motcua: Command) -> None:
    """Without it a typing slip would print nothing and say done."""
    answer = motcua("choose", "lên trăng")
    assert answer.status == 1
    assert "motcua choose" in answer.words
