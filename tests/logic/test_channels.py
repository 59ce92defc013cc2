"""The places of sale and the order numbers that belong to them."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.numbers import is_currency
from hypothesis import given
from hypothesis import strategies as st

from app.logic.channels import family_of_number, load_channels, number_fits
from app.logic.resource_file import ResourceError
from app.logic.resources import resource_folder

CHANNELS = load_channels()
NUMBERS = {"amazon": "111-0000001-0000001", "ebay": "12-34567-89012", "etsy": "3141592653"}


def test_all_places_of_sale_are_there() -> None:
    amazon = ["us", "ca", "uk", "de", "fr", "it", "es", "nl", "jp", "au", "other"]
    ebay = ["us", "ca", "uk", "de", "fr", "it", "es", "au"]
    shop = ["us", "uk", "eu", "au", "jp", "other"]
    names = [f"amazon-{n}" for n in amazon] + [f"ebay-{n}" for n in ebay] + ["etsy"] + [f"shop-{n}" for n in shop]
    assert sorted(CHANNELS) == sorted(names)


@pytest.mark.parametrize("name", CHANNELS)
def test_what_a_channel_says_about_itself_is_real(name: str) -> None:
    channel = CHANNELS[name]
    assert name.split("-", maxsplit=1)[0] == channel.family
    assert channel.time_zone is None or ZoneInfo(channel.time_zone)
    assert Locale.parse(channel.locale).language == channel.language
    assert is_currency(channel.currency)
    assert channel.country is None or re.fullmatch("[A-Z]{2}", channel.country)
    assert channel.has_subject == (channel.family != "etsy")


def test_each_marketplace_keeps_its_own_time() -> None:
    zones = {name: CHANNELS[name].time_zone for name in ("amazon-us", "amazon-de", "amazon-jp", "shop-us", "etsy")}
    assert zones == {
        "amazon-us": "America/Los_Angeles",
        "amazon-de": "Europe/Berlin",
        "amazon-jp": "Asia/Tokyo",
        "shop-us": None,
        "etsy": None,
    }


@pytest.mark.parametrize(("family", "number"), NUMBERS.items())
def test_an_order_number_tells_the_family(family: str, number: str) -> None:
    assert family_of_number(f" {number}\n") == family
    fitting = {channel.family for channel in CHANNELS.values() if number_fits(channel, number)}
    assert fitting == {family, "shop"}


@pytest.mark.parametrize(
    "number", ["", "#1001", "111-0000001-000000", "11100000010000001a", "12-345678-9012", "１２３"]
)
def test_any_other_number_can_only_be_an_own_shops(number: str) -> None:
    assert family_of_number(number) is None
    assert {channel.family for channel in CHANNELS.values() if number_fits(channel, number)} == {"shop"}


@given(st.text())
def test_any_text_has_at_most_one_family_and_fits_it(number: str) -> None:
    family = family_of_number(number)
    fitting = {channel.family for channel in CHANNELS.values() if number_fits(channel, number)}
    assert fitting == {"shop"} | ({family} if family else set())


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('family = "etsy"', 'family = "etsi"', "etsy: family is 'etsi'; allowed are amazon, ebay, etsy, shop"),
        ('order_number = "etsy"', 'order_number = "7"', "etsy: order_number is '7'"),
        ('currency = "USD"\n', "", "etsy: the field 'currency' is missing"),
        ('currency = "USD"', "currency = 3", "etsy: currency must be text in quotation marks, not 3"),
        ("has_subject = false", 'has_subject = "no"', "etsy: has_subject must be true or false, not 'no'"),
        ("has_subject = false", "has_subject = false\ncolour = 1", "etsy: unknown field 'colour'"),
        ("[etsy]", "[etsy", "channels.toml is no valid TOML"),
        ("[etsy]", "etsy = 3", "etsy: expected a table of its own"),
    ],
)
def test_a_mistake_in_the_file_names_the_channel(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    text = (resource_folder() / "channels.toml").read_text(encoding="utf-8")
    block = re.search(r"^\[etsy\]\n(?:.+\n)+", text, re.MULTILINE)
    assert block
    broken = "etsy = 3\n" if new == "etsy = 3" else block[0].replace(old, new)
    (tmp_path / "channels.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(ResourceError, match=r"channels\.toml") as raised:
        load_channels(tmp_path)
    assert complaint in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"channels\.toml cannot be read"):
        load_channels(tmp_path)
