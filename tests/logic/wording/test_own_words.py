"""Own greeting, closing and paragraphs: typed braces stay text, an unknown value drops its line, checks still run."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logic.decision import Decision, Message
from app.logic.messages.render import Renderer
from app.logic.messages.sources import built_in_folder
from app.logic.resource_file import ResourceError
from app.logic.wording.fielded import FIELDS, Piece, filled, pieces_of, stored_form
from app.logic.wording.own_words import OWN_WORDS_FILE, OwnParagraph, OwnWords, read_own_words, write_own_words
from tests.logic.messages.walks import decisions, desk

TYPED = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(["{{ item }}", "{{ '{' }}", "{", "}}", "{% if %}", "{{ '{' }}{ item }}"]),
)
PIECES = st.lists(st.one_of(TYPED.map(Piece), st.sampled_from(sorted(FIELDS)).map(lambda field: Piece("", field))))


def late() -> Decision:
    return next(each for each in decisions("amazon-us", "not_received") if each.resolution == "refund_late")


def written(folder: Path, words: OwnWords, decision: Decision | None = None, template: str | None = None) -> Message:
    write_own_words(folder / OWN_WORDS_FILE, {"en": words})
    decision = decision or late()
    policy = desk().rulebook.policy(decision.request.channel)
    return Renderer([built_in_folder()], folder).render(decision, "en", policy, template=template)


@given(PIECES)
def test_what_was_typed_comes_back_and_never_becomes_a_field(pieces: list[Piece]) -> None:
    stored = stored_form(tuple(pieces))
    back = pieces_of(stored)
    assert [each.field for each in back if each.field] == [each.field for each in pieces if each.field]
    assert stored_form(back) == stored
    assert "".join(each.text for each in back) == "".join(each.text for each in pieces)


@given(TYPED)
def test_typed_text_is_said_as_it_was_typed(typed: str) -> None:
    said = filled(stored_form((Piece(typed),)), dict.fromkeys(FIELDS, "VALUE"))
    assert said == typed.strip()


def test_a_line_with_an_unknown_value_is_left_out() -> None:
    assert filled("A {{ item }}\nB {{ carrier }} b\nC", {"item": "mug", "carrier": None}) == "A mug\nC"
    assert filled("Hi {{ buyer_name }},", {}) == ""


def test_own_words_take_the_place_of_greeting_and_closing(tmp_path: Path) -> None:
    paragraph = OwnParagraph("Hours", "We answer about {{ order_number }} on weekdays.", ("not_received",))
    message = written(tmp_path, OwnWords("Hi {{ buyer_name }}!", "Warm regards", (paragraph,)))
    number = late().request.order.number
    assert message.body.startswith("Hi Alex Miller!\n\nThank you for your message")
    assert message.body.endswith(f"\n\nWe answer about {number} on weekdays.\n\nWarm regards\nDana\nMug Corner")
    assert message.template_version != written(tmp_path, OwnWords()).template_version


def test_a_paragraph_stands_only_where_it_was_wanted(tmp_path: Path) -> None:
    plain = written(tmp_path, OwnWords()).body
    elsewhere = OwnParagraph("Other", "Elsewhere.", ("cancel",))
    unused = OwnParagraph("Unused", "Unused.", (), is_used=False)
    assert written(tmp_path, OwnWords("", "", (elsewhere, unused))).body == plain
    everywhere = OwnParagraph("All", "Everywhere.")
    assert written(tmp_path, OwnWords("", "", (everywhere,))).body == plain.replace(
        "\n\nKind regards", "\n\nEverywhere.\n\nKind regards"
    )


def test_a_greeting_without_its_name_is_the_built_in_one(tmp_path: Path) -> None:
    decision = late()
    nobody = decision._replace(
        request=decision.request._replace(order=decision.request.order._replace(buyer_name=None))
    )
    assert written(tmp_path, OwnWords("Hi {{ buyer_name }}!"), nobody).body.startswith("Hello,\n")


def test_a_text_to_a_carrier_or_platform_keeps_its_own_form(tmp_path: Path) -> None:
    words = OwnWords("HELLO", "BYE", (OwnParagraph("x", "MORE"),))
    for template in ("carrier_trace", "insurer_claim"):
        assert not {"HELLO", "BYE", "MORE"} & set(written(tmp_path, words, template=template).body.split())


def test_the_checks_read_own_words_as_well(tmp_path: Path) -> None:
    decision = late()
    message = written(tmp_path, OwnWords("", "See www.example.com"), decision)
    codes = [finding.code for finding in desk().checked(message, decision).findings if finding.blocking]
    assert "web_address" in codes


def test_own_words_come_back_from_their_file(tmp_path: Path) -> None:
    words = OwnWords("Hi {{ buyer_name }}", "Bye\nnow", (OwnParagraph("t", "x {{ '{' }}", ("return",), is_used=False),))
    file = tmp_path / "templates" / OWN_WORDS_FILE
    write_own_words(file, {"en": words, "de": OwnWords()})
    assert read_own_words(file) == {"en": words}
    assert read_own_words(tmp_path / "none.toml") == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[[", "no valid TOML"),
        ("en = 1", "own_wording.toml: en must be a table"),
        ("[en]\ngreting = 'x'", "unknown field 'greting'"),
        ("[en]\ngreeting = 1", "en.greeting must be a text"),
        (f"[en]\nclosing = '{'x' * 2_001}'", "en.closing must be a text of at most 2000"),
        ("[[en.paragraph]]\ntitle = 'a'", "the field 'text' is missing"),
        ("[[en.paragraph]]\ntitle = 'a'\ntext = 'b'\nsituations = ['party']", "en.paragraph[1].situations"),
        ("[[en.paragraph]]\ntitle = 'a'\ntext = 'b'\nused = 1", "used must be true or false"),
        ("[en]\nparagraph = 3", "en.paragraph must be a list"),
    ],
)
def test_a_broken_file_is_named_and_the_built_in_parts_are_said(tmp_path: Path, text: str, named: str) -> None:
    plain = written(tmp_path, OwnWords()).body
    file = tmp_path / OWN_WORDS_FILE
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match="own_wording"):
        read_own_words(file)
    renderer = Renderer([built_in_folder()], tmp_path)
    assert renderer.render(late(), "en", desk().rulebook.policy(late().request.channel)).body == plain
    assert named in str(renderer.notices[0])
    file.unlink()
    renderer.render(late(), "en", desk().rulebook.policy(late().request.channel))
    assert renderer.notices == ()
