"""The evidence pack: what is in it, under which names, and what happens where it cannot be written."""

import errno
import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.evidence import EvidenceFile, EvidenceRefused
from app.logic.evidence_pack import Piece, file_pieces, safe_name, text_piece, write_pack
from app.logic.meter import Cancelled

STORED = "a" * 64 + ".jpg"
MADE = datetime(2026, 11, 25, 9, 30, 20, tzinfo=ZoneInfo("Europe/Berlin"))
PHOTO = b"\xff\xd8\xff photo"


def photo(name: str, content: bytes = PHOTO) -> EvidenceFile:
    sha256 = hashlib.sha256(content).hexdigest()
    return EvidenceFile(STORED, name, sha256, len(content), "image/jpeg", datetime(2026, 11, 22, tzinfo=UTC))


def test_the_pack_holds_every_piece_and_a_list_with_checksums(tmp_path: Path) -> None:
    stored = tmp_path / STORED
    stored.write_bytes(PHOTO)
    pieces = [
        Piece("1 case sheet.pdf", "What happened", b"%PDF-1.4"),
        text_piece("2 texts/1.txt", "What you wrote", "Hello\n佐藤"),
        *file_pieces([photo("box.JPG"), photo("label.jpeg")], [stored, stored], "Photos and papers"),
    ]
    target, told = tmp_path / "pack.zip", list[int]()
    write_pack(target, "Order 111", pieces, told.append, MADE)
    with ZipFile(target) as archive:
        assert archive.testzip() is None
        names = ["1 case sheet.pdf", "2 texts/1.txt", "5 files/01 box.jpg", "5 files/02 label.jpg", "contents.txt"]
        assert archive.namelist() == names
        assert archive.read("2 texts/1.txt").decode("utf-8-sig") == "Hello\r\n佐藤"
        assert archive.read("5 files/01 box.jpg") == PHOTO
        contents = archive.read("contents.txt").decode("utf-8-sig")
        for name in names[:-1]:
            assert f"  {name}\r\n    SHA-256 {hashlib.sha256(archive.read(name)).hexdigest()}" in contents
    assert "CHANGED" not in contents
    assert sum(told) > 2 * len(PHOTO)
    assert {path.name for path in tmp_path.iterdir()} == {STORED, "pack.zip"}


def test_a_file_changed_since_it_was_added_is_said_to_be(tmp_path: Path) -> None:
    stored = tmp_path / STORED
    stored.write_bytes(PHOTO + b" edited")
    write_pack(tmp_path / "pack.zip", "x", file_pieces([photo("a.jpg")], [stored], "Files"), lambda _: None, MADE)
    with ZipFile(tmp_path / "pack.zip") as archive:
        assert "CHANGED since it was added" in archive.read("contents.txt").decode("utf-8-sig")


def test_files_in_the_pack_have_the_time_they_were_made(tmp_path: Path) -> None:
    stored = tmp_path / STORED
    stored.write_bytes(PHOTO)
    taken = datetime(2026, 11, 22, 13, 5, 6, tzinfo=UTC).timestamp()
    pieces = [text_piece("a.txt", "", "a"), *file_pieces([photo("a.jpg")], [stored], "Files")]
    for at, year in ((taken, 2026), (0, 1980), (2**33, 2107)):
        os.utime(stored, (at, at))
        write_pack(tmp_path / "pack.zip", "x", pieces, lambda _: None, MADE)
        with ZipFile(tmp_path / "pack.zip") as archive:
            times = {info.filename: info.date_time for info in archive.infolist()}
        assert times["a.txt"] == times["contents.txt"] == (2026, 11, 25, 9, 30, 20)
        assert times["5 files/01 a.jpg"][0] == year
        if at == taken:
            assert times["5 files/01 a.jpg"] == (2026, 11, 22, 14, 5, 6)


def test_a_full_disk_is_said_and_an_earlier_pack_stays(tmp_path: Path) -> None:
    target = tmp_path / "pack.zip"
    target.write_bytes(b"earlier")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(EvidenceRefused, match=r"“pack.zip” cannot be saved \(the disk is full\)"):
        write_pack(target, "x", [text_piece("a.txt", "", "a")], full, MADE)
    assert target.read_bytes() == b"earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["pack.zip"]


def test_a_stopped_pack_leaves_nothing(tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_pack(tmp_path / "pack.zip", "x", [text_piece("a.txt", "", "a")], stop, MADE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("photo.jpeg", "photo.jpg"),
        ("photo.exe", "photo.exe.jpg"),
        ('a<b>:"c|?*.jpg', "a_b___c___.jpg"),
        ("no ending", "no ending.jpg"),
        (". . .jpg", "file.jpg"),
        ("写真.JPG", "写真.jpg"),
    ],
)
def test_names_are_safe_everywhere_and_tell_the_real_kind(name: str, safe: str) -> None:
    assert safe_name(name, STORED) == safe


@given(st.text(max_size=300))
def test_any_name_becomes_a_safe_one(name: str) -> None:
    safe = safe_name(name, STORED)
    assert safe.endswith(".jpg") and 4 < len(safe) <= 104
    assert not set(safe) & set('<>:"/\\|?*\0\r\n') and not safe[0].isspace()
