"""What happened, as past-tense facts. Workers post them; screens decide what to show."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # every start pays for what is imported here
    from collections.abc import Callable
    from pathlib import Path

    from handouts.printer import JobStatus, PrintJob
    from services_catalog.errors import MotcuaError
    from services_catalog.model import PublicService
    from services_catalog.settings import Settings
    from services_catalog.submission import AssistedSubmission
    from tui.asking import Asked
    from tui.deliveries import Sent


@dataclass
class CatalogGrew(Message):
    """Some more services are ready to be found."""

    done: int
    total: int


@dataclass
class HitsFound(Message):
    """The search answered; it knows what was asked, so a late answer can be told from today's question."""

    asked: "Asked"


@dataclass
class ServiceRead(Message):
    """The whole service for a card is there."""

    service: "PublicService"


@dataclass
class ServiceChosen(Message):
    """A service was chosen for a key and read; `then` is what the key does with it."""

    service: "PublicService"
    then: "Callable[[PublicService], None]"


@dataclass
class TallyCounted(Message):
    """How many submissions were assisted today."""

    quantity: int


@dataclass
class LeafletMade(Message):
    """A leaflet was made and went where `told` says; a printer's `job` can be asked how far it is."""

    path: "Path"
    told: str
    job: "PrintJob | None"
    sent: "Sent"


@dataclass
class JobSeen(Message):
    """How far a print job is; `look` counts how often it was looked for."""

    job: "PrintJob"
    sent: "Sent"
    status: "JobStatus"
    look: int


@dataclass
class SubmissionLogged(Message):
    """An entry is safely on the disk; `doubts` are what looks odd about it."""

    entry: "AssistedSubmission"
    doubts: list[str]


@dataclass
class EntriesFound(Message):
    """The journal answered; `masked` stands for whoever an entry keeps a name of."""

    entries: "list[AssistedSubmission]"
    masked: "dict[str, str]"


@dataclass
class SettingsChanged(Message):
    """New settings are saved and in use."""

    settings: "Settings"


@dataclass
class SettingsSaved(Message):
    """A change that needs no form is saved; `told` says it to the officer."""

    settings: "Settings"
    told: str


@dataclass
class FileSaved(Message):
    """Something was written for people to take along."""

    path: "Path"


@dataclass
class WorkFailed(Message):
    """Something done in the background could not be done: a form shows it and stops it, else the app tells it."""

    error: "MotcuaError"
