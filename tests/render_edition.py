"""A small article with every kind of block, in English and Arabic, and the editions made of it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from PIL import Image

from workflow.edition import make_edition
from workflow.locales import locale
from workflow.model import Article, Author, Block, Entry, Kind, Locale, Pair, Table, Unit
from workflow.printed import Edition
from workflow.render.furniture import MESSAGES

Sentences = Sequence[tuple[str, str]]
Line = tuple[Block, Sentences]
"""A block, and its sentences in both languages."""

LABELS = {each: (each, each) for each in MESSAGES}
EN, AR, FR, FA = locale("en"), locale("ar", "arab"), locale("fr"), locale("fa")


def line(kind: Kind, *sentences: tuple[str, str], **more: object) -> Line:
    """Make a block of its sentences."""
    text = " ".join(source for source, _ in sentences)
    return replace(Block(kind, text), **more), sentences  # type: ignore[arg-type]


def cell(row: int, column: int, source: str, target: str, align: str = "") -> Line:
    return line(Kind.CELL, (source, target), table=Table(0, row, column, align))


BRIDGE, BOAT = "bridge.jpg", "boat.png"

ARTICLE: tuple[Line, ...] = (
    line(Kind.TITLE, ("The Bridge That Came Back", "الجسر الذي عاد")),
    line(
        Kind.STANDFIRST,
        (
            "How a town by the river built again what the war had taken.",
            "كيف أعادت بلدة على النهر بناء ما أخذته الحرب.",
        ),
    ),
    line(Kind.PLACE, ("Raqqa", "الرقة")),
    line(
        Kind.ALT,
        ("An old stone bridge over a wide river", "جسر حجري قديم فوق نهر عريض"),
        media=BRIDGE,
    ),
    line(Kind.CAPTION, ("The bridge in May.", "الجسر في أيار/مايو."), media=BRIDGE),
    line(Kind.CREDIT, ("Photo: N. Haddad", "تصوير: ن. حداد"), media=BRIDGE),
    line(
        Kind.PARAGRAPH,
        (
            (
                "In the spring of 2016 the old bridge of the town still stood, and every morning "
                "the bakers crossed it with their carts before the sun was up."
            ),
            (
                "في ربيع عام ٢٠١٦ كان جسر البلدة القديم لا يزال قائماً، وكان الخبازون يعبرونه كل "
                "صباح بعرباتهم قبل طلوع الشمس."
            ),
        ),
        (
            (
                "By the end of the summer it lay in the water, and the *two halves* of the town "
                "could only call to one another."
            ),
            (
                "ومع نهاية الصيف كان قد صار في الماء، ولم يعد في وسع *نصفي* البلدة إلا أن ينادي "
                "أحدهما الآخر."
            ),
        ),
        (
            "Nobody had counted the carts.[^carts]",
            "ولم يكن أحد قد أحصى العربات.[^carts]",
        ),
    ),
    line(
        Kind.PARAGRAPH,
        (
            (
                "The engineers of the International Bridge Trust (IBT) came with 12 lorries and a "
                "plan that filled 240 pages; **the town** had a rope and a boat."
            ),
            (
                "وصل مهندسو الصندوق الدولي للجسور (IBT) ومعهم ١٢ شاحنة وخطة من ٢٤٠ صفحة، أما "
                "**البلدة** فكان لديها حبل وقارب."
            ),
        ),
        (
            "What happened next is told by [the minutes of the council](https://example.org/m).",
            "وما حدث بعد ذلك ترويه [محاضر المجلس](https://example.org/m).",
        ),
    ),
    line(Kind.HEADING, ("The rope and the boat", "الحبل والقارب"), level=2),
    line(
        Kind.PARAGRAPH,
        (
            "“First the rope,” said Umm Khalid, who had taught half of the masons to read.",
            "قالت أم خالد التي علّمت نصف البنائين القراءة: «الحبل أولاً».",
        ),
        (
            (
                "She wrote every hour of work in a school book, under the handle @umm_khalid, and "
                "her list is still the best account of the works."
            ),
            (
                "وكانت تدوّن كل ساعة عمل في دفتر مدرسي باسم @umm_khalid، ولا تزال قائمتها أفضل "
                "سجل للأعمال."
            ),
        ),
    ),
    line(
        Kind.QUOTE,
        (
            "We did not wait for a bridge, we waited for each other.",
            "لم نكن ننتظر جسراً، كنا ينتظر بعضنا بعضاً.",
        ),
        level=1,
    ),
    line(Kind.QUOTE, ("And then we began.", "ثم بدأنا."), level=1),
    line(Kind.PARAGRAPH, ("Three things were needed:", "كانت ثلاثة أشياء لازمة:")),
    line(Kind.ITEM, ("stone from the old quarry;", "حجر من المقلع القديم؛"), level=1, marker="1."),
    line(Kind.ITEM, ("wood, of which", "خشب، ومنه"), level=1, marker="2."),
    line(Kind.ITEM, ("poplar for the frames,", "الحور للقوالب،"), level=2, marker="•"),
    line(Kind.ITEM, ("walnut for the rails;", "والجوز للدرابزين؛"), level=2, marker="•"),
    line(Kind.ITEM, ("and patience.", "والصبر."), level=1, marker="3."),
    line(Kind.HEADING, ("What it took", "كم كلّف"), level=3),
    cell(0, 0, "Month", "الشهر", "left"),
    cell(0, 1, "Hours", "الساعات", "right"),
    cell(1, 0, "June", "حزيران/يونيو", "left"),
    cell(1, 1, "410", "٤١٠", "right"),
    cell(2, 0, "July", "تموز/يوليو", "left"),
    cell(2, 1, "655", "٦٥٥", "right"),
    line(Kind.PARAGRAPH, ("The list was kept like this:", "وكانت القائمة تُكتب هكذا:")),
    (Block(Kind.CODE, "07-12  stone  4 h\n07-13  wood   6 h  # rain"), ()),
    (Block(Kind.RULE, ""), ()),
    line(
        Kind.ALT,
        ("A boat with a rope at its bow", "قارب في مقدمته حبل"),
        media=BOAT,
    ),
    line(Kind.CAPTION, ("The boat, at rest.", "القارب في راحته."), media=BOAT),
    line(
        Kind.PARAGRAPH,
        (
            "The bridge was opened on a Friday.",
            "وافتُتح الجسر يوم جمعة.",
        ),
        (
            "Nobody gave a speech; the bakers went first, and the carts were counted.",
            "ولم يلقِ أحد خطاباً، بل عبر الخبازون أولاً، وأُحصيت العربات.",
        ),
    ),
    line(
        Kind.FOOTNOTE,
        (
            "The council's first list begins in October.",
            "تبدأ أول قوائم المجلس في تشرين الأول/أكتوبر.",
        ),
        marker="carts",
    ),
)

PEOPLE: Mapping[str, tuple[Line, ...]] = {
    "nour-haddad": (
        line(Kind.NAME, ("Nour Haddad", "نور حداد")),
        line(
            Kind.BIO,
            (
                "Nour Haddad writes about towns and rivers.",
                "تكتب نور حداد عن البلدات والأنهار.",
            ),
            ("She keeps the archive of “River Notes”.", "وتشرف على أرشيف «River Notes»."),
        ),
    ),
    "sami-aziz": (
        line(Kind.NAME, ("Sami Aziz", "سامي عزيز")),
        line(Kind.BIO, ("Sami Aziz translates poetry.", "يترجم سامي عزيز الشعر.")),
    ),
}


def pairs(lines: Sequence[Line], missing: str = "", fuzzy: str = "") -> tuple[Pair, ...]:
    """Make the pairs of some blocks; those whose source holds `missing` or `fuzzy` are unfit."""
    found = []
    for index, (block, sentences) in enumerate(lines):
        context = str(block.kind) if block.kind.short else None
        for place, (source, target) in enumerate(sentences):
            flags = ("fuzzy",) if fuzzy and fuzzy in source else ()
            words = "" if missing and missing in source else target
            unit = Unit(context, source, index, " " if place else "")
            found.append(Pair(unit, Entry(context, source, msgstr=(words,), flags=flags)))
    return tuple(found)


def author(identifier: str, lines: Sequence[Line], handle: str = "", photo: str = "") -> Author:
    blocks = tuple(block for block, _ in lines)
    return Author(
        identifier,
        f"source/authors/{identifier}.md",
        "",
        blocks,
        blocks[0].text,
        handle,
        photo,
        ("https://example.org/river",) if handle else (),
    )


def edition(
    lines: Sequence[Line] = ARTICLE,
    source: Locale = EN,
    target: Locale = AR,
    *,
    draft: bool = False,
    missing: str = "",
    fuzzy: str = "",
    photo: str = "nour.jpg",
    labels: Mapping[str, tuple[str, str]] = LABELS,
    reviewers: tuple[str, ...] = (),
    authors: tuple[str, ...] = ("nour-haddad",),
    people: Mapping[str, tuple[Line, ...]] = PEOPLE,
) -> Edition:
    """Make an edition of the fixture, or of other lines."""
    article = Article(
        slug="the-bridge",
        path="source/articles/the-bridge.md",
        text="",
        blocks=tuple(block for block, _ in lines),
        authors=authors,
        translators={target.name: ("sami-aziz",)},
        reviewers={target.name: reviewers},
        date="2017-03-09",
        image=BRIDGE if any(block.media == BRIDGE for block, _ in lines) else "",
        licence="CC BY-SA 4.0",
    )
    nour, sami = people["nour-haddad"], people["sami-aziz"]
    everyone = {
        "nour-haddad": (author("nour-haddad", nour, "river", photo), pairs(nour)),
        "sami-aziz": (author("sami-aziz", sami), pairs(sami)),
    }
    return make_edition(
        article,
        pairs(lines, missing, fuzzy),
        everyone,
        source,
        target,
        publisher="River Press",
        digest="0f" * 32,
        draft=draft,
        labels=labels,
    )


def reversed_lines(lines: Sequence[Line] = ARTICLE) -> tuple[Line, ...]:
    """Give the fixture with its languages exchanged: an Arabic source."""
    return tuple(
        (
            replace(block, text=" ".join(target for _, target in sentences) or block.text),
            tuple((target, source) for source, target in sentences),
        )
        for block, sentences in lines
    )


@lru_cache(maxsize=1)
def media() -> Mapping[str, bytes]:
    """Make the pictures of the fixture: plain grounds, as small as may be."""
    return {
        BRIDGE: picture((900, 500), "JPEG", (96, 120, 140)),
        BOAT: picture((300, 260), "PNG", (180, 160, 120)),
        "nour.jpg": picture((200, 200), "JPEG", (120, 100, 90)),
    }


def picture(size: tuple[int, int], kind: str, colour: tuple[int, int, int]) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, kind)
    return stream.getvalue()
