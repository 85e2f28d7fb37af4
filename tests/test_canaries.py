"""The firewall: what finds a person stands in the files, and in no output of any command."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.pictures import CANARY, jpeg, png
from tests.render_pages import uncompressed
from workflow import cli
from workflow.cli import CheckFormat, app
from workflow.model import Catalog, Entry, Finding, Position, Severity
from workflow.privacy import masked, masks, scrub, signers
from workflow.report import findings_text, full

WORD = CANARY.decode()
NAME = "Kanari Vogel"
HOME = f"/{'home'}/{WORD}"  # no path of a machine is shipped
MAIL = f"{WORD}@mole.example"
TOLD = re.compile("canary-|kanari|vogel|mole.ex|5309", re.IGNORECASE)
SHIPPED = re.compile(TOLD.pattern + "|mole-77", re.IGNORECASE)
"""What leaves the house does not say either who has worked on another language."""
RUNNER = CliRunner()

# --- what is masked -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("write to a.b+c@mail.example.org.", "write to …@…."),
        ("a@b and c (at) d.example", "…@… and …@…"),
        ("a\u200e@b.example", "…@…"),
        ("ask Kanari Vogel <k@b.example>, please", "ask …@…, please"),
        ("https://k:pass@b.example/x", "https://…@b.example/x"),
        (f"see {HOME}/x.md: no", "see …/…: no"),
        ("C:\\\\" + "Users\\\\k\\\\x", "…/…"),
        ("kanari vogel, Kanari Vogels", "…, Kanari Vogels"),
        ("“said Kanari Vo…”", "“said ……”"),
        (
            "@rbss, 50 % @ 3, EMAIL@ADDRESS, source/x.md",
            "@rbss, 50 % @ 3, EMAIL@ADDRESS, source/x.md",
        ),
    ],
)
def test_what_finds_a_person_is_masked_and_nothing_else(text: str, shown: str) -> None:
    assert masked(text, (NAME,)) == shown


def test_a_word_of_a_megabyte_is_looked_at_once() -> None:
    """Looked at from each of its letters, it would take hours."""
    assert masks("a" * 1_000_000 + " @") == []


@given(st.text() | st.text("a@.<> /\\“”\u200e…k", max_size=60), st.text("k a", max_size=9))
def test_any_text_can_be_masked_and_a_mask_hides_nothing_more(text: str, name: str) -> None:
    unsaid = (name,) if name.strip() else ()
    found = masks(text, unsaid)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    again = masked(text, unsaid)
    if "…" not in text:
        assert masked(again) == again


@pytest.mark.parametrize(
    ("last", "comment", "names"),
    [
        (f"{NAME} <{MAIL}>", "", (NAME,)),
        (NAME, "", (NAME,)),
        ("", f"{NAME} <{MAIL}>, 2016.", (NAME,)),
        ("", f"Copyright (C) 2016, 2017 {NAME} <{MAIL}>", (NAME,)),
        ("Lina Haddad <l@b.example>", "", ()),
        ("FULL NAME <EMAIL@ADDRESS>", "FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.", ()),
        ("ali <a@b.example>", "The bridge, in Arabic", ()),
        ("", "", ()),
    ],
)
def test_a_stranger_who_signs_is_known(last: str, comment: str, names: tuple[str, ...]) -> None:
    head = Entry(msgstr=(f"Last-Translator: {last}\n",), comment=(comment,))
    catalog = Catalog("x.po", {"Last-Translator": last}, (), head)
    assert signers(catalog, {"lina": "Lina Haddad"}) == names


def test_a_stranger_is_scrubbed_out_of_comments_too() -> None:
    head = Entry(msgstr=(f"Last-Translator: {NAME}\n",))
    entry = Entry(None, "a", msgstr=("b",), comment=(f"{NAME} asks", "publish: ignore number"))
    catalog = Catalog("x.po", {"Last-Translator": NAME}, (entry,), head)
    once = scrub(catalog, {})
    assert once.entries[0].comment == ("… asks", "publish: ignore number")
    assert scrub(once, {}) == once


def test_the_caret_stands_under_what_it_stood_under_before_the_mask() -> None:
    text = f"{MAIL} said,, {HOME} no"
    entry = Entry(None, "x", msgstr=(text,))
    for span, shown in (((text.index(",,"), text.index(",,") + 2), ",,"), ((3, 5), "…@…")):
        at = Finding(Position("x.po", 1), Severity.ERROR, "T1", "x", "m", span=span, entry=entry)
        lines = full.finding_full(at).split("\n")
        target, carets = lines[2][12:].strip("\u2066\u2069"), lines[3][12:]
        assert target == "…@… said,, …/… no"
        assert target[carets.index("^") : carets.rindex("^") + 1] == shown


def test_a_message_quotes_no_part_of_an_address() -> None:
    entry = Entry(None, "x", msgstr=(f"write to {MAIL}",))
    at = Finding(
        Position("x.po", 1), Severity.ERROR, "S1", "x", f"“{WORD}” is odd, “to” too", entry=entry
    )
    assert "“…” is odd, “to” too" in findings_text([at])


def test_a_fault_of_ours_tells_of_no_person_and_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    home = Path(__file__).parents[1]
    monkeypatch.setenv("HOME", str(home))
    try:
        int(MAIL)
    except ValueError:
        report = cli._report()
    assert "~/tests/test_canaries.py" in report
    assert "…@…" in report
    assert not TOLD.search(report)
    assert str(home) not in report


# --- no output of any command ---------------------------------------------------------------

HEAD = f"""\
# {NAME} <{MAIL}>, 2016.
msgid ""
msgstr ""
"Last-Translator: {NAME} <{MAIL}>\\n"
"Language-Team: {NAME} <{MAIL}>\\n"
"Language: {{}}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Generator: {WORD}\\n"
"X-Poedit-SearchPath-0: {HOME}/{WORD}\\n"

