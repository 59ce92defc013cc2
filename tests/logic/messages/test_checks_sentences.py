"""Single sentences that sellers add to a message: a second measure, of which the word lists knew nothing either."""

import pytest

from app.logic.messages.checks import check
from tests.logic.messages.corpus import FOLDER, Sample, decision_of
from tests.logic.messages.walks import desk

LINES = [
    tuple(map(str.strip, line.split("|", 3)))
    for line in (FOLDER / "sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "channel", "codes", "sentence"), LINES)
def test_a_sentence_is_judged_rightly(language: str, channel: str, codes: str, sentence: str) -> None:
    decision = decision_of(Sample(sentence, language, channel, "late", {}, sentence, (), ()))
    order, policy = decision.request.order, desk().rulebook.policy(decision.request.channel)
    findings = check("Order", f"{sentence}\n\n{order.number}", decision, language, policy)
    assert {finding.code for finding in findings if finding.blocking} == set(codes.split()) - {"-"}
