"""Q301 end-mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .form import BIDI, MASK
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


CLOSERS = " \t\n\u00a0\u202f\"'”“’‘»«›‹)]}）」』*_~﴾﴿\u0640"
CLASSES = {
    "stop": ".。۔।։",
    "question": "?؟？՞",
    "exclamation": "!！՜",
    "ellipsis": "…",
    "colon": ":：",
    "comma": ",،、，",
    "semicolon": ";؛；",
}
CLASS_OF = {mark: name for name, marks in CLASSES.items() for mark in marks}
ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-z]\.){2,}|\b(?:etc|Inc|Ltd|Co|Jr|Sr|No|vs|al|Dr|Mr|Mrs|Ms|St|Corp|a\.m|p\.m)\.|\b[A-Z]\.|(?<!\w)[\u0621-\u064a]\.(?:[\u0621-\u064a]\.?)*)$"
)
QUOTED = re.compile("[”“\"»’'」]\\W*$")
CALL = re.compile(r"(?:\[\^[^\[\]\s]+\]|</?[A-Za-z][^<>]*>)\s*$")
ENDS = frozenset(CLOSERS) | {">"}
LOUD = "?؟？!！"
INNER = re.compile("([.!?؟…。！？])[”“\"»’'」]")
REQUEST = re.compile(
    r"^\W*(?:(?:can|could|will|would)\s+you|would\s+you\s+mind|do\s+you\s+mind|why\s+(?:not|don['’]t)|"
    r"shall\s+(?:we|I)|may\s+I|can\s+I)\b",
    re.IGNORECASE,
)
"""A question by its form alone: it asks to do something."""
REPORTED = re.compile(
    r"\b(?:ask\w*|wonder\w*|question\w*|know|told?|tell|see|guess)\b.*"
    r"\b(?:if|whether|what|who|whom|why|how|when|where|which)\b",
    re.IGNORECASE,
)
"""A question that is told, and may be asked in the translation: سألني: هل تعرف؟"""
WAITING = re.compile(
    r"\b(?:continued|continues|loading|searching|(?:please )?wait)\b", re.IGNORECASE
)
"""What goes on, as يتبع… does."""
STOPLESS = frozenset(["th", "lo", "km", "my"])


@form_rule("Q301", Severity.WARNING)
def end_mark(form: Form, _: Context) -> Iterator[Problem]:
    r"""A translation does not end as its source does.

    ## Why it matters

    A question that becomes a statement says something else. A full stop that is lost is a slip
    that the next reader trips over.

    ## Example

    `هل بدأ تراجع التنظيم.` for `Has the decline of ISIS begun?`

    Bad, a question that is none:

    ```po
    msgid "Can the city be rebuilt?"
    msgstr "يمكن بناء المدينة."
    ```

    Good, the language's own mark:

    ```po
    msgid "Can the city be rebuilt?"
    msgstr "هل يمكن بناء المدينة؟"
    ```

    ## How to mend it

    End the sentence with the mark of your language for what the source has: `؟` for `?`. Never
    copy the source's own mark.
    """
    if form.pack.language == "es":
        yield from _inverted(form)
    source, target = _bare(form.source), _bare(form.target)
    if len(form.source) <= 6 or not target or form.pack.language in STOPLESS:
        return
    ours, theirs = _kind(target, form.pack.language), _kind(source, form.source_pack.language)
    if ours == theirs or _bare(form.seen.text).endswith(MASK):
        return
    if not theirs and _bare(form.said.text).endswith(MASK):
        return
    if _excused(ours, theirs, form):
        return
    wanted = _wanted(theirs, form)
    at = len(target) - (1 if ours else 0)
    fix = None
    if (
        not QUOTED.search(form.target)
        and target
        and theirs in {"stop", "question", "exclamation"}
        and ours in {"", "stop"}
    ):
        fix = Fix(form.target[:at] + wanted + form.target[len(target) :], safe=True)
    yield Problem(
        f"the source ends with {_say(theirs)}, the translation with {_say(ours)}",
        f"end it with {wanted}" if wanted else "end it as the source does",
        span=(max(at, 0), max(len(target), 1))
        if at < len(target)
        else (len(target) - 1, len(target)),
        fix=fix,
    )


def _inverted(form: Form) -> Iterator[Problem]:
    """Tell the Spanish question or exclamation that nothing opens."""
    text = form.seen.text
    for opening, closing in ("¿?", "¡!"):
        if opening in text or not (match := re.search(rf"\w\s*(\{closing})(?!\w)", text)):
            continue
        if "¿" in text or "¡" in text or closing not in form.said.text:
            continue  # ¿Qué!
        yield Problem(
            f"the mark {closing} is not opened by {opening}",
            f"put {opening} where the sentence begins",
            span=form.seen.span(match.start(1), match.end(1)),
            severity=Severity.WARNING,
        )


def _bare(text: str) -> str:
    """Give a text up to its last mark or word."""
    while text and (text[-1] in ENDS or text[-1].isspace() or BIDI.match(text[-1])):
        shorter = BIDI.sub(" ", text) if BIDI.match(text[-1]) else text
        shorter = CALL.sub("", shorter).rstrip(CLOSERS)
        if shorter == text:
            break
        text = shorter
    return text


def _kind(text: str, language: str) -> str:
    if text.endswith(("...", "…", "..")):
        return "ellipsis"
    if text[-2:-1] in LOUD and (tail := re.search(rf"[{LOUD}]{{2,}}$", text)):
        kinds = {CLASS_OF[mark] for mark in tail[0]}
        return "question" if "question" in kinds else "exclamation"
    if language == "el" and text.endswith(";"):
        return "question"
    return CLASS_OF.get(text[-1:], "")


def _excused(ours: str, theirs: str, form: Form) -> bool:
    """Say whether the two ends may differ."""
    source, target = _bare(form.source), _bare(form.target)
    if ABBREVIATED.search(source) or ABBREVIATED.search(target):
        return {ours, theirs} <= {"", "stop"}
    quoted = bool(QUOTED.search(form.source)) or bool(QUOTED.search(form.target))
    if quoted and {ours, theirs} <= {"", "stop", "comma"}:
        return True
    if "" in {ours, theirs} and {ours, theirs} & {"comma", "semicolon"}:
        return True
    if ours in {"comma", "semicolon"} and form.target[:1].islower() and form.source[:1].isupper():
        return theirs == "stop"  # the items of a list, as French writes them
    if {ours, theirs} == {"", "ellipsis"} and WAITING.search(form.source):
        return True
    request = theirs == "question" and bool(REQUEST.match(form.source))
    return (
        (request and ours in {"stop", "exclamation"})
        or (ours == "question" and theirs == "stop" and bool(REPORTED.search(form.source)))
        or _inside(ours, theirs, form)
        or (
            {ours, theirs} <= {"exclamation", "stop"}
            and form.source.count("!") == form.target.count("!")
        )
    )


def _inside(ours: str, theirs: str, form: Form) -> bool:
    """Say whether the mark that ends the one stands at the end of a quotation in the other."""
    inner = [
        {CLASS_OF.get(mark, "ellipsis") for mark in INNER.findall(text)}
        for text in (form.source, form.target)
    ]
    return (bool(QUOTED.search(form.target)) and ours in inner[0]) or (
        bool(QUOTED.search(form.source)) and theirs in inner[1]
    )


def _wanted(kind: str, form: Form) -> str:
    mark = {"stop": ".", "question": "?", "exclamation": "!", "ellipsis": "…", "colon": ":"}.get(
        kind, ""
    )
    return form.pack.mark(mark) if mark else ""


def _say(kind: str) -> str:
    return {
        "": "no mark",
        "stop": "a full stop",
        "question": "a question mark",
        "exclamation": "an exclamation mark",
        "ellipsis": "an ellipsis",
        "colon": "a colon",
        "comma": "a comma",
        "semicolon": "a semicolon",
    }[kind]
