"""Everything goes, or goes at the next start, and nothing else does."""

from pathlib import Path

import pytest

from app.logic.everything import Stored, begin_erasing, finish_erasing
from app.logic.ports import StoreError

PERSONAL = (
    "cases.db",
    "cases.db-wal",
    "cases.db-shm",
    "cases.db.partial",
    "evidence/7/a.jpg",
    "backups/b.db",
    "log/amends.log",
)
OWN = ("settings.toml", "settings.toml.broken", "templates/en/x.txt.j2", "policies/own.toml", "window.ini")
FOREIGN = ("tax.ods", "cases.dbx")


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    for name in (*PERSONAL, *OWN, *FOREIGN):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Test Buyer")
    personal = tuple(tmp_path / name for name in ("cases.db", "evidence", "backups", "log"))
    own = tuple(tmp_path / name for name in ("settings.toml", "window.ini", "templates", "policies"))
    return Stored(tmp_path / "erase-everything", personal, own)


def left(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_settings_stay_when_they_are_kept(stored: Stored, tmp_path: Path) -> None:
    begin_erasing(stored, keep_settings=True)
    assert finish_erasing(stored)
    assert left(tmp_path) == {*OWN, *FOREIGN}


def test_settings_and_own_wording_go_when_they_are_not(stored: Stored, tmp_path: Path) -> None:
    begin_erasing(stored, keep_settings=False)
    assert finish_erasing(stored)
    assert left(tmp_path) == set(FOREIGN)


def test_without_a_beginning_nothing_goes(stored: Stored, tmp_path: Path) -> None:
    assert not finish_erasing(stored)
    assert left(tmp_path) == {*PERSONAL, *OWN, *FOREIGN}


def test_what_was_interrupted_is_finished_later(
    stored: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_erasing(stored, keep_settings=False)

    def busy(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "in use", str(path))

    with monkeypatch.context() as locked:
        locked.setattr(Path, "unlink", busy)
        with pytest.raises(StoreError, match="cannot be erased") as told:
            finish_erasing(stored)
    assert "next start" in told.value.safe
    assert finish_erasing(stored)
    assert left(tmp_path) == set(FOREIGN)


def test_a_link_to_elsewhere_goes_without_what_it_points_to(stored: Stored, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "photo.jpg").write_text("mine")
    (tmp_path / "backups" / "b.db").unlink()
    (tmp_path / "backups").rmdir()
    (tmp_path / "backups").symlink_to(elsewhere)
    begin_erasing(stored, keep_settings=True)
    finish_erasing(stored)
    assert (elsewhere / "photo.jpg").exists()
    assert not (tmp_path / "backups").exists()
