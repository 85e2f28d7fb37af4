"""Where sentences end: the cases that mislead segmenters, language by language."""

from __future__ import annotations

from itertools import pairwise

import pytest

from workflow.markdown import mask, protected
from workflow.sentences import UNCUT_WORDS, starts


def cut(text: str, language: str = "en") -> list[str]:
    places = [0, *starts(mask(text), language, protected(text)), len(text)]
    return [text[low:high].strip() for low, high in pairwise(places)]


# Each case shows its sentences divided by a bar.
CASES = {
    "en": """
        He came. | She left. | Who knows? | Nobody!
        The loss of a land !. | We weren’t defeated.
        Dr. Smith met Gen. Votel at 5 p.m. | He left.
        J. R. R. Tolkien wrote it. | George W. Bush read it.
        He said no. | The army left.
        It is No. 5 in Art. 3 of the law. | The end.
        The U.S. Army came. | It was 3.5 km away.
        Capt. Ali of Mt. Lebanon vs. St. George is a match.
        He said: “Go.” | Then he left.
        "Is it?" he asked. | "Yes." | "No."
        ‘Fine.’ | Don’t.
        A short one (it ends. Not here.) goes on. | Then stops.
        (A whole sentence stands in brackets.) | Then one outside.
        Wait... then come. | Really?! | Yes… but no.
        **Bold one. Two.** | Next. | *It.* | Yes.
        See [Read more.](http://x.y) | Next `a. B` comes.
        A word.[^1] | Next word[^2]. | End!
        Losses. Gains.
        It ended <b>there. Not</b> here.
        """.replace("Losses. Gains.", "Losses. | Gains."),
    "ar": """
        قال د. أحمد كلمة. | ثم ذهب؟ | نعم؛ ذهب! | ثم عاد.
        كان ذلك في ق.م. ولم يعد. | انتهى.
        قال: «نعم. لا.» | ثم عاد.
        ثم عاد. | ”نص“ آخر. | جملة “أخرى”. | تمت.
        وقف... ثم عاد. | وذهب.
        قال أ. محمود ذلك. | ومضى.
        """,
    "fa": "او رفت. | آیا آمد؟ | بله. | «نه.» | رفت.",
    "fr": "M. Dupont est là. | « Il dort ! » | Où ? | Ici.",
    "de": "Das ist z.B. gut. | „Ja.“ | Er ging.",
    "zh": "你好。|“世界。”|是的。",
    "ru": "Он жил в г. Москве. | И уехал.",
}


@pytest.mark.parametrize(
    ("language", "line"),
    [(name, line.strip()) for name, lines in CASES.items() for line in lines.strip().split("\n")],
)
def test_sentences_end_where_a_reader_says(language: str, line: str) -> None:
    sentences = [part.strip() for part in line.split("|")]
    joint = "" if language == "zh" else " "
    assert cut(joint.join(sentences), language) == sentences


def test_brackets_are_cut_only_when_they_are_long() -> None:
    short = "It began (one two. Three four.) here."
    assert cut(short) == [short]
    words = " ".join(["word"] * UNCUT_WORDS)
    assert len(cut(f"It began (One {words}. Three four.) Here.")) == 3


def test_an_author_may_say_where_a_sentence_ends() -> None:
    assert starts("One two. Three", "en", marks=[(9, "keep")]) == ()
    assert starts("One two three", "en", marks=[(8, "cut")]) == (8,)


def test_no_cut_falls_inside_markup_and_none_is_lost_in_any_language() -> None:
    for language in ("en", "ar", "xx", "zh_Hant", "pt_BR"):
        assert starts("", language) == ()
        assert all(0 < place < 9 for place in starts("A b. C d.", language))
