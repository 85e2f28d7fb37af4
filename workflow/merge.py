"""Template + old Catalog → new Catalog; nothing a translator wrote is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import similarity
from .model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .model import Key

ENOUGH = 60.0
"""Of 100: below it, an old translation hinders more than it helps (msgmerge's own bound is 60)."""

_PLACEHOLDERS = re.compile(
    r"PACKAGE VERSION|YEAR-MO-DA .*|FULL NAME <.*|LANGUAGE <LL@.*"
    r"|.*charset=CHARSET|.*nplurals=INTEGER.*"
)
"""What xgettext leaves to be filled in."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What has become of the entries."""

    kept: int = 0
    changed: int = 0
    """Offered the translation of a sentence that was like it, fuzzy."""
    new: int = 0
    revived: int = 0
    """Come back from among the obsolete."""
    retired: int = 0
    """Translated, and no longer in the source: now obsolete."""


def merge(
    template: Sequence[Entry],
    old: Catalog | None,
    *,
    header: Mapping[str, str],
    path: str = "",
    comment: tuple[str, ...] = (),
) -> tuple[Catalog, MergeReport]:
    """Give the catalog for a template, with all that the old one holds (laws 3 and 4).

    An entry whose msgctxt and msgid stay keeps everything but notes and references. A new one that
    is like an unused old one of its msgctxt takes over the translation, fuzzy, with the text that
    it was made for. What is left over becomes obsolete, if it was translated. The header keeps its
    fields; those of `header` that it lacks are added. `path` and `comment` are for a new catalog.
    """
    if old is None:
        old = Catalog(path=path, head=Entry(comment=comment))
    wanted = _distinct(template)
    known = {entry.key: entry for entry in reversed(old.entries)}
    unused = [entry for entry in old.entries if entry.key not in wanted]
    offers = _offers([entry for key, entry in wanted.items() if key not in known], unused)
    old = _with_header(old, header)
    forms = _forms(old)

    live = tuple(
        _refreshed(entry, known[key], forms)
        if key in known
        else _offered(entry, offers[key], forms)
        if key in offers
        else _fresh(entry, forms)
        for key, entry in wanted.items()
    )
    taken = {entry.key for entry in offers.values()}
    spare = [entry for entry in unused if entry.key not in taken]
    retired = tuple(_retired(each) for each in spare if not each.obsolete and any(each.msgstr))
    entries = (*live, *(each for each in spare if each.obsolete), *retired)

    revived = sum(1 for key in wanted if key in known and known[key].obsolete)
    report = MergeReport(
        kept=sum(1 for key in wanted if key in known) - revived,
        changed=len(offers),
        new=sum(1 for key in wanted if key not in known and key not in offers),
        revived=revived,
        retired=len(retired),
    )
    return replace(old, entries=_in_place(old.entries, entries)), report


def _distinct(template: Iterable[Entry]) -> dict[Key, Entry]:
    """Give the entries by key; a key that comes again adds its references to the first."""
    found: dict[Key, Entry] = {}
    for entry in template:
        if entry.key == (None, ""):
            continue  # the template's header is no message
        first = found.setdefault(entry.key, entry)
        if first is not entry:
            references = tuple(dict.fromkeys((*first.references, *entry.references)))
            found[entry.key] = replace(first, references=references)
    return found


def _in_place(old: Sequence[Entry], new: tuple[Entry, ...]) -> Sequence[Entry]:
    """Leave obsolete entries between live ones where they are, if nothing else changes."""
    if len(old) != len(new) or not all(each.raw for each in new):
        return new
    order = [each.key for each in old if not each.obsolete]
    return old if order == [each.key for each in new if not each.obsolete] else new


# --- one entry ------------------------------------------------------------------------------


def _refreshed(wanted: Entry, old: Entry, forms: int) -> Entry:
    """Give the old entry, alive, with the notes and references of now."""
    entry = replace(old, note=wanted.note, references=wanted.references, obsolete=False)
    if wanted.msgid_plural not in {None, old.msgid_plural}:
        entry = replace(
            entry,
            msgid_plural=wanted.msgid_plural,
            msgstr=old.msgstr * forms if old.msgid_plural is None else old.msgstr,
            flags=_doubtful(old.flags) if any(old.msgstr) else old.flags,
            previous=_original(old) if any(old.msgstr) else old.previous,
        )
    return old if entry == old else replace(entry, raw="")


def _offered(wanted: Entry, old: Entry, forms: int) -> Entry:
    """Give the new entry with the translation of an old one, in doubt."""
    previous = _original(old)
    return replace(
        _fresh(wanted, forms),
        msgstr=old.msgstr,
        flags=_doubtful(old.flags),
        comment=old.comment,
        previous=None
        if previous == (wanted.msgctxt, wanted.msgid, wanted.msgid_plural)
        else previous,
    )


def _original(old: Entry) -> tuple[str | None, str, str | None]:
    """Give the last text that a translation was made for."""
    if old.fuzzy and old.previous:
        return old.previous
    return (old.msgctxt, old.msgid, old.msgid_plural)


def _doubtful(flags: tuple[str, ...]) -> tuple[str, ...]:
    return ("fuzzy", *(flag for flag in flags if flag != "fuzzy"))


def _fresh(wanted: Entry, forms: int) -> Entry:
    """Give a new entry without a translation."""
    msgstr = ("",) if wanted.msgid_plural is None else ("",) * forms
    return replace(wanted, msgstr=msgstr, obsolete=False, position=None, raw="")


def _retired(old: Entry) -> Entry:
    """Give an entry as msgmerge buries it: what the source said of it is gone with the source."""
    return replace(old, obsolete=True, note=(), references=(), raw="")


# --- old translations for new texts ---------------------------------------------------------


def _offers(wanted: Sequence[Entry], unused: Sequence[Entry]) -> dict[Key, Entry]:
    """Give each new text the most similar old one that is translated and that no other has taken.

    Within the same msgctxt; live ones first, then obsolete ones; the best pair of all first.
    """
    offers: dict[Key, Entry] = {}
    taken: set[Key] = set()
    for obsolete in (False, True):
        queries = [each for each in wanted if each.key not in offers]
        old = [each for each in unused if each.obsolete is obsolete and any(each.msgstr)]
        for _, number, index in sorted(_candidates(queries, old), key=_best_first):
            if queries[number].key not in offers and old[index].key not in taken:
                offers[queries[number].key] = old[index]
                taken.add(old[index].key)
    return offers


def _candidates(wanted: Sequence[Entry], old: Sequence[Entry]) -> list[tuple[float, int, int]]:
    """Give (score, new, old) by index for each two that have a msgctxt in common."""
    found = []
    for kind in {(each.msgctxt, each.msgid_plural is None) for each in wanted}:
        here = [
            n for n, each in enumerate(wanted) if (each.msgctxt, each.msgid_plural is None) == kind
        ]
        there = [
            n for n, each in enumerate(old) if (each.msgctxt, each.msgid_plural is None) == kind
        ]
        found += [
            (score, here[query], there[candidate])
            for score, query, candidate in similarity.matches(
                [wanted[n].msgid for n in here], [old[n].msgid for n in there], ENOUGH
            )
        ]
    return found


def _best_first(found: tuple[float, int, int]) -> tuple[float, int, int]:
    score, new, old = found
    return (-score, new, old)


# --- the header -----------------------------------------------------------------------------


def _with_header(old: Catalog, header: Mapping[str, str]) -> Catalog:
    """Give the catalog with each field of `header` that it lacks, and every other as it was.

    `Plural-Forms` follows as long as no translation depends on it.
    """
    plural = any(entry.msgid_plural is not None for entry in old.entries)
    text = before = old.head.msgstr[0] if old.head else ""
    fields = dict(old.header)
    for name, value in reversed(list(header.items())):
        now = fields.get(name, "")
        other = name == "Plural-Forms" and not plural and _spaceless(now) != _spaceless(value)
        if name not in fields or _PLACEHOLDERS.fullmatch(now) or (value and (not now or other)):
            text = _put(text, name, value, header)
            fields[name] = value
    if text == before:
        return old
    head = replace(old.head or Entry(), msgstr=(text,), raw="")
    order = [line.partition(":")[0].strip() for line in text.split("\n")]
    return replace(old, head=head, header={name: fields[name] for name in order if name in fields})


def _spaceless(text: str) -> str:
    return "".join(text.split())


def _put(text: str, name: str, value: str, header: Mapping[str, str]) -> str:
    """Put a field into a header: in its line, or before the next one in the order of `header`."""
    line = f"{name}: {value}\n"
    own = re.compile(rf"^{re.escape(name)}[ \t]*:.*\n?", re.MULTILINE)
    if own.search(text):
        return own.sub(lambda _: line, text, count=1)
    text += "" if not text or text.endswith("\n") else "\n"
    names = list(header)
    for after in names[names.index(name) + 1 :]:
        place = re.search(rf"^{re.escape(after)}[ \t]*:", text, re.MULTILINE)
        if place:
            return text[: place.start()] + line + text[place.start() :]
    return text + line


def _forms(catalog: Catalog) -> int:
    """Give the number of plural forms, as far as the header says."""
    match = re.search(r"nplurals\s*=\s*([1-9])", catalog.header.get("Plural-Forms", ""))
    return int(match[1]) if match else 2
