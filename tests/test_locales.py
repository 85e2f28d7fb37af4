"""Names, plural headers, digits, dates and quotation marks."""

from __future__ import annotations

import gettext
import subprocess
import sys
from pathlib import Path

import pytest
from babel import Locale as Cldr
from babel.localedata import locale_identifiers

from workflow.errors import ProjectError
from workflow.locales import (
    format_date,
    format_number,
    in_digits,
    int_digits,
    locale,
    plural_header,
    script,
)
from workflow.model import Direction

NAMES = [
    "ar",
    "br",
    "cy",
    "en",
    "fa",
    "fr",
    "ga",
    "gv",
    "he",
    "ja",
    "lt",
    "mt",
    "pl",
    "pt_BR",
    "ru",
]
CATEGORIES = ["zero", "one", "two", "few", "many", "other"]


@pytest.mark.parametrize("name", NAMES)
def test_the_plural_header_says_what_cldr_says(name: str) -> None:
    """For every integer, in CLDR's order of categories; evaluated as gettext evaluates it."""
    rule = Cldr.parse(name).plural_form
    nplurals, header = plural_header(rule)
    form = gettext.c2py(header.partition("plural=")[2].rstrip(";"))
    numbers = [*range(1001), 10**6, 2 * 10**6, 10**6 + 1]
    reached = [each for each in CATEGORIES if each in {rule(number) for number in numbers}]
    assert nplurals == len(reached)
    assert all(form(number) == reached.index(rule(number)) for number in numbers)


@pytest.mark.parametrize("name", NAMES)
def test_msgfmt_accepts_the_plural_header(name: str, tmp_path: Path) -> None:
    where = locale(name)
    forms = "".join(f'msgstr[{index}] "x"\n' for index in range(where.nplurals))
    catalog = tmp_path / "x.po"
    catalog.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Plural-Forms: {where.plural_forms}\\n"\n\nmsgid "a"\nmsgid_plural "b"\n{forms}',
        encoding="utf-8",
    )
    done = subprocess.run(
        ["msgfmt", "--check-format", "--check-domain", "-o", "/dev/null", str(catalog)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_well_known_plural_headers_are_written_as_everyone_writes_them() -> None:
    assert locale("en").plural_forms == "nplurals=2; plural=(n != 1);"
    assert locale("fa").plural_forms == "nplurals=2; plural=(n > 1);"
    assert locale("ja").plural_forms == "nplurals=1; plural=0;"
    assert locale("ar").plural_forms == (
        "nplurals=6; plural=(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : "
        "n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 && n % 100 <= 99 ? 4 : 5);"
    )


def test_arabic() -> None:
    where = locale("ar", "arab")
    assert (where.direction, where.autonym, where.tag) == (Direction.RTL, "العربية", "ar")
    assert where.digits == "٠١٢٣٤٥٦٧٨٩"
    assert where.quotes == ("«", "»")
    assert script("ar") == "Arab"
    assert locale("ar").numbering == "latn"
    assert locale("ar_SY").numbering == "arab"


@pytest.mark.parametrize(
    ("name", "tag", "direction", "numbering", "quotes", "written"),
    [
        ("en", "en", "ltr", "latn", ("“", "”"), "Latn"),
        ("fr", "fr", "ltr", "latn", ("«\u00a0", "\u00a0»"), "Latn"),
        ("fa", "fa", "rtl", "arabext", ("«", "»"), "Arab"),
        ("he", "he", "rtl", "latn", ("”", "”"), "Hebr"),
        ("pt_BR", "pt-BR", "ltr", "latn", ("“", "”"), "Latn"),
        ("sr@latin", "sr-Latn", "ltr", "latn", ("„", "“"), "Latn"),
        ("zh_TW", "zh-TW", "ltr", "latn", ("「", "」"), "Hant"),
        ("ckb", "ckb", "rtl", "arab", ("«", "»"), "Arab"),
    ],
)
def test_locales(
    name: str, tag: str, direction: str, numbering: str, quotes: tuple[str, str], written: str
) -> None:
    where = locale(name)
    assert (where.tag, where.direction, where.numbering) == (tag, direction, numbering)
    assert where.quotes == quotes
    assert script(name) == written


@pytest.mark.parametrize(
    ("name", "numbering", "iso", "words"),
    [
        ("en", "", "2016-05-23", "May 23, 2016"),
        ("en", "", "2016-05", "May 2016"),
        ("en", "", "2016", "2016"),
        ("fr", "", "2016-05-23", "23 mai 2016"),
        ("fa", "", "2016-05-23", "۲۳ مهٔ ۲۰۱۶"),
        ("ar", "arab", "2016-05-23", "٢٣ أيار/مايو ٢٠١٦"),
        ("ar", "", "2016-05", "أيار/مايو 2016"),
        ("ar_SY", "", "2016-05-23", "٢٣ أيار ٢٠١٦"),
        ("ar_EG", "", "2016-05-23", "٢٣ مايو ٢٠١٦"),
    ],
)
def test_dates(name: str, numbering: str, iso: str, words: str) -> None:
    assert format_date(iso, locale(name, numbering)) == words


@pytest.mark.parametrize("iso", ["", "May 23", "2016-13-01", "2016-02-30", "20160523"])
def test_what_is_no_date_is_refused(iso: str) -> None:
    with pytest.raises(ProjectError, match="is not a date"):
        format_date(iso, locale("en"))


def test_numbers() -> None:
    arabic = locale("ar", "arab")
    assert format_number(1234567, arabic) == "١٬٢٣٤٬٥٦٧"
    assert format_number(1234567, locale("en")) == "1,234,567"
    assert int_digits(1234, arabic) == "١٢٣٤"
    assert in_digits("No. 7", arabic) == "No. ٧"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("arr", "ar"),
        ("pt-BR", "did you mean pt_BR?"),
        ("EN", "did you mean en?"),
        ("iw", "did you mean he?"),
        ("xx", ""),
        ("", ""),
        ("../../etc", ""),
        ("mn_Mong", "mn"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(ProjectError, match="unknown locale") as raised:
        locale(name)
    assert hint in raised.value.hint


def test_an_unknown_numbering_system_is_refused_with_the_nearest() -> None:
    with pytest.raises(ProjectError, match="unknown numbering system") as raised:
        locale("ar", "arabix")
    assert "arab" in raised.value.hint


def test_every_locale_of_cldr_is_known_or_refused() -> None:
    known = 0
    for name in locale_identifiers():
        try:
            where = locale(name)
        except ProjectError:
            continue
        known += 1
        assert len(where.digits) == 10
        assert where.autonym
    assert known > 1000


def test_babel_is_imported_when_a_locale_is_asked_for() -> None:
    code = "import sys, workflow.locales; print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
