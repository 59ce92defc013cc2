"""The closed room in which templates run: plain values, a handful of filters, nothing that can grow without end."""

from __future__ import annotations

from typing import Final

from jinja2 import Environment, StrictUndefined, TemplateRuntimeError, nodes
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST_SOURCE: Final = 20_000
"""Characters of a template's source."""

_FILTERS: Final = ("capitalize", "default", "first", "join", "last", "length", "lower", "trim", "upper")
_TESTS: Final = ("defined", "undefined", "none", "string", "number", "eq", "ne", "lt", "le", "gt", "ge", "in")
_GROWING: Final = frozenset({"*", "**", "%"})
_FOREIGN: Final = (
    nodes.Import,
    nodes.FromImport,
    nodes.Include,
    nodes.Extends,
    nodes.Block,
    nodes.CallBlock,
    nodes.ScopedEvalContextModifier,
)


class UnsafeTemplate(ValueError):
    """Refuse a template that uses more than a message needs: `line` says where."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class MessageSandbox(ImmutableSandboxedEnvironment):
    """Run templates on plain values alone: no method of a value can be called, no text multiplied."""

    intercepted_binops = _GROWING

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Refuse the operators that can make a text or number of any size."""
        raise TemplateRuntimeError(f"a template cannot use the operator {operator}")

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Hide every attribute except those of a loop."""
        return isinstance(obj, LoopContext) and super().is_safe_attribute(obj, attr, value)


def _said(value: object) -> object:
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
        raise UnsafeTemplate(node.lineno, f"{type(node).__name__.lower()} cannot be used in a message")
    for loop in tree.find_all(nodes.For):
        if loop.recursive or any(True for inner in loop.body for _ in _loops(inner)):
            raise UnsafeTemplate(loop.lineno, "a loop cannot stand inside another one")
    return tree


def _loops(node: nodes.Node) -> list[nodes.For]:
    return ([node] if isinstance(node, nodes.For) else []) + list(node.find_all(nodes.For))
