"""`python -m tests.bench.check`: kinds of planted defects found, and false alarms, beside peers.

`planted.txt` holds one entry for each kind of defect and clean entries that are hard to judge. A
kind counts as found by us when one of its rules speaks at its entry; for a peer any message there
counts, whatever it says (a generous bound). A clean entry with any finding of any weight is a
false alarm. CPU and wall seconds are of whole child processes on a file of 5,000 entries, no two
alike: the medians of five rounds, in each of which every tool runs once, after a first run that
leaves bytecode on disk. The wall seconds of ours need a second processor that is idle.
Nothing is installed here: the peers are those that are there. Exit 1 below the bounds.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, permutations
from pathlib import Path
from statistics import median

from tests.bench.measure import KEEPING

PLANTED = Path(__file__).parent / "planted.txt"
BIN = Path(sys.executable).parent
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: bench\\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\\n"
"Last-Translator: \\n"
"Language-Team: \\n"
"Language: ar\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : \
n%100>=11 && n%100<=99 ? 4 : 5);\\n"
"""
LEAST_SHARE, MOST_ALARMS = 0.95, 2
"""Of the kinds, and clean entries."""
ROUNDS = 5
OURS = "publish check"


@dataclass
class Sample:
    """One entry of the file, and what is to be said of it."""

    bad: bool
    title: str
    rules: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    lines: range = range(0)


def read_samples(path: Path = PLANTED) -> list[Sample]:
    """Give the entries in order."""
    samples: list[Sample] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#") or not line:
            continue
        word, _, rest = line.partition(" ")
        if word in {"bad", "good"}:
            title, _, rules = rest.partition(" => ")
            samples.append(Sample(word == "bad", title, tuple(rules.split(", ")) if rules else ()))
        else:
            samples[-1].fields[word.rstrip(":")] = rest
    return samples


def po(samples: Sequence[Sample]) -> str:
    """Give the catalog of these entries, and note on which lines each stands."""
    text = HEADER
    for sample in samples:
        first = text.count("\n") + 2
        text += "\n" + _entry(sample)
        sample.lines = range(first, text.count("\n") + 1)
    return text


def _entry(sample: Sample) -> str:
    fields = sample.fields
    flag = f"#, {fields['flag']}\n" if "flag" in fields else ""
    text = f"{flag}msgid {_quoted(fields['en'])}\n"
    if "en2" in fields:
        text += f"msgid_plural {_quoted(fields['en2'])}\n"
        forms = [fields[f"ar{number}"] for number in range(6)]
        return text + "".join(f"msgstr[{n}] {_quoted(form)}\n" for n, form in enumerate(forms))
    return text + f"msgstr {_quoted(fields['ar'])}\n"


def _quoted(text: str) -> str:
    text = re.sub(r"<U\+([0-9A-F]{4,5})>", lambda match: chr(int(match[1], 16)), text)
    text = text.replace('"', '\\"').replace("\x07", "\\a")
    return f'"{text}"'


Found = list[tuple[int, str]]
"""Lines, and what is said there."""
Cost = tuple[float, float]
"""CPU and wall seconds."""

# --- who looks ------------------------------------------------------------------------------


