"""Translations of before → the one most like a text. What is known lies in catalogs, never here.

Up to some ten thousand texts each is compared. Beyond that an index proposes candidates, and those
are compared: postings of words, the rarest first, and of groups of four characters for short texts,
which one changed word leaves with no word in common. The postings of groups are in the order of
length, so that nothing is counted that is too long or too short to be like the query. The index is
a file that may be deleted at any time.
"""

from __future__ import annotations

import math
import re
import sqlite3
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from . import similarity
from .errors import ProjectError
from .model import Translation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

INSTANT = 50_000
"""So many texts are compared one by one in some 10 ms."""
ENOUGH = 75.0
"""Of 100: what CAT tools offer by default."""

_EQUALS = 8
"""So many texts equally like the query are told apart by their msgctxt."""
_SHORT = 30
"""A query with fewer characters is looked up by characters, too."""
_BRIEF = 51
"""Texts with fewer characters are found by characters: all that can be 75 % like a short query."""
_FEW = 5
"""So are texts with fewer words than this, however long."""
_BY_WORDS = 20_000, 60
"""So many postings of words are counted for one query, and so many texts compared."""
_BY_GROUPS = 30_000, 250
"""So many of groups: each says less."""
_BATCHES = 50
_SCHEMA = "2"
_WORD = re.compile(r"\w+")
_TABLES = """
CREATE TABLE meta (version TEXT);
CREATE TABLE files (id INTEGER PRIMARY KEY, name TEXT UNIQUE, digest TEXT, batch INTEGER);
CREATE TABLE units (id INTEGER PRIMARY KEY, file INTEGER, hash INTEGER, prepared TEXT,
                    source TEXT, target TEXT, msgctxt TEXT, origin TEXT); -- prepared: if not source
CREATE TABLE shelves (batch INTEGER PRIMARY KEY, ids BLOB, lengths BLOB);
CREATE INDEX by_hash ON units (hash);
CREATE INDEX by_file ON units (file);
CREATE TABLE terms (term TEXT, batch INTEGER, count INTEGER, list INTEGER,
                    PRIMARY KEY (term, batch)) WITHOUT ROWID;
CREATE TABLE lists (id INTEGER PRIMARY KEY, ids BLOB);
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A translation that may serve, and how like its source is: 100 is the very same text."""

    translation: Translation
    score: int


class Memory(Protocol):
    """What is asked for the translation of a text like this."""

    def find(self, text: str, msgctxt: str | None = None) -> Match | None:
        """Give the translation of the text most like this one, if it is like enough."""


def exact(matches: Iterable[Match], msgctxt: str | None) -> Match | None:
    """Give the best match, of equals one with this msgctxt, and of those the first by its words."""
    return min(
        matches,
        key=lambda each: (
            -each.score,
            each.translation.msgctxt != msgctxt,
            each.translation.origin,
            each.translation.source,
            each.translation.target,
        ),
        default=None,
    )


def _match(translation: Translation, text: str, score: float) -> Match:
    return Match(translation, 100 if translation.source == text else min(int(score), 99))


# --- each text compared -----------------------------------------------------------------------


class Scan:
    """A memory that compares every text: what it finds is the best there is."""

    def __init__(self, translations: Iterable[Translation]) -> None:
        self._translations = tuple(translations)
        self._prepared = similarity.prepared([each.source for each in self._translations])
        self._same: dict[str, list[Translation]] = {}
        for each in self._translations:
            self._same.setdefault(each.source, []).append(each)

    def find(self, text: str, msgctxt: str | None = None) -> Match | None:
        """Give the translation of the text most like this one, if it is like enough."""
        same = self._same.get(text)
        if same:
            return exact((Match(each, 100) for each in same), msgctxt)
        found = similarity.nearest(text, self._prepared, ENOUGH, _EQUALS)
        return exact(
            (_match(self._translations[index], text, score) for score, index in found), msgctxt
        )


# --- an index ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The texts of one batch that are found by groups, the shortest first: unit ids and lengths."""

    first: int
    """The number of the first in all shelves; the lists of groups hold these numbers."""
    ids: memoryview[int]
    lengths: memoryview[int]

    def between(self, shortest: int, longest: int) -> tuple[int, int]:
        """Give the numbers from which, and up to which, texts have such a length."""
        start = self.first + bisect_left(self.lengths, shortest)
        return start, self.first + bisect_right(self.lengths, longest)


