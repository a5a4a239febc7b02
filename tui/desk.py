"""The composition root: the one place where settings, catalogue, search, journal and clock are put together.

Screens and commands take a `Desk`; tests build one on a folder of their own with a clock that stands still, and
put their own printer or journal in. Each part is made, and its module imported, when it is first asked for: most
commands need two of them, and start in half the time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from services_catalog import paths, settings
from services_catalog.errors import DataProblem, MotcuaError, UnknownUnitError
from services_catalog.settings import Settings

if TYPE_CHECKING:
    from handouts.printer import PrinterPort
    from services_catalog.browse import Browse
    from services_catalog.catalog import Catalog
    from services_catalog.closing import Closings
    from services_catalog.counts import Counts
    from services_catalog.exchange.bundle import Bundles
    from services_catalog.guidance_desk import GuidanceDesk
    from services_catalog.identities import Identities
    from services_catalog.indicators import Choices, Formula
    from services_catalog.journal import Journal
    from services_catalog.levels import Levels
    from services_catalog.model import AdminLevel
    from services_catalog.organizations import Organizations
    from services_catalog.plan import Plan
    from services_catalog.prints import PrintLog
    from services_catalog.rates import OnlineOnly, Rates
    from services_catalog.registers import Registers
    from services_catalog.report_scope import ReportSources
    from services_catalog.report_texts import ReportTexts
    from services_catalog.search import Search
    from services_catalog.tasks import Tasks
    from services_catalog.unfinished import Unfinished, UnfinishedDrafts
    from tui.deliveries import Sent

# ruff: noqa: PLC0415 - see above: each part is imported when it is first asked for

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time in Vietnam, wherever the machine believes it stands."""
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))


