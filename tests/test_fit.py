"""Line ends chosen all together: nothing is lost, nothing is loose, and what cannot be is left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render_pages import gaps, walk
from workflow.commands.pdf import editions
from workflow.project import find_project
from workflow.render import page as page_module
from workflow.render.fit import fit
from workflow.render.fonts import Letters
from workflow.render.html import render_html
from workflow.render.layout import Layout
from workflow.render.press import settle

ROOT = Path(__file__).parent.parent
SLUG = "has-the-decline-of-isis-begun"
HYPHEN, BREAK = '<span class="hy"></span>', '<br class="brk">'

LATIN = (
    "Sirte city, with its waterfront and strategic location, was a stronghold in Libya. The "
    "presence of the group on the coast opposite Europe was a threat and gave an easy access to "
    "operations against <em>European countries</em>, as <a href='x'>the papers</a> said."
)
ARABIC = (
    'وكانت مدينة سرت، بواجهتها البحرية وموقعها الاستراتيجي، معقل <bdi class="latn" lang="en" '
    'dir="ltr">ISIS (the group)</bdi> في ليبيا، وكان وجود التنظيم على الساحل المقابل '
    "<em>لأوروبا</em> "
    "يشكل تهديداً ومنفذاً سهلاً لشن عمليات ضد الدول الأوروبية."
)


def lines(html: str) -> list[str]:
    """Give the text of each line, a chosen hyphen at its end."""
    return [re.sub(r"<[^>]*>", "", each) for each in html.replace(HYPHEN, "-").split(BREAK)]


def letters(html: str) -> str:
    return "".join(re.sub(r"<[^>]*>", "", html).split())


@pytest.mark.parametrize(
    ("html", "script", "language"), [(LATIN, "latn", "en"), (ARABIC, "arab", "ar")]
)
@pytest.mark.parametrize("width", [140, 180, 214, 300])
def test_every_letter_stays_and_every_element_stays_whole(
    html: str, script: str, language: str, width: float
) -> None:
    found = fit(html, script, language, width, 1)
    assert found
    assert letters(found) == letters(html)
    tags = re.findall(r"<(/?)(em|a|bdi)\b", found)
    assert [name for slash, name in tags if slash] == [name for slash, name in tags if not slash]
    assert found.count('class="fill"') <= 1


@given(
    st.lists(
        st.sampled_from(
            ["a", "the", "river", "internationally", "responsibilities", "of", "2016,", "&amp;"]
        ),
        min_size=1,
        max_size=60,
    ),
    st.integers(120, 400),
)
def test_no_text_loses_a_letter_and_no_three_lines_running_end_in_a_hyphen(
    words: list[str], width: int
) -> None:
    html = " ".join(words)
    found = fit(html, "latn", "en", width, 1)
    if found:
        assert letters(found) == letters(html)
        ends = "".join("-" if each.endswith("-") else "." for each in lines(found))
        assert "---" not in ends


@pytest.mark.parametrize(
    "html",
    ["", "one", "a<br>b c d", "some <code>code</code> here", "س" * 400, "<mark>odd</mark> thing"],
)
def test_what_cannot_be_measured_or_has_no_lines_is_left_as_it_is(html: str) -> None:
    assert fit(html, "latn", "en", 200, 1) is None


URL = "https://verification.f-droid.org/packages/org.fdroid_1010050.apk.json?a=1&amp;b=information"


@pytest.mark.parametrize("script", ["latn", "arab"])
@pytest.mark.parametrize("width", [90, 150, 214, 300])
def test_an_address_longer_than_a_line_is_cut_behind_its_marks_and_gets_no_hyphen(
    script: str, width: float
) -> None:
    """A hyphen would be copied with it; left to WeasyPrint, what follows may leave the column."""
    html = f"See what <bdi class='latn'><a href='x'>{URL}</a></bdi>, and so on and on and on."
    found = fit(html, script, "en", width, 1)
    assert found
    assert letters(found) == letters(html)
    parts = found[: found.index("</a>")].split('<br class="brk cut">')
    assert len(parts) > 1
    assert all(re.search(r"(?:&amp;|[/._?=#:-])$", each) for each in parts[:-1])
    assert HYPHEN not in found[found.index("<bdi") : found.index("</bdi>")]


def test_a_word_longer_than_a_line_is_cut_anywhere_where_letters_do_not_join() -> None:
    found = fit(f"so {'x&amp;' * 100} on", "latn", "en", 100, 1)
    assert found
    assert letters(found) == f"so{'x&amp;' * 100}on"
    assert fit(f"so {'س' * 200} on", "arab", "ar", 100, 1) is None


def test_a_hyphen_of_its_own_is_one_of_the_two_that_may_follow_one_another() -> None:
    assert fit("so and so " * 30, "latn", "en", 90, 1)
    assert fit("abcdefgh- " * 30, "latn", "en", 90, 1) is None


@pytest.mark.parametrize(("name", "bounds"), [("ar", {"latn": 0.55, "arab": 0.60})])
def test_the_shipped_article_has_no_rivers(name: str, bounds: dict[str, float]) -> None:
    """95 of 100 gaps are narrower than these; WeasyPrint alone reaches .70 and .74."""
    ((job,), _) = editions(find_project(ROOT), [SLUG], [name])
    settled = settle(render_html(job.edition, Layout()), {})
    assert settled.faults == ()
    found = gaps([page._page_box for page in settled.document.pages])
    for script, bound in bounds.items():
        ordered = sorted(found[script])
        assert len(ordered) > 60
        assert ordered[int(0.95 * len(ordered))] <= bound


def test_a_paragraph_that_does_not_fit_as_planned_is_left_to_weasyprint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ((job,), _) = editions(find_project(ROOT), [SLUG], ["ar"])

    def too_wide(
        html: str, script: str, language: str, width: float, scale: float, letters: Letters
    ) -> str | None:
        return fit(html, script, language, width * 1.08, scale, letters)

    monkeypatch.setattr(page_module, "fit", too_wide)
    settled = settle(render_html(job.edition, Layout()), {})
    assert settled.faults == ()
    assert settled.made > len(settled.document.pages)
    boxes = [box for page in settled.document.pages for box in walk(page._page_box)]
    fitted = {
        box.element
        for box in boxes
        if box.element is not None and "fit" in (box.element.get("class") or "").split()
    }
    assert len(fitted) < 16
    assert not any(each.get("class") == "hy" for each in fitted)
