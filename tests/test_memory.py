"""The translation memory: the scan finds the best there is, the index nearly always the same."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.memory import Language
from tests.strategies import catalogs, texts
from workflow import memory as memory_module
from workflow.commands.suggest import MARK, final, offer
from workflow.memory import ENOUGH, Index, Match, Scan, open_index
from workflow.merge import merge
from workflow.model import Catalog, Entry, State, Translation
from workflow.po import new_catalog, read_catalog, write_catalog
from workflow.similarity import ratio


def known(*pairs: tuple[str, str]) -> list[Translation]:
    return [Translation(source, target, origin="rain") for source, target in pairs]


def index(path: Path, units: dict[str, list[Translation]], digest: str = "1") -> Index:
    return open_index(path, dict.fromkeys(units, digest), units.__getitem__)


DAMS = known(("The river dams", "سدود النهر"))


# --- what is found --------------------------------------------------------------------------------


@given(st.lists(texts(1), min_size=1, max_size=8), texts(1))
def test_the_scan_finds_the_best_there_is(sources: list[str], text: str) -> None:
    found = Scan([Translation(each, "x") for each in sources]).find(text)
    best = max(100.0 if each == text else ratio(text, each) for each in sources)
    if found is None:
        assert best < ENOUGH
    else:
        assert found.score == (100 if text in sources else min(int(best), 99))
        assert (found.score == 100) == (found.translation.source == text)


@given(st.lists(texts(1), min_size=1, max_size=8), texts(1))
def test_of_few_texts_the_index_finds_what_the_scan_finds(sources: list[str], text: str) -> None:
    units = [Translation(each, "x") for each in sources]
    made = open_index(Path(":memory:"), {"a": "1"}, lambda _: units)
    found, wanted = made.find(text), Scan(units).find(text)
    made.close()
    if found:
        assert wanted
        assert found.score <= wanted.score
    if wanted and wanted.score >= 80 and len(text) > 8:
        assert found == wanted


@pytest.mark.parametrize("short", [False, True])
def test_of_many_texts_the_index_finds_nearly_all(tmp_path: Path, short: bool) -> None:  # noqa: FBT001
    language = Language(7)
    sources = list(dict.fromkeys(language.text() for _ in range(8_000)))
    units = [Translation(each, "x") for each in sources]
    scan, made = Scan(units), index(tmp_path / "m.sqlite", {"a": units})
    answers = [
        (scan.find(each), made.find(each)) for each in language.questions(sources, short=short)
    ]
    made.close()
    there = [(best, found) for best, found in answers if best]
    assert len(there) > 60
    assert sum(
        found is not None and found.score == best.score for best, found in there
    ) >= 0.97 * len(there)
    assert not [found for best, found in answers if found and not best]


def test_texts_that_are_too_long_crowd_nothing_out(tmp_path: Path) -> None:
    crowd = [f"The river dam of {n:030}" for n in range(400)]
    made = index(tmp_path / "m.sqlite", {"a": known(*((each, "x") for each in crowd)), "b": DAMS})
    assert made.find("The river dam") == Match(DAMS[0], 96)
    made.close()


def test_of_equals_the_one_in_the_same_place_is_offered() -> None:
    title = Translation("Rain", "عنوان", "title", "b")
    units = [Translation("Rain", "فقرة", None, "a"), title, Translation("Rain", "ج", None, "c")]
    assert Scan(units).find("Rain", "title") == Match(title, 100)
    assert Scan(units).find("Rain") == Match(units[0], 100)
    assert Scan(reversed(units)).find("Rain") == Match(units[0], 100)


def test_a_text_that_differs_in_markup_alone_is_not_the_same() -> None:
    found = Scan(known(("It **rained** a lot.", "x"))).find("It rained a lot.")
    assert found
    assert found.score == 99


# --- the file -------------------------------------------------------------------------------------


def test_only_what_has_changed_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / ".publish" / "m.sqlite"
    read: list[str] = []
    held = {"a": known(("It rained for days.", "1")), "b": known(("Nobody came to us.", "2"))}

    def reading(name: str) -> list[Translation]:
        read.append(name)
        return held[name]

    open_index(path, {"a": "1", "b": "1"}, reading).close()
    assert read == ["a", "b"]
    held["a"] = known(("It snowed for weeks.", "3"))
    made = open_index(path, {"a": "2", "b": "1"}, reading)
    assert read == ["a", "b", "a"]
    assert len(made) == 2
    assert made.find("It rained for days.") is None
    assert made.find("It snowed for weeks!") == Match(held["a"][0], 95)
    made.close()
    made = open_index(path, {"b": "1"}, reading)
    assert read == ["a", "b", "a"]
    assert made.find("It snowed for weeks.") is None
    assert made.find("Nobody came to us.") == Match(held["b"][0], 100)
    made.close()


@pytest.mark.parametrize("damage", [b"no database", b"", b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    path, units = tmp_path / "m.sqlite", {"a": known(("It rained.", "1"))}
    index(path, units).close()
    path.write_bytes(damage)
    made = index(path, units)
    assert made.find("It rained.")
    made.close()


def test_an_index_of_another_version_is_made_anew(tmp_path: Path) -> None:
    path, units = tmp_path / "m.sqlite", {"a": known(("It rained.", "1"))}
    index(path, units).close()
    database = sqlite3.connect(path)
    database.execute("UPDATE meta SET version = '0'")
    database.execute("DROP TABLE terms")
    database.commit()
    database.close()
    made = index(path, units)
    assert made.find("It rained for days.") is None
    assert made.find("It rained!")
    made.close()


def test_many_changes_end_in_one_list_again(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    units = {"a": known(("It rained for days.", "1")), "b": known(("Nobody came.", "2"))}
    for turn in range(memory_module._BATCHES + 3):
        made = open_index(path, {"a": f"{turn}", "b": "1"}, units.__getitem__)
        assert made.find("It rained for days!")
        assert made.find("Nobody came!")
        made.close()
    database = sqlite3.connect(path)
    (batches,) = database.execute("SELECT count(DISTINCT batch) FROM terms").fetchone()
    database.close()
    assert batches < 10


def test_a_fault_while_reading_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    path, units = tmp_path / "m.sqlite", {"a": known(("It rained.", "1"))}
    index(path, units).close()

    def fail(name: str) -> list[Translation]:
        raise ValueError(name)

    with pytest.raises(ValueError, match="b"):
        open_index(path, {"a": "1", "b": "1"}, fail)
    made = open_index(path, {"a": "1"}, fail)
    assert made.find("It rained.")
    made.close()


DONE = Entry(None, "It rained.", msgstr=("أمطرت",))


# --- what is offered ------------------------------------------------------------------------------


@given(catalogs(), catalogs())
def test_a_suggestion_is_always_fuzzy_and_nothing_else_changes(
    one: Catalog, other: Catalog
) -> None:
    memory = Scan([*final(one, "one"), *final(other, "other")])
    done, report = offer(one, memory)
    offered = 0
    for before, after in zip(one.entries, done.entries, strict=True):
        if any(before.msgstr) or before.obsolete or before.msgid_plural is not None:
            assert after == before
        elif after != before:
            offered += 1
            assert after.state is State.FUZZY
            assert after.comment[-1].startswith(MARK)
            assert (after.key, after.note, after.references) == (
                before.key,
                before.note,
                before.references,
            )
    assert offered == report.exact + report.similar
    assert offer(done, memory)[0] == done
    assert read_catalog(write_catalog(done), "fr.po") == done


def test_joined_sentences_are_remembered_as_one() -> None:
    head = Entry(None, "The bridge was open.", msgstr=("كان الجسر مفتوحا ولم يعبره أحد.",))
    part = Entry(None, "Nobody crossed it.", msgstr=("+++",))
    doubtful = Entry(None, "It was late.", msgstr=("تأخر",), flags=("fuzzy",))
    other = Entry(None, "He slept.", msgstr=("+++",))
    entries = (other, head, part, doubtful, other, replace(part, msgid="x", obsolete=True), DONE)
    joined = "The bridge was open. Nobody crossed it."
    assert list(final(Catalog("ar.po", entries=entries), "rain")) == [
        Translation(joined, head.msgstr[0], origin="rain"),
        Translation(DONE.msgid, DONE.msgstr[0], origin="rain"),
    ]


def test_only_final_translations_are_remembered() -> None:
    catalog = new_catalog(
        "ar.po",
        {"Plural-Forms": "nplurals=2; plural=n>1;"},
        (),
        (
            Entry(None, "done", msgstr=("1",)),
            Entry(None, "fuzzy", msgstr=("2",), flags=("fuzzy",)),
            Entry(None, "open"),
            Entry(None, "%d", "%ds", ("3", "4")),
            Entry(None, "gone", msgstr=("5",), obsolete=True),
        ),
    )
    assert [each.target for each in final(catalog, "x")] == ["1", "5"]


def test_an_offer_says_where_it_comes_from_and_what_it_was_made_for() -> None:
    memory = Scan([Translation("It rained for three days.", "أمطرت", None, "flood")])
    template = [Entry(None, "It rained for four days.", comment=("mine",)), Entry(None, "Else.")]
    catalog, _ = merge(template, None, header={}, path="ar.po")
    done, report = offer(catalog, memory)
    assert (report.exact, report.similar, report.left) == (0, 1, 1)
    entry = done.entries[0]
    assert (entry.msgstr, entry.flags) == (("أمطرت",), ("fuzzy",))
    assert entry.comment == ("mine", f"{MARK}85 %: flood")
    assert entry.previous == (None, "It rained for three days.", None)
    assert offer(catalog, memory, exact_only=True)[0] is catalog
