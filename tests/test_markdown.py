"""Inline Markdown → safe HTML (law 9), → what a translation must hold as well."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import bodies
from workflow.markdown import inline_html, inventory, mask, protected

ALLOWED = {
    *("a", "abbr", "b", "bdi", "br", "cite", "code", "em", "i", "mark", "q", "s", "small", "span"),
    *("strong", "sub", "sup", "u"),
}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a *b* **c** ~~d~~", "a <em>b</em> <strong>c</strong> <s>d</s>"),
        ("`<i>` & <", "<code>&lt;i&gt;</code> &amp; &lt;"),
        ("one\ntwo", "one<br>two"),
        ("[x](https://a.b/c?d=1&e=2)", '<a href="https://a.b/c?d=1&amp;e=2">x</a>'),
        ("<https://a.b>", '<a href="https://a.b">https://a.b</a>'),
        ("[x](mailto:a@b.c)", '<a href="mailto:a@b.c">x</a>'),
        ("[x](#there)", "<span>x</span>"),
        ("[x](/etc/passwd)", "<span>x</span>"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](data:text/html,a)", "[x](data:text/html,a)"),
        ("![alt *text*](a.png)", "alt *text*"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("<b onclick=x>y</b>", "&lt;b onclick=x&gt;y&lt;/b&gt;"),
        ('<span dir="rtl" lang="ar">x</span>', '<span dir="rtl" lang="ar">x</span>'),
        ('<span style="x">y</span>', '&lt;span style="x"&gt;y&lt;/span&gt;'),
        ("<b>open", "<b>open</b>"),
        ("</b>shut", "&lt;/b&gt;shut"),
        ("*a <b>c* d</b>", "<em>a <b>c</b></em> d&lt;/b&gt;"),
        ("a<!-- c -->b", "ab"),
        ("&mdash; \\* &amp;", "— * &amp;"),
        ("word[^1]", 'word<sup class="call" data-note="1">1</sup>'),
    ],
)
def test_inline_markdown_becomes_safe_html(text: str, html: str) -> None:
    assert inline_html(text) == html


def test_references_are_those_of_the_article_and_notes_are_worded_by_the_page() -> None:
    assert inline_html("[x][r]", "[r]: <https://a.b>") == '<a href="https://a.b">x</a>'
    assert inline_html("[x][r]") == "[x][r]"
    assert inline_html("[^n]", "", {"n": "٣"}) == '<sup class="call" data-note="n">٣</sup>'


class _Checker(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert {name for name, _ in attrs} <= {"href", "class", "data-note", "dir", "lang"}
        for name, value in attrs:
            if name == "href":
                assert re.match(r"(?:https?://|mailto:)", value or "", re.IGNORECASE)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


@given(st.one_of(bodies, st.text(alphabet="<>ab/\"'=& !-[]()*_`:~\n#"), st.text()))
def test_no_text_makes_html_that_is_not_allowed_or_not_nested(text: str) -> None:
    checker = _Checker()
    checker.feed(inline_html(text))
    checker.close()
    assert checker.open == []


@given(st.one_of(bodies, st.text()))
def test_a_mask_has_the_length_of_its_text_and_ranges_lie_in_it(text: str) -> None:
    assert len(mask(text)) == len(text)
    assert all(0 <= low < high <= len(text) for low, high in protected(text))


def test_the_inventory_counts_what_a_translation_must_hold() -> None:
    text = "**a** *b* `c` [d](https://e.f) ![g](h.png) ~~i~~ <b>j</b>[^k] l\nm"
    assert inventory(text) == Counter(
        ["strong", "em", "code:c", "link", "image", "s", "html:b", "html:/b", "note:k", "break"]
    )
