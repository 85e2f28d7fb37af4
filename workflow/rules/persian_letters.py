"""A101 persian-letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import named, together
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


LETTERS = str.maketrans(
    {"ک": "ك", "ہ": "ه", "ە": "ه", "ھ": "ه", "ۀ": "ة", "ێ": "ي", "ې": "ي", "ے": "ي"}
)
FOREIGN = re.compile("[یکہۀەھێېے]")
WORD = re.compile("[\u0620-\u065f\u066e-\u06d3\u06d5]+")
FINAL_MAQSURA = frozenset(
    "علی إلی الی حتی متی لدی سوی موسی عیسی یحیی مصطفی مرتضی کبری أخری اخری منی مستشفی مدی رؤی "
    "شتی ذکری بشری یسری أعلی أدنی أقصی أقوی أولی الأولی الأعلی الأدنی الأقصی الکبری الأخری کلمی قوی".split()
)
GROUP = re.compile(r"«[^«»]*»|\([^()]*\)|“[^“”]*”|”[^“”]*“|\"[^\"]*\"|﴿[^﴾]*﴾")
ABOUT = re.compile(
    r"\b(?:Persian|Farsi|Iran\w*|Urdu|Kurd\w*|Sorani|Dari|Pashto|Pakistan\w*|Tehran|Afghan\w*|Uyghur)\b",
    re.IGNORECASE,
)


@form_rule("A101", Severity.ERROR, target=FOREIGN.pattern)
def persian_letters(form: Form, _: Context) -> Iterator[Problem]:
    r"""A letter of the Persian, Urdu or Kurdish keyboard stands in an Arabic text.

    ## Why it matters

    `ی` and `ک` look like `ي` and `ك`, and no search for the Arabic word finds them. Typefaces for
    Arabic may lack them, and readers see at once that nobody has proofread the page.

    ## Example

    Bad, a Persian kaf:

    ```po
    msgid "The bank is closed."
    msgstr "البنک مغلق."
    ```

    Good, letters for sounds that Arabic has not:

    ```po
    msgid "The singer Googoosh"
    msgstr "المغنية گوگوش"
    ```

    ## How to mend it

    Write ي or ى, ك and ه; `publish check --fix` does. Letters of names that Arabic has none for
    (گ پ چ ڤ ژ) may stay, and so may a Persian word in quotation marks or brackets.
    """
    if form.pack.language != "ar" or not FOREIGN.search(form.target):
        return
    quoted = [match.span() for match in GROUP.finditer(form.seen.text) if _foreign(match[0], form)]
    found = []
    for match in WORD.finditer(form.seen.text):
        word = match[0]
        if not FOREIGN.search(word) or any(a <= match.start() < b for a, b in quoted):
            continue
        if word in form.source or (
            word == "ھ" and form.seen.text[: match.start()].rstrip()[-1:].isdigit()
        ):
            continue
        found.append((form.seen.span(*match.span()), _arabic(word)))
    yield from together(
        form,
        found,
        lambda span, fix: Problem(
            f"{_letters(form.target[span[0] : span[1]])} in {excerpt(form.target[span[0] : span[1]])}",
            f"write {excerpt(dict(found)[span])}",
            span=span,
            fix=fix,
        ),
    )


def _foreign(group: str, form: Form) -> bool:
    """Say whether a quotation is meant to be in another language."""
    return bool(ABOUT.search(form.source)) or len(set(re.findall("[گپچژٹڈڑںێۆڵڕ]", group))) > 1


def _arabic(word: str) -> str:
    ending = "ى" if re.sub("^[وفبلك]", "", word) in FINAL_MAQSURA or word in FINAL_MAQSURA else "ي"
    if word.endswith("ی"):
        word = word[:-1] + ending
    return word.replace("ی", "ي").translate(LETTERS)


def _letters(word: str) -> str:
    return ", ".join(named(char) for char in sorted(set(FOREIGN.findall(word))))
