"""Own text blocks: kept by language in alphabetical order, a broken file named."""

from pathlib import Path

import pytest

from app.logic.resource_file import ResourceError
from app.logic.wording.blocks import BLOCKS_FILE, TextBlock, read_blocks, write_blocks


def test_blocks_come_back_in_order(tmp_path: Path) -> None:
    file = tmp_path / "templates" / BLOCKS_FILE
    blocks = (TextBlock("zebra", "{{ no field }}"), TextBlock("Apple", "Two\n\nparagraphs"))
    write_blocks(file, {"en": blocks, "de": ()})
    assert read_blocks(file) == {"en": (blocks[1], blocks[0])}
    assert read_blocks(tmp_path / "none.toml") == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("en = 1", "en must be a list"),
        ("[[en]]\nname = 'a'", "the field 'text' is missing"),
        ("[[en]]\nname = ' '\ntext = 'b'", r"en\[1\].name must not be empty"),
        ("[[en]]\nname = 'a'\ntext = 5", r"en\[1\].text must be a text"),
        ("[[", "no valid TOML"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / BLOCKS_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=named):
        read_blocks(tmp_path / BLOCKS_FILE)