class Index:
    """A memory in a SQLite file: some of the texts are compared, chosen by what they share."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._shelves: dict[int, _Shelf] = {}
        first = 0
        for batch, ids, lengths in database.execute("SELECT * FROM shelves ORDER BY batch"):
            self._shelves[batch] = shelf = _Shelf(first, _integers(ids), _integers(lengths))
            first += len(shelf.ids)

    def __len__(self) -> int:
        (count,) = self._database.execute("SELECT count(*) FROM units").fetchone()
        return int(count)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def find(self, text: str, msgctxt: str | None = None) -> Match | None:
        """Give the translation of the text most like this one, if it is like enough."""
        same = self._translations("hash = ?", [_hash(text)])
        matches = [Match(each, 100) for each in same if each.source == text]
        if not matches:
            ids = self._candidates(*similarity.prepared([text]))
            query = f"SELECT id, coalesce(prepared, source) FROM units WHERE id IN ({_marks(ids)})"  # noqa: S608
            there = self._database.execute(query, ids).fetchall()
            found = similarity.nearest(text, [prepared for _, prepared in there], ENOUGH, _EQUALS)
            for score, index in found:
                best = self._translations("id = ?", there[index][:1])
                matches += [_match(each, text, score) for each in best]
        return exact(matches, msgctxt)

    def _translations(self, where: str, values: Sequence[int]) -> list[Translation]:
        query = f"SELECT source, target, msgctxt, origin FROM units WHERE {where}"  # noqa: S608
        return [Translation(*fields) for fields in self._database.execute(query, values)]

    def _candidates(self, prepared: str) -> list[int]:
        """Give the texts that share the most of the rarest terms with a query."""
        words, length = _words(prepared), len(prepared)
        found: list[int] = []
        if length < _SHORT or len(words) < _FEW:
            found += self._like(prepared)
        if length >= _SHORT or len(words) >= _FEW:
            found += self._sharing(words, *_BY_WORDS, lambda _, ids: ids)
        return list(dict.fromkeys(found))

    def _like(self, prepared: str) -> list[int]:
        """Give the texts that share groups, none so short or long that it cannot be like enough."""
        least, most = ENOUGH, 200 - ENOUGH
        shortest = math.ceil(len(prepared) * least / most)
        longest = math.floor(len(prepared) * most / least)
        bounds = {batch: shelf.between(shortest, longest) for batch, shelf in self._shelves.items()}

        def fitting(batch: int, numbers: memoryview[int]) -> memoryview[int]:
            start, end = bounds[batch]
            return numbers[bisect_left(numbers, start) : bisect_left(numbers, end)]

        numbers = self._sharing(_groups(prepared), *_BY_GROUPS, fitting)
        shelves = list(self._shelves.values())
        starts = [shelf.first for shelf in shelves]
        places = ((shelves[bisect_right(starts, number) - 1], number) for number in numbers)
        return [shelf.ids[number - shelf.first] for shelf, number in places]

    def _sharing(
        self,
        terms: Iterable[str],
        budget: int,
        enough: int,
        fitting: Callable[[int, memoryview[int]], memoryview[int]],
    ) -> list[int]:
        """Give what stands most often in the lists of the rarest terms, where it fits."""
        wanted = sorted(terms)
        query = f"SELECT term, batch, count, list FROM terms WHERE term IN ({_marks(wanted)})"  # noqa: S608
        lists: dict[str, list[tuple[int, int]]] = {}
        counts: Counter[str] = Counter()
        for term, batch, count, number in self._database.execute(query, wanted):
            counts[term] += count
            lists.setdefault(term, []).append((batch, number))
        shared: Counter[int] = Counter()
        left = budget
        for term, _ in sorted(counts.items(), key=lambda each: (each[1], each[0])):
            parts = [fitting(batch, self._list(number)) for batch, number in lists[term]]
            left -= sum(map(len, parts))
            if left < 0 and shared:
                break
            for part in parts:
                shared.update(part)
        return _most(shared, enough)

    def _list(self, number: int) -> memoryview[int]:
        (ids,) = self._database.execute("SELECT ids FROM lists WHERE id = ?", (number,)).fetchone()
        return _integers(ids)


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _integers(data: bytes) -> memoryview[int]:
    return memoryview(data).cast("I")


def _most(shared: Counter[int], enough: int) -> list[int]:
    """Give the numbers that were counted most often, as many as are wanted."""
    times, level = Counter(shared.values()), 0
    reached = 0
    for level in sorted(times, reverse=True):
        reached += times[level]
        if reached >= enough:
            break
    found = [each for each, count in shared.items() if count > level]
    rest = (each for each, count in shared.items() if count == level)
    return [*found, *islice(rest, enough - len(found))]


def _words(prepared: str) -> set[str]:
    return set(_WORD.findall(prepared.casefold()))


def _groups(prepared: str) -> set[str]:
    text = f" {prepared.casefold()} "
    return {f"#{text[at : at + 4]}" for at in range(max(len(text) - 3, 1))}


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


# --- bringing it in step ------------------------------------------------------------------------


def open_index(
    path: Path, digests: Mapping[str, str], read: Callable[[str], Iterable[Translation]]
) -> Index:
    """Give the index of these files, in step with them: only what has changed is read.

    `digests` says what each file holds now, `read` gives the translations of one. A damaged index,
    or one of another version, is made anew.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        database = _connect(path)
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)
        database = _connect(path)
    try:
        _refresh(database, digests, read)
    except sqlite3.Error as error:
        database.close()
        hint = "another `publish` may be at work; or delete the file, it is made anew"
        raise ProjectError(f"{path.name}: {error}", hint) from error
    except BaseException:
        database.close()
        raise
    return Index(database)


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=60, isolation_level=None)
    try:
        database.execute("PRAGMA mmap_size = 2147483648")
        database.execute("PRAGMA synchronous = OFF")  # a power cut costs the index, and no more
        tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        version = database.execute("SELECT version FROM meta").fetchone() if tables else None
        if version != (_SCHEMA,):
            _empty(database)
    except BaseException:
        database.close()
        raise
    return database


