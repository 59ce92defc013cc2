"""No template can go on for ever or eat memory: what could is refused, or stopped after a fixed number of steps."""

from itertools import pairwise
from pathlib import Path

import pytest

from app.logic.messages.render import Renderer
from app.logic.messages.sources import TemplateError, built_in_folder
from tests.logic.messages.walks import decisions, desk

HEAD = "Order\n\n"
NAMES = [f"m{number}" for number in range(60)]
DOUBLING = "".join(
    f"{{% macro {name}() %}}{{{{ {after}() }}}}{{{{ {after}() }}}}{{% endmacro %}}" for name, after in pairwise(NAMES)
)
HOSTILE_TEXTS = {
    "a long range": "{% for a in range(10**9) %}x{% endfor %}",
    "a loop in a loop": "{% for a in [1,2] %}{% for b in [1,2] %}x{% endfor %}{% endfor %}",
    "a huge text": "{{ 'x' * 10**9 }}",
    "a huge number": "{{ 9 ** 9 ** 9 }}",
    "doubling by ~": "{% set a = item %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "doubling by +": "{% set a = item %}" + "{% set a = a + a %}" * 60 + "{{ a }}",
    "doubling by join": "{% set a = item %}" + "{% set a = a|join(a) %}" * 9 + "{{ a|length }}",
    "doubling by set": "{% set a = item %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60 + "{{ a }}",
    "doubling a list": "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a }}",
    "a list for ever": "{% set a = [1] %}" + "{% set a = a + a %}" * 60 + "{% for b in a %}x{% endfor %}",
    "a loop over letters": "{% for a in item %}x{% endfor %}",
    "a wide format": "{{ '%999999999d' % 1 }}",
}
HOSTILE_PARTS = {
    "a part that calls itself": "{% macro greeting() %}{{ greeting() }}{% endmacro %}",
    "a part that calls itself twice": (
        "{% macro greeting(n=40) %}{% if n > 0 %}{{ greeting(n - 1) }}{{ greeting(n - 1) }}{% endif %}{% endmacro %}"
    ),
    "parts that double": DOUBLING + "{% macro m59() %}x{% endmacro %}{% macro greeting() %}{{ m0() }}{% endmacro %}",
    "a loop that calls a loop": (
        "{% macro a(n) %}{% for x in [1,2,3,4,5,6,7,8,9] %}{% if n > 0 %}{{ a(n - 1) }}{% endif %}{% endfor %}"
        "{% endmacro %}{% macro greeting() %}{{ a(30) }}{% endmacro %}"
    ),
    "a long part many times": (
        "{% macro greeting() %}{% for x in [1,2,3,4,5,6,7,8,9] %}" + "y" * 15_000 + "{% endfor %}{% endmacro %}"
    ),
}


@pytest.mark.parametrize("kind", HOSTILE_TEXTS)
def test_a_text_that_would_grow_or_go_on_is_refused(tmp_path: Path, kind: str) -> None:
    (tmp_path / "en").mkdir()
    text = f"{HEAD}{HOSTILE_TEXTS[kind]} {{{{ order_number }}}} {{{{ item }}}}"
    (tmp_path / "en" / "refund_late.txt.j2").write_text(text, encoding="utf-8")
    assert_gives_way(tmp_path)


@pytest.mark.parametrize("kind", HOSTILE_PARTS)
def test_own_parts_that_would_grow_or_go_on_give_way(tmp_path: Path, kind: str) -> None:
    (tmp_path / "en").mkdir()
    built_in = (built_in_folder() / "en" / "_parts.txt.j2").read_text(encoding="utf-8")
    parts = built_in.replace("macro greeting()", "macro old_greeting()") + HOSTILE_PARTS[kind]
    (tmp_path / "en" / "_parts.txt.j2").write_text(parts, encoding="utf-8")
    assert_gives_way(tmp_path)


def assert_gives_way(own: Path) -> None:
    """Expect the built-in message and a notice about the own file; without limits this would take hours."""
    decision = next(each for each in decisions("amazon-us", "not_received") if each.resolution == "refund_late")
    policy = desk().rulebook.policy(decision.request.channel)
    expected = desk().renderer.render(decision, "en", policy)
    renderer = Renderer([built_in_folder()], own)
    assert renderer.render(decision, "en", policy) == expected
    (notice,) = renderer.notices
    assert isinstance(notice, TemplateError) and notice.problem
