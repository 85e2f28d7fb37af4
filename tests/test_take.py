"""A file that comes back adds work and takes none away, whatever editor it has been through."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import catalogs, disarrange
from tests.test_threeway import edited, kept
from workflow.commands.take import _sides, take
from workflow.errors import ProjectError
from workflow.merge import merge
from workflow.model import Catalog, Entry, State
from workflow.po import new_catalog, read_catalog, write_catalog
from workflow.project import Project, find_project
from workflow.threeway import merge_three

Lay = Callable[[Mapping[str, str]], Path]
TEXTS = ("It rained.", "Nobody came.", "The city is quiet.", "It is late.")
PLACE = "locale/ar/LC_MESSAGES/rain.po"


def catalog(translations: Mapping[str, str], *, header: Mapping[str, str] | None = None) -> Catalog:
    entries = tuple(Entry(None, text, msgstr=(translations.get(text, ""),)) for text in TEXTS)
    return new_catalog("rain.po", {"Language": "ar", **(header or {})}, (), entries)


def written(made: Catalog) -> str:
    return write_catalog(made).decode()


@pytest.fixture
def house(project: Lay) -> Callable[[Catalog], Project]:
    def lay(ours: Catalog) -> Project:
        return find_project(project({"publish.toml": "[locales.ar]\n", PLACE: written(ours)}))

    return lay


def result(project: Project) -> dict[str, tuple[str, bool]]:
    made = read_catalog((project.root / PLACE).read_bytes(), "rain.po")
    return {each.msgid: (each.msgstr[0], each.fuzzy) for each in made.entries if any(each.msgstr)}


House = Callable[[Catalog], Project]
OURS = {"It rained.": "أمطرت", "Nobody came.": "لم يأت أحد"}


def test_without_a_version_to_compare_new_work_comes_in_and_old_work_stays(house: House) -> None:
    project = house(catalog(OURS))
    back = project.root / "back.po"
    back.write_text(written(catalog({"It is late.": "تأخر"})), encoding="utf-8")
    done = take(project, back, ["ar"], "", None)
    assert (done.path, done.changed, done.findings) == (PLACE, 1, ())
    assert result(project) == {name: (text, False) for name, text in OURS.items()} | {
        "It is late.": ("تأخر", False)
    }


def test_without_a_version_to_compare_a_doubtful_translation_yields_and_a_final_one_does_not(
    house: House,
) -> None:
    ours = catalog(OURS)
    first = replace(ours.entries[0], flags=("fuzzy",))
    project = house(replace(ours, entries=(first, *ours.entries[1:])))
    back = project.root / "back.po"
    back.write_text(written(catalog({"It rained.": "هطل", "Nobody came.": "لا أحد"})), "utf-8")
    done = take(project, back, ["ar"], "", None)
    assert [each.position.line for each in done.findings]
    assert "Nobody came." in done.findings[0].message
    assert result(project) == {"It rained.": ("هطل", False), "Nobody came.": ("لم يأت أحد", True)}


def test_with_the_file_that_was_sent_a_correction_replaces_what_it_corrects(house: House) -> None:
    project = house(catalog({**OURS, "It is late.": "meanwhile"}))
    sent, back = project.root / "sent.po", project.root / "back.po"
    sent.write_text(written(catalog(OURS)), encoding="utf-8")
    back.write_text(written(catalog({"It rained.": "هطل"})), encoding="utf-8")
    done = take(project, back, ["ar"], "", sent)
    assert done.findings == ()
    assert result(project) == {
        "It rained.": ("هطل", False),
        "Nobody came.": ("لم يأت أحد", False),
        "It is late.": ("meanwhile", False),
    }


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_knows_what_was_sent(house: House) -> None:
    project = house(catalog(OURS))
    name = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "sent"]):
        subprocess.run(["git", *name, *words], cwd=project.root, check=True)
    now = project.root / PLACE
    now.write_text(written(catalog({**OURS, "Nobody came.": "لا أحد"})), encoding="utf-8")
    back = project.root / "back.po"
    back.write_text(written(catalog({**OURS, "It rained.": "هطل"})), encoding="utf-8")
    done = take(project, back, ["ar"], "", None)
    assert (done.changed, done.findings) == (1, ())
    assert result(project) == {"It rained.": ("هطل", False), "Nobody came.": ("لا أحد", False)}


def test_a_file_of_another_language_or_text_is_refused(house: House, project: Lay) -> None:
    project({"publish.toml": "[locales.ar]\n[locales.fr]\n"})
    found = house(catalog(OURS))
    project({"publish.toml": "[locales.ar]\n[locales.fr]\n"})
    project({"locale/fr/LC_MESSAGES/rain.po": written(catalog({}, header={"Language": "fr"}))})
    back = found.root / "back.po"
    back.write_text(written(catalog(OURS, header={"Language": ""})), encoding="utf-8")
    with pytest.raises(ProjectError, match="does not say its language"):
        take(found, back, ["ar", "fr"], "", None)
    back.write_text('msgid "else"\nmsgstr "x"\n', encoding="utf-8")
    with pytest.raises(ProjectError, match="little in common"):
        take(found, back, ["ar", "fr"], "", None)


@given(catalogs(), st.integers(0, 2**32), st.integers(0, 2**32), st.integers(0, 10_000))
def test_a_returned_file_takes_nothing_away(base: Catalog, one: int, other: int, seed: int) -> None:
    """Any work on both sides, any layout, any part of it missing."""
    ours = replace(edited(base, one), path="ours.po")
    data = disarrange(written(edited(base, other)), seed).encode()
    returned = read_catalog(data, "back.po")
    sent, theirs = _sides(base, ours, returned)
    merged, _ = merge_three(sent, ours, theirs)
    assert read_catalog(write_catalog(merged), merged.path) == merged
    assert (kept(ours) | kept(theirs)) - kept(sent) <= kept(merged)
    assert kept(returned) - kept(base) <= kept(merged)
    worked_on = {each.key for each in theirs.entries} & {
        each.key for each in returned.entries if any(each.msgstr)
    }
    now = {each.key: each for each in merged.entries}
    moved = {each.previous[:2] for each in theirs.entries if each.previous}
    for entry in ours.entries:
        if any(entry.msgstr) and entry.key not in worked_on | moved and not entry.fuzzy:
            assert entry.msgstr[0] in kept(merged) or not entry.msgstr[0], now.get(entry.key)


def test_work_on_a_text_that_has_changed_since_is_offered_for_the_new_one() -> None:
    sent = catalog({})
    template = [Entry(None, "It rained for days."), *(Entry(None, text) for text in TEXTS[1:])]
    ours, _ = merge(template, sent, header={})
    back = catalog({"It rained.": "أمطرت", "Nobody came.": "لا أحد"})
    before, theirs = _sides(sent, ours, back)
    merged, conflicts = merge_three(before, ours, theirs)
    assert conflicts == ()
    found = {each.msgid: (each.msgstr[0], each.fuzzy) for each in merged.entries}
    assert found["It rained for days."] == ("أمطرت", True)
    assert found["Nobody came."] == ("لا أحد", False)


NEW = "It rained for days."


def updated(sent: Catalog) -> Catalog:
    template = [Entry(None, NEW), *(Entry(None, text) for text in TEXTS[1:])]
    return merge(template, sent, header={})[0]


def test_a_better_translation_of_the_old_text_is_offered_for_the_new_one() -> None:
    sent = catalog(OURS)
    ours = updated(sent)
    before, theirs = _sides(sent, ours, catalog({**OURS, "It rained.": "هطل"}))
    merged, conflicts = merge_three(before, ours, theirs)
    assert conflicts == ()
    assert merged.entries[0].msgstr == ("هطل",)
    assert merged.entries[0].fuzzy


def test_work_on_the_old_text_puts_no_finished_translation_of_the_new_one_in_doubt() -> None:
    sent = catalog(OURS)
    ours = updated(sent)
    done = replace(ours.entries[0], msgstr=("أمطرت أياما",), flags=(), previous=None)
    ours = replace(ours, entries=(done, *ours.entries[1:]))
    before, theirs = _sides(sent, ours, catalog({**OURS, "It rained.": "هطل"}))
    merged, conflicts = merge_three(before, ours, theirs)
    assert conflicts == ()
    assert merged.entries[0] == done
    assert [(e.msgid, e.msgstr) for e in merged.entries if e.obsolete] == [("It rained.", ("هطل",))]


def test_a_mark_that_the_translator_has_removed_is_removed() -> None:
    doubtful = tuple(replace(each, flags=("fuzzy",)) for each in catalog(OURS).entries[:2])
    sent = replace(catalog(OURS), entries=doubtful)
    before, theirs = _sides(sent, sent, catalog(OURS))
    merged, conflicts = merge_three(before, sent, theirs)
    assert conflicts == ()
    assert [each.state for each in merged.entries[:2]] == [State.TRANSLATED] * 2
