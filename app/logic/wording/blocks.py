"""Own text blocks: named texts of each language, to be put into a draft where the cursor is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.logic.resource_file import ResourceError, check_fields, read_toml
from app.logic.wording.own_words import read_passage, read_tables, write_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BLOCKS_FILE: Final = "own_blocks.toml"
LONGEST_BLOCK: Final = 2_000
MOST_BLOCKS: Final = 100
LONGEST_NAME: Final = 80


class TextBlock(NamedTuple):
    """A text under a name."""

    name: str
    text: str


Blocks = dict[str, tuple[TextBlock, ...]]
"""The blocks of each language, in alphabetical order."""


def read_blocks(file: Path) -> Blocks:
    """Return the blocks by language, none without a file; ResourceError names what is wrong and where."""
    if not file.is_file():
        return {}
    return {language: _blocks(file.name, language, table) for language, table in read_toml(file).items()}


def write_blocks(file: Path, blocks: Mapping[str, tuple[TextBlock, ...]]) -> None:
    """Store the blocks of every language; StoreError when they cannot be written."""
    # Imported here: who inserts a block never writes one.
    import tomli_w

    tables = {
        language: [{"name": block.name, "text": block.text} for block in in_order(of_language)]
        for language, of_language in sorted(blocks.items())
        if of_language
    }
    write_table(file, tomli_w.dumps(tables))


def in_order(blocks: tuple[TextBlock, ...]) -> tuple[TextBlock, ...]:
    """Return blocks by their names."""
    return tuple(sorted(blocks, key=_spoken))


def _spoken(block: TextBlock) -> tuple[str, str]:
    return block.name.casefold(), block.text


def _blocks(file: str, language: str, table: object) -> tuple[TextBlock, ...]:
    where = f"{file}: {language}"
    return in_order(
        tuple(
            _block(f"{where}[{number}]", each) for number, each in enumerate(read_tables(where, table, MOST_BLOCKS), 1)
        )
    )


def _block(where: str, table: Mapping[str, object]) -> TextBlock:
    check_fields(where, table, ("name", "text"), ("name", "text"))
    name = read_passage(f"{where}.name", table["name"], LONGEST_NAME).strip()
    if not name:
        raise ResourceError(f"{where}.name must not be empty")
    return TextBlock(name, read_passage(f"{where}.text", table["text"], LONGEST_BLOCK))
