"""Evidence: what is taken, what is refused and in which words, and which files a case holds."""

import hashlib
import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic import evidence_folder
from app.logic.case import Event, EventKind
from app.logic.evidence import (
    EvidenceFile,
    EvidenceRefused,
    evidence_of,
    is_stored_name,
    media_of,
    shown_name,
    size_words,
)
from app.logic.evidence_folder import EvidenceFolder
from app.logic.meter import Cancelled

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
JPEG = b"\xff\xd8\xff\xe0" + b"photo" * 50
HEADS = {
    "image/jpeg": JPEG,
    "image/png": b"\x89PNG\r\n\x1a\n" + b"x" * 40,
    "image/gif": b"GIF89a" + b"x" * 40,
    "image/webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "image/heic": b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic",
    "application/pdf": b"%PDF-1.7\n",
}


def take(folder: EvidenceFolder, path: Path, held: tuple[EvidenceFile, ...] = ()) -> dict[str, object] | None:
    return folder.take(7, path, held, lambda _: None)


def added(payload: dict[str, object], number: int = 1) -> Event:
    return Event(number, 7, EventKind.EVIDENCE_ADDED, NOON, payload)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "evidence")


@pytest.mark.parametrize("media", HEADS)
def test_a_file_is_known_by_its_content_and_copied_as_it_is(folder: EvidenceFolder, tmp_path: Path, media: str) -> None:
    source = tmp_path / "no ending"
    source.write_bytes(HEADS[media])
    payload = take(folder, source)
    assert payload is not None
    (held,) = evidence_of([added(payload)])
    assert (held.media, held.name, held.size) == (media, "no ending", len(HEADS[media]))
    assert held.sha256 == hashlib.sha256(HEADS[media]).hexdigest()
    stored = folder.path(7, held)
    assert stored.read_bytes() == HEADS[media]
    if sys.platform != "win32":
        assert stat.S_IMODE(stored.stat().st_mode) == 0o600
        assert stat.S_IMODE(stored.parent.stat().st_mode) == 0o700
    assert names(stored.parent) == [held.file]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "“a.jpg” is empty."),
        (b"MZ\x90\x00 a program", "“a.jpg” is neither a photo nor a PDF"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isomavc1", "neither a photo nor a PDF"),
        (b"<svg onload='x'/>", "neither a photo nor a PDF"),
    ],
)
def test_what_is_no_photo_is_refused_by_name(folder: EvidenceFolder, tmp_path: Path, content: bytes, says: str) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(content)
    with pytest.raises(EvidenceRefused, match=says) as refused:
        take(folder, source)
    assert refused.value.safe == "Nothing was added or changed."
    assert not folder.of_case(7).exists()


def test_a_photo_of_two_gigabytes_is_refused_before_it_is_read(folder: EvidenceFolder, tmp_path: Path) -> None:
    source = tmp_path / "huge.jpg"
    with source.open("wb") as file:
        file.write(JPEG)
        file.truncate(2 * 2**30)
    with pytest.raises(EvidenceRefused, match=r"“huge.jpg” is too large: 2048.0 MB, and at most 50.0 MB are taken"):
        take(folder, source)


def test_a_case_has_a_most(folder: EvidenceFolder, tmp_path: Path) -> None:
    source = tmp_path / "one more.jpg"
    source.write_bytes(JPEG)
    held = EvidenceFile("0" * 64 + ".pdf", "old.pdf", "0" * 64, 500 * 2**20 - 10, "application/pdf", NOON)
    with pytest.raises(EvidenceRefused, match=r"“one more\.jpg” does not fit"):
        take(folder, source, (held,))


def test_folders_links_pipes_and_missing_files_are_refused(folder: EvidenceFolder, tmp_path: Path) -> None:
    real = tmp_path / "real.jpg"
    real.write_bytes(JPEG)
    (tmp_path / "folder.jpg").mkdir()
    refused = [tmp_path / "folder.jpg", tmp_path / "missing.jpg"]
    if sys.platform != "win32":
        (tmp_path / "link.jpg").symlink_to(real)
        os.mkfifo(tmp_path / "pipe.jpg")
        refused += [tmp_path / "link.jpg", tmp_path / "pipe.jpg", Path("/dev/zero")]
    for source in refused:
        with pytest.raises(EvidenceRefused, match=f"“{source.name}”"):
            take(folder, source)
    assert not folder.of_case(7).exists()


def test_the_same_content_is_added_once_whatever_its_name(folder: EvidenceFolder, tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(JPEG)
    payload = take(folder, tmp_path / "a.jpg")
    assert payload is not None
    assert take(folder, tmp_path / "b.jpg", evidence_of([added(payload)])) is None
    assert len(names(folder.of_case(7))) == 1


def test_a_stopped_copy_leaves_nothing(folder: EvidenceFolder, tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(JPEG)

    def stop(_: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        folder.take(7, source, (), stop)
    assert names(folder.of_case(7)) == []


def test_a_file_that_grows_while_it_is_read_is_refused(
    folder: EvidenceFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(JPEG * 10)
    monkeypatch.setattr(evidence_folder, "_CHUNK", 100)
    monkeypatch.setattr(evidence_folder, "MOST_BYTES", 3000)

    def grow(_: int) -> None:
        with source.open("ab") as file:
            file.write(b"more" * 100)

    with pytest.raises(EvidenceRefused, match="too large"):
        folder.take(7, source, (), grow)
    assert names(folder.of_case(7)) == []


def test_removed_files_are_gone_until_they_are_added_again_and_erased_ones_for_good() -> None:
    name = "a" * 64 + ".jpg"
    told: dict[str, object] = {"file": name, "name": "a.jpg", "sha256": "a" * 64, "size": 5, "media": "image/jpeg"}
    first = added(told)
    removed = Event(2, 7, EventKind.EVIDENCE_REMOVED, NOON, {"file": name})
    back = added({"file": name}, 3)
    assert evidence_of([first, removed]) == ()
    assert evidence_of([first, removed, back]) == evidence_of([first])
    assert evidence_of([first, removed, back, Event(4, 7, EventKind.ERASED, NOON, {})]) == ()


@given(st.text(max_size=20), st.none() | st.text() | st.integers())
def test_no_stored_event_names_a_file_outside_the_folder(name: str, other: object) -> None:
    held = evidence_of([added({"file": name, "size": other, "name": other})])
    assert all(is_stored_name(one.file) for one in held)


@given(st.binary(max_size=80))
def test_any_bytes_have_a_media_type_or_none(head: bytes) -> None:
    assert media_of(head) in {None, *HEADS}


@given(st.text(max_size=400))
def test_a_shown_name_is_one_short_line_without_folders(name: str) -> None:
    shown = shown_name(name)
    assert shown and shown.isprintable() and len(shown) <= 120 and not set(shown) & set("/\\")


def test_sizes_are_written_for_people() -> None:
    assert [size_words(size) for size in (1, 512, 48 * 1024, 2_500_000)] == ["1 byte", "512 bytes", "48 KB", "2.4 MB"]
