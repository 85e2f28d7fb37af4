"""`publish pdf --archival`: an archive that any reader can check, and that tells of nobody."""

from __future__ import annotations

import hashlib
import io
import json
import stat
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.render_edition import edition, media
from tests.render_pages import extracted, opened, uncompressed
from tests.test_verify import SMALL, of
from workflow.commands.pdf import editions
from workflow.commands.verify import told, verify
from workflow.errors import ProjectError
from workflow.po import read_catalog
from workflow.project import find_project
from workflow.render.enclosures import MANIFEST, Enclosure, manifest
from workflow.render.layout import Layout
from workflow.render.press import print_edition
from workflow.render.verify import verify_pdf
from workflow.render.verify.flaw import dictionaries
from workflow.source import published, read_article

FILES = (Enclosure("the-bridge.md", b"# source\n"), Enclosure("the-bridge.ar.po", b"# catalog\n"))


@cache
def made() -> bytes:
    return print_edition(edition(SMALL), Layout(archival=True), media(), FILES)


def enclosed(data: bytes) -> dict[str, bytes]:
    with opened(data) as pdf:
        return {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}


def test_an_archive_is_both_standards_and_holds_its_sources_with_their_digests() -> None:
    verdict = verify_pdf(made())
    assert (verdict.flaws, verdict.archival) == ((), True)
    files = enclosed(made())
    stated = json.loads(files.pop(MANIFEST))
    assert files == {each.name: each.data for each in FILES}
    assert stated["date"] == "2017-03-09"
    assert {name: each["sha256"] for name, each in stated["files"].items()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }
    assert "publish verify compares them with their digests" in " ".join(extracted(made()).split())
    with opened(made()) as pdf:
        metadata = pdf.open_metadata()
        claims = [metadata[f"pdfaid:{each}"] for each in ("part", "conformance")]
        assert [*claims, metadata["pdfuaid:part"]] == ["3", "A", "1"]
        relations = {str(each.UF): str(each.AFRelationship) for each in pdf.Root.AF}
    assert relations == {
        "the-bridge.md": "/Source",
        "the-bridge.ar.po": "/Source",
        MANIFEST: "/Supplement",
    }


def test_the_metadata_is_in_both_languages() -> None:
    with opened(made()) as pdf:
        xmp = bytes(pdf.Root.Metadata.read_bytes()).decode()
        title = str(pdf.docinfo.Title)
    assert f'<rdf:li xml:lang="x-default">{title}</rdf:li>' in xmp
    for tag, text in zip(("en", "ar"), title.split(" | "), strict=True):
        assert f'<rdf:li xml:lang="{tag}">{text}</rdf:li>' in xmp


def test_every_date_is_that_of_the_article() -> None:
    """Law 8: the clock is not asked."""
    with opened(made()) as pdf:
        dates = {
            str(value)[:10]
            for each in dictionaries(pdf)
            for key, value in each.items()
            if key in {"/CreationDate", "/ModDate"}
        }
    assert dates == {"D:20170309"}
    again = print_edition(edition(SMALL), Layout(archival=True), media(), FILES)
    assert again == made()


def spoil(change: Callable[[pikepdf.Pdf], Any]) -> bytes:
    stream = io.BytesIO()
    with opened(made()) as pdf:
        change(pdf)
        pdf.save(stream)
    return stream.getvalue()


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["stray.txt"] = pikepdf.AttachedFileSpec(
        pdf,
        b"stray",
        description="",
        filename="stray.txt",
        mime_type="text/plain",
        creation_date="",
        mod_date="",
    )


def claim(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["pdfaid:conformance"] = "B"


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("archive", claim),
        ("archive", lambda pdf: pdf.Root.__delitem__("/OutputIntents")),
        ("archive", lambda pdf: of(pdf, "/Image").update({"/Interpolate": True})),
        ("archive", lambda pdf: of(pdf, "/Link").__setitem__("/F", 2)),
        ("archive", lambda pdf: of(pdf, "/Image").__setitem__("/SMask", of(pdf, "/Image"))),
        ("enclosed", lambda pdf: of(pdf, "/EmbeddedFile").write(b"another")),
        ("enclosed", lambda pdf: of(pdf, "/EmbeddedFile").__delitem__("/Subtype")),
        ("enclosed", lambda pdf: of(pdf, "/EmbeddedFile").Params.__delitem__("/ModDate")),
        ("enclosed", lambda pdf: of(pdf, "/Filespec").__delitem__("/AFRelationship")),
        ("enclosed", attach),
    ],
)
def test_what_makes_a_file_no_archive_is_found(
    rule: str, change: Callable[[pikepdf.Pdf], Any]
) -> None:
    assert rule in {flaw.rule for flaw in verify_pdf(spoil(change)).flaws}


def test_a_file_within_a_file_that_is_no_archive_is_a_flaw() -> None:
    stream = io.BytesIO()
    with opened(print_edition(edition(SMALL), Layout(), media())) as pdf:
        attach(pdf)
        pdf.save(stream)
    assert "active" in {flaw.rule for flaw in verify_pdf(stream.getvalue()).flaws}


def test_the_manifest_is_text_that_a_person_can_read() -> None:
    stated = manifest(edition(SMALL), FILES).data.decode()
    assert stated.startswith('{\n  "edition": "the-bridge",\n  "source": "en",\n  "target": "ar"')


# --- nobody who is not on the pages ---------------------------------------------------------

