"""Templates rendered into messages, the seller's own wording first, the built-in one where that is broken."""

from __future__ import annotations

import hashlib
import re
import sys
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import Template, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError

from app.logic.decision import Message
from app.logic.messages.bytecode import load_code, store_code
from app.logic.messages.context import build_context
from app.logic.messages.contract import parts_of, recipient_of, templates_of
from app.logic.messages.draft import LONGEST_TEXT
from app.logic.messages.own_voice import OwnParts, OwnVoice
from app.logic.messages.sandbox import STEPS, Steps, UnsafeTemplate, make_environment, parse
from app.logic.messages.sources import (
    EVERY_PART,
    SUFFIX,
    Source,
    TemplateError,
    built_in_folder,
    languages,
    read_source,
    stamp_of,
    template_file,
)
from app.logic.messages.switches import Switch, switches_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from types import CodeType

    from jinja2 import Environment

    from app.logic.decision import Decision
    from app.logic.messages.names import Plain
    from app.logic.policy import Policy
    from app.logic.wording.own_words import OwnWords

Stamp = tuple[int, int] | None

_SPACES: Final = re.compile(r"[ \t]{2,}")
_LINE_ENDS: Final = re.compile(r"[ \t]+\n")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


class Wording(NamedTuple):
    """A compiled template with the shared parts it is rendered with."""

    template: Template
    parts: tuple[Template, ...]
    file: Path
    version: str
    own_files: tuple[Path, ...]
    stamps: tuple[Stamp, ...]
    switches: tuple[Switch, ...] = ()

    def switched(self, wanted: Mapping[str, bool] | None) -> dict[str, Plain]:
        """Return the names that turn the optional paragraphs on and off."""
        return {switch.variable: bool((wanted or {}).get(switch.name)) for switch in self.switches}

    def written(self, context: dict[str, Plain], own: OwnParts) -> tuple[str, str]:
        """Render subject and body with plain values; TemplateError names file and line."""
        try:
            names: dict[str, object] = {**context, STEPS: Steps()}
            for parts in self.parts:
                names |= _macros(parts, names)
            own.put_into(names)
            subject, body = split_text(_limited(self.template.generate(names)))
        except (JinjaError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as problem:
            raise TemplateError(self.file, _line_of(problem, self.file), str(problem)) from problem
        if not subject or not body:
            raise TemplateError(self.file, None, "it has no subject, or no text below the subject")
        return subject, body


class Renderer:
    """Turn decisions into messages.

    `template_folders` hold one folder per language (default: the built-in ones); the first with a template gives it.
    A template of the same name in `own_folder` wins over them all; a broken one is left out and stands in `notices`.
    """

    def __init__(self, template_folders: Sequence[Path] | None = None, own_folder: Path | None = None) -> None:
        self._folders = tuple(template_folders or (built_in_folder(),))
        self._own_folder = own_folder
        self._environment = make_environment()
        self._wordings: dict[tuple[str, str], Wording] = {}
        self._notices: dict[Path, TemplateError] = {}
        self._voice = OwnVoice(own_folder)

    @property
    def notices(self) -> tuple[TemplateError, ...]:
        """Return what is wrong with the seller's own templates that were wanted so far."""
        return (*self._notices.values(), *filter(None, (self._voice.problem,)))

    @cached_property
    def _languages(self) -> tuple[str, ...]:
        # Read once: every decision checks its language, and the built-in templates do not change while we run.
        return languages(self._folders)

    def languages(self) -> tuple[str, ...]:
        """List the languages a message can be written in."""
        return self._languages

    def messages(
        self,
        decision: Decision,
        language: str,
        policy: Policy,
        fields: Mapping[str, str] | None = None,
        switches: Mapping[str, bool] | None = None,
    ) -> tuple[Message, ...]:
        """Return the texts of a decision, not yet checked; none where there is nothing to send.

        `fields` holds what only the seller knows (`delay_reason`), `switches` the optional paragraphs that are wanted.
        TemplateError when the built-in wording is broken.
        """
        names = templates_of(decision.resolution)
        return tuple(self.render(decision, language, policy, fields, name, switches) for name in names)

    def render(
        self,
        decision: Decision,
        language: str,
        policy: Policy,
        fields: Mapping[str, str] | None = None,
        template: str | None = None,
        switches: Mapping[str, bool] | None = None,
    ) -> Message:
        """Return one text of a decision, by default its first."""
        name = template or str(decision.resolution)
        context = build_context(decision, policy, language, fields or {}, name)
        wording = self._wording(language, name)
        own = self._voice.parts(decision, policy, language, name)
        try:
            subject, body = wording.written(context | wording.switched(switches), own)
        except TemplateError as problem:
            if not wording.own_files:
                raise
            self._notices[wording.own_files[0]] = problem
            parts = [self._built_in(language, each) for each in parts_of(name)]
            wording = self._join(self._built_in(language, name), parts, (), ())
            subject, body = wording.written(context | wording.switched(switches), own)
        version = own.version(wording.version)
        return Message(recipient_of(name), language, subject, body, f"{language}/{name}", version)

    def trial(
        self,
        decision: Decision,
        language: str,
        policy: Policy,
        name: str,
        text: str | None = None,
        *,
        words: OwnWords | None = None,
        optional: bool = False,
    ) -> Message:
        """Write a message from a text or with own words that are not saved yet; None takes what is.

        TemplateError names what is wrong with the text and where.
        """
        wording = self._wording(language, name) if text is None else self._tried(language, name, text)
        own = self._voice.parts(decision, policy, language, name, words)
        switches = dict.fromkeys((switch.name for switch in wording.switches), optional)
        context = build_context(decision, policy, language, {}, name) | wording.switched(switches)
        subject, body = wording.written(context, own)
        return Message(recipient_of(name), language, subject, body, f"{language}/{name}", wording.version)

    def _tried(self, language: str, name: str, text: str) -> Wording:
        source = Source(template_file(self._own_folder or self._folders[0], language, name), text, (0, 0))
        template = Template.from_code(self._environment, compile_source(self._environment, source, parts=False), {})
        parts = [self._own(language, each) or self._built_in(language, each) for each in parts_of(name)]
        return self._join((source, template), parts, (), ())

    def switches(self, language: str, name: str) -> tuple[Switch, ...]:
        """Return the optional paragraphs of a template."""
        return self._wording(language, name).switches

    def _wording(self, language: str, name: str) -> Wording:
        known = self._wordings.get((language, name))
        if known is None or self._has_changed(known, language, name):
            known = self._wordings[language, name] = self._load(language, name)
        return known

    def _own_stamps(self, language: str, name: str) -> tuple[Stamp, ...]:
        if self._own_folder is None:
            return ()
        return tuple(stamp_of(template_file(self._own_folder, language, each)) for each in (name, *parts_of(name)))

    def _has_changed(self, wording: Wording, language: str, name: str) -> bool:
        return self._own_folder is not None and wording.stamps != self._own_stamps(language, name)

    def _load(self, language: str, name: str) -> Wording:
        template, *parts = (self._own(language, each) for each in (name, *parts_of(name)))
        own_files = tuple(source.file for source, _ in filter(None, (template, *parts)))
        return self._join(
            template or self._built_in(language, name),
            [own or self._built_in(language, each) for own, each in zip(parts, parts_of(name), strict=True)],
            own_files,
            self._own_stamps(language, name),
        )

    def _built_in(self, language: str, name: str) -> tuple[Source, Template]:
        files = [template_file(folder, language, name) for folder in self._folders]
        source = read_source(next((file for file in files if stamp_of(file)), files[0]))
        return source, Template.from_code(self._environment, self._built_in_code(source, parts=name in EVERY_PART), {})

    def _join(
        self,
        template: tuple[Source, Template],
        parts: Sequence[tuple[Source, Template]],
        own_files: tuple[Path, ...],
        stamps: tuple[Stamp, ...],
    ) -> Wording:
        texts = "\0".join(source.text for source, _ in (*parts, template))
        version = hashlib.sha256(texts.encode()).hexdigest()[:12]
        compiled = tuple(part for _, part in parts)
        switches = switches_in(template[0].text)
        return Wording(template[1], compiled, template[0].file, version, own_files, stamps, switches)

    def compile_ahead(self) -> int:
        """Compile every built-in template, so that the next start is quick, and return how many there are."""
        files = sorted(file for folder in self._folders for file in folder.glob(f"*/*{SUFFIX}"))
        for file in files:
            source = read_source(file)
            store_code(self._environment, source, self._built_in_code(source, parts=_is_parts(file)))
        return len(files)

    def _built_in_code(self, source: Source, *, parts: bool) -> CodeType:
        """Compile a built-in template, or take what was compiled from the same source before."""
        code = load_code(self._environment, source)
        if code is None:
            code = compile_source(self._environment, source, parts=parts)
            if not sys.dont_write_bytecode:
                store_code(self._environment, source, code)
        return code

    def _own(self, language: str, name: str) -> tuple[Source, Template] | None:
        """Return the seller's own template; None without one, or with a broken one, which is noted."""
        if self._own_folder is None:
            return None
        file = template_file(self._own_folder, language, name)
        self._notices.pop(file, None)
        if stamp_of(file) is None:
            return None
        try:
            source = read_source(file)
            code = compile_source(self._environment, source, parts=name in EVERY_PART)
            return source, Template.from_code(self._environment, code, {})
        except TemplateError as problem:
            self._notices[file] = problem
            return None


def compile_source(environment: Environment, source: Source, *, parts: bool) -> CodeType:
    """Compile a template after looking through it; TemplateError names file and line."""
    try:
        tree = parse(environment, source.text, parts=parts)
        return environment.compile(tree, source.file.name, str(source.file))
    except (TemplateSyntaxError, UnsafeTemplate) as problem:
        line = problem.line if isinstance(problem, UnsafeTemplate) else problem.lineno
        raise TemplateError(source.file, line, str(problem.args[0])) from problem
    except (JinjaError, RecursionError) as problem:
        raise TemplateError(source.file, None, str(problem)) from problem


def _macros(parts: Template, names: dict[str, object]) -> dict[str, object]:
    """Return the macros of a file of shared parts, bound to the names of one message."""
    context = parts.new_context(names)
    for _ in parts.root_render_func(context):
        pass
    return context.get_exported()


def _is_parts(file: Path) -> bool:
    return file.name.removesuffix(SUFFIX) in EVERY_PART


def split_text(text: str) -> tuple[str, str]:
    """Split a rendered text into subject and body, with spaces and blank lines put right."""
    subject, _, body = text.strip().partition("\n")
    body = _LINE_ENDS.sub("\n", _SPACES.sub(" ", body))
    return _SPACES.sub(" ", subject).strip(), _BLANK_LINES.sub("\n\n", body).strip()


def _limited(pieces: Iterable[str]) -> str:
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > LONGEST_TEXT:
            raise ValueError(f"the text grows beyond {LONGEST_TEXT} characters")
        kept.append(piece)
    return "".join(kept)


def _line_of(problem: BaseException, file: Path) -> int | None:
    trace, line = problem.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(file):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
