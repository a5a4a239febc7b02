"""The office's own words for a service in Tày, Nùng, Mông, Dao: kept in a file of this desk, put on its handouts."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from services_catalog import second_language
from services_catalog.errors import SettingsError
from services_catalog.vietnamese import clean, fold
from tui.desk import Desk

if TYPE_CHECKING:
    from services_catalog.second_language import SecondLanguage, Texts


def texts_file(desk: Desk) -> Path:
    """Where the texts are."""
    return desk.folders.settings / "languages.json"


def texts(desk: Desk) -> "Texts":
    """All texts by their services' codes.

    Raises SettingsError where one can't be used: a paper without it would be taken for one that has none, and
    writing the others anew would lose it.
    """
    found, problems = second_language.load(texts_file(desk))
    if problems:
        raise SettingsError(f"Tệp {texts_file(desk)}: {problems[0].message}")
    return found


def texts_in(desk: Desk, language: str) -> "Texts":
    """The texts in one language; none where `language` is empty. Raises SettingsError."""
    if not language:
        return {}
    wanted = fold(language)
    found = texts(desk)
    return {code: tuple(each for each in found[code] if fold(each.language) == wanted) for code in found}


def languages(desk: Desk, codes: Sequence[str] | None = None) -> list[str]:
    """The languages in which there are texts for these services (None for all), as the office names them.

    Raises SettingsError.
    """
    found = texts(desk)
    kept = [each for code in (found if codes is None else codes) for each in found.get(code, ())]
    return list({fold(each.language): each.language for each in kept}.values())


def keep_text(desk: Desk, code: str, language: str, text: str) -> "SecondLanguage":
    """Put the text in place of what the service had in that language, and return it as it was kept.

    Raises SettingsError, UnknownServiceError, or LettersLackedError where it could not be printed as it stands;
    nothing has changed then.
    """
    from handouts.fonts import check_letters  # noqa: PLC0415 - ReportLab is loaded when a text is kept

    known = desk.catalog.service(code).code
    new = second_language.checked(_as_named(desk, language), text)
    check_letters(new.language)
    check_letters(new.text)
    second_language.save(texts_file(desk), second_language.with_text(texts(desk), known, new))
    return new


def _as_named(desk: Desk, language: str) -> str:
    """The name under which the language is known here: «tay» and «Tày» are one."""
    names = (*languages(desk), *second_language.USUAL_LANGUAGES)
    return next((each for each in names if fold(each) == fold(clean(language))), language)


def drop_text(desk: Desk, code: str, language: str) -> None:
    """Take the service's text in that language away. Raises SettingsError."""
    second_language.save(texts_file(desk), second_language.without_text(texts(desk), code, language))
