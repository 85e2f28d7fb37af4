"""What each edit of a real history would have asked of a translator: ours and the peer's way.

Every commit (no merges) that changed a Markdown page is one edit: the page as it was is taken as
translated whole, then updated to the page as it became. Nothing of the history is kept here.

The load of an edit: `asked`, all words of the texts that are not final after it, new ones included;
`unchanged`, those of them that stood in the page before, in that order.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from rapidfuzz.distance import LCSseq

from workflow.cuts import recall, remember
from workflow.markdown import read_blocks
from workflow.merge import merge
from workflow.model import CARRIABLE, CARRY, Catalog, Entry, State, Unit
from workflow.segment import AFRESH, Cutting, segment, template

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
KEPT = re.compile(
    r"`[^`]*`|\]\([^)]*\)|\]\[[^\]]*\]|<[^>]*>|https?://\S+|&\w+;|\[\^[^\]]*\]"
    r"|%\w\b|\b\w+(?:[./]\w+)*\.[a-z]{2,6}\b(?!\.)|\b[A-Z]+[a-z]+[A-Z]\w*"
)
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβγδεζηθικλμνξοπρστυφχψωςабАБГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"[:52],
)
States = dict[tuple[str | None, str], bool]
"""Which texts are final."""
Way = Callable[[Sequence[Unit], Sequence[Unit], Path], States]


def pseudo(text: str) -> str:
    """Translate: every letter is another one.

    What translators leave as it is stays: code, targets, tags, addresses, files, CamelCase.
    """
    places = [0, *(place for match in KEPT.finditer(text) for place in match.span()), len(text)]
    pieces = [text[low:high] for low, high in pairwise(places)]
    return "".join(
        piece if number % 2 else piece.translate(LETTERS) for number, piece in enumerate(pieces)
    )


def edits(clone: Path, folders: Sequence[str], every: int) -> Iterator[tuple[str, str]]:
    """Give the page before and after each edit, oldest last; `every` 10 takes each tenth."""
    git = ["git", "-C", str(clone)]
    log = subprocess.run(
        [*git, "log", "--no-merges", "--diff-filter=M", "--raw", "--no-abbrev", "--format=", "--"]
        + [f"{folder}/**.md" for folder in folders],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    rows = [line.split() for line in log.splitlines() if line.startswith(":")]
    for _, _, before, after, *_ in rows[::every]:
        pages = [
            subprocess.run([*git, "cat-file", "blob", blob], check=True, capture_output=True).stdout
            for blob in (before, after)
        ]
        one, other = (FRONT_MATTER.sub("", page.decode("utf-8", "replace")) for page in pages)
        yield one, other


def units(page: str, mode: str, cutting: Cutting = AFRESH) -> tuple[Unit, ...]:
    """Cut a page as an article is cut."""
    document = read_blocks(page, "page.md")
    return segment(document.blocks, page, "en", mode, document.references, cutting)


def since(old: Sequence[Unit]) -> Cutting:
    """Give the way in which an update cuts a page that was cut so."""
    return Cutting(recall(remember(template(old), old)))


def catalog(old: Sequence[Unit]) -> Catalog:
    """Give a finished translation."""
    entries = {each.key: each for each in template(old)}
    done = [
        Entry(each.msgctxt, each.msgid, msgstr=(pseudo(each.msgid),)) for each in entries.values()
    ]
    return Catalog("fr.po", entries=tuple(done), head=Entry())


@dataclass(slots=True)
class Ours:
    """Sentences, matched in context; what `carry` names stays final."""

    carry: Sequence[str]
    classes: Counter[str] = field(default_factory=Counter)

    def __call__(self, old: Sequence[Unit], new: Sequence[Unit], folder: Path) -> States:
        """Merge with this house's own."""
        made, report = merge(template(new), catalog(old), header={}, carry=self.carry)
        for each in report.changes:
            self.classes[f"{each.edit}{', carried' if each.carried else ''}"] += 1
        return {e.key: e.state is State.TRANSLATED for e in made.entries if not e.obsolete}


def msgmerge(old: Sequence[Unit], new: Sequence[Unit], folder: Path) -> States:
    """Merge with GNU gettext."""
    from workflow.po import new_catalog, read_catalog, write_catalog  # noqa: PLC0415

    header = {"Language": "fr", "Content-Type": "text/plain; charset=UTF-8"}
    one, two, three = folder / "old.po", folder / "new.pot", folder / "out.po"
    one.write_bytes(write_catalog(new_catalog("fr.po", header, (), catalog(old).entries)))
    two.write_bytes(write_catalog(new_catalog("fr.pot", header, (), template(new))))
    subprocess.run(["msgmerge", "-q", "--no-wrap", "-o", three, one, two], check=True)
    entries = read_catalog(three.read_bytes(), "fr.po").entries
    return {e.key: e.state is State.TRANSLATED for e in entries if not e.obsolete}


def ways() -> dict[str, tuple[str, Way]]:
    """Give each way with the units that it works on."""
    return {
        PEER: ("paragraph", msgmerge),
        "sentences, msgmerge": ("sentence", msgmerge),
        "ours, nothing carried": ("sentence", Ours(())),
        OURS: ("sentence", Ours(CARRY)),
        MOST: ("sentence", Ours(CARRIABLE)),
    }


PEER, OURS, MOST = "paragraphs, msgmerge", "ours", "ours, all classes carried"


@dataclass(slots=True)
class Load:
    """Words that are asked for, and those of them that had not changed."""

    asked: int = 0
    unchanged: int = 0

    def add(self, old: Sequence[Unit], new: Sequence[Unit], final: States) -> None:
        """Count what one edit asks for."""
        was = [word for unit in old for word in unit.msgid.split()]
        now = [word for unit in new for word in unit.msgid.split()]
        same = [False] * len(now)
        for block in LCSseq.opcodes(was, now):
            if block.tag == "equal":
                same[block.dest_start : block.dest_end] = [True] * (
                    block.dest_end - block.dest_start
                )
        place = 0
        for unit in new:
            size = len(unit.msgid.split())
            if not final.get(unit.key):
                self.asked += size
                self.unchanged += sum(same[place : place + size])
            place += size

    def __add__(self, other: Load) -> Load:
        return Load(self.asked + other.asked, self.unchanged + other.unchanged)


def replay(
    clone: Path, folders: Sequence[str], every: int, scratch: Path
) -> tuple[dict[str, Load], dict[str, Counter[str]]]:
    """Give the load of each way over a history, and what our own found had changed."""
    chosen = ways()
    loads = {name: Load() for name in chosen}
    for before, after in edits(clone, folders, every):
        for mode in ("paragraph", "sentence"):
            old = units(before, mode)
            new = units(after, mode, since(old) if mode == "sentence" else AFRESH)
            if [each.key for each in old] == [each.key for each in new] or not old or not new:
                continue
            for name, (wanted, way) in chosen.items():
                if wanted == mode:
                    loads[name].add(old, new, way(old, new, scratch))
    return loads, {name: way.classes for name, (_, way) in chosen.items() if isinstance(way, Ours)}
