"""The nouns of the catalog, named after CPSV-AP 3.2 (GLOSSARY.md gives the Vietnamese word for each).

All of them are frozen and hold only what was read from a source. What the source doesn't say is None or
empty, and whoever shows it says so in words: an unknown fee is not a free service.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Channel(StrEnum):
    """A way to file a dossier (cv:Channel); ANY stands in guidance for «whichever way is chosen»."""

    ONLINE = "online"
    IN_PERSON = "in-person"
    POSTAL = "postal"
    ANY = "any"


class AdminLevel(StrEnum):
    """The tier of the authority that handles a service."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    COMMUNE = "commune"
    SECTORAL = "sectoral"
    OTHER = "other"


class OnlineLevel(StrEnum):
    """How far a service can be done online, as far as the Portal says.

    The Portal flags «toàn trình» only. A service that it takes online without that flag is ONLINE, of
    unknown reach: the missing flag does not mean «một phần».
    """

    FULL = "full"
    ONLINE = "online"
    NONE = "none"


class FeeStatus(StrEnum):
    """What the facts tell about money (shared facts, `fee_status`)."""

    AMOUNTS = "amounts"
    SET_BY_PROVINCE = "set-by-province"
    NONE_EXPLAINED = "none-explained"
    ZERO_UNEXPLAINED = "zero-unexplained"
    NOT_STATED = "not-stated"
    OTHER = "other"


class EvidenceKind(StrEnum):
    """What one does with a paper: hand it in, show it, fill it in, or bring it as a photo."""

    SUBMIT = "submit"
    SHOW = "show"
    FORM = "form"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Cost:
    """Money to pay for one channel, in words (cv:Cost)."""

    channel: Channel
    text: str


@dataclass(frozen=True, slots=True)
class ProcessingTime:
    """How long it takes for one channel, in words (cpsv:processingTime)."""

    channel: Channel
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceType:
    """One paper to bring (cv:EvidenceType), and in which case; an empty case means everyone."""

    name: str
    kind: EvidenceKind
    originals: int
    copies: int
    case: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """The steps of one channel, in order (cpsv:Rule)."""

    channel: Channel
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """What one gets in the end, and how it comes (cv:Output)."""

    name: str
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class LegalResource:
    """The decision that published a service, by its number (eli:LegalResource)."""

    number: str


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """A moment in life that brings people to a counter (cv:LifeEvent)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Assurance:
    """Who at the office compared a guidance with its source, and when; empty until somebody did."""

    by: str = ""
    on: date | None = None

    def __bool__(self) -> bool:
        return bool(self.by and self.on)


@dataclass(frozen=True, slots=True)
class Guidance:
    """A service told in plain words, for the person who has to do it.

    `words` are what people call it; `portal_query` is what to type on the Portal; `record_sha256` is the
    hash of the record it was written from; `notes` are for those who maintain the text and never printed.
    """

    title: str
    audience: tuple[str, ...]
    evidence: tuple[EvidenceType, ...]
    rules: tuple[Rule, ...]
    costs: tuple[Cost, ...]
    times: tuple[ProcessingTime, ...]
    outputs: tuple[Output, ...]
    where: str
    words: tuple[str, ...]
    portal_query: str
    source_decision: str
    facts_date: date
    record_sha256: str
    alert: str = ""
    mistakes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    assured: Assurance = field(default_factory=Assurance)


@dataclass(frozen=True, slots=True)
class PublicService:
    """One administrative procedure (cpsv:PublicService; «thủ tục hành chính») with the facts known of it.

    `processing_time` is filled only from the Portal's own channel field, the dependable source.
    `portal_path` is the page's path on the Portal, without the host. `facts_date` is the day the facts
    were collected, `updated` the day the Portal says it changed them. `withdrawn` is the day from which it is no
    more; it stays for old log entries. `stale` means that its facts changed after the guidance was written and
    that nobody assured the guidance since.
    """

    code: str
    name: str
    sector: str
    issuing_authority: str
    competent_authority: str
    admin_levels: tuple[AdminLevel, ...]
    channels: tuple[Channel, ...]
    full_process: bool | None
    processing_time: str
    fee_status: FeeStatus
    audience: tuple[str, ...]
    output: Output
    legal: LegalResource
    updated: date | None
    portal_path: str
    life_event: str
    facts_date: date
    essential: bool = False
    guidance: Guidance | None = None
    withdrawn: date | None = None
    stale: bool = False

    @property
    def online_level(self) -> OnlineLevel:
        """How far it can be done online, as far as that is known."""
        if self.full_process:
            return OnlineLevel.FULL
        return OnlineLevel.ONLINE if Channel.ONLINE in self.channels else OnlineLevel.NONE

    @property
    def online_only(self) -> bool:
        """Whether the Portal names no other way to file it than online."""
        return self.channels == (Channel.ONLINE,)

    @property
    def title(self) -> str:
        """The everyday title where there is one, else the official name."""
        return self.guidance.title if self.guidance else self.name


class UnitKind(StrEnum):
    """What kind of public organization a unit is."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"
    POST_OFFICE = "post-office"
    VILLAGE_TEAM = "village-team"


@dataclass(frozen=True, slots=True)
class PublicOrganization:
    """A unit that answers for dossiers or helps people file them (cv:PublicOrganisation), with its dates.

    `starts` and `ends` are the first and the last day it existed under this name; None means «before our
    records» and «still». `parent` is the code of the unit above it, `successor` of the one that took it over.
    Names repeat (six old communes share theirs with another): the code is the key.
    """

    code: str
    name: str
    kind: UnitKind
    parent: str = ""
    starts: date | None = None
    ends: date | None = None
    successor: str = ""
    certain: bool = True

    def exists_on(self, day: date) -> bool:
        """Whether the unit existed under this name on `day`."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)
