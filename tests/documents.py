"""Hypothesis strategies: Markdown articles, well-formed and wild, and inline texts for them."""

from __future__ import annotations

from hypothesis import strategies as st

FRONT_MATTER = "---\ntitle: A title\n---\n"

_WORDS = [
    *(
        "word",
        "Word.",
        "two",
        "Three!",
        "He said",
        "“Hi.”",
        "(a b.)",
        "Dr.",
        "U.S.",
        "12.",
        "No. 5",
    ),
    *(
        "*em*",
        "**bold. Two.**",
        "`code. x`",
        '[link](http://x.y "t")',
        "[ref]",
        "[^1]",
        "<b>",
        "</b>",
    ),
    *(
        "<!-- c -->",
        "<!-- publish:cut -->",
        "<!-- publish:keep -->",
        "\\*",
        "&amp;",
        "!",
        "?",
        "...",
    ),
    *(
        "_u_",
        "~~s~~",
        "<http://a.b>",
        '![al](m.png "ti")',
        "|",
        "\\|",
        "a|b",
        "1.",
        "-",
        "+",
        "*",
        "#",
    ),
    *(
        ">",
        '"',
        "=",
        "---",
        "===",
        "`",
        "``",
        "[",
        "](x)",
        "$",
        "\\",
        "ن",
        "نص.",
        "؟",
        "é",
        "\u00a0",
    ),
    *("[x]:", "http://u", "<div>", "</div>", "<?p?>", "\t", "  ", "你好。", "\u2067", "'it''s'"),
]
_BREAKS = [
    *(" ", " ", " ", " ", "\n", "\n", "  \n", "\\\n", "\n\n", "\n\n", "\n> ", "\n- ", "\n  "),
    *("\n    ", "\n1. ", "\n# ", "\n\n| a | b |\n|---|---|\n| ", "\n\n[^1]: ", "\n\n```\n", "\t"),
    *('\n\n[ref]: /u "t"\n\n', "\n===\n", "\n***\n", "\n\n<!-- publish:skip -->\n\n"),
    *("\n\n<!-- publish:note hi -->\n\n", "\n\n> - ", "\n\n    ", "\n\n![alt](m.png)\n\n"),
]
_pieces = st.tuples(st.sampled_from(_WORDS), st.sampled_from(_BREAKS)).map("".join)

bodies = st.lists(_pieces, max_size=25).map("".join)
"""Markdown in which every construct may meet every other."""


@st.composite
def files(draw: st.DrawFn) -> str:
    """Draw a whole source file, with any of the three line ends."""
    text = FRONT_MATTER + draw(bodies)
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))


_inline = [
    *("كلمة", "نص.", "ثم", "هل؟", "نعم!", "«قال: لا.»", "(أ ب. ج)", "*مائل*", "**غامق. ثان.**"),
    *(
        "`code. x`",
        "[رابط](http://x.y)",
        "[^1]",
        "<b>قوي</b>",
        "&amp;",
        "...",
        "word",
        "Word.",
        "He",
    ),
    *(
        "- item",
        "-",
        "+",
        "1.",
        "1984.",
        "12)",
        "#",
        ">",
        "a|b",
        "=",
        "---",
        '"x"',
        "it's",
        ": ",
        "# c",
    ),
    *("A.", "Dr.", "U.S.", "!", "é", "“a.”", "He said. Then"),
]
inline_texts = (
    st.lists(st.sampled_from(_inline), min_size=1, max_size=7)
    .map(" ".join)
    .map(str.strip)
    .filter(lambda text: any(char.isalnum() for char in text) and not text.endswith("#"))
)
"""What a translator may write: whole markup, and much that could be read as something else."""
