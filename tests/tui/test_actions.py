"""The registry of actions: keys that don't collide with each other, with typing, or with input methods."""

import re
from importlib import import_module
from pathlib import Path

from textual.binding import Binding

import tui
from tui.actions import ACTIONS, key_name
from tui.app import MotcuaApp

FOOTER = 80
"""Columns that the smallest usual terminal has."""


def _bindings() -> list[tuple[str, str]]:
    """Every key of the app, its screens and its widgets, with the class that has it."""
    found = []
    for folder in ("screens", "widgets"):
        for file in sorted((Path(tui.__file__).parent / folder).glob("[a-z]*.py")):
            module = import_module(f"tui.{folder}.{file.stem}")
            for name, kind in vars(module).items():
                if isinstance(kind, type) and kind.__module__ == module.__name__:
                    found += _keys(name, kind)
    return found + _keys("MotcuaApp", MotcuaApp)


def _keys(name: str, kind: type) -> list[tuple[str, str]]:
    bindings = [each for each in vars(kind).get("BINDINGS", []) if isinstance(each, Binding)]
    return [(key.strip(), name) for each in bindings for key in each.key.split(",")]


def test_no_key_takes_what_typing_needs() -> None:
    """Without it a shortcut would swallow a letter, or a key that switches the input method."""
    bindings = _bindings()
    assert len(bindings) > 40
    taken = re.compile(r"^.$|ctrl\+shift|alt\+z|ctrl\+alt|alt\+ctrl")
    assert not [each for each in bindings if taken.search(each[0])]


def test_actions_are_complete_and_distinct() -> None:
    """Without it two actions would share a key, or a label would lead to nothing."""
    for field in ("id", "keys", "label", "english", "help"):
        values = [getattr(each, field) for each in ACTIONS]
        assert all(values)
        assert len(set(values)) == len(values)
    for action in ACTIONS:
        assert hasattr(MotcuaApp, f"action_{action.id}")


def test_the_footer_fits_the_smallest_terminal() -> None:
    """Without it the way out would be cut off at 80 columns."""
    shown = [f"{each.key_name} {each.short}" for each in ACTIONS if each.short]
    assert len(" ".join(shown)) <= FOOTER


def test_keys_are_called_as_on_the_keyboard() -> None:
    """Without it help would speak of «escape» and «ctrl+z»."""
    assert key_name("ctrl+z") == "Ctrl+Z"
    assert key_name("escape") == "Esc"
    assert key_name("f10") == "F10"
