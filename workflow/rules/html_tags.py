"""M201 html-tags."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..model import Severity
from .form import CODE, alike
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


NAME = re.compile(r"(?<!\\)<(/?)([A-Za-z][\w:-]*)((?:\s[^<>]*)?/?)>")
ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
OWN_TAGS = ("<sup>", "</sup>", "<bdi>", "</bdi>", "<span>", "</span>")
"""A translation may bring these: ordinals in French, names in another direction."""
OPTIONAL = frozenset(["p", "li"])
"""Their end may be left out."""
VOID = frozenset("area base br col embed hr img input link meta source track wbr p li".split())


@form_rule("M201", Severity.ERROR, source="<", target="<")
def html_tags(form: Form, _: Context) -> Iterator[Problem]:
    r"""A translation has not the same HTML tags as its source.

    ## Why it matters

    A lost tag changes the look of all that follows, a lost attribute or address breaks a link.
    The order of words, and so of tags, is free, and so is the order of attributes.

    ## Example

    Bad, not closed:

    ```po
    msgid "The <b>first</b> convoy"
    msgstr "<b>القافلة الأولى"
    ```

    Good, attributes in another order:

    ```po
    msgid "<a href=\"/x\" class=\"k\">More</a>"
    msgstr "<a class=\"k\" href=\"/x\">المزيد</a>"
    ```

    ## How to mend it

    Put the tags of the source around the same words, with the same addresses, and close what you
    open.
    """
    if "<" not in form.target and "<" not in form.source:
        return
    target, source = _tags(CODE.sub("", form.target)), _tags(CODE.sub("", form.source))
    for tag in OWN_TAGS:
        target[tag] = min(target[tag], source[tag])
    target += Counter()
    plain = [_tags(CODE.sub("", each_)) for each_ in form.sources]
    if target not in plain and not _localized(source, target):
        missing, more = source - target, target - source
        parts = [
            f"{word}: {', '.join(sorted(counts.elements()))}"
            for word, counts in (("missing", missing), ("not in the source", more))
            if counts
        ]
        yield Problem(
            "HTML differs from the source; " + "; ".join(parts),
            "put the tags of the source around the same words",
        )
    elif wrong := _newly_wrong(form):
        yield Problem(
            f"{wrong} closes what is not open, or in the wrong order",
            "close what was opened last first",
        )


def _tags(text: str) -> Counter[str]:
    """Count tags by name, attributes and addresses."""
    counts: Counter[str] = Counter()
    for match in NAME.finditer(text):
        attributes = []
        for name, value in ATTRIBUTE.findall(match[3]):
            told = name.lower() in {"href", "src", "id", "name", "class"}
            attributes.append(
                f"{name.lower()}={value.strip(chr(34) + chr(39))}" if told else name.lower()
            )
        inner = "".join(f" {each_}" for each_ in sorted(attributes) if each_ not in {"dir", "lang"})
        counts[f"<{match[1]}{match[2].lower()}{inner}>"] += 1
    return counts


def _localized(source: Counter[str], target: Counter[str]) -> bool:
    """Say whether nothing differs but the language of addresses: /en/ is /fr/."""
    missing, more = list((source - target).elements()), list((target - source).elements())
    for tag in missing:
        twin = next((each_ for each_ in more if _twins(tag, each_)), None)
        if twin is None:
            return False
        more.remove(twin)
    return not more


def _twins(one: str, other: str) -> bool:
    ours, theirs = HREF.search(one), HREF.search(other)
    if not ours or not theirs or HREF.sub("", one) != HREF.sub("", other):
        return False
    return alike(ours[0].removeprefix("href="), theirs[0].removeprefix("href="))


HREF = re.compile(r"href=[^\s>]+")


def _newly_wrong(form: Form) -> str:
    """Give the tag that is badly nested here and was not there; `</p>` counts where it did there."""
    source, target = CODE.sub("", form.source), CODE.sub("", form.target)
    for void in (VOID - OPTIONAL, VOID):
        if not _nesting(source, void):
            return _nesting(target, void)
    return ""


def _nesting(text: str, void: frozenset[str]) -> str:
    """Give the first tag that is closed out of turn, or nothing."""
    stack: list[str] = []
    for match in NAME.finditer(text):
        name = match[2].lower()
        if name in void or match[3].endswith("/"):
            continue
        if not match[1]:
            stack.append(name)
        elif stack and stack[-1] == name:
            stack.pop()
        else:
            return match[0]
    return f"<{stack[-1]}>" if stack else ""
