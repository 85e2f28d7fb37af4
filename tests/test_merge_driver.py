"""Real `git merge`: what conflicts always without the driver, and with it only when it must."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from workflow.commands.merge_driver import install, merge_files
from workflow.errors import InputError, ProjectError
from workflow.po import read_catalog

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

HEAD = """# bridge: ar
msgid ""
msgstr ""
"PO-Revision-Date: 2026-01-01 08:00+0000\\n"
"Last-Translator: desk\\n"
"Language: ar\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
ENTRIES = {
    "It rained.": "قديم",
    "Nobody came.": "",
    "The city is quiet.": "",
    "It is late.": "قديم",
}


def catalog(changes: dict[str, str | None], minute: int) -> str:
    head = HEAD.replace("01-01 08:00", f"01-02 08:{minute:02}").replace("desk", f"t{minute}")
    texts = {name: changes.get(name, text) for name, text in ENTRIES.items()}
    texts |= {name: text for name, text in changes.items() if name not in ENTRIES}
    return head + "".join(
        f'\n#: a.md:{number + minute}\nmsgid "{name}"\nmsgstr "{text}"\n'
        for number, (name, text) in enumerate(texts.items())
        if text is not None
    )


@dataclass(frozen=True)
class Scenario:
    """What each of the two did; None is a text that was deleted."""

    name: str
    ours: dict[str, str | None]
    theirs: dict[str, str | None]
    conflicts: int = 0


SCENARIOS = (
    Scenario("far apart", {"It rained.": "أ"}, {"It is late.": "ب"}),
    Scenario("neighbours", {"Nobody came.": "أ"}, {"The city is quiet.": "ب"}),
    Scenario("the same text alike", {"Nobody came.": "أ"}, {"Nobody came.": "أ"}),
    Scenario("the same text otherwise", {"Nobody came.": "أ"}, {"Nobody came.": "ب"}, 1),
    Scenario("deleted and translated", {"It rained.": None}, {"It rained.": "ب"}, 1),
    Scenario("updated and translated", {"A new one.": ""}, {"Nobody came.": "ب"}),
)


def git(folder: Path, *words: str, fails: bool = False) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    done = subprocess.run([*command, *words], capture_output=True, check=False)
    assert bool(done.returncode) == fails, (done.stdout + done.stderr).decode()
    return (done.stdout + done.stderr).decode()


def repository(folder: Path, scenario: Scenario, *, driver: bool) -> Path:
    """Give a catalog in a repository whose two branches are to be merged."""
    git(folder, "init", "-q", "-b", "main")
    if driver:
        assert install(folder) == (".gitattributes",)
        assert install(folder) == ()
    path = folder / "a folder" / "it's.po"
    path.parent.mkdir()
    path.write_text(catalog({}, 0), encoding="utf-8", newline="")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "base")
    for branch, changes, minute in (("ours", scenario.ours, 5), ("theirs", scenario.theirs, 9)):
        git(folder, "checkout", "-q", "-b", branch, "main")
        path.write_text(catalog(changes, minute), encoding="utf-8", newline="")
        git(folder, "commit", "-qam", branch)
    git(folder, "checkout", "-q", "ours")
    return path


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.name)
def test_git_merges_what_two_translators_did(tmp_path: Path, scenario: Scenario) -> None:
    path = repository(tmp_path, scenario, driver=True)
    said = git(tmp_path, "merge", "theirs", fails=bool(scenario.conflicts))
    assert said.count("error:") == scenario.conflicts
    merged = read_catalog(path.read_bytes(), path.name)
    texts = {text for entry in merged.entries for text in (*entry.msgstr, *entry.comment)}
    for text in {*scenario.ours.values(), *scenario.theirs.values()} - {None}:
        assert any(str(text) in each for each in texts)
    assert sum(entry.fuzzy for entry in merged.entries) == scenario.conflicts
    assert merged.header["PO-Revision-Date"] == "2026-01-02 08:09+0000"
    if scenario.conflicts:
        assert "a folder/it's.po:" in said
    if shutil.which("msgfmt"):
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], check=True)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.name)
def test_without_the_driver_git_stops_at_every_header(tmp_path: Path, scenario: Scenario) -> None:
    path = repository(tmp_path, scenario, driver=False)
    git(tmp_path, "merge", "theirs", fails=True)
    with pytest.raises(InputError):
        read_catalog(path.read_bytes(), path.name)


def test_a_rebase_uses_the_driver_too(tmp_path: Path) -> None:
    path = repository(tmp_path, SCENARIOS[1], driver=True)
    git(tmp_path, "rebase", "theirs")
    merged = read_catalog(path.read_bytes(), path.name)
    assert [entry.msgstr for entry in merged.entries if entry.msgstr[0] in {"أ", "ب"}]


def test_two_new_files_of_one_name_have_an_empty_base(tmp_path: Path) -> None:
    for name, content in (("O", ""), ("A", catalog({}, 1)), ("B", catalog({"It rained.": "ب"}, 2))):
        (tmp_path / name).write_text(content, encoding="utf-8")
    findings = merge_files(tmp_path / "O", tmp_path / "A", tmp_path / "B", "ar.po")
    assert [each.position.path for each in findings] == ["ar.po"]
    assert read_catalog((tmp_path / "A").read_bytes(), "ar.po")


def test_a_side_that_cannot_be_read_leaves_ours_as_it_is(tmp_path: Path) -> None:
    for name, content in (("O", ""), ("A", catalog({}, 1)), ("B", catalog({}, 2)[:-3])):
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        merge_files(tmp_path / "O", tmp_path / "A", tmp_path / "B", "ar.po")
    assert (tmp_path / "A").read_text(encoding="utf-8") == catalog({}, 1)


def test_a_charset_without_the_letters_of_the_other_side_becomes_utf_8(tmp_path: Path) -> None:
    old = catalog(dict.fromkeys(ENTRIES, "a"), 1).replace("UTF-8", "ISO-8859-1")
    for name, content in (("O", old), ("A", old.replace("08:01", "08:03")), ("B", old)):
        (tmp_path / name).write_bytes(content.encode("iso-8859-1"))
    new = old.replace('msgstr "a"', 'msgstr "ب"', 1).replace("ISO-8859-1", "UTF-8")
    (tmp_path / "B").write_bytes(new.encode())
    (tmp_path / "O").write_bytes(new.replace("ب", "a").encode())
    assert merge_files(tmp_path / "O", tmp_path / "A", tmp_path / "B", "ar.po") == ()
    assert read_catalog((tmp_path / "A").read_bytes(), "ar.po").entries[0].msgstr == ("ب",)


def test_installing_needs_a_repository(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        install(tmp_path)


def test_a_byte_order_mark_does_not_outlive_a_merge(tmp_path: Path) -> None:
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    base.write_text(catalog({}, 0), "utf-8")
    ours.write_text(catalog({"It rained.": "أ"}, 1), "utf-8-sig")
    theirs.write_text(catalog({"It is late.": "ب"}, 2), "utf-8-sig")
    assert merge_files(base, ours, theirs, "bridge.po") == ()
    assert ours.read_bytes().startswith(b"# bridge")