@dataclass
class Desk:
    """Everything that a screen or a command works with."""

    folders: paths.Folders
    settings: Settings
    problems: list[DataProblem] = field(default_factory=list)
    clock: Clock = now
    last_print: "Sent | None" = None
    """What was handed out last since the desk was opened, whether it reached its paper or not."""

    @cached_property
    def catalog(self) -> "Catalog":
        """The services."""
        from services_catalog.catalog import Catalog

        return Catalog(self.folders.state, office=self.office_folder)

    @property
    def office_folder(self) -> Path:
        """The office's own layer over the catalogue."""
        return self.folders.settings / "catalog"

    @cached_property
    def guidance(self) -> "GuidanceDesk":
        """The office's texts, for the editor."""
        from services_catalog.guidance_desk import GuidanceDesk

        return GuidanceDesk(self.office_folder)

    def renew_catalog(self) -> None:
        """Notice that the office's layer changed, in the catalogue and all that is made from it."""
        self.catalog.renew()
        for part in ("search", "browse"):
            self.__dict__.pop(part, None)

    @cached_property
    def search(self) -> "Search":
        """The way to find them."""
        from services_catalog import own_words
        from services_catalog.search import Search

        try:
            own = own_words.load(self.words_file)
        except MotcuaError as error:  # the search must work without them; the doctor tells
            self.problems.append(DataProblem(self.words_file.name, error.message))
            own = {}
        return Search(self.catalog, level=self._level(), extra=own_words.as_synonyms(own))

    def _level(self) -> "AdminLevel | None":
        """The tier whose services this desk handles itself: those come first among equals."""
        from services_catalog.model import AdminLevel, UnitKind

        unit = self.organizations.by_code.get(self.settings.unit) if self.settings.unit else None
        if unit is None:
            return None
        higher = {UnitKind.PROVINCE, UnitKind.DEPARTMENT}
        return AdminLevel.PROVINCE if unit.kind in higher else AdminLevel.COMMUNE

    @cached_property
    def browse(self) -> "Browse":
        """The way to find them without typing."""
        from services_catalog.browse import Browse

        return Browse(self.catalog)

    @cached_property
    def journal(self) -> "Journal":
        """The log of assisted submissions."""
        from services_catalog.journal import Journal

        return Journal(self.folders.journal_file, self.clock)

    @cached_property
    def prints(self) -> "PrintLog":
        """The count of what was handed out."""
        from services_catalog.prints import PrintLog

        return PrintLog(self.folders.journal_file, self.clock)

    @cached_property
    def plan(self) -> "Plan":
        """The province's plan, or the office's own in its place."""
        from services_catalog.plan_file import find

        plan, problems = find(self.organizations, self.folders.settings)
        self.problems += problems
        return plan

    @cached_property
    def registers(self) -> "Registers":
        """The registers that the plan asks for."""
        from services_catalog.registers import Registers

        return Registers(self.folders.journal_file, self.clock, self.plan)

    @property
    def tasks(self) -> "Tasks":
        """What units have to do under the plan."""
        from services_catalog.tasks import Tasks

        return Tasks(self.plan, self.registers, self.prints)

    @cached_property
    def counts(self) -> "Counts":
        """The dossier counts."""
        from services_catalog.counts import Counts

        return Counts(self.folders.journal_file, self.clock)

    @cached_property
    def levels(self) -> "Levels":
        """How far each service is offered online, and since when."""
        from services_catalog.levels import Levels

        return Levels(self.folders.journal_file, self.clock, self.catalog.online_levels)

    @cached_property
    def rates(self) -> "Rates":
        """The two rates of the Decision."""
        from services_catalog.rates import Rates

        return Rates(
            self.folders.journal_file, self.levels, lambda: self.organizations, formulas=self.formulas
        )

    def formulas(self) -> "tuple[Formula, ...]":
        """How the rates are worked out: bundled, or the office's own file; the targets are the plan's."""
        from services_catalog.indicators import bundled_formulas, read_formulas, targeted

        own = self.folders.settings / "indicators.json"
        found = read_formulas(own) if own.exists() else bundled_formulas()
        decision = self.plan.decision
        source = f"{decision.number} ngày {decision.issued:%d/%m/%Y} của {decision.issuer}"
        days = [each.starts for each in self.plan.targets]
        return targeted(found, days, self.plan.percents_on, source)

    @cached_property
    def closings(self) -> "Closings":
        """The closed report periods."""
        from services_catalog.closing import Closings

        return Closings(self.folders.journal_file, self.clock)

    @cached_property
    def report_texts(self) -> "ReportTexts":
        """What the office writes into its reports itself."""
        from services_catalog.report_texts import ReportTexts

        return ReportTexts(self.folders.journal_file, self.clock)

    def report_sources(self) -> "ReportSources":
        """What a report is written from. Raises DamagedStoreError for a wrong `report_heads.json`."""
        from services_catalog.report_head import forms
        from services_catalog.report_scope import ReportSources

        return ReportSources(
            plan=self.plan,
            registers=self.registers,
            rates=self.rates,
            levels=self.levels,
            closings=self.closings,
            prints=self.prints,
            texts=self.report_texts,
            journal_file=self.folders.journal_file,
            choices=self.choices(),
            service_names=self.catalog.names,
            heads=forms(self.folders.settings),
        )

    def online_only(self, until: date) -> "OnlineOnly":
        """Tells which services a unit takes online only on a day up to `until`, by its register."""
        from services_catalog.online_only import online_only_by

        return online_only_by(self.registers, until)

    def choices(self) -> "Choices":
        """What this office chose to count in its rates."""
        from services_catalog.indicators import Choices

        return Choices(
            postal=self.settings.count_postal,
            ministry=self.settings.count_ministry,
            predecessors=self.settings.count_predecessors,
        )

    @cached_property
    def unfinished(self) -> "UnfinishedDrafts":
        """What was being filled in when a program ended."""
        from services_catalog.unfinished import UnfinishedDrafts

        return UnfinishedDrafts(self.folders.data / "unfinished.json", self.clock)

    def left_unfinished(self, code: str) -> "Unfinished | None":
        """The draft that was left of a form for this service, if its entry was not logged after all."""
        left = self.unfinished.of(code)
        return None if left is None or self.journal.has(left.entry_id) else left

    @cached_property
    def identities(self) -> "Identities":
        """What may be kept of a person for a few days."""
        from services_catalog.identities import Identities

        return Identities(self.folders.journal_file, self.clock)

    def erase_due(self) -> int:
        """Erase the identities whose time is over; return how many."""
        return self.identities.erase_due(self.settings.identity_days)

    @cached_property
    def bundles(self) -> "Bundles":
        """What goes to other desks and comes from them."""
        from services_catalog.exchange.bundle import Bundles

        return Bundles(self.folders.journal_file, self.clock)

    def frequencies(self) -> dict[str, float]:
        """How much each service was used at this desk lately."""
        from services_catalog.frequent import frequencies

        return frequencies(self.journal, self.today)

    def favourites(self, used: Mapping[str, float]) -> list[str]:
        """The codes on the number keys 1–9: pinned ones first, then what this desk files most."""
        from services_catalog.browse import FAVOURITES
        from services_catalog.frequent import favourites

        return favourites(self.settings.favourites, used, FAVOURITES)

    @property
    def words_file(self) -> Path:
        """What people here call the services."""
        return self.folders.settings / "words.json"

    def own_words(self, code: str) -> list[str]:
        """What people here call a service."""
        from services_catalog import own_words

        return own_words.load(self.words_file).get(code, [])

    def add_word(self, code: str, said: str) -> list[str]:
        """Note one more word for a service, and return all of them. Raises SettingsError with the reason."""
        from services_catalog import own_words

        return self._keep_words(own_words.added(own_words.load(self.words_file), code, said), code)

    def remove_word(self, code: str, said: str) -> list[str]:
        """Take a word for a service away, and return the others."""
        from services_catalog import own_words

        return self._keep_words(own_words.removed(own_words.load(self.words_file), code, said), code)

    def _keep_words(self, own: dict[str, list[str]], code: str) -> list[str]:
        from services_catalog import own_words

        own_words.save(self.words_file, own)
        self.__dict__.pop("search", None)  # the next search knows them
        return own.get(code, [])

    @cached_property
    def organizations(self) -> "Organizations":
        """All units, with those that this office added."""
        from services_catalog.organizations import load, own_units

        return load(own_units(self.units_file))

    @cached_property
    def printer(self) -> "PrinterPort":
        """This machine's way of printing."""
        from handouts.printer import system_printer

        return system_printer()

    @property
    def units_file(self) -> Path:
        """The post offices and village teams that this office added."""
        return self.folders.settings / "units.json"

    @property
    def today(self) -> date:
        """Today in Vietnam."""
        return self.clock().date()

    def open_file(self, file: Path) -> None:
        """Show a file in this machine's viewer. Raises NoViewerError where there is none."""
        from handouts.printer import open_file

        open_file(file)

    def reread_organizations(self) -> None:
        """Notice a unit that was just added."""
        if "registers" in self.__dict__:
            self.registers.close()
        for part in ("organizations", "plan", "registers"):
            self.__dict__.pop(part, None)

    def unit_name(self, code: str | None = None) -> str:
        """The name of a unit for people to read: this desk's own by default."""
        from services_catalog.submission import UNDECLARED

        wanted = self.settings.unit if code is None else code
        if not wanted:
            return UNDECLARED
        try:
            return self.organizations.display(wanted)
        except UnknownUnitError:  # written by another desk, or taken off the list since
            return wanted

    def unit_names(self) -> dict[str, str]:
        """All units' names by their codes."""
        return {code: self.organizations.display(code) for code in self.organizations.by_code}

    def change_settings(self, **values: object) -> Settings:
        """Check, save, use and return new settings.

        Raises SettingsError or FileProblemError, and then nothing has changed.
        """
        new = settings.changed(self.settings, **values)
        settings.save(self.folders.settings_file, new)
        if new.unit != self.settings.unit:
            self.__dict__.pop("search", None)  # another unit handles other services
        self.settings = new
        return new

    def close(self) -> None:
        """Let go of all files."""
        for part in list(self.__dict__.values()):  # those that were asked for
            if hasattr(part, "close"):
                part.close()


def open_desk(clock: Clock = now) -> Desk:
    """Put a desk together on this user's folders. Reads the settings and nothing else."""
    folders = paths.folders()
    found, problems = settings.load(folders.settings_file)
    return Desk(folders, found, problems, clock)
