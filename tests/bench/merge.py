"""`python -m tests.bench.merge WHAT`: what an update finds, costs and spares, beside its peers.

    synthetic [FOLDER]   precision, recall, F1 by kind of edit: ours, msgmerge, pot2po
    large [FOLDER]       the same on 10,000 texts with few changes
    collateral           350 edits of the shipped article: what else is asked for; cuts and joins
    speed [FOLDER]       CPU of whole merges beside msgmerge
    all [FOLDER]         these four; the default
    history CLONE [SUBFOLDER ...] [CLONE ...] [N]
                         replays every Nth edit of the Markdown of git histories

FOLDER has catalogs whose msgids are the corpus; without it, Python's own language reference.
"""

from __future__ import annotations

import io
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.revisions import SHOWN, Made, Score, documents, revise

if TYPE_CHECKING:
    from tests.bench.history import Load

Offers = dict[int, tuple[int, ...]]
Engine = Callable[[Sequence[str], Sequence[str], Path], tuple[Offers, float]]


def spent() -> float:
    """Give the CPU seconds of this process and its children."""
    total = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        total += usage.ru_utime + usage.ru_stime
    return total


def ours(old: Sequence[str], new: Sequence[str], folder: Path) -> tuple[Offers, float]:
    """Match in this process."""
    from workflow.lineage import lineage  # noqa: PLC0415

    before = time.process_time()
    found = lineage([(None, each) for each in old], [(None, each) for each in new])
    return {index: each.old for index, each in found.items()}, time.process_time() - before


HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'


def write(path: Path, texts: Sequence[str], *, translated: bool) -> None:
    """Write a catalog whose translations are the numbers of the texts."""
    rows = [
        f'#: a:{number}\nmsgid {quoted(text)}\nmsgstr "{f"T{number}" if translated else ""}"\n'
        for number, text in enumerate(texts)
    ]
    path.write_text(HEADER + "\n".join(rows), encoding="utf-8")


def offered(path: Path, new: Sequence[str]) -> Offers:
    """Read what was offered for each text."""
    from workflow.po import read_catalog  # noqa: PLC0415

    entries = read_catalog(path.read_bytes(), path.name).entries
    strings = {each.msgid: each.msgstr[0] for each in entries if not each.obsolete}
    return {
        index: (int(found[1]),)
        for index, text in enumerate(new)
        if (found := re.fullmatch(r"T(\d+)", strings.get(text, "")))
    }


def msgmerge(old: Sequence[str], new: Sequence[str], folder: Path) -> tuple[Offers, float]:
    """Match with GNU gettext; the CPU is that of the whole process."""
    one, two, three = folder / "old.po", folder / "new.pot", folder / "out.po"
    write(one, old, translated=True)
    write(two, new, translated=False)
    before = spent()
    subprocess.run(["msgmerge", "-q", "--no-wrap", "-o", three, one, two], check=True)
    return offered(three, new), spent() - before


def pot2po(old: Sequence[str], new: Sequence[str], folder: Path) -> tuple[Offers, float]:
    """Match with the Translate Toolkit, in this process, at its own bound of 75."""
    from translate.convert.pot2po import convertpot  # noqa: PLC0415

    one, two, three = folder / "old.po", folder / "new.pot", folder / "out.po"
    write(one, old, translated=True)
    write(two, new, translated=False)
    before, out = spent(), io.BytesIO()
    with two.open("rb") as fresh, one.open("rb") as was:
        convertpot(fresh, out, was, None, fuzzymatching=True, min_similarity=75)
    three.write_bytes(out.getvalue())
    return offered(three, new), spent() - before


ENGINES: dict[str, Engine] = {"ours": ours, "msgmerge": msgmerge, "pot2po": pot2po}
Case = tuple[list[str], list[Made]]