def _run(*command: str | Path, errors: bool = True) -> tuple[str, Cost]:
    """Give what a command says, on standard error too, and its CPU and wall seconds."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, env=KEEPING)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = done.stdout + (done.stderr if errors else b"")
    return said.decode("utf-8", "replace"), (seconds, wall)


def ours(file: Path, *options: str) -> tuple[Found, Cost]:
    """Run `publish check`."""
    given: tuple[str | Path, ...] = (file, "--format", "json", *options)
    output, cost = _run(BIN / "publish", "check", *given, errors=False)
    rows = json.loads(output)["findings"]
    return [(row["line"], row["rule"]) for row in rows], cost


def alone(file: Path) -> tuple[Found, Cost]:
    """Run `publish check` in one process."""
    return ours(file, "--jobs", "1")


def pofilter(file: Path) -> tuple[Found, Cost]:
    """Run it for Arabic; its output is a catalog, so messages are found again by their msgid."""
    output, seconds = _run(BIN / "pofilter", "--language=ar", "--progress=none", file)
    text = file.read_text(encoding="utf-8")
    found: Found = []
    for entry in output.split("\n\n"):
        msgid = re.search(r'^msgid ((?:".*"\n?)+)', entry, re.MULTILINE)
        if "(pofilter)" in entry and msgid:
            words = "".join(re.findall(r'"(.*)"', msgid[1]))
            at = text.find(f'msgid "{words}"')
            if at >= 0:
                found.append((text.count("\n", 0, at) + 1, "pofilter"))
    return found, seconds


def by_line(name: str, *command: str) -> Callable[[Path], tuple[Found, Cost]]:
    """Make a run of a tool that writes `file:line: message`."""

    def look(file: Path) -> tuple[Found, Cost]:
        output, seconds = _run(*command, file)
        place = rf"{re.escape(file.name)}:(\d+):|^(?:Line )?(\d+):"
        lines = re.findall(place, output, re.MULTILINE)
        return [(int(a or b), name) for a, b in lines], seconds

    return look


Look = Callable[[Path], tuple[Found, Cost]]
PEERS = (
    ("pofilter", "pofilter", "pip install translate-toolkit"),
    ("msgfmt -c", "msgfmt", "apt-get install gettext"),
    ("dennis", "dennis-cmd", "pip install dennis"),
    ("i18nspector", "i18nspector", "apt-get install i18nspector"),
)
"""What it is called, its command, and how to get it."""


def peers() -> Iterator[tuple[str, Look | str]]:
    """Give each, or how to get it."""
    places = os.pathsep.join((str(BIN), os.environ.get("PATH", os.defpath)))
    for name, command, getting in PEERS:
        found = shutil.which(command, path=places)
        if not found:
            yield name, getting
        elif name == "pofilter":
            yield name, pofilter
        elif name == "msgfmt -c":
            yield name, by_line(name, found, "-c", "-o", os.devnull)
        elif name == "dennis":
            yield name, dennis(found)
        else:
            yield name, spector(found)


def spector(command: str) -> Look:
    """Make a run of i18nspector, which quotes the beginning of a msgid."""

    def look(file: Path) -> tuple[Found, Cost]:
        output, seconds = _run(command, file)
        text = file.read_text(encoding="utf-8")
        found: Found = []
        for quoted in re.findall(r" msgid (?:'|\")(.+?)(?:'|\")(?:: |$)", output, re.MULTILINE):
            at = text.find(f'msgid "{quoted}')
            if at >= 0:
                found.append((text.count("\n", 0, at) + 1, "i18nspector"))
        return found, seconds

    return look


def dennis(command: str) -> Look:
    """Make a run of dennis, which writes the line of an entry with its number, below a message."""

    def look(file: Path) -> tuple[Found, Cost]:
        output, seconds = _run(command, "lint", file)
        return [
            (int(line), "dennis") for line in re.findall(r"^(\d+):", output, re.MULTILINE)
        ], seconds

    return look


def score(samples: Sequence[Sample], found: Found, *, named: bool) -> tuple[set[str], set[str]]:
    """Give the kinds that were found, and the clean entries that were accused."""
    kinds, alarms = set(), set()
    for sample in samples:
        said = {what for line, what in found if line in sample.lines}
        if sample.bad and (said & set(sample.rules) if named else said):
            kinds.add(sample.title)
        elif not sample.bad and said:
            alarms.add(f"{sample.title}: {', '.join(sorted(said))}")
    return kinds, alarms


def main() -> int:
    """Print the table; say whether the bounds are kept."""
    samples = read_samples()
    bad = [each.title for each in samples if each.bad]
    clean = len(samples) - len(bad)
    text = po(samples)
    kept = True
    with tempfile.TemporaryDirectory() as name:
        file, long_ = Path(name) / "planted.po", Path(name) / "long.po"
        file.write_text(text, encoding="utf-8")
        long_.write_text(_long(samples), encoding="utf-8")
        tools: list[tuple[str, Look | str]] = [(OURS, ours), ("  one process", alone), *peers()]
        looks = [(tool, look) for tool, look in tools if not isinstance(look, str)]
        found = {tool: look(file)[0] for tool, look in looks}
        costs: dict[str, list[Cost]] = {tool: [] for tool, _ in looks}
        for _ in range(ROUNDS):
            for tool, look in looks:
                costs[tool].append(look(long_)[1])
        spent = {tool: tuple(map(median, zip(*each, strict=True))) for tool, each in costs.items()}
        print(
            f"{'':14}{len(bad):4} kinds  {clean:3} clean   5,000 entries: CPU s, wall s; ours / it"
        )
        for tool, how in tools:
            if isinstance(how, str):
                print(f"{tool:14} is not here: {how}")
                continue
            own = how in {ours, alone}
            kinds, alarms = score(samples, found[tool], named=own)
            cpu, wall = spent[tool]
            print(
                f"{tool:14}{len(kinds):4} found  {len(alarms):3} alarms  {cpu:8.2f} {wall:8.2f}"
                f"    {spent[OURS][0] / cpu:8.2f} {spent[OURS][1] / wall:8.2f}"
            )
            if own:
                missed = [title for title in bad if title not in kinds]
                kept &= len(kinds) >= LEAST_SHARE * len(bad) and len(alarms) <= MOST_ALARMS
                if missed:
                    print("  missed:", ", ".join(missed))
                for alarm in sorted(alarms):
                    print("  alarm:", alarm)
    return 0 if kept else 1


def _long(samples: Sequence[Sample]) -> str:
    """Give 5,000 entries, each of two of the clean ones, so that no text comes twice."""
    clean = [each for each in samples if not each.bad and set(each.fields) == {"en", "ar"}]
    both = permutations(clean, 2)
    text = HEADER
    for one, other in islice(both, 5000):
        fields = {key: f"{one.fields[key]} {other.fields[key]}" for key in ("en", "ar")}
        text += "\n" + _entry(Sample(bad=False, title="", fields=fields))
    return text


if __name__ == "__main__":
    sys.exit(main())