CANARY = "mole-7731"
ARTICLE = f"""\
---
title: 'It''s rain'   # {CANARY}
authors: [lina]
translators: {{ar: [rami], fr: [{CANARY}]}}
reviewers: {{fa: [{CANARY}]}}
date: 2016-06-20
licence: CC BY 4.0
---
<!-- {CANARY} told us -->

It rained <!-- {CANARY} --> for days.
<!-- publish:note ask {CANARY} -->
The roads `<!-- code -->` are closed.

<!-- publish:skip -->

Left as it is.
"""
HEADER = """\
# {0} <{0}@example.org>, 2016.
msgid ""
msgstr ""
"Project-Id-Version: {1}\\n"
"PO-Revision-Date: 2016-06-21 09:12+0300\\n"
"Last-Translator: {0} <{0}@example.org>\\n"
"Language-Team: {0}\\n"
"Language: ar\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Generator: {0}\\n"

"""


def catalog(domain: str, texts: list[tuple[str, str, str]]) -> str:
    entries = "".join(
        f"# {CANARY}\n#. {CANARY}\n#: source/{CANARY}.md:3\n"
        + (f'msgctxt "{context}"\n' if context else "")
        + f'msgid "{source}"\nmsgstr "{target}"\n\n'
        for context, source, target in texts
    )
    gone = f'#~ msgid "{CANARY} said so."\n#~ msgstr "ق"\n'
    return HEADER.format(CANARY, domain) + entries + gone


@pytest.fixture
def project(tmp_path: Path) -> Path:
    texts = {
        "publish.toml": "[locales.ar]\n",
        "source/articles/rain.md": ARTICLE,
        "source/authors/lina.md": "---\nname: Lina\n---\n\nShe writes.\n",
        "source/authors/rami.md": f"---\nname: Rami\n---\n\nHe is {CANARY}.\n",
        f"source/authors/{CANARY}.md": f"---\nname: {CANARY}\n---\n",
        "locale/ar/LC_MESSAGES/rain.po": catalog(
            "rain",
            [
                ("title", "It's rain", "مطر"),
                ("", "It rained for days.", "هطل المطر أياماً."),
                ("", "The roads `<!-- code -->` are closed.", "الطرق `<!-- code -->` مغلقة."),
            ],
        ),
        "locale/ar/LC_MESSAGES/authors.po": catalog(
            "authors",
            [
                ("name", "Lina", "لينا"),
                ("name", "Rami", "رامي"),
                ("name", CANARY, "خلد"),
                ("", "She writes.", "تكتب."),
                ("", f"He is {CANARY}.", f"هو {CANARY}."),
            ],
        ),
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_no_translator_comment_or_address_comes_along(project: Path) -> None:
    (job,), unfit = editions(find_project(project), ["rain"], ["ar"], archival=True)
    assert unfit is None
    data = print_edition(job.edition, Layout(), {}, job.enclosed)
    assert verify_pdf(data).flaws == ()
    assert CANARY.encode() not in uncompressed(data)
    assert b"example.org" not in uncompressed(data)
    files = enclosed(data)
    assert set(files) == {"rain.md", "rain.ar.po", "authors.ar.po", MANIFEST}
    assert "2016-06-21" not in "".join(each.decode() for each in files.values())
    printed = {
        entry.msgid: entry.msgstr[0]
        for name in ("rain.ar.po", "authors.ar.po")
        for entry in read_catalog(files[name], name).entries
    }
    assert {"It rained for days.": "هطل المطر أياماً.", "Rami": "رامي"}.items() <= printed.items()


def test_the_enclosed_article_reads_as_the_article_does() -> None:
    article = read_article(ARTICLE, "rain.md", "rain")
    again = read_article(published(article, "ar"), "rain.md", "rain")
    told = [(each.kind, each.text, each.skip) for each in article.blocks]
    assert [(each.kind, each.text, each.skip) for each in again.blocks] == told
    assert again.translators == {"ar": ("rami",)}
    assert again.reviewers == {}
    assert (again.date, again.licence, again.authors) == ("2016-06-20", "CC BY 4.0", ("lina",))
    assert published(again, "ar") == published(article, "ar")


def test_a_comment_that_parts_two_texts_cannot_be_left_out() -> None:
    text = "---\ntitle: x\n---\n\n- one\n\n<!-- aside -->\n\n    two\n"
    with pytest.raises(ProjectError, match="reads otherwise"):
        published(read_article(text, "x.md", "x"), "ar")


# --- veraPDF --------------------------------------------------------------------------------

SAYS = """<report><validationReport profileName="x" isCompliant="{0}"><details>{1}</details>
</validationReport></report>"""
FAILED = """<rule specification="ISO 14289-1:2014" clause="7.1" testNumber="3" status="failed">
<description>Content shall be marked
 or an artifact</description></rule>"""


@pytest.mark.parametrize(
    ("says", "flaws"),
    [
        (SAYS.format("true", ""), []),
        (SAYS.format("false", FAILED), ["7.1: Content shall be marked or an artifact"] * 2),
        ("", ["veraPDF gives no verdict: it broke"] * 2),
    ],
)
def test_verapdf_is_asked_where_it_is(
    says: str, flaws: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "verapdf"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{says}\nEND\necho it broke >&2\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    file = tmp_path / "x.pdf"
    file.write_bytes(made())
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    verdict = verify(file)
    assert [flaw.message for flaw in verdict.flaws] == flaws
    assert "by us and veraPDF" in told(file, verdict)[-1]
