"""The carriers: recognised as sellers write them, with the days of a search and of a claim."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from app.logic.carriers import claim_window, find_carrier, load_carriers, stalled_after, trace_window
from app.logic.dated import CONFIDENCES
from app.logic.resource_file import ResourceError

CARRIERS = load_carriers()
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2060, 1, 1))


def test_all_carriers_are_there() -> None:
    assert set(CARRIERS) == {
        *("usps", "usps_international", "ups", "fedex", "fedex_international", "dhl_express", "dhl_paket", "colissimo"),
        *("royal_mail", "royal_mail_international", "canada_post", "australia_post", "japan_post_ems", "china_post"),
        *("4px", "yunexpress", "yanwen"),
    }


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("USPS", "usps"),
        ("u.s.p.s.", "usps"),
        ("usps priority mail", "usps"),
        ("UPS Ground", "ups"),
        ("FEDEX", "fedex"),
        ("Royal-Mail Tracked 48", "royal_mail"),
        ("ＤＨＬ Express", "dhl_express"),
        ("DHL Paket", "dhl_paket"),
        ("  auspost ", "australia_post"),
        ("云途", "yunexpress"),
        ("DHL", None),
        ("DHL eCommerce", None),
        ("EMS", None),
        ("Upside Parcels", None),
        ("", None),
        (None, None),
    ],
)
def test_a_carrier_is_recognised_as_sellers_write_it(name: str | None, found: str | None) -> None:
    carrier = find_carrier(name)
    assert (carrier and carrier.id) == found


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [("DHL", "DE", "dhl_paket"), ("DHL", "US", None), ("EMS", "JP", "japan_post_ems"), ("EMS", "CN", "china_post")],
)
def test_a_bare_name_means_a_carrier_only_at_home(name: str, country: str, found: str | None) -> None:
    carrier = find_carrier(name, country=country)
    assert (carrier and carrier.id) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [("USPS", "usps_international"), ("Royal Mail", "royal_mail_international"), ("UPS", "ups")],
)
def test_parcels_to_other_countries_have_their_own_figures_where_there_are_any(name: str, found: str) -> None:
    carrier = find_carrier(name, international=True)
    assert carrier is not None
    assert carrier.id == found


@given(st.text(max_size=30))
def test_any_text_finds_one_carrier_or_none(name: str) -> None:
    assert find_carrier(name) in (None, *CARRIERS.values())


def test_usps_searches_after_business_days_and_claims_after_calendar_days() -> None:
    window = trace_window(CARRIERS["usps"], date(2026, 11, 3), None, None, "US")
    assert window[:2] == (date(2026, 11, 13), date(2027, 1, 2))  # Veterans Day does not count
    claim = claim_window(CARRIERS["usps"], date(2026, 11, 3), None, None, "US")
    assert claim[:2] == (date(2026, 11, 18), date(2027, 1, 2))
    assert [entry.key for entry in claim.entries] == ["carrier.usps.claim", "carrier.usps.last"]
    assert claim.entries[0].confidence == "conflict"


def test_a_claim_opens_with_the_search_where_the_carrier_names_no_day_of_its_own() -> None:
    shipped, expected = date(2026, 11, 3), date(2026, 11, 9)
    trace = trace_window(CARRIERS["royal_mail"], shipped, expected, None, "GB")
    assert trace[:2] == (date(2026, 11, 23), date(2027, 1, 22))
    assert claim_window(CARRIERS["royal_mail"], shipped, expected, None, "GB") == trace


def test_a_day_whose_start_is_unknown_stays_open() -> None:
    assert trace_window(CARRIERS["royal_mail"], date(2026, 11, 3), None, None, "GB").earliest is None
    assert trace_window(CARRIERS["ups"], date(2026, 11, 3), None, None, "US") == (None, None, ())
    assert trace_window(CARRIERS["yanwen"], date(2026, 11, 3), date(2026, 11, 9), None, "CN") == (None, None, ())


def test_hours_and_months_are_reckoned_too() -> None:
    assert trace_window(CARRIERS["ups"], None, date(2026, 11, 9), None, "US").earliest == date(2026, 11, 10)
    assert trace_window(CARRIERS["japan_post_ems"], date(2026, 8, 31), None, None, "JP").latest == date(2027, 2, 28)


BUSINESS, CALENDAR = "business_days", "calendar_days"
PUBLISHED: dict[str, dict[str, tuple[int, str, str]]] = {
    "usps": {
        "trace": (7, BUSINESS, "shipped"),
        "claim": (15, CALENDAR, "shipped"),
        "last": (60, CALENDAR, "shipped"),
    },
    "usps_international": {"trace": (7, CALENDAR, "shipped"), "last": (90, CALENDAR, "shipped")},
    "ups": {"trace": (24, "hours", "expected_delivery"), "last": (60, CALENDAR, "expected_delivery")},
    "fedex": {"last": (60, CALENDAR, "shipped")},
    "fedex_international": {"last": (21, CALENDAR, "shipped")},
    "dhl_express": {},
    "royal_mail": {"trace": (10, BUSINESS, "expected_delivery"), "last": (80, CALENDAR, "shipped")},
    "royal_mail_international": {"trace": (25, BUSINESS, "shipped"), "last": (6, "months", "shipped")},
    "dhl_paket": {"trace": (7, CALENDAR, "shipped")},
    "colissimo": {"last": (30, CALENDAR, "shipped")},
    "canada_post": {"trace": (5, BUSINESS, "expected_delivery"), "last": (90, CALENDAR, "shipped")},
    "australia_post": {"trace": (3, BUSINESS, "expected_delivery")},
    "japan_post_ems": {"last": (6, "months", "shipped")},
    "china_post": {"trace": (9, CALENDAR, "shipped"), "last": (60, CALENDAR, "shipped")},
    "4px": {"trace": (30, CALENDAR, "shipped")},
    "yunexpress": {},
    "yanwen": {},
}
"""What the carriers publish, by the page of collected facts; where that page has a question mark there is no figure."""


@pytest.mark.parametrize("name", CARRIERS)
def test_every_step_is_the_published_one_and_nothing_is_made_up(name: str) -> None:
    steps = {step.kind: (step.amount, step.unit, step.counted_from) for step in CARRIERS[name].steps}
    assert steps == PUBLISHED[name]
    assert all(step.entry.checked_on >= step.entry.valid_from for step in CARRIERS[name].steps)


def test_a_table_that_shows_its_day_holds_from_that_day() -> None:
    dated = {carrier.id for carrier in CARRIERS.values() for step in carrier.steps if step.entry.dated}
    assert dated == {"china_post", "4px"}
    assert {step.entry.valid_from for name in dated for step in CARRIERS[name].steps} == {date(2024, 9, 18)}
    assert trace_window(CARRIERS["china_post"], date(2024, 9, 17), None, None, "CN").earliest is None


def test_the_days_to_the_earliest_step_tell_when_a_parcel_is_stalled() -> None:
    steps = {name: stalled_after(CARRIERS[name]) for name in ("usps", "dhl_paket", "fedex")}
    assert {name: step and (step.amount, step.unit) for name, step in steps.items()} == {
        "usps": (7, "business_days"),
        "dhl_paket": (7, "calendar_days"),
        "fedex": None,
    }


@given(st.sampled_from(sorted(CARRIERS)), DAYS, DAYS, DAYS, st.sampled_from(["US", "DE", None]))
def test_no_window_closes_before_what_it_is_counted_from(
    name: str, shipped: date | None, expected: date | None, scanned: date | None, country: str | None
) -> None:
    known = [day for day in (shipped, expected, scanned) if day]
    for window in (trace_window, claim_window):
        found = window(CARRIERS[name], shipped, expected, scanned, country)
        assert all(day >= min(known) for day in found[:2] if day)
        assert len(found.entries) == sum(day is not None for day in found[:2])


@pytest.mark.parametrize("name", CARRIERS)
def test_every_figure_has_a_source_and_a_mark(name: str) -> None:
    carrier = CARRIERS[name]
    entries = [step.entry for step in carrier.steps] + ([carrier.cover] if carrier.cover else [])
    assert all(address.startswith("http") for entry in entries for address in entry.source)
    assert carrier.tracking_confidence in CONFIDENCES


def carrier_file(step: dict[str, Any] | None = None, **changes: object) -> str:
    row: dict[str, object] = {"id": "post", "name": "Post", "aliases": ["Post"], "tracking_page": "https://example.org"}
    row |= {"tracking_confidence": "secondary", "step": [step] if step else []} | changes
    given = {key: value for key, value in row.items() if value is not None}
    return tomli_w.dumps({"checked_on": date(2026, 11, 22), "undated_from": date(2020, 1, 1), "carrier": [given]})


STEP: dict[str, Any] = {"kind": "trace", "value": 3, "unit": "calendar_days", "counted_from": "shipped"}
STEP |= {"dated": False, "source": "https://example.org", "confidence": "official"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (carrier_file(colour="red"), "carrier 1 (post): unknown field 'colour'"),
        (carrier_file(name=None), "carrier 1 (post): the field 'name' is missing"),
        (carrier_file(aliases="Post"), "aliases must be a list of texts"),
        (carrier_file(country=3), "country must be a text"),
        (carrier_file(international="yes"), "international must be true or false"),
        (carrier_file(tracking_confidence="sure"), "unknown tracking_confidence 'sure'"),
        (carrier_file(cover={"value": "9"}), "cover: the field 'unit' is missing"),
        (carrier_file(cover=3), "cover must be a table"),
        (carrier_file(step=STEP | {"kind": "guess"}), "step 1: kind is 'guess'; allowed are trace, claim, last"),
        (carrier_file(step=STEP | {"value": "3"}), "step 1: value must be a whole number"),
        (carrier_file(step=STEP | {"unit": "moons"}), "step 1: unit is 'moons'"),
        (carrier_file(step=STEP | {"counted_from": "noon"}), "step 1: counted_from is 'noon'"),
        (carrier_file(step=STEP | {"source": "S1"}), "step 1: the source 'S1' is neither an address"),
        (carrier_file(step=STEP | {"valid_from": date(2026, 1, 1)}), "step 1: give either valid_from"),
        ("[[carrier]", "is no valid TOML"),
    ],
)
def test_a_mistake_in_the_file_names_the_carrier(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "carriers.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=r"^carriers\.toml") as raised:
        load_carriers(tmp_path)
    assert complaint in str(raised.value)


def test_a_carrier_of_another_folder_is_found_there(tmp_path: Path) -> None:
    (tmp_path / "carriers.toml").write_text(carrier_file(step=STEP), encoding="utf-8")
    carrier = find_carrier("post", resources=tmp_path)
    assert carrier is not None
    assert trace_window(carrier, date(2026, 11, 3), None, None, None).earliest == date(2026, 11, 6)