def _empty(database: sqlite3.Connection) -> None:
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        database.execute(f'DROP TABLE "{name}"')
    for statement in _TABLES.strip().rstrip(";").split(";"):
        database.execute(statement)
    database.execute("INSERT INTO meta VALUES (?)", (_SCHEMA,))


def _refresh(
    database: sqlite3.Connection,
    digests: Mapping[str, str],
    read: Callable[[str], Iterable[Translation]],
) -> None:
    known = dict(database.execute("SELECT name, digest FROM files"))
    changed = sorted(name for name, digest in digests.items() if known.get(name) != digest)
    gone = [name for name in known if digests.get(name) != known[name]]
    if not changed and not gone:
        return
    (batch,) = database.execute("SELECT coalesce(max(batch), 0) + 1 FROM files").fetchone()
    database.execute("BEGIN IMMEDIATE")
    try:
        if batch > _BATCHES or 2 * len(gone) > len(known):
            _empty(database)
            batch, changed, gone = 1, sorted(digests), []
        for name in gone:
            database.execute(
                "DELETE FROM units WHERE file = (SELECT id FROM files WHERE name = ?)", (name,)
            )
            database.execute("DELETE FROM files WHERE name = ?", (name,))
        _add(database, batch, [(name, digests[name]) for name in changed], read)
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _add(
    database: sqlite3.Connection,
    batch: int,
    files: Sequence[tuple[str, str]],
    read: Callable[[str], Iterable[Translation]],
) -> None:
    """Put files in, with one list for each term of all of them, and one shelf."""
    postings: dict[str, array[int]] = {}
    brief: list[tuple[int, int, str]] = []
    (first,) = database.execute("SELECT coalesce(max(id), 0) + 1 FROM units").fetchone()
    for name, digest in files:
        cursor = database.execute(
            "INSERT INTO files (name, digest, batch) VALUES (?, ?, ?)", (name, digest, batch)
        )
        rows = _posted(read(name), first, cursor.lastrowid or 0, postings, brief)
        before = database.total_changes
        database.executemany("INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        first += database.total_changes - before
    _shelve(database, batch, brief, postings)
    (number,) = database.execute("SELECT coalesce(max(id), 0) FROM lists").fetchone()
    database.executemany(
        "INSERT INTO lists VALUES (?, ?)",
        ((number + n, ids.tobytes()) for n, ids in enumerate(postings.values(), 1)),
    )
    database.executemany(
        "INSERT INTO terms VALUES (?, ?, ?, ?)",
        sorted(
            (term, batch, len(ids), number + n) for n, (term, ids) in enumerate(postings.items(), 1)
        ),
    )


def _posted(
    translations: Iterable[Translation],
    first: int,
    file: int,
    postings: dict[str, array[int]],
    brief: list[tuple[int, int, str]],
) -> Iterator[tuple[object, ...]]:
    """Give the row of each translation; note its id under its words, and itself if it is brief."""
    for number, each in enumerate(translations, first):
        (prepared,) = similarity.prepared([each.source])
        words = _words(prepared)
        _note(postings, words, number)
        if len(prepared) < _BRIEF or len(words) < _FEW:
            brief.append((len(prepared), number, prepared))
        hashed, other = _hash(each.source), None if prepared == each.source else prepared
        yield (number, file, hashed, other, each.source, each.target, each.msgctxt, each.origin)


def _shelve(
    database: sqlite3.Connection,
    batch: int,
    brief: list[tuple[int, int, str]],
    postings: dict[str, array[int]],
) -> None:
    """Put brief texts on a shelf, the shortest first, and note where under their groups."""
    (size,) = database.execute("SELECT coalesce(sum(length(ids)), 0) FROM shelves").fetchone()
    brief.sort()
    for number, (_, _, prepared) in enumerate(brief, size // array("I").itemsize):
        _note(postings, _groups(prepared), number)
    lengths = array("I", [length for length, _, _ in brief])
    ids = array("I", [each for _, each, _ in brief])
    database.execute(
        "INSERT INTO shelves VALUES (?, ?, ?)", (batch, ids.tobytes(), lengths.tobytes())
    )


def _note(postings: dict[str, array[int]], terms: Iterable[str], number: int) -> None:
    for term in terms:
        ids = postings.get(term)
        if ids is None:
            ids = postings[term] = array("I")
        ids.append(number)
