"""One folder moves everything, and only the seller can look into it."""

import stat
import sys
from pathlib import Path

import pytest

from app.logic.ports import StoreError
from app.paths import VARIABLE, Paths, policy_folder

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")


def all_places(paths: Paths) -> list[Path]:
    files = [paths.cases, paths.settings, paths.window_state, paths.log, paths.policies]
    return [paths.data, paths.config, paths.logs, paths.backups, paths.templates, *files]


def test_a_folder_given_moves_everything(tmp_path: Path) -> None:
    paths = Paths.from_environment(tmp_path / "given", {VARIABLE: str(tmp_path / "named")})
    assert all(place.is_relative_to(tmp_path / "given") for place in all_places(paths))


def test_the_variable_moves_everything(tmp_path: Path) -> None:
    paths = Paths.from_environment(None, {VARIABLE: str(tmp_path / "named")})
    assert all(place.is_relative_to(tmp_path / "named") for place in all_places(paths))


def test_a_relative_folder_stays_where_it_was_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paths = Paths.from_environment("here")
    monkeypatch.chdir("/")
    assert paths.data == tmp_path / "here"


def test_without_either_the_usual_folders_of_the_system_are_taken() -> None:
    paths = Paths.from_environment(None, {})
    assert all("amends" in str(place).lower() for place in all_places(paths))


@posix
def test_new_folders_are_closed_to_others(tmp_path: Path) -> None:
    paths = Paths.below(tmp_path / "new" / "amends")
    paths.make_folders()
    made = (paths.data.parent, paths.data, paths.logs, paths.backups, paths.templates)
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in made} == {0o700}


def test_a_file_in_the_way_is_said_in_three_sentences(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StoreError) as refused:
        Paths.below(tmp_path / "taken").make_folders()
    assert str(tmp_path / "taken") in refused.value.what
    assert "--data-dir" in refused.value.todo


@pytest.mark.parametrize("moved", [{}, {VARIABLE: "/given"}, {"XDG_DATA_HOME": "/elsewhere"}])
def test_a_quick_command_finds_the_same_policies(monkeypatch: pytest.MonkeyPatch, moved: dict[str, str]) -> None:
    for name in (VARIABLE, "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in moved.items():
        monkeypatch.setenv(name, folder)
    assert policy_folder() == Paths.from_environment().policies
    assert policy_folder("/somewhere") == Paths.from_environment("/somewhere").policies
