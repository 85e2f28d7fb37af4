"""facts.py: what a text states, by value, in any script and language."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.facts import Facts, facts


def values(found: Facts, kind: str) -> list[str]:
    return [each.value for each in getattr(found, kind)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "5 million people", ["5000000"]),
        ("ar", "٥ ملايين شخص", ["5000000"]),
        ("ar", "خمسة ملايين ومئتا ألف", ["5200000"]),
        ("ar", "في الثالث والعشرين من الشهر", ["23"]),
        ("ar", "ثلاثة عشر جندياً وخمسة وعشرون مدنياً", ["13", "25"]),
        ("ar", "بعد يومين، مع جنديين", ["2", "2"]),
        ("ar", "١٬٢٣٤٫٥ متر", ["1234.5"]),
        ("ar", "وصل الملايين", []),
        ("fa", "۶۰ نفر و ۱٬۲۳۴", ["60", "1234"]),
        ("en", "1,234.56 and 1.5 and 0.125", ["1234.56", "1.5", "0.125"]),
        ("de", "1.234,56 und 1,5", ["1234.56", "1.5"]),
        ("fr", "1 234,5 et 12\u202f000", ["1234.5", "12000"]),
        ("en", "twenty-three of one hundred and five", ["23", "105"]),
        ("en", "on the 23rd, in the twenty-third week of the 1990s", ["23", "23", "1990"]),
        ("en", "-5 degrees, 10-15 men", ["-5", "10", "15"]),
        ("en", "2½ hours, ½ a day", ["2.5", "0.5"]),
        ("en", "version 1.2.3", ["1.2.3"]),
        ("en", "millions of them; one", ["1"]),
        ("ru", "двадцать три, 5 миллионов", ["23", "5000000"]),
        ("tr", "beş milyon", ["5000000"]),
        ("ar", "أحد عشر ألف جندي واثنا عشر طفلًا", ["11000", "12"]),
        ("ar", "صباح الرابع عشر، في القرن الثاني عشر", ["14", "12"]),
        ("es", "mil doscientos, tres mil millones", ["1200", "3000000000"]),
        ("fr", "soixante-douze, quatre-vingt-dix-sept, mille deux cents", ["72", "97", "1200"]),
        ("fa", "سیزده هزار", ["13000"]),
        (
            "zh",
            "3万人，1亿2000万吨，三万五千，二〇一四年，5千米",
            ["30000", "120000000", "35000", "2014", "5"],
        ),
    ],
)
def test_a_number_is_its_value_in_every_script(
    language: str, text: str, expected: list[str]
) -> None:
    assert values(facts(text, language), "numbers") == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "في كانون الثاني وتشرين الأول", ["1", "10"]),
        ("ar", "يناير، جانفي، يوليوز، غشت، ودجنبر", ["1", "1", "7", "8", "12"]),
        ("ar", "في أيار/مايو، لشباط، بنيسان", ["5", "2", "4"]),
        ("ar", "قال أبي", []),
        ("en", "It may rain. May 5 is in May. They march in March.", ["5", "5", "3"]),
        ("en", "May I?", []),
        ("fr", "le 3 août, mais en mai", ["8", "5"]),
        ("fa", "۲۳ مه ۲۰۱۶", ["5"]),
        ("tr", "23 Mayıs", ["5"]),
        ("tr", "mart ayında, ekim", ["3"]),
        ("zh", "2015年8月，十二月，3个月", ["8", "12"]),
        ("ru", "23 мая, в июне", ["5", "6"]),
        ("ckb", "٢٣ی ئایار، کانوونی دووەم", ["5", "1"]),
    ],
)
def test_a_month_is_its_number_in_every_tradition(
    language: str, text: str, expected: list[str]
) -> None:
    assert values(facts(text, language), "months") == expected


@pytest.mark.parametrize(
    ("language", "denies", "affirms"),
    [
        ("en", "They didn’t leave.", "They left. No. 5 left."),
        ("ar", "ولم يغادروا.", "غادروا، ولا سيما هو، ولا يزال."),
        ("fr", "Ils n’ont rien vu.", "Ils ont vu."),
        ("fa", "نمی‌روند.", "می‌روند."),
        ("de", "Sie haben keine.", "Sie haben eine."),
        ("es", "No fueron.", "Fueron."),
        ("tr", "Gitmediler.", "Gittiler."),
        ("ru", "Они не ушли.", "Они ушли."),
        ("he", "הם לא הלכו.", "הם הלכו."),
        ("ur", "وہ نہیں گئے۔", "وہ گئے۔"),
        ("ckb", "نەبوو.", "بوو."),
    ],
)
def test_denial_is_seen_in_each_language(language: str, denies: str, affirms: str) -> None:
    assert facts(denies, language).negations
    assert not facts(affirms, language).negations


def test_names_are_capitals_within_a_sentence_and_handles() -> None:
    found = facts("The rebels met @rami of the Government of National Accord in US. #Syria", "en")
    assert values(found, "names") == ["@rami", "Government of National Accord", "US", "#Syria"]


def test_quotes_percents_money_dates_and_addresses() -> None:
    found = facts(
        "He said: “no  peace”, 60% for $5bn on 2016-05-23 at 9:30; [x](http://a.b/1)", "en"
    )
    assert values(found, "quotes") == ["no peace"]
    assert values(found, "percents") == ["60"]
    assert values(found, "currencies") == ["dollar"]
    assert values(found, "dates") == ["2016-05-23", "09:30"]
    assert values(found, "urls") == ["http://a.b/1"]
    assert values(found, "numbers") == ["60", "5000000000"]
    assert values(facts("٦٠ في المئة، ٥ دولارات", "ar"), "percents") == ["60"]


@given(st.integers(0, 10**12), st.sampled_from("٠۰०๐"))
def test_a_number_reads_the_same_in_all_digits(number: int, zero: str) -> None:
    written = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
    assert unicodedata.decimal(zero) == 0
    assert values(facts(f"x {written} y", "ar"), "numbers") == [str(number)]


@given(st.text(max_size=60), st.sampled_from(["en", "ar", "fr", "fa", "tr", "de", "xx"]))
def test_any_text_can_be_read_and_each_fact_is_a_slice_of_it(text: str, language: str) -> None:
    found = facts(text, language)
    for kind in found.__dataclass_fields__:
        for each in getattr(found, kind):
            assert text[each.start : each.end] == each.text
    assert found.same(found)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "at 5 pm, 9:30 a.m. and 12 a.m.", ["17:00", "09:30", "00:00"]),
        ("fr", "à 17 h 30 et à 9h", ["17:30", "09:00"]),
        ("de", "um 17.30 Uhr, 8 Uhr", ["17:30", "08:00"]),
        ("zh", "下午5点30分，17时", ["17:30", "17:00"]),
    ],
)
def test_a_time_is_told_as_each_language_tells_it(
    language: str, text: str, expected: list[str]
) -> None:
    found = facts(text, language)
    assert values(found, "dates") == expected
    assert not found.numbers
