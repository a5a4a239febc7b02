"""What the forms that hand something out share: where it goes, and for which case of a service."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from textual import on
from textual.message import Message

from services_catalog import wording
from services_catalog.model import Channel, PublicService
from services_catalog.settings import Destination
from tui import workers
from tui.desk import Desk
from tui.handing_out import output_folder
from tui.widgets.choice import Choice

Target = tuple[Destination, str]
Cases = tuple[str, ...] | None
OPEN: Target = (Destination.OPEN, "")
FOLDER: Target = (Destination.FOLDER, "")
LONGEST = 42
"""Columns for a case's or a folder's name in a dialog of 80."""


class TargetChoice(Choice[Target]):
    """The screen's viewer, a printer of this machine, or a folder. It asks the machine for its printers itself."""

    @dataclass
    class PrintersFound(Message):
        """The machine told which printers it has."""

        names: list[str]

    def __init__(self, desk: Desk, wanted: Target) -> None:
        self.desk = desk
        self._wanted = wanted
        self._printers: list[str] = [wanted[1]] if wanted[0] is Destination.PRINTER else []
        self._with_printers = True
        super().__init__(self._targets(), wanted, id="target")

    def on_mount(self) -> None:
        """Ask for the printers behind the scenes."""
        workers.start(self, self._find_printers, group="printers")

    def offer(self, *, printers: bool) -> None:
        """Leave the printers out for what no printer takes; the one that was wanted comes back with them."""
        self._with_printers = printers
        targets = self._targets()
        self.set_options(targets, OPEN)
        if self._wanted in [each for each, _ in targets]:
            self.value = self._wanted

    def action_turn(self, by: int) -> None:
        """Go to another target and want that one from now on."""
        super().action_turn(by)
        self._wanted = self.value

    def _find_printers(self) -> Message:
        return self.PrintersFound([each.name for each in self.desk.printer.printers()])

    @on(PrintersFound)
    def _offer_found(self, event: PrintersFound) -> None:
        event.stop()
        self._printers = list(dict.fromkeys([*self._printers, *event.names]))
        self.offer(printers=self._with_printers)

    def _targets(self) -> list[tuple[Target, str]]:
        printers = self._printers if self._with_printers else []
        return [
            (OPEN, "Mở ra xem rồi in"),
            *(((Destination.PRINTER, name), f"Máy in {name or 'mặc định'}") for name in printers),
            (FOLDER, f"Lưu vào {_short_end(str(output_folder(self.desk)))}"),
        ]


def last_target(desk: Desk) -> Target:
    """Where the last handout went."""
    destination = desk.settings.destination
    return destination, desk.settings.printer if destination is Destination.PRINTER else ""


def case_options(service: PublicService) -> Sequence[tuple[Cases, str]]:
    """All cases of a service together, then each of them alone."""
    return [(None, "Mọi trường hợp"), *(((case,), _short(case)) for case in wording.cases(service))]


def channel_options(service: PublicService) -> Sequence[tuple[frozenset[Channel] | None, str]]:
    """As many steps as fit, then those of each way of filing, of what can be done from afar, and of all ways."""
    found = [rule.channel for rule in wording.rules(service)]
    if len(found) == 1:
        return [(None, "Mọi cách nộp")]
    pairs = [frozenset(pair) for pair in combinations(found, 2) if len(found) > len(pair)]
    every = [*(frozenset({each}) for each in found), *pairs, frozenset(found)]
    return [(None, "Vừa hai trang"), *((each, _ways(each)) for each in every)]


def _ways(channels: frozenset[Channel]) -> str:
    names = [wording.CHANNEL_NAMES[each] or "Chung" for each in Channel if each in channels]
    return ", ".join([names[0], *(name[0].lower() + name[1:] for name in names[1:])])


def language_options(names: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Vietnamese alone, then with each other language."""
    return [("", "Chỉ tiếng Việt"), *((name, f"Thêm tiếng {name}") for name in names)]


def _short(case: str) -> str:
    return case if len(case) <= LONGEST else f"{case[: LONGEST - 1].rstrip()}…"


def _short_end(folder: str) -> str:
    """A folder is known by the end of its path."""
    return folder if len(folder) <= LONGEST else f"…{folder[1 - LONGEST :]}"
