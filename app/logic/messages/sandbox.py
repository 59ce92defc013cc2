"""The closed room in which templates run: plain values, a handful of filters, nothing that can grow without end."""

from __future__ import annotations

from typing import Final

from jinja2 import Environment, StrictUndefined, TemplateRuntimeError, Undefined, nodes, pass_context
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST_SOURCE: Final = 20_000
"""Characters of a template's source."""

_FILTERS: Final = ("capitalize", "default", "first", "join", "last", "length", "lower", "trim", "upper")
_TESTS: Final = ("defined", "undefined", "none", "string", "number", "eq", "ne", "lt", "le", "gt", "ge", "in")
_GROWING: Final = frozenset({"*", "**", "%"})
_LONGEST_VALUE: Final = 20_000
"""Characters of a text that is put together on the way to a message."""
_MOST_STEPS: Final = 500
"""Calls of parts and rounds of loops for one message; the longest built-in one needs a tenth of it."""
_MOST_ROUNDS: Final = 50
_EACH_OF: Final = "each_of"
STEPS: Final = "steps of this text"
"""The name under which a text counts its steps; with its spaces no template can say it."""
_FOREIGN: Final = (
    nodes.Import,
    nodes.FromImport,
    nodes.Include,
    nodes.Extends,
    nodes.Block,
    nodes.CallBlock,
    nodes.FilterBlock,
    nodes.AssignBlock,
    nodes.Concat,
    nodes.Dict,
    nodes.ScopedEvalContextModifier,
)
_CALLED: Final = {
    "Concat": "the operator ~",
    "AssignBlock": "a set that goes on over lines",
    "Dict": "a table of values",
    "FilterBlock": "a filter around lines",
}


class UnsafeTemplate(ValueError):
    """Refuse a template that uses more than a message needs: `line` says where."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class Steps:
    """Count what one text calls and repeats, so that no template can go on for ever."""

    def __init__(self) -> None:
        self._left = _MOST_STEPS

    def take(self, number: int = 1) -> None:
        """Use some steps up; TemplateRuntimeError once there are none left."""
        self._left -= number
        if self._left < 0:
            raise TemplateRuntimeError(f"it takes more than {_MOST_STEPS} steps; does a part call itself for ever?")


class MessageSandbox(ImmutableSandboxedEnvironment):
    """Run templates on plain values alone: no method of a value can be called, no text multiplied."""

    intercepted_binops = _GROWING | {"+"}

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Add numbers and short texts; refuse the operators that can make a text or number of any size."""
        if operator == "+" and isinstance(left, int) and isinstance(right, int):
            return left + right
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return _short(left + right)
        raise TemplateRuntimeError(f"a template cannot use the operator {operator} here")

    def call(self, context: Context, obj: object, /, *words: object, **named: object) -> object:
        """Call a part, counting the calls and the letters it gives."""
        _take(context)
        return _short(super().call(context, obj, *words, **named))

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Hide every attribute except those of a loop."""
        return isinstance(obj, LoopContext) and super().is_safe_attribute(obj, attr, value)


def _take(context: Context, number: int = 1) -> None:
    steps = context.get(STEPS)
    if isinstance(steps, Steps):
        steps.take(number)


def _short(value: object) -> object:
    if isinstance(value, str) and len(value) > _LONGEST_VALUE:
        raise TemplateRuntimeError(f"a text grows beyond {_LONGEST_VALUE} characters")
    return value


@pass_context
def _each_of(context: Context, value: object) -> object:
    """Let a loop go over a short list only, and count its rounds."""
    if not isinstance(value, list | tuple) or len(value) > _MOST_ROUNDS:
        raise TemplateRuntimeError(f"a loop can go over a list of at most {_MOST_ROUNDS} values, and nothing else")
    _take(context, len(value))
    return value


def _join(value: object, separator: object = "") -> object:
    if not isinstance(value, list | tuple | str) or not isinstance(separator, str):
        raise TemplateRuntimeError("join takes a list and a text between its values")
    words = [str(_short(word)) for word in value]
    if sum(map(len, words)) + len(words) * len(separator) > _LONGEST_VALUE:
        raise TemplateRuntimeError(f"a text grows beyond {_LONGEST_VALUE} characters")
    return separator.join(words)


def _said(value: object) -> object:
    if not isinstance(value, str | int | float | Undefined) and value is not None:
        raise TemplateRuntimeError("only a text or a number can be written")
    if value is None or isinstance(value, bool):
        raise TemplateRuntimeError("a value is written that is not known; ask for it first with {% if … %}")
    return value


def make_environment() -> Environment:
    """Make the environment in which every template is compiled and run."""
    environment = MessageSandbox(
        undefined=StrictUndefined,
        autoescape=False,
        lstrip_blocks=True,
        finalize=_said,
        auto_reload=False,
        cache_size=0,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.filters |= {"join": _join, _EACH_OF: _each_of}
    environment.tests = {name: environment.tests[name] for name in _TESTS}
    return environment


def parse(environment: Environment, source: str, *, parts: bool = False) -> nodes.Template:
    """Parse a template and refuse what a message does not need.

    `parts` allows macros, which only the file of shared parts defines. Raises UnsafeTemplate or TemplateSyntaxError.
    """
    if len(source) > LONGEST_SOURCE:
        raise UnsafeTemplate(1, f"it is longer than {LONGEST_SOURCE} characters")
    tree = environment.parse(source)
    for node in tree.find_all(_FOREIGN if parts else (*_FOREIGN, nodes.Macro)):
        kind = type(node).__name__
        raise UnsafeTemplate(node.lineno, f"{_CALLED.get(kind, kind.lower())} cannot be used in a message")
    lists: list[nodes.List | nodes.Tuple] = [*tree.find_all(nodes.List), *tree.find_all(nodes.Tuple)]
    for values in lists:
        if getattr(values, "ctx", "load") == "load" and not all(isinstance(each, nodes.Const) for each in values.items):
            raise UnsafeTemplate(values.lineno, "a list can hold fixed words and numbers only")
    for loop in tree.find_all(nodes.For):
        if loop.recursive or any(True for inner in loop.body for _ in _loops(inner)):
            raise UnsafeTemplate(loop.lineno, "a loop cannot stand inside another one")
        loop.iter = nodes.Filter(loop.iter, _EACH_OF, [], [], None, None, lineno=loop.lineno)
        loop.set_environment(environment)
    return tree


def _loops(node: nodes.Node) -> list[nodes.For]:
    return ([node] if isinstance(node, nodes.For) else []) + list(node.find_all(nodes.For))
