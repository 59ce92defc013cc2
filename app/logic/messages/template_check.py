"""Templates held against their contract: unknown and unused names, missing files, subjects that do not fit."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError, meta, nodes

from app.logic.messages.contract import CONTRACT, EVERYWHERE, REQUIRED, allowed_names, parts_of
from app.logic.messages.names import NAMES
from app.logic.messages.sandbox import UnsafeTemplate, make_environment, parse
from app.logic.messages.sources import (
    EVERY_PART,
    PARTS,
    TemplateError,
    languages,
    place_in,
    read_source,
    stamp_of,
    template_file,
    template_names,
)
from app.logic.messages.switches import switch_faults, switches_in
from app.logic.resource_file import ResourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

LONGEST_SUBJECT: Final = 100
"""Characters of a subject."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a template file; `line` is None where the whole file is meant."""

    file: Path
    line: int | None
    message: str

    def __str__(self) -> str:
        return f"{place_in(self.file, self.line)}: {self.message}"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A template file as far as it can be read: its tree, the names it reads, or the fault that kept it from that."""

    file: Path
    text: str = ""
    tree: nodes.Template | None = None
    read: frozenset[str] = frozenset()
    fault: Fault | None = None

    def line_of(self, name: str) -> int | None:
        """Return the first line that reads a name."""
        names = self.tree.find_all(nodes.Name) if self.tree else iter(())
        return next((node.lineno for node in names if node.name == name), None)


@dataclass(frozen=True, slots=True)
class Parts:
    """Shared parts of a language: their files, and what each macro reads by itself."""

    files: tuple[Parsed, ...]
    reads: Mapping[str, frozenset[str]]

    def reached(self, called: Iterable[str]) -> set[str]:
        """Return the macros among some names, with those that they call in turn."""
        reached: set[str] = set()
        waiting = set(called) & self.reads.keys()
        while waiting:
            macro = waiting.pop()
            reached.add(macro)
            waiting |= (self.reads[macro] & self.reads.keys()) - reached
        return reached

    def names_in(self, read: Iterable[str]) -> set[str]:
        """Return the plain names behind some names: themselves, and what the macros among them read."""
        macros = self.reached(read)
        return set(read).union(*(self.reads[macro] for macro in macros)) - self.reads.keys()


def check_folder(folder: Path) -> list[Fault]:
    """Return everything wrong with a folder of built-in templates, language by language."""
    known = languages([folder])
    if not known:
        return [Fault(template_file(folder, "en", PARTS), None, "no language has templates")]
    return [fault for language in known for fault in _check_language(folder, language)]


def check_own_folder(own: Path, built_in: Path) -> list[Fault]:
    """Return everything wrong with the seller's own templates; what they leave out is no fault."""
    faults = _check_own_words(own)
    for language in sorted(folder.name for folder in own.glob("[!.]*") if folder.is_dir()):
        shared = _shared_parts((own, built_in), language)
        faults += [parsed.fault for parsed in shared[EVERY_PART].files if parsed.fault]
        for name in template_names(own, language):
            faults += _check_template(_parsed(template_file(own, language, name)), name, shared[parts_of(name)])
    return faults


def _check_own_words(own: Path) -> list[Fault]:
    # Imported here: only a check of own templates reads them.
    from app.logic.wording.blocks import BLOCKS_FILE, read_blocks
    from app.logic.wording.own_words import OWN_WORDS_FILE, read_own_words

    faults = []
    for file, read in ((own / OWN_WORDS_FILE, read_own_words), (own / BLOCKS_FILE, read_blocks)):
        try:
            read(file)
        except ResourceError as problem:
            faults.append(Fault(file, None, str(problem).removeprefix(f"{file.name}: ")))
    return faults


def check_text(language: str, name: str, text: str, own: Path, built_in: Path) -> list[Fault]:
    """Return everything wrong with the text of a template before it is saved as the seller's own."""
    parts = _shared_parts((own, built_in), language)[parts_of(name)]
    return list(_check_template(_parsed_text(template_file(own, language, name), text), name, parts))


def _check_language(folder: Path, language: str) -> Iterator[Fault]:
    shared = _shared_parts((folder,), language)
    yield from (parsed.fault for parsed in shared[EVERY_PART].files if parsed.fault)
    templates = {name: _parsed(template_file(folder, language, name)) for name in template_names(folder, language)}
    for name, template in templates.items():
        yield from _check_template(template, name, shared[parts_of(name)])
        yield from _unused_names(template, name, shared[parts_of(name)])
    for missing in (name for name in CONTRACT if name not in templates):
        yield Fault(template_file(folder, language, missing), None, "the template is missing")
    called = {name for template in templates.values() for name in template.read}
    used = shared[EVERY_PART].reached(called)
    for parsed in shared[EVERY_PART].files:
        for macro in sorted(_macros(parsed).keys() - used):
            yield Fault(parsed.file, None, f"the part {macro!r} is used by no template")