"""
GONE = f"""
# {MAIL}
#~ msgid "{NAME} <{MAIL}> is gone."
#~ msgstr "{MAIL}"

#~| msgid "{MAIL}"
#~ msgid "It rained on {NAME}."
#~ msgstr "أمطرت"
"""
SOUND = f"""\
# {MAIL} and {HOME}/{WORD}
#. {MAIL}
#: {HOME}/{WORD}:1
msgid "The bridge is open."
msgstr "الجسر مفتوح."

# {NAME}
#| msgid "{NAME} <{MAIL}>"
msgid "It rained for 3 days."
msgstr "أمطرت ٣ أيام."

# {WORD}
msgctxt "title"
msgid "The bridge"
msgstr "الجسر"
"""
FAULTY = f"""\
#, fuzzy
#| msgid "It was open, says a person whose name is {NAME} <{MAIL}>."
msgid "The bridge is open."
msgstr "Le pont de {MAIL}  est ouvert 4"

# publish: ignore {MAIL}
msgid "It rained for 3 days."
msgstr "Il a plu 4 jours,, dit {NAME} {MAIL}‎ ({HOME}/x  "

msgctxt "title"
msgid "The bridge"
msgstr "k{MAIL.replace("a", "а")} {WORD}\u200e@mole.example"

msgid "Not there, {NAME} <{MAIL}> and {HOME} and C:\\\\Users\\\\{WORD} and https://{WORD}@x.example."
msgstr "{MAIL}  "
"""
AUTHORS = """\
msgctxt "name"
msgid "Lina"
msgstr "لينا"

msgid "Lina writes books."
msgstr "لينا كاتبة."
"""
PO = "locale/{}/LC_MESSAGES/{}.po"
PROJECT = {
    "publish.toml": "[locales.ar]\n[locales.fr]\n",
    "source/authors/lina.md": f"---\nname: Lina\n---\n\nLina writes <!-- {WORD} --> books.\n",
    "source/glossary.csv": f"source,kind,ar,note\nManbij,name,منبج,ask {MAIL} or {HOME}/x\n",
    "source/articles/bridge.md": f"""\
---
title: The bridge  # {WORD}
authors: [lina]
translators: {{ar: [lina], fr: [mole-77]}}
reviewers: {{fr: [mole-77]}}
---

