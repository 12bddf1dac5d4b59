"""Codes and their sentences."""

from __future__ import annotations

import pytest

from jiefang.figures.assumptions import ASSUMPTIONS, EXPLANATIONS, is_known, sentence

PHRASES = [*ASSUMPTIONS.values(), *(each.phrase for each in EXPLANATIONS.values())]


@pytest.mark.parametrize("phrase", PHRASES, ids=[phrase.code for phrase in PHRASES])
def test_every_code_has_a_sentence_in_both_languages(phrase):
    assert is_known(phrase.code)
    assert sentence(phrase.code, "zh") == phrase.zh
    assert sentence(phrase.code, "en") == phrase.en
    assert phrase.en.isascii()
    assert not phrase.zh.isascii()


def test_a_code_means_one_thing():
    assert not ASSUMPTIONS.keys() & EXPLANATIONS.keys()


def test_an_unknown_code_stands_for_itself():
    assert not is_known("unheard_of")
    assert sentence("unheard_of", "zh") == "unheard_of"
