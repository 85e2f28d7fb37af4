"""Rules that compare catalogs: one locale at a time, all files of it together."""

from __future__ import annotations

from pathlib import Path

from workflow.commands.check import check_files

HEAD = 'msgid ""\nmsgstr "Language: {}\\n"\n'


def lay(folder: Path, name: str, locale: str, *texts: tuple[str, str]) -> Path:
    path = folder / name
    body = "".join(f'\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in texts)
    path.write_text(HEAD.format(locale) + body, encoding="utf-8")
    return path


def found(*paths: Path) -> list[tuple[str, str]]:
    rules = {"inconsistent", "copy-paste"}
    return [
        (each.position.path.rpartition("/")[2], each.rule)
        for each in check_files(paths).findings
        if each.rule in rules
    ]


def test_two_catalogs_of_one_locale_are_compared(tmp_path: Path) -> None:
    one = lay(tmp_path, "a.po", "ar", ("The old bridge", "الجسر القديم"))
    two = lay(tmp_path, "b.po", "ar", ("The old bridge", "القنطرة العتيقة"))
    assert found(one, two) == [("b.po", "inconsistent")]
    assert found(two, one) == [("a.po", "inconsistent")]
    assert found(one) == found(two) == []


def test_two_locales_are_not(tmp_path: Path) -> None:
    one = lay(tmp_path, "a.po", "ar", ("The old bridge", "الجسر القديم"))
    two = lay(tmp_path, "b.po", "fr", ("The old bridge", "Le vieux pont"))
    assert found(one, two) == []


def test_a_single_word_may_mean_two_things_in_two_catalogs(tmp_path: Path) -> None:
    one = lay(tmp_path, "a.po", "ar", ("Change", "تغيير"))
    two = lay(tmp_path, "b.po", "ar", ("Change", "عدّل"))
    assert found(one, two) == []


def test_one_translation_of_two_sentences_is_found_across_catalogs(tmp_path: Path) -> None:
    one = lay(tmp_path, "a.po", "ar", ("He came on Sunday.", "جاء يوم الأحد."))
    two = lay(tmp_path, "b.po", "ar", ("He left on Monday.", "جاء يوم الأحد."))
    assert found(one, two) == [("b.po", "copy-paste")]
