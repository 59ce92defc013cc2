"""Settings survive saving, and a damaged file costs nothing but a sentence."""

import stat
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.channels import load_channels
from app.logic.fields import FieldReader
from app.logic.ports import StoreError
from app.logic.reading import read_seller
from app.logic.settings import Settings, Theme, load_settings, save_settings

countries = st.text("ABCDEFGHIJKLMNOPQRST", min_size=2, max_size=2)
days = st.integers(1, 10**6)
answers = st.dictionaries(st.text(max_size=20), st.text(max_size=40), max_size=3)
any_settings = st.builds(
    Settings,
    shop_name=st.text(max_size=500),
    signature=st.text(max_size=2_000),
    ships_from=st.none() | countries,
    return_countries=st.lists(countries, max_size=4).map(tuple),
    channels_used=st.lists(st.sampled_from(sorted(load_channels())), unique=True).map(tuple),
    return_days=st.none() | st.integers(0, 10**6),
    late_fee_percent=st.none() | st.decimals(0, 100, places=2),
    no_returns=st.booleans(),
    wait_days=days,
    task_days=days,
    insurer=st.text(max_size=500),
    insurer_claim_days=st.none() | days,
    erase_after_days=st.integers(0, 3_650),
    theme=st.sampled_from(Theme),
    message_language=st.none() | st.sampled_from(["en", "de", "ja", "pt_BR"]),
    last_choices=st.dictionaries(st.text(max_size=20), answers, max_size=3),
)


@given(settings=any_settings)
def test_any_settings_survive_saving(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    save_settings(path, settings)
    assert load_settings(path) == (settings, [])


@given(content=st.binary(max_size=400))
def test_any_file_gives_settings_and_never_a_crash(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_bytes(content)
    settings, problems = load_settings(path)
    assert settings == Settings() or not problems
    if not path.exists():
        aside = path.with_name("settings.toml.broken")
        assert aside.read_bytes() == content
        assert "settings.toml.broken" in problems[0]


@given(
    entries=st.dictionaries(
        st.sampled_from(sorted(Settings.__dataclass_fields__)),
        st.sampled_from(['"word"', "-4", "1.5", "true", "[]", "{}", '["US", 3]', "2026-11-22", "nan", '"x" ']),
    )
)
def test_a_wrong_entry_costs_only_itself(entries: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    last = {key: value for key, value in entries.items() if key != "shop_name"}
    path.write_text('shop_name = "Kept"\n' + "".join(f"{key} = {value}\n" for key, value in last.items()))
    settings, problems = load_settings(path)
    assert settings.shop_name == "Kept"
    assert all(problem.startswith("settings.toml: ") for problem in problems)
    assert load_settings(path) == (settings, problems)


def test_a_missing_file_gives_the_defaults_without_a_word(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == (Settings(), [])


def test_a_second_damaged_file_does_not_overwrite_the_first(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    for content in ("first = [", "second = ["):
        path.write_text(content)
        load_settings(path)
    kept = sorted(file.read_text() for file in tmp_path.iterdir())
    assert kept == ["first = [", "second = ["]


def test_a_deeply_nested_file_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("a = " + "[" * 100_000)
    assert load_settings(path)[1] == [
        "The settings in settings.toml were damaged; they are kept as settings.toml.broken, and the defaults are used."
    ]


def test_half_a_character_from_the_clipboard_does_not_break_the_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save_settings(path, Settings(shop_name="Mug \ud83d shop"))
    assert load_settings(path) == (Settings(shop_name="Mug ? shop"), [])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_only_the_seller_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save_settings(path, Settings())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_said_in_three_sentences(tmp_path: Path) -> None:
    in_the_way = tmp_path / "folder"
    in_the_way.write_text("a file")
    with pytest.raises(StoreError) as refused:
        save_settings(in_the_way / "settings.toml", Settings())
    assert "could not be saved" in refused.value.what
    assert "unchanged" in refused.value.safe
    assert refused.value.todo.startswith("Make room")


@given(settings=any_settings)
def test_what_the_settings_tell_of_the_seller_is_accepted_by_a_request(settings: Settings) -> None:
    seller = read_seller(settings.seller(), FieldReader(None))
    assert seller.ships_from == settings.ships_from
    assert seller.wait_days == settings.wait_days
    assert seller.insurer_claim_days == settings.insurer_claim_days
    assert seller.late_fee_percent == settings.late_fee_percent


def test_a_fee_of_zero_is_told_and_unset_terms_are_not() -> None:
    told = Settings(late_fee_percent=Decimal(0), return_days=0).seller()
    assert told["late_fee_percent"] == "0"
    assert told["return_days"] == 0
    assert "no_returns" not in told
    assert "signature" not in told


def test_the_last_choice_is_remembered_per_channel() -> None:
    settings = Settings().with_choice("etsy", "offer", "return").with_choice("etsy", "carrier", "USPS")
    assert settings.last_choice("etsy", "offer") == "return"
    assert settings.last_choice("etsy", "carrier") == "USPS"
    assert settings.last_choice("amazon-us", "offer") is None


def test_the_term_of_erasing_is_a_number_of_days_and_never_is_zero(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert load_settings(path)[0].erase_after_days == 30
    save_settings(path, Settings(erase_after_days=0))
    assert load_settings(path) == (Settings(erase_after_days=0), [])
    path.write_text("erase_after_days = 99999999\n")
    settings, problems = load_settings(path)
    assert settings.erase_after_days == 30
    assert "erase_after_days must be a whole number" in problems[0]