def _check_template(template: Parsed, name: str, parts: Parts) -> Iterator[Fault]:
    """Yield what is wrong with one template: its name, its source, the names in it, its subject."""
    if name not in CONTRACT:
        yield Fault(template.file, None, "no resolution uses this template")
    elif template.fault:
        yield template.fault
    else:
        switches = {switch.variable for switch in switches_in(template.text)}
        yield from (Fault(template.file, *fault) for fault in switch_faults(template.text, template.read))
        yield from _check_names(template, {*allowed_names(name), *switches}, parts)
        yield from _check_subject(template)


def _check_names(template: Parsed, allowed: set[str], parts: Parts) -> Iterator[Fault]:
    for unknown in sorted(template.read - allowed - parts.reads.keys()):
        yield Fault(template.file, template.line_of(unknown), f"unknown name {unknown!r}{_hint(unknown, parts)}")
    for macro in sorted(template.read & parts.reads.keys()):
        for unknown in sorted(parts.names_in([macro]) - allowed):
            message = f"the part {macro!r} needs the name {unknown!r}, which this template may not use"
            yield Fault(template.file, template.line_of(macro), message)
    for required in sorted(set(REQUIRED) - parts.names_in(template.read)):
        message = f"the name {required!r} is missing; the buyer has to know which order is meant"
        yield Fault(template.file, None, message)


def _check_subject(template: Parsed) -> Iterator[Fault]:
    lines = [*template.text.splitlines(), "", ""]
    if not lines[0].strip():
        yield Fault(template.file, 1, "the first line must be the subject")
    elif lines[1].strip():
        yield Fault(template.file, 2, "a blank line must follow the subject, which is one line")
    # Only the fixed words: what the values add is measured where messages are rendered.
    fixed = "".join(node.data for node in template.tree.find_all(nodes.TemplateData)) if template.tree else ""
    if len(fixed.lstrip().partition("\n")[0]) > LONGEST_SUBJECT:
        yield Fault(template.file, 1, f"the subject is longer than {LONGEST_SUBJECT} characters")


def _unused_names(template: Parsed, name: str, parts: Parts) -> Iterator[Fault]:
    if name in CONTRACT and not template.fault:
        for unused in sorted(set(CONTRACT[name]) - parts.names_in(template.read) - set(EVERYWHERE)):
            yield Fault(template.file, None, f"the name {unused!r} is in the contract but not used")


def _shared_parts(folders: Sequence[Path], language: str) -> Mapping[tuple[str, ...], Parts]:
    """Read the shared parts, from the first folder that has them, for each choice that a template can have."""
    files = (template_file(folder, language, name) for name in EVERY_PART for folder in folders)
    return _read_parts(tuple(folders), language, tuple(map(stamp_of, files)))


@lru_cache(maxsize=16)
def _read_parts(folders: tuple[Path, ...], language: str, _: object) -> Mapping[tuple[str, ...], Parts]:
    # Kept until a file changes: a template is checked with every key typed in it.
    read: dict[str, Parsed] = {}
    for name in EVERY_PART:
        files = [template_file(folder, language, name) for folder in folders]
        read[name] = _parsed(next((file for file in files if stamp_of(file)), files[-1]), parts=True)
    choices = {parts_of(name) for name in CONTRACT} | {EVERY_PART}
    return {names: _parts([read[name] for name in names]) for names in choices}


def _parts(files: Sequence[Parsed]) -> Parts:
    return Parts(tuple(files), {name: reads for parsed in files for name, reads in _macros(parsed).items()})


def _macros(parsed: Parsed) -> dict[str, frozenset[str]]:
    macros = parsed.tree.find_all(nodes.Macro) if parsed.tree else iter(())
    return {macro.name: _read_by(macro) for macro in macros}


def _read_by(macro: nodes.Macro) -> frozenset[str]:
    tree = nodes.Template([macro], lineno=macro.lineno)
    tree.set_environment(make_environment())
    return frozenset(meta.find_undeclared_variables(tree))


def _parsed(file: Path, *, parts: bool = False) -> Parsed:
    try:
        text = read_source(file).text
    except TemplateError as problem:
        return Parsed(file, fault=Fault(file, problem.line, problem.problem))
    return _parsed_text(file, text, parts=parts)


def _parsed_text(file: Path, text: str, *, parts: bool = False) -> Parsed:
    try:
        tree = parse(make_environment(), text, parts=parts)
        return Parsed(file, text, tree, frozenset(meta.find_undeclared_variables(tree)))
    except UnsafeTemplate as problem:
        return Parsed(file, fault=Fault(file, problem.line, str(problem)))
    except (JinjaError, RecursionError) as problem:
        line = problem.lineno if isinstance(problem, TemplateSyntaxError) else None
        said = str(problem.args[0]) if problem.args else "it is nested too deeply"
        said = said.replace("Jinja was looking for the following tags:", "What can follow:")
        return Parsed(file, fault=Fault(file, line, said))


def _hint(unknown: str, parts: Parts) -> str:
    close = get_close_matches(unknown, [*NAMES, *parts.reads], n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
