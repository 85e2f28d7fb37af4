"""Template + old Catalog → new Catalog; nothing a translator wrote is lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import similarity
from .edits import carried
from .lineage import lineage, said, telling
from .model import CARRY, Catalog, Change, Entry, MergeReport, State
from .seals import sealed, unsealed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from .model import Key

ENOUGH = 60.0
"""Of 100: below it, an old translation hinders more than it helps (msgmerge's own bound is 60)."""

_PLACEHOLDERS = re.compile(
    r"PACKAGE VERSION|YEAR-MO-DA .*|FULL NAME <.*|LANGUAGE <LL@.*"
    r"|.*charset=CHARSET|.*nplurals=INTEGER.*"
)
"""What xgettext leaves to be filled in."""


_NO_TOPIC = re.compile(r"^(?:no-|possible-|impossible-)(?=.+-format$)|-format$|(?<=^range):.*")
"""What of a flag does not tell which flag it is."""
_DIRECTIVE = re.compile(
    r"%(?:\(\w+\)|\d+\$)?[-#0 +']*(?:\*|\d+)?(?:\.(?:\*|\d+)?)?(?:hh?|ll?|[jztLq])?[a-zA-Z%]"
    r"|\{\w*\}"
)


@dataclass(frozen=True, slots=True)
class _Offer:
    """Old entries whose translations one new entry takes over, in their order."""

    entries: tuple[Entry, ...]
    part: bool = False

    @property
    def whole(self) -> Entry | None:
        """The one old entry that has become this one."""
        return None if self.part or len(self.entries) > 1 else self.entries[0]


def merge(
    template: Sequence[Entry],
    old: Catalog | None,
    *,
    header: Mapping[str, str],
    path: str = "",
    comment: tuple[str, ...] = (),
    language: str = "en",
    carry: Collection[str] = CARRY,
) -> tuple[Catalog, MergeReport]:
    """Give the catalog for a template, with all that the old one holds (laws 3 and 4).

    An entry whose msgctxt and msgid stay keeps everything but notes and references. Flags that the
    template has are added; a format that is new puts a translation with other directives in doubt.
    A new entry takes over the translation of the text it comes from, or of the two: in force if
    nothing has changed but what `carry` names (in a source of this `language`), or if it is the
    very text that a sealed translation was final for; else fuzzy, with the text that it was made
    for. What is left over becomes obsolete, if it was translated, and so do the parts of what was
    joined. The header keeps its fields; those of `header` that it lacks are added. `path` and
    `comment` are for a new catalog.
    """
    if old is None:
        old = Catalog(path=path, head=Entry(comment=comment))
    wanted, before = _distinct(template), tuple(old.entries)
    known = {entry.key: entry for entry in reversed(before)}
    unused = [entry for entry in before if entry.key not in wanted]
    offers = _offers(wanted, known, before)
    old = _with_header(old, header)
    forms = _forms(old)

    live: list[Entry] = []
    changes: list[Change] = []
    restored = 0
    for key, entry in wanted.items():
        if key in known:
            made = _refreshed(entry, known[key], forms)
        elif key in offers and _finds_its_text(offers[key], key):
            made = _restored(entry, offers[key].entries[0], forms)
            restored += 1
        elif key in offers:
            made, change = _taken_over(entry, offers[key], forms, language, carry)
            changes.append(change)
        else:
            made = _fresh(entry, forms)
        live.append(_flagged(entry, made))
    taken = {offer.entries[0].key for offer in offers.values() if len(offer.entries) == 1}
    spare = [entry for entry in unused if entry.key not in taken]
    retired = tuple(_retired(each) for each in spare if not each.obsolete and any(each.msgstr))
    entries = (*live, *(each for each in spare if each.obsolete), *retired)

    revived = sum(1 for key in wanted if key in known and known[key].obsolete)
    joined = {each.key for offer in offers.values() for each in offer.entries} - taken
    report = MergeReport(
        kept=sum(1 for key in wanted if key in known) - revived,
        carried=sum(change.carried for change in changes),
        fuzzy=sum(not change.carried for change in changes),
        new=sum(1 for key in wanted if key not in known and key not in offers),
        revived=revived + restored,
        obsolete=sum(1 for each in retired if each.key not in joined),
        before=sum(1 for each in before if not each.obsolete and any(each.msgstr)),
        changes=tuple(changes),
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
    if wanted.msgid_plural not in {None, old.msgid_plural}:
        return replace(
            old,
            note=wanted.note,
            references=wanted.references,
            obsolete=False,
            raw="",
            msgid_plural=wanted.msgid_plural,
            msgstr=old.msgstr * forms if old.msgid_plural is None else old.msgstr,
            flags=_doubtful(old.flags) if any(old.msgstr) else old.flags,
            previous=_original(old) if any(old.msgstr) else old.previous,
        )
    if (old.note, old.references, old.obsolete) == (wanted.note, wanted.references, False):
        return old
    return replace(old, note=wanted.note, references=wanted.references, obsolete=False, raw="")


def _flagged(wanted: Entry, entry: Entry) -> Entry:
    """Give the entry with the flags of the template, too; of two on one format, the template's."""
    if not wanted.flags:
        return entry
    told = {_topic(flag): flag for flag in wanted.flags if flag != "fuzzy"}
    if set(told.values()) <= set(entry.flags):
        return entry
    flags = (*(flag for flag in entry.flags if _topic(flag) not in told), *told.values())
    checked = any(flag == f"{topic}-format" for topic, flag in told.items())
    if checked and any(entry.msgstr) and not _same_directives(entry):
        flags = _doubtful(flags)
    return replace(entry, flags=flags, raw="")


def _topic(flag: str) -> str:
    return _NO_TOPIC.sub("", flag)


def _same_directives(entry: Entry) -> bool:
    """Say whether each translation fills in what its text, or the plural of it, does."""
    texts = (entry.msgid,) if entry.msgid_plural is None else (entry.msgid, entry.msgid_plural)
    wanted = [Counter(_DIRECTIVE.findall(each)) for each in texts]
    return all(Counter(_DIRECTIVE.findall(each)) in wanted for each in entry.msgstr)


def _taken_over(
    wanted: Entry, offer: _Offer, forms: int, language: str, carry: Collection[str]
) -> tuple[Entry, Change]:
    """Give the new entry with the translation of an old one, or of two, and what has changed."""
    old = offer.whole
    if old is None or old.msgid_plural is not None or old.obsolete:
        edit, msgstr = _kind_of(offer, wanted, language), None
    else:
        edit, msgstr = carried(old.msgid, wanted.msgid, old.msgstr[0], language, carry)
    previous = " ".join(each.msgid for each in offer.entries)
    change = Change(wanted.msgctxt, wanted.msgid, previous, edit)
    if old is None or msgstr is None or old.state is not State.TRANSLATED:
        return _offered(wanted, offer, forms), change
    made = replace(_fresh(wanted, forms), msgstr=(msgstr,), flags=old.flags, comment=old.comment)
    return made, replace(change, carried=True)


def _finds_its_text(offer: _Offer, key: Key) -> bool:
    """Say whether a text is back that an untouched translation was final for."""
    old = offer.whole
    return old is not None and old.fuzzy and sealed(old) and _original(old)[:2] == key


def _restored(wanted: Entry, old: Entry, forms: int) -> Entry:
    flags = tuple(flag for flag in old.flags if flag != "fuzzy")
    comment = unsealed(old.comment)
    return replace(_fresh(wanted, forms), msgstr=old.msgstr, flags=flags, comment=comment)


def _kind_of(offer: _Offer, wanted: Entry, language: str) -> str:
    if offer.part:
        return "split"
    if len(offer.entries) > 1:
        return "join"
    return carried(offer.entries[0].msgid, wanted.msgid, "", language, ())[0]


def _offered(wanted: Entry, offer: _Offer, forms: int) -> Entry:
    """Give the new entry with the translation of an old one, or of two joined, in doubt."""
    first = offer.entries[0]
    msgstr, previous = first.msgstr, _original(first)
    # the halves of what was cut hold one translation, and no other
    parts = dict.fromkeys((_original(each)[1], each.msgstr[0]) for each in offer.entries)
    if len(parts) > 1:
        msgstr = (" ".join(translation for _, translation in parts if translation),)
        previous = (first.msgctxt, " ".join(text for text, _ in parts), None)
    return replace(
        _fresh(wanted, forms),
        msgstr=msgstr,
        flags=_doubtful(first.flags),
        comment=tuple(line for each in offer.entries for line in each.comment),
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


def _offers(
    wanted: Mapping[Key, Entry], known: Mapping[Key, Entry], old: Sequence[Entry]
) -> dict[Key, _Offer]:
    """Give each new text the translations of what it comes from.

    The live entries are a sequence, and tell by place and likeness; obsolete ones by likeness.
    """
    live = [each for each in old if not each.obsolete]
    new = [entry for key, entry in wanted.items() if key not in known or not known[key].obsolete]
    offers: dict[Key, _Offer] = {}
    for index, descent in lineage([_text(each) for each in live], [_text(e) for e in new]).items():
        entries = tuple(live[each] for each in descent.old)
        if new[index].key not in known and any(any(each.msgstr) for each in entries):
            offers[new[index].key] = _Offer(entries, descent.part)
    queries = [entry for key, entry in wanted.items() if key not in known and key not in offers]
    buried = [e for e in old if e.obsolete and e.key not in wanted and any(e.msgstr)]
    taken: set[Key] = set()
    for score, number, index in sorted(_candidates(queries, buried), key=_best_first):
        query, found = queries[number], buried[index]
        if query.key in offers or found.key in taken:
            continue
        if telling(said(query.msgid), said(found.msgid), score):
            offers[query.key] = _Offer((found,))
            taken.add(found.key)
    return offers


def _text(entry: Entry) -> tuple[tuple[str | None, bool], str]:
    """Only texts of one msgctxt, with plural forms or without, are compared."""
    return ((entry.msgctxt, entry.msgid_plural is None), entry.msgid)


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