<!-- {WORD} -->

The bridge is open. It rained <!-- {MAIL} --> for 3 days.

<!-- {WORD}
{WORD} -->
""",
    "theirs.tmx": f"""\
<tmx version="1.4"><header srclang="en"/><body><tu><prop type="x-origin">{HOME}/x.tmx</prop>
<tuv xml:lang="en"><seg>It rained for 2 days.</seg></tuv>
<tuv xml:lang="fr"><seg>Il a plu 2 jours.</seg></tuv></tu></body></tmx>
""",
    PO.format("ar", "bridge"): HEAD.format("ar") + SOUND + GONE,
    PO.format("ar", "authors"): HEAD.format("ar") + AUTHORS,
    PO.format("fr", "bridge"): HEAD.format("fr") + FAULTY + GONE,
}
FR = PO.format("fr", "bridge")
COMMANDS = (
    *(["check", "--format", form, *files] for form in CheckFormat for files in ([], [FR])),
    ["check", "--select", "V"],
    ["check", "--diff-fixes", "--unsafe-fixes"],
    ["check", "--write-baseline", "output/baseline.json"],
    ["check", "--baseline", "output/baseline.json", "--format", "sarif"],
    ["status"],
    ["status", "--format", "json"],
    ["rules"],
    ["update", "--dry-run", "--force"],
    ["update", "--dry-run", "--force", "--format", "json"],
    ["fmt", "--check"],
    ["fmt", "--scrub", "--check"],
    ["export", "bridge", "--locale", "ar"],
    ["export", "bridge", "--locale", "fr"],
    ["export", "--format", "tmx", "--locale", "ar"],
    ["export", "--format", "tmx", "--locale", "fr"],
    ["export", "--format", "tbx"],
    ["pdf", "--locale", "fr"],
    ["pdf", "--locale", "ar", "--archival"],
    ["build", "--keep-going", "--jobs", "1"],
    ["verify", "output/bridge/bridge.en-ar.pdf"],
    ["take", FR, "--locale", "fr", "--base", PO.format("ar", "bridge")],
    ["suggest", "--tmx", "theirs.tmx"],
    ["update", "--force"],
    ["extract"],
    ["ignore", "number", FR + ":24", "--reason", "so"],
    ["check", "--fix", "--unsafe-fixes"],
)


def test_canaries_appear_in_no_output_of_any_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in PROJECT.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    media = tmp_path / "source" / "media"
    media.mkdir()
    (media / "bridge.jpg").write_bytes(jpeg(["Exif Make", "Exif GPS", "XMP GPS", "comment"]))
    (media / "bridge.png").write_bytes(png(["text", "XMP"]))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", HOME)
    told: dict[str, str] = {}
    for words in COMMANDS:
        done = RUNNER.invoke(app, [str(word) for word in words])
        assert done.exception is None or isinstance(done.exception, SystemExit), words
        assert not TOLD.findall(done.output), (words, done.output)
        assert str(tmp_path) not in done.output, words
        told[" ".join(map(str, words))] = done.output
    found = {each["rule"] for each in json.loads(told["check --format json"])["findings"]}
    assert found >= {
        *("identity-email", "identity-translator", "identity-team", "identity-path"),
        *("identity-tool", "media-place", "media-metadata", "fuzzy", "number", "unknown-code"),
        *("catalog-stale", "bidi-in-token"),
    }
    made = {path.name: path for path in (tmp_path / "output").rglob("*") if path.is_file()}
    assert {"bridge.ar.md", "memory.ar.tmx", "glossary.tbx", "bridge.en-ar.pdf"} <= set(made)
    for name, path in made.items():
        data = path.read_bytes()
        data = uncompressed(data) if path.suffix == ".pdf" else data
        assert not SHIPPED.search(data.decode("utf-8", "replace")), name
    assert "أمطرت ٣ أيام" in made["memory.ar.tmx"].read_text("utf-8")
    assert (
        "left out, as they find a person: 3 of its texts" in told["export --format tmx --locale fr"]
    )