def table(cases: Sequence[Case], engines: dict[str, Engine]) -> dict[str, tuple[Score, float]]:
    """Print a row for each engine; give its score and CPU seconds."""
    print(f"{'':10} precision recall    F1   CPU s  ratio  " + "  ".join(SHOWN))
    results: dict[str, tuple[Score, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        for engine, run in engines.items():
            total, kinds, seconds = Score(), {kind: Score() for kind in SHOWN}, 0.0
            for old, made in cases:
                known = set(old)
                offers, cost = run(old, [each.text for each in made], Path(name))
                seconds += cost
                for index, each in enumerate(made):
                    if each.text not in known and each.kind in kinds:
                        total.add(each.origin, offers.get(index))
                        kinds[each.kind].add(each.origin, offers.get(index))
            results[engine] = (total, seconds)
            ratio = seconds / results["ours"][1]
            row = "  ".join(f"{kinds[kind].share:{len(kind)}.3f}" for kind in SHOWN)
            print(
                f"{engine:10}     {total.precision:.3f}  {total.recall:.3f} {total.f1:.3f} "
                f"{seconds:7.2f} {ratio:6.0f}  {row}",
                flush=True,
            )
    return results


def cases(folder: Path | None, several: int = 40, rate: float = 0.25) -> list[Case]:
    """Give documents and their revisions, the same ones each time."""
    chance = random.Random(3)
    found = documents(folder)
    chance.shuffle(found)
    others = [text for each in found[several // 2 :] for text in each][-4000:]
    return [(old, revise(old, others, chance, rate)) for old in found[:several]]


def synthetic(folder: Path | None) -> bool:
    """Many documents, a quarter of the texts changed."""
    made = cases(folder)
    changed = sum(each.kind != "same" for _, new in made for each in new)
    print(f"{len(made)} documents, {sum(len(old) for old, _ in made)} texts, {changed} changed")
    score, _ = table(made, ENGINES)["ours"]
    return score.f1 >= 0.985


def large(folder: Path | None) -> bool:
    """One sequence of 10,000 texts, few of them changed."""
    chance = random.Random(5)
    texts = list(dict.fromkeys(text for each in documents(folder, 2, 100_000) for text in each))
    chance.shuffle(texts)
    old, others = texts[:10_000], texts[10_000:] or texts
    made = revise(old, others, chance, 0.04)
    print(f"{len(old)} texts, {sum(each.kind != 'same' for each in made)} changed")
    results = table([(old, made)], {name: ENGINES[name] for name in ("ours", "msgmerge")})
    return results["ours"][0].f1 >= 0.99 and results["msgmerge"][1] >= 50 * results["ours"][1]


def collateral(_: Path | None) -> bool:
    """Edit the shipped article in every way, and count what else is asked for."""
    from tests.bench.collateral import losses, parts  # noqa: PLC0415
    from tests.bench.collateral import ours as find  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = losses(folder)
        print("words of untouched sentences that are final no more, per edit")
        print(f"{'':32}    n     ours  paragraphs, msgmerge")
        for row, (count, mine, peer) in rows.items():
            print(f"{row:32} {count:4} {mine / count:8.1f} {peer / count:8.1f}")
        print(f"{'all':32} {sum(count for count, _, _ in rows.values()):4}")

        def gettext(old: Sequence[str], new: Sequence[str]) -> Offers:
            return msgmerge(old, new, folder)[0]

        kept = True
        for engine, finder in (("ours", find), ("msgmerge", gettext)):
            halves, right, joined, both = parts(finder)
            print(
                f"{engine:10} the whole for each half: {right} of {halves}; "
                f"both, in order, for each join: {both} of {joined}"
            )
            if engine == "ours":
                kept = right + both >= 0.95 * (halves + joined)
    return kept and not any(mine for _, mine, _ in rows.values())


def speed(folder: Path | None) -> bool:
    """Whole merges, files read and written: one of 4,000 texts, and 500 of some 40."""
    texts = list(dict.fromkeys(text for each in documents(folder, 2, 100_000) for text in each))
    texts = [text + mark for mark in ("", " Again.", " Too.") for text in texts]
    sizes = {"one catalog of 4,000": [texts[:4000]]}
    size = min(40, len(texts) // 500)
    sizes[f"500 catalogs of {size}"] = [
        texts[place : place + size] for place in range(0, 500 * size, size)
    ]
    for name, olds in sizes.items():
        chance = random.Random(11)
        news = [[each.text for each in revise(old, texts, chance, 0.1)] for old in olds]
        fresh = ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1)
        with tempfile.TemporaryDirectory() as scratch, fresh:  # nothing is known from the last race
            ratios = [fresh.submit(_race, olds, news, Path(scratch)).result() for _ in range(3)]
        mine, peer, ratio = sorted(ratios, key=lambda each: each[2])[1]
        print(f"{name:24} ours {mine:6.2f} s  msgmerge {peer:6.2f} s  ratio {ratio:5.1f}")
    return True


def _race(
    olds: Sequence[Sequence[str]], news: Sequence[Sequence[str]], folder: Path
) -> tuple[float, float, float]:
    """Give the CPU seconds of both for the same files, in turn."""
    from workflow.merge import merge  # noqa: PLC0415
    from workflow.po import read_catalog, write_catalog  # noqa: PLC0415

    mine = peer = 0.0
    one, two, three = folder / "old.po", folder / "new.pot", folder / "out.po"
    for old, new in zip(olds, news, strict=True):
        write(one, old, translated=True)
        write(two, new, translated=False)
        before = time.process_time()
        template = read_catalog(two.read_bytes(), "new.pot").entries
        made, _ = merge(template, read_catalog(one.read_bytes(), "old.po"), header={})
        three.write_bytes(write_catalog(made))
        mine += time.process_time() - before
        before = spent()
        subprocess.run(["msgmerge", "-q", "--no-wrap", "-o", three, one, two], check=True)
        peer += spent() - before
    return mine, peer, peer / mine


def history(words: Sequence[str]) -> bool:
    """Replay the edits of clones; the bound is half of what paragraphs with msgmerge ask again."""
    from tests.bench.history import MOST, OURS, PEER, Load, replay  # noqa: PLC0415

    every, clones = 1, dict[Path, list[str]]()
    for word in words:
        if word.isdigit():
            every = int(word)
        elif Path(word).is_dir():
            clones[Path(word)] = []
        elif clones:
            clones[list(clones)[-1]].append(word)
    total: dict[str, Load] = {}
    for clone, folders in clones.items():
        with tempfile.TemporaryDirectory() as name:
            loads, classes = replay(clone, folders or ["."], every, Path(name))
        print(f"{clone.name}: words asked for, and those of them that had not changed")
        _print_loads(loads)
        for way in (OURS, MOST):
            told = (f"{several} {what}" for what, several in classes[way].most_common())
            print(f"{way}:", ", ".join(told), flush=True)
        total = {way: load + total.get(way, Load()) for way, load in loads.items()}
    if not total:
        print("history needs the path of a clone", file=sys.stderr)
        return False
    if len(clones) > 1:
        print("together")
        _print_loads(total)
    return 2 * total[MOST].unchanged <= total[PEER].unchanged


def _print_loads(loads: Mapping[str, Load]) -> None:
    least = next(iter(loads.values()))
    for way, load in loads.items():
        print(
            f"{way:25} {load.asked:8} {load.asked / least.asked:6.3f} "
            f"{load.unchanged:8} {load.unchanged / least.unchanged:6.3f}"
        )


def main(words: Sequence[str]) -> int:
    """Run the parts that are asked for; 1 when one of them misses its bound."""
    what, folder = (words[0] if words else "all"), Path(words[1]) if len(words) > 1 else None
    if what == "history":
        return 0 if history(words[1:]) else 1
    parts = {"synthetic": synthetic, "large": large, "collateral": collateral, "speed": speed}
    if what != "all" and what not in parts:
        print(__doc__, file=sys.stderr)
        return 2
    chosen = list(parts) if what == "all" else [what]
    missed = [each for each in chosen if not parts[each](folder)]
    print(f"bound missed: {', '.join(missed)}" if missed else "every bound kept")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
