"""The furniture's template, from the page's templates by Babel: `python -m tests.render_furniture`.

Run it when a template says something new, then put the new words into `MESSAGES` and the catalogs.
"""

from __future__ import annotations

import sys
from collections import defaultdict

from babel.messages.extract import extract_from_dir

from workflow.render.furniture import FURNITURE
from workflow.render.templating import TEMPLATES

POT = FURNITURE / "furniture.pot"
HEADER = """\
# The words of the page itself, from the templates in workflow/render/templates.
msgid ""
msgstr ""
"Project-Id-Version: diptych\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def extracted() -> str:
    """Give the template as text: one entry a message, sorted, without a clock or a line number."""
    places: dict[str, set[str]] = defaultdict(set)
    notes: dict[str, list[str]] = defaultdict(list)
    found = extract_from_dir(
        TEMPLATES,
        method_map=[("**.html", "jinja2"), ("**.css", "jinja2")],
        keywords={"s_": None, "t_": None},
        comment_tags=("TRANSLATORS:",),
    )
    for filename, _, message, comments, _ in found:
        assert isinstance(message, str)
        places[message].add(filename)
        notes[message] += [each for each in comments if each not in notes[message]]
    parts = [HEADER]
    for message in sorted(places):
        lines = [f"#. {each}" for each in notes[message]]
        lines += [f"#: {each}" for each in sorted(places[message])]
        parts.append("\n".join([*lines, f'msgid "{message}"', 'msgstr ""', ""]))
    return "\n".join(parts)


if __name__ == "__main__":
    POT.write_text(extracted(), encoding="utf-8")
    sys.stdout.write(f"{POT}\n")
