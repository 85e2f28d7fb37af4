"""The laws of `publish check`: it never crashes, and what it says can be found where it says."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import NASTY, catalogs, disarrange, texts
from workflow.cache import NO_FILE, Cache
from workflow.commands._load import Document, load_article
from workflow.commands.check import check, check_files
from workflow.commands.checked import fails
from workflow.commands.ignore import entry_at, ignore
from workflow.commands.mend import fix
from workflow.commands.results import Asked, Checked
from workflow.errors import InputError, ProjectError
from workflow.model import Catalog, Entry, Severity
from workflow.po import new_catalog, read_catalog, write_catalog
from workflow.project import Project, find_project
from workflow.rules import RULES, choose_rules

HEADER = {"Language": "ar", "Plural-Forms": "nplurals=2; plural=(n > 1);"}
ROOT = Path(__file__).parent.parent
Lay = Callable[[Mapping[str, str]], Path]

GLOSSARY = (
    "source,kind,ar,forbidden.ar\nISIS,name,داعش,تنظيم الدولة\nRaqqa,name,الرقة,\nYPG,keep,,\n"
)
PROJECT = {
    "publish.toml": "[locales.ar]\n[locales.fr]\ndraft = true\n",
    "source/articles/x.md": "---\ntitle: Raqqa\nauthors: [lina]\n---\n\nISIS left Raqqa.\n",
    "source/authors/lina.md": "---\nname: Lina\n---\n\nLina writes.\n",
    "source/glossary.csv": GLOSSARY,
}


def lay(folder: Path, files: Mapping[str, str | bytes]) -> Project:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return find_project(folder)


def assert_found(done: Checked, root: Path) -> None:
    """Every finding names a file that is there, and a line that it has."""
    for finding in (*done.findings, *done.hidden):
        path = root / finding.position.path
        lines = path.read_bytes().split(b"\n") if path.is_file() else [b""]
        missing = not path.is_file() and finding.rule in {"catalog-stale", "below-threshold"}
        assert path.is_file() or missing, finding
        assert 1 <= finding.position.line <= len(lines), finding
        assert finding.position.column >= 1
        assert finding.message
        assert "\n" not in finding.rule


MSGIDS = st.sampled_from(["ISIS left Raqqa.", "The YPG said so.", "Raqqa"]) | texts(1)
COMMENTS = st.sampled_from(
    [
        "publish: ignore term",
        "publish: ignore control, nonsense -- x [abcdef]",
        "publish: ignore-file G101",
        "publish: ignore",
    ]
)


@st.composite
def hostile(draw: st.DrawFn) -> Catalog:
    """A catalog that asks the rules for everything at once."""
    entries = {}
    for _ in range(draw(st.integers(0, 4))):
        entry = Entry(
            msgctxt=draw(st.none() | st.just("title")),
            msgid=draw(MSGIDS),
            msgstr=(draw(texts()),),
            flags=draw(st.sampled_from([(), ("fuzzy",)])),
            comment=draw(st.lists(COMMENTS, max_size=2).map(tuple)),
            obsolete=draw(st.booleans()),
        )
        entries[entry.key] = entry
    return new_catalog(
        "ar.po", HEADER, draw(st.lists(COMMENTS, max_size=1).map(tuple)), tuple(entries.values())
    )


@given(hostile() | catalogs(), st.integers(0, 99))
def test_every_finding_has_a_file_and_a_line(catalog: Catalog, seed: int) -> None:
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    with TemporaryDirectory() as name:
        root = Path(name)
        text = disarrange(write_catalog(catalog).decode(), seed)
        files = {**PROJECT, "locale/ar/LC_MESSAGES/x.po": text}
        project = lay(root, files)
        assert_found(check(project, ["x"], ["ar", "fr"]), root)
        path = root / "locale/ar/LC_MESSAGES/x.po"
        assert_found(check_files([path], Asked(glossary=root / "source/glossary.csv")), Path())


def damaged(data: bytes, seed: int) -> bytes:
    """Cut, swap and stuff the bytes of a file."""
    chance = random.Random(seed)  # noqa: S311
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.randint(0, 12))
        stuff = chance.choice(
            [b"", b"\xff", b'"', b"\\", b"\n", b"\0", b"<<<<<<<\n", b"msgid", NASTY[9].encode()]
        )
        data = data[:at] + stuff + data[end:]
    return data


@given(hostile(), st.integers(0, 10**6))
@settings(max_examples=60)
def test_no_damage_makes_it_crash_and_one_unreadable_catalog_stops_no_other(
    catalog: Catalog, seed: int
) -> None:
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    with TemporaryDirectory() as name:
        root = Path(name)
        files: dict[str, str | bytes] = {
            **PROJECT,
            "locale/ar/LC_MESSAGES/x.po": damaged(write_catalog(catalog), seed),
            "locale/fr/LC_MESSAGES/x.po": 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "a"\n',
            "source/glossary.csv": damaged(GLOSSARY.encode(), seed + 1),
        }
        project = lay(root, files)
        done = check(project, ["x"], ["ar", "fr"])
        assert any(each.position.path == "locale/fr/LC_MESSAGES/x.po" for each in done.findings)
        assert_found(done, root)
        fix(lambda held: check(project, ["x"], ["ar", "fr"], None, held), unsafe=True)


@given(hostile())
@settings(max_examples=60)
def test_fixing_leaves_nothing_to_fix_and_touches_no_fuzzy_entry(catalog: Catalog) -> None:
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    with TemporaryDirectory() as name:
        root = Path(name)
        project = lay(root, {**PROJECT, "locale/ar/LC_MESSAGES/x.po": write_catalog(catalog)})
        path = root / "locale/ar/LC_MESSAGES/x.po"

        def look(instead: Mapping[Path, bytes]) -> Checked:
            return check(project, ["x"], ["ar"], None, instead)

        before = path.read_bytes()
        plan = fix(look, unsafe=True, write=False)
        assert path.read_bytes() == before
        assert fix(look, unsafe=True).mended == plan.mended
        once = path.read_bytes()
        assert (once != before) == bool(plan.mended)
        assert fix(look, unsafe=True).mended == ()
        assert path.read_bytes() == once
        after = {each.key: each for each in read_catalog(once, "x.po").entries}
        for entry in catalog.entries:
            if entry.fuzzy or entry.obsolete:
                assert after[entry.key].msgstr == entry.msgstr


# --- choosing -------------------------------------------------------------------------------


def chosen(*words: str, **more: Any) -> set[str]:  # noqa: ANN401
    return {rule.code for rule in choose_rules(words, **more)}


def test_rules_are_chosen_by_letters_codes_and_names() -> None:
    every = {rule.code for rule in RULES}
    assert chosen() == chosen("ALL") == every
    assert chosen("G") == {code for code in every if code[0] == "G"}
    assert chosen("g1") == {code for code in every if code.startswith("G1")}
    assert chosen("term", "B103") == {"G101", "B103"}
    assert chosen("bidi_override") == {"B103"}
    assert chosen("G", ignore=("G101",)) == chosen("G") - {"G101"}
    assert chosen(ignore=("G",), extend=("G101",)) == every - (chosen("G") - {"G101"})
    assert chosen("G101", ignore=("G",)) == {"G101"}
    assert chosen("G101", ignore=("G101",)) == set()


@pytest.mark.parametrize("word", ["Q9Z", "nonsense", "", "G1010", "termm"])
def test_what_names_no_rule_is_refused(word: str) -> None:
    with pytest.raises(ProjectError):
        choose_rules([word])


def test_fail_on_counts_from_its_severity_up() -> None:
    from workflow.model import Finding, Position  # noqa: PLC0415

    def fails_for(*severities: Severity) -> list[str]:
        found = [Finding(Position("x", 1), each, "T999", "t", "m") for each in severities]
        return [word for word in ("info", "warning", "error", "never") if fails(found, word)]

    assert fails_for() == []
    assert fails_for(Severity.INFO) == ["info"]
    assert fails_for(Severity.INFO, Severity.WARNING) == ["info", "warning"]
    assert fails_for(Severity.ERROR) == ["info", "warning", "error"]


# --- where a finding is hidden --------------------------------------------------------------


def test_any_line_of_an_entry_names_it(tmp_path: Path) -> None:
    text = (
        'msgid ""\nmsgstr "Language: ar\\n"\n\n# a comment\n#: x.md:1\nmsgid "a"\nmsgstr ""\n"b"\n'
    )
    catalog = read_catalog(text.encode(), "x.po")
    for line in range(4, 9):
        assert entry_at(catalog, line).msgid == "a"
    for line in (0, 1, 99):
        with pytest.raises(ProjectError):
            entry_at(catalog, line)
    path = tmp_path / "x.po"
    path.write_text(text, encoding="utf-8")
    ignore(path, 8, "C103", "so it is")
    after = read_catalog(path.read_bytes(), "x.po")
    assert after.entries[0].comment[-1].startswith("publish: ignore fuzzy -- so it is [")


def test_a_finding_that_a_comment_hides_is_gone_and_only_that(tmp_path: Path) -> None:
    po = (
        'msgid ""\nmsgstr "Language: ar\\n"\n\nmsgid "ISIS left Raqqa."\n'
        'msgstr "غادر تنظيم الدولة."\n\nmsgid "The YPG said so."\nmsgstr "قالت الوحدات."\n'
    )
    project = lay(tmp_path, {**PROJECT, "ar.po": po})
    before = check_files([tmp_path / "ar.po"]).findings
    assert {"forbidden-term", "term", "do-not-translate"} <= {each.rule for each in before}
    for hidden in [each for each in before if each.entry and each.entry.msgid]:
        path = tmp_path / "copy.po"
        path.write_text(po, encoding="utf-8")
        ignore(path, hidden.position.line, hidden.rule)
        after = check_files([path])
        assert sorted(each.message for each in after.findings) == sorted(
            each.message for each in before if each is not hidden
        )
        assert [each.message for each in after.hidden] == [hidden.message]
    assert project.root == tmp_path


HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
CUT = 'msgid "ISIS left Raqqa."\nmsgstr "غادر\n'
COMMA = 'msgid "Rain, and rain."\nmsgstr "مطر, ومطر."\n'
CONFLICT = 'msgid "Two"\n<<<<<<< ours\nmsgstr "اثنان"\n=======\nmsgstr "٢"\n>>>>>>> theirs\n'


def test_what_can_be_read_of_a_damaged_catalog_is_checked_and_nothing_is_called_missing(
    tmp_path: Path,
) -> None:
    body = f"{HEAD}\n{CUT}\n{CONFLICT}\n# publish: ignore number\n{COMMA}"
    article = PROJECT["source/articles/x.md"].replace("Raqqa.", "Raqqa. Rain, and rain.")
    project = lay(
        tmp_path,
        {**PROJECT, "source/articles/x.md": article, "locale/ar/LC_MESSAGES/x.po": body},
    )
    done = check(project, ["x"], ["ar"])
    path = tmp_path / "locale/ar/LC_MESSAGES/x.po"
    found = [(each.position.line, each.rule) for each in done.findings if "x.po" in str(each)]
    line = body.split("\n").index('msgstr "مطر, ومطر."') + 1
    assert found == [
        (7, "parse-error"),
        (10, "conflict-marker"),
        (11, "catalog-stale"),
        (line, "latin-comma"),
    ]
    alone = [(each.position.line, each.rule) for each in check_files([path]).findings]
    assert alone == [(7, "parse-error"), (10, "conflict-marker"), (line, "latin-comma")]
    fix(lambda held: check(project, ["x"], ["ar"], None, held))
    fix(lambda held: check_files([path], None, held))
    assert path.read_text(encoding="utf-8") == body


def test_a_header_that_cannot_be_read_is_not_called_missing(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text(HEAD.replace('8\\n"', "8") + "\n" + COMMA, encoding="utf-8")
    assert [each.rule for each in check_files([path]).findings] == ["parse-error"]


def test_a_glossary_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    project = lay(tmp_path, {**PROJECT, "source/glossary.csv": "Ort\nx\n"})
    found = [each for each in check(project, ["x"], ["ar"]).findings if "glossary" in str(each)]
    assert {each.position.path for each in found} == {"source/glossary.csv"}


def test_the_shipped_article_is_checked_against_its_glossary() -> None:
    project = find_project(ROOT)
    path = project.catalog_path("ar", project.slugs()[0])
    catalog = read_catalog(path.read_bytes(), "ar.po")
    wrong = write_catalog(catalog).replace("منبج".encode(), "منبح".encode())
    assert wrong != path.read_bytes()
    assert not [each for each in check_files([path]).findings if each.code.startswith("G")]


def test_settings_that_cannot_be_are_told(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_text(
        '[check]\nselect = "G"\nfail-on = 3\nglossary = []\n[check.severity]\nG = "loud"\n'
        '[check.per-file-ignores]\n"*.po" = "G"\n[articles.x]\nmin-translated = 200\n'
        "[locales.ar]\nwithhold = 1\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as error:
        find_project(tmp_path)
    assert len(error.value.findings) == 8


# --- what is no file, and who is only compared with -----------------------------------------


def test_a_pipe_or_a_folder_in_a_catalogs_place_stops_no_other(tmp_path: Path) -> None:
    project = lay(tmp_path, {**PROJECT, "locale/ar/LC_MESSAGES/x.po": f"{HEAD}\n{COMMA}"})
    folder = tmp_path / "locale/ar/LC_MESSAGES"
    os.mkfifo(folder / "pipe.po")
    (folder / "folder.po").mkdir()
    files = [folder / name for name in ("pipe.po", "folder.po", "x.po")]
    found = [(each.rule, each.message) for each in check_files(files).findings]
    assert ("parse-error", "cannot be read: it is a pipe, no file") in found
    assert ("parse-error", "cannot be read: it is a folder, no file") in found
    assert "latin-comma" in {rule for rule, _ in found}
    os.mkfifo(tmp_path / "locale/fr.po")
    assert Cache(tmp_path).digest(str(tmp_path / "locale/fr.po")) == NO_FILE
    os.mkfifo(tmp_path / "source/articles/y.md")
    with pytest.raises(ProjectError, match="is no file"):
        project.slugs()
    with pytest.raises(ProjectError, match="No such file"):
        check_files([folder / "nowhere.po"])


def test_settings_may_begin_with_a_mark_of_their_encoding(tmp_path: Path) -> None:
    project = lay(tmp_path, {**PROJECT, "publish.toml": "\ufeff[locales.ar]\n"})
    assert project.locale_names() == ("ar",)


def test_who_is_only_compared_with_is_not_read_as_an_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = 'msgid "It rained on Sunday."\nmsgstr "{}"\n'
    files = {
        **PROJECT,
        "source/articles/x.md": "---\ntitle: Raqqa\n---\n\nIt rained on Sunday.\n",
        "source/articles/y.md": "---\ntitle: Aleppo\n---\n\nIt rained on Sunday.\n",
        "locale/ar/LC_MESSAGES/x.po": HEAD + "\n" + pair.format("أمطرت يوم الأحد."),
        "locale/ar/LC_MESSAGES/y.po": HEAD + "\n" + pair.format("هطل المطر يوم الأحد."),
    }
    project = lay(tmp_path, files)
    every = check(project, ["x", "y"], ["ar"]).findings
    read: list[str] = []

    def noted(project: Project, slug: str) -> Document:
        read.append(slug)
        return load_article(project, slug)

    monkeypatch.setattr("workflow.commands.check.load_article", noted)
    one = check(project, ["y"], ["ar"]).findings
    assert read == ["y"]
    assert "inconsistent" in {each.rule for each in one}
    assert [each for each in every if "/y." in each.position.path] == [
        each for each in one if "/y." in each.position.path
    ]


def test_a_catalog_that_cannot_be_written_keeps_no_other_from_being_mended(tmp_path: Path) -> None:
    project = lay(tmp_path, PROJECT)
    bad, good = project.root / "bad.po", project.root / "good.po"
    controlled = COMMA.replace("ومطر", "ومطر\x7f")
    bad.write_text(f"{HEAD}\n{controlled}", encoding="utf-8")
    good.write_text(f"{HEAD}\n{COMMA}", encoding="utf-8")
    before = bad.read_bytes(), good.read_bytes()
    done = fix(lambda held: check_files([bad, good], None, held))
    assert {path for path, _ in done.mended} == {good.as_posix()}
    assert bad.read_bytes() == before[0]
    assert good.read_bytes() != before[1]
    assert "control" in {each.rule for each in done.checked.findings}


def test_a_link_that_leads_to_itself_is_a_finding(tmp_path: Path) -> None:
    loop = tmp_path / "loop.po"
    loop.symlink_to("loop.po")
    (found,) = check_files([loop]).findings
    assert (found.rule, found.severity) == ("parse-error", Severity.ERROR)


def test_a_bio_that_is_not_finished_fails_nothing_where_articles_may_wait(tmp_path: Path) -> None:
    """What it keeps from print is withheld, as an article below its limit is."""
    bio = 'msgctxt "name"\nmsgid "Lina"\nmsgstr ""\n\nmsgid "Lina writes."\nmsgstr ""\n'
    body = 'msgctxt "title"\nmsgid "Raqqa"\nmsgstr "الرقة"\n'
    files = {
        **PROJECT,
        "locale/ar/LC_MESSAGES/authors.po": f"{HEAD}\n{bio}",
        "locale/ar/LC_MESSAGES/x.po": f"{HEAD}\n{body}",
    }
    waits = "[locales.ar]\nwithhold = true\nmin-translated = 50\n"
    for settings_, severity in ((PROJECT["publish.toml"], "error"), (waits, "warning")):
        project = lay(tmp_path, {**files, "publish.toml": settings_})
        found = check(project, ["x"], ["ar"]).findings
        assert [f"{each.severity}" for each in found if each.rule == "bio-missing"] == [severity]


@pytest.mark.parametrize(
    ("path", "language", "also"),
    [
        ("x.po", "", set()),
        ("x.po", "ar", {"latin-comma"}),
        ("ar.po", "", {"latin-comma"}),
        ("ar/LC_MESSAGES/x.po", "", {"latin-comma"}),
    ],
)
def test_a_catalog_whose_header_names_no_language_has_the_one_given_or_that_of_its_path(
    tmp_path: Path, path: str, language: str, also: set[str]
) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entry = 'msgid "Salt, bread and oil of the village"\nmsgstr "ملح, خبز and oil of the village"\n'
    file.write_text(header + entry, encoding="utf-8")
    rules = {each.rule for each in check_files([file], language=language).findings}
    assert "header-field" in rules
    assert rules & {"latin-comma"} == also
