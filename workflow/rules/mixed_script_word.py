"""S103 mixed-script-word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from ..packs import SCRIPTS
from .form import each, named, replaced
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


WORD = re.compile(r"[^\W\d_]+")
KINDS = {
    name: re.compile(f"[{SCRIPTS[name]}]")
    for name in ("Latn", "Cyrl", "Grek", "Armn", "Hebr", "Arab")
}
MIXED = re.compile(
    f"[{SCRIPTS['Latn']}][{SCRIPTS['Cyrl']}{SCRIPTS['Grek']}{SCRIPTS['Armn']}]|[{SCRIPTS['Cyrl']}{SCRIPTS['Grek']}{SCRIPTS['Armn']}][{SCRIPTS['Latn']}]"
    f"|[{SCRIPTS['Cyrl']}][{SCRIPTS['Grek']}]|[{SCRIPTS['Grek']}][{SCRIPTS['Cyrl']}]|[{SCRIPTS['Latn']}][{SCRIPTS['Arab']}]|[{SCRIPTS['Arab']}][{SCRIPTS['Hebr']}]|[{SCRIPTS['Hebr']}][{SCRIPTS['Arab']}]"
    f"|[{SCRIPTS['Arab']}{SCRIPTS['Hebr']}][{SCRIPTS['Cyrl']}{SCRIPTS['Grek']}]"
    f"|[{SCRIPTS['Cyrl']}{SCRIPTS['Grek']}][{SCRIPTS['Arab']}{SCRIPTS['Hebr']}]"
    f"|[{SCRIPTS['Hebr']}][{SCRIPTS['Latn']}]+[{SCRIPTS['Hebr']}]"
    f"|[{SCRIPTS['Arab']}]{{3}}[{SCRIPTS['Latn']}]"
)
CLITICS = re.compile(f"(?:[وف]?[أبكلس]?(?:ال|لل)?)ـ*[{SCRIPTS['Latn']}]+")
"""What Arabic writes as one with a foreign name."""
BETWEEN = re.compile(
    f"[{SCRIPTS['Latn']}][{SCRIPTS['Arab']}][{SCRIPTS['Latn']}]|"
    f"[{SCRIPTS['Arab']}][{SCRIPTS['Latn']}]{{1,2}}[{SCRIPTS['Arab']}]|[{SCRIPTS['Arab']}]{{3}}[{SCRIPTS['Latn']}]"
)
TWINS = dict(
    zip(
        "АВЕКМНОРСТУХаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινυ",
        "ABEKMHOPCTYXaeopcyxijshdqwABEZHIKMNOPTYXoivu",
        strict=True,
    )
)
LATIN_TO_CYRILLIC = dict(zip("ABEKMHOPCTYXaeopcyx", "АВЕКМНОРСТУХаеорсух", strict=True))
MICRO = re.compile("^[µμΩΔ][A-Za-z]{1,3}$|^[A-Za-z]{1,2}[Ωµμ]$")


@form_rule("S103", Severity.ERROR)
def mixed_script_word(form: Form, _: Context) -> Iterator[Problem]:
    r"""One word mixes letters of two scripts.

    ## Why it matters

    A Cyrillic `а` in a Latin word looks right and is another letter. A search does not find the
    word, and a name or an address can be forged that way (UTS #39).

    ## Example

    `Rаqqa` with U+0430 CYRILLIC SMALL LETTER A.

    Bad, a Cyrillic letter in a Latin name:

    ```po
    msgid "The agency Reuters"
    msgstr "وكالة R<U+0435>uters"
    ```

    Good, an Arabic prefix before a Latin name:

    ```po
    msgid "and TikTok"
    msgstr "وTikTok"
    ```

    ## How to mend it

    Type the word anew; `publish check --fix` puts the letters of the script that has more of
    them. An Arabic prefix before a Latin name (وTikTok) is no fault.
    """
    if form.target.isascii() or not MIXED.search(form.seen.text):
        return
    found = []
    for match, span in each(WORD, form.seen):
        if MIXED.search(match[0]) and match[0] not in form.source and not MICRO.match(match[0]):
            kinds = {
                name: len(pattern.findall(match[0]))
                for name, pattern in KINDS.items()
                if pattern.search(match[0])
            }
            if set(kinds) == {"Latn", "Arab"} and (
                CLITICS.fullmatch(match[0]) or not BETWEEN.search(match[0])
            ):
                continue
            found.append((span, _skeleton(match[0], kinds)))
    for span, new in found:
        word = form.target[slice(*span)]
        yield Problem(
            f"{excerpt(word)} mixes scripts: {_strangers(word)}",
            "type the word anew",
            span=span,
            fix=Fix(replaced(form.target, [each_ for each_ in found if each_[1]]), safe=True)
            if new
            else None,
        )


def _skeleton(word: str, kinds: dict[str, int]) -> str:
    """Give the word in one script, or nothing if a letter has no twin there."""
    most = max(sorted(kinds), key=lambda name: kinds[name])
    table = TWINS if most == "Latn" else LATIN_TO_CYRILLIC if most == "Cyrl" else {}
    new = "".join(char if KINDS[most].match(char) else table.get(char, "") or "\0" for char in word)
    return "" if "\0" in new else new


def _strangers(word: str) -> str:
    counts = {
        name: [char for char in word if pattern.match(char)] for name, pattern in KINDS.items()
    }
    least = min((chars for chars in counts.values() if chars), key=len)
    return ", ".join(dict.fromkeys(named(char) for char in least))
