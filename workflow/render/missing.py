"""Characters that no font of the page has → one error that names each whole, and where it stands.

What a reader takes for one sign, such as a family or a flag, may be seven characters: it is named
as the one sign it is. The letters of a script are told together, for they are missing together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from ..errors import RenderError

_SAID = re.compile(r"^\.notdef glyph.*\(U\+([0-9A-F]{4,6})\)")
"""What WeasyPrint says of a character that none of the faces has."""
_SIGN = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}|.)"
    "(?:[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u20d0-\u20ff\ufe00-\ufe0f]"
    "|[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d.)*",
    re.DOTALL,
)
"""What is seen as one: a letter and its marks, an emoji and all that is joined to it (UTS #51)."""
_UNSEEN = frozenset("\u200d\ufe0e\ufe0f")
_FLAG, _TAG, _TAG_END = 0x1F1E6, 0xE0000, 0xE007F
_OURS = frozenset({"LATIN", "ARABIC", "COMBINING", "MODIFIER"})
"""Of these the fonts lack a letter, not the script."""
_LETTERS = 6
"""How many letters of one script are told of one text."""
_AROUND = 20
_HINT = "write it in words, or let a theme bring a font that has it: docs/themes.md"


def refuse_missing(said: Iterable[str], texts: Iterable[tuple[str, str]]) -> None:
    """Raise RenderError if WeasyPrint said of any character that no font has it.

    `texts` are all texts of the page, and how an error names each.
    """
    found = (_SAID.search(each) for each in said)
    missing = dict.fromkeys(chr(int(each[1], 16)) for each in found if each)
    if not missing:
        return
    told: dict[str, None] = {}
    seen: set[str] = set()
    parts: list[str] = []
    written: list[str] = []
    for where, text in texts:
        signs = [sign for sign in _SIGN.finditer(text) if missing.keys() & set(sign[0])]
        new = [sign for sign in signs if sign[0] not in told]
        if new:
            seen |= {*text, *unicodedata.normalize("NFKD", text)}  # half a letter may be missing
            told |= dict.fromkeys(sign[0] for sign in new)
            place = f"{where} “{_excerpt(text, new[0].start(), new[0].end())}”"
            parts.append(f"{', '.join(_named([sign[0] for sign in new]))} in {place}")
            written += _plainer(sign[0] for sign in new)
    parts += _named([each for each in missing if each not in seen])
    hint = ", ".join(dict.fromkeys(written))
    raise RenderError(
        f"the page cannot be made: no font has {'; nor '.join(parts)}",
        f"write {hint}" if hint and len(written) == len(told) else _HINT,
    )


def _named(signs: Sequence[str]) -> Iterator[str]:
    """Name each sign once; letters of one script together."""
    scripts: dict[str, list[str]] = {}
    for sign in dict.fromkeys(signs):
        if script := _script(sign):
            scripts.setdefault(script, []).append(sign)
        else:
            yield f"“{sign}” ({_points(sign)}{_name(sign)})"
    for script, letters in scripts.items():
        shown = " ".join(f"“{each}”" for each in letters[:_LETTERS])
        more = f" and {len(letters) - _LETTERS} more" if len(letters) > _LETTERS else ""
        points = _points(letters[0]) + " …" * (len(letters) > 1)
        yield f"the {script} characters {shown} ({points}){more}"


def _script(sign: str) -> str:
    """Give the script that a letter is of, as Unicode's names begin; none for a sign."""
    letter = unicodedata.category(sign[0])[0] in "LM" and not _compatible(sign)
    script = unicodedata.name(sign[0], "").partition(" ")[0] if letter else ""
    return "" if script in _OURS else script.title().replace("Cjk", "Chinese")


def _points(sign: str) -> str:
    return " ".join(f"U+{ord(each):04X}" for each in sign)


def _name(sign: str) -> str:
    """Give what Unicode calls a sign, after a space."""
    if all(0 <= ord(each) - _FLAG < 26 for each in sign):
        return f" FLAG {''.join(chr(ord('A') + ord(each) - _FLAG) for each in sign)}"
    tags = "".join(chr(ord(each) - _TAG) for each in sign if _TAG < ord(each) < _TAG_END)
    names = [unicodedata.name(each, "") for each in sign if each not in _UNSEEN]
    if unicodedata.category(sign[0]) == "Co":
        names = ["PRIVATE USE"]
    words = ", ".join(each for each in names if each and not each.startswith(("TAG ", "CANCEL ")))
    return f" {words}{f' {tags}' if tags else ''}" if words else ""


def _compatible(sign: str) -> str:
    """Give the plain letters and digits that a sign is another form of, if there are any."""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain != sign and plain.isascii() and plain.isalnum() else ""


def _plainer(signs: Iterable[str]) -> Iterator[str]:
    for sign in signs:
        if plain := _compatible(sign):
            yield f"“{plain}” for “{sign}”"


def _excerpt(text: str, start: int, end: int) -> str:
    """Give what stands around a sign; no sign is cut."""
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    shown = [each for each in _SIGN.finditer(text) if low <= each.start() and each.end() <= high]
    return " ".join("".join(each[0] for each in shown).split())
