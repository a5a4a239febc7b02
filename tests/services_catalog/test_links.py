"""A QR code leads to the State's own pages or nowhere."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.errors import LinkRefusedError
from services_catalog.links import checked_link, portal_link
from services_catalog.records import service_from
from services_catalog.settings import Settings

HOSTS = ("gov.vn",)
SERVICE = service_from(
    {"code": "1.001193", "name": "Đăng ký khai sinh", "path": "thu-tuc-hanh-chinh/abc"},
    sector="Hộ tịch",
    facts_date=date(2026, 7, 18),
)


@pytest.mark.parametrize(
    "address",
    [
        "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/abc",
        "https://gov.vn",
        "https://a.b.caobang.gov.vn/x?ma=1.001193#y",
    ],
)
def test_lets_the_states_pages_through(address: str) -> None:
    """The one thing that a leaflet's code is for."""
    assert checked_link(address, HOSTS) == address


@pytest.mark.parametrize(
    "address",
    [
        "http://dichvucong.gov.vn/",
        "javascript:alert(1)",
        "https://dichvucong.gov.vn.evil.com/",
        "https://evilgov.vn/",
        "https://dichvucong.gov.vn@evil.com/",
        "https://evil.com/https://dichvucong.gov.vn",
        "https://user:pass@dichvucong.gov.vn/",
        "https://dichvucong.gov.vn:8443/",
        "https://dichvucong.gov.vn:99999/",
        "https://dịchvucông.gov.vn/",
        "https://dichvucong.gov.vn/a b",
        "https://dichvucong.gov.vn/\n",
        "https://dichvucong.gov.vn\\@evil.com/",
        "https://[gov.vn/",
        f"https://dichvucong.gov.vn/{'x' * 400}",
        "",
        "tel:19001000",
    ],
)
def test_refuses_everything_else(address: str) -> None:
    """One forged code on an official leaflet sends citizens to thieves."""
    with pytest.raises(LinkRefusedError):
        checked_link(address, HOSTS)


@given(st.text())
def test_never_fails_in_another_way(address: str) -> None:
    """An address from a file may be anything; the desk must answer, not stop."""
    with suppress(LinkRefusedError):
        assert checked_link(address, HOSTS).startswith("https://")


def test_the_template_makes_the_address() -> None:
    """The Portal changed its addresses twice; an office must be able to follow with one line."""
    assert portal_link(SERVICE, Settings()) == "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/abc"
    by_code = replace(Settings(), link_template="https://dichvucong.gov.vn/p/home?ma={code}")
    assert portal_link(SERVICE, by_code) == "https://dichvucong.gov.vn/p/home?ma=1.001193"


def test_an_own_address_goes_first_and_is_checked_too() -> None:
    """A wrong override would be the easiest way to forge a leaflet."""
    own = replace(Settings(), link_overrides={"1.001193": "https://motcua.caobang.gov.vn/ks"})
    assert portal_link(SERVICE, own) == "https://motcua.caobang.gov.vn/ks"
    with pytest.raises(LinkRefusedError):
        portal_link(SERVICE, replace(Settings(), link_overrides={"1.001193": "https://bit.ly/ks"}))


def test_a_service_without_a_page_leads_to_the_front_door() -> None:
    """An address with a hole in it is a dead end on paper."""
    assert portal_link(replace(SERVICE, portal_path=""), Settings()) == "https://dichvucong.gov.vn"
