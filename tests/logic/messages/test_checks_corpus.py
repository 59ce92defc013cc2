"""The checks before Copy against messages written apart from them: no miss, and no false alarm that blocks."""

import pytest

from app.logic.decision import Finding
from app.logic.messages.checks import check
from tests.logic.messages.corpus import LANGUAGES, Sample, decision_of, samples, subject_of
from tests.logic.messages.walks import desk, family_of

GOOD, FAULTY = tuple(samples("good")), tuple(samples("faulty"))


def found_in(sample: Sample) -> list[Finding]:
    """Check a message."""
    decision, subject = decision_of(sample), subject_of(sample)
    policy = desk().rulebook.policy(decision.request.channel)
    return list(check(subject, sample.body, decision, sample.language, policy))


def words_of(sample: Sample, finding: Finding) -> tuple[str, str]:
    """Return the code of a finding and the words it stands on."""
    text = subject_of(sample) if finding.part == "subject" else sample.body
    return finding.code, text[finding.start : finding.end]


def is_fault(sample: Sample, fault: tuple[str, str], finding: Finding) -> bool:
    """Say whether a finding is the fault: the same code on some of its words."""
    code, words = fault
    text = subject_of(sample) if finding.part == "subject" else sample.body
    start = text.find(words)
    touches = start >= 0 and finding.start < start + len(words) and start < finding.end
    return finding.code == code and (not words or touches)


@pytest.mark.parametrize("sample", GOOD, ids=[sample.name for sample in GOOD])
def test_a_good_message_may_be_copied(sample: Sample) -> None:
    assert [words_of(sample, each) for each in found_in(sample) if each.blocking] == []


@pytest.mark.parametrize("sample", FAULTY, ids=[sample.name for sample in FAULTY])
def test_every_fault_is_found_and_nothing_else(sample: Sample) -> None:
    found = [each for each in found_in(sample) if each.blocking]
    missed = [fault for fault in sample.blocking if not any(is_fault(sample, fault, each) for each in found)]
    invented = [each for each in found if not any(is_fault(sample, fault, each) for fault in sample.blocking)]
    assert (missed, [words_of(sample, each) for each in invented]) == ([], [])


@pytest.mark.parametrize("sample", [each for each in FAULTY if each.hints], ids=lambda sample: sample.name)
def test_a_hint_is_given_without_blocking(sample: Sample) -> None:
    assert {each.code for each in found_in(sample) if not each.blocking} >= set(sample.hints)


def test_the_faults_stand_in_their_texts() -> None:
    for sample in FAULTY:
        assert sample.blocking or sample.hints
        for _, words in sample.blocking:
            assert words in sample.body or words in subject_of(sample), (sample.name, words)


def test_the_corpus_is_large_and_covers_every_language_and_family() -> None:
    for kind in (GOOD, FAULTY):
        assert len(kind) >= 200
        assert {sample.language for sample in kind} == set(LANGUAGES)
        for language in LANGUAGES:
            families = {family_of(sample.channel) for sample in kind if sample.language == language}
            assert families == {"amazon", "ebay", "etsy", "shop"}
