"""Names and terms of the house: CSV ↔ Glossary, TBX ↔ Glossary.

The CSV opens in any spreadsheet: `source`, `kind`, a column for each locale, `forbidden.<locale>`,
`note`. What may be said in two ways is parted by a bar; the first is the house's own.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from .errors import InputError
from .model import Finding, Glossary, Position, Severity, Term, TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LOCALE = re.compile(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_(?:[A-Z]{2}|[0-9]{3}))?")
_FORBIDDEN = "forbidden."
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TBX = "urn:iso:std:iso:30042:ed-2"


def _fault(path: str, line: int, message: str, hint: str = "", column: int = 1) -> Finding:
    position = Position(path, max(line, 1), column)
    return Finding(position, Severity.ERROR, "I003", "settings", message, hint)


# --- CSV ------------------------------------------------------------------------------------


def read_csv(text: str, path: str) -> Glossary:
    """Give the terms of a CSV file; every fault of it is told at its line (InputError)."""
    faults: list[Finding] = []
    # "\0" is refused by some versions of the reader and kept by others.
    reader = csv.reader(
        io.StringIO(text.removeprefix("\ufeff").replace("\0", "\ufffd"), newline="")
    )
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(_fault(path, line, f"not CSV: {error}"))
    columns = [cell.strip() for cell in rows[0][1]] if rows else []
    faults += _column_faults(path, columns)
    if faults:
        raise InputError(faults)
    terms: list[Term] = []
    seen: dict[str, int] = {}
    for line, row in rows[1:]:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(columns):
            hint = "put quotation marks around a text that holds a comma"
            faults.append(_fault(path, line, f"{len(row)} cells in {len(columns)} columns", hint))
            continue
        cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
        term = _term(cells, Position(path, line), faults)
        for source in term.sources:
            first = seen.setdefault(source, line)
            if first != line:
                faults.append(_fault(path, line, f"the term stands on line {first} already"))
        terms.append(term)
    if faults:
        raise InputError(faults)
    return Glossary(tuple(terms))


def _column_faults(path: str, columns: list[str]) -> list[Finding]:
    known = {"source", "kind", "note"}
    hint = "columns: source, kind, a locale each (ar), forbidden.ar, note"
    faults = [
        _fault(path, 1, f"`{name}` is not a column", hint)
        for name in columns
        if name not in known and not _LOCALE.fullmatch(name.removeprefix(_FORBIDDEN))
    ]
    if "source" not in columns:
        faults.append(_fault(path, 1, "there is no column `source`", hint))
    faults += [
        _fault(path, 1, f"two columns `{name}`")
        for name in dict.fromkeys(columns)
        if columns.count(name) > 1
    ]
    return faults


def _term(cells: Mapping[str, str], place: Position, faults: list[Finding]) -> Term:
    word = cells.get("kind", "") or TermKind.TERM
    if word not in list(TermKind):
        kinds = ", ".join(TermKind)
        faults.append(_fault(place.path, place.line, f"`{word}` is not a kind", f"one of: {kinds}"))
        word = TermKind.TERM
    names = [name for name in cells if name not in {"source", "kind", "note"}]
    sources = _forms(cells.get("source", ""))
    forbidden = {
        name.removeprefix(_FORBIDDEN): _forms(cells[name])
        for name in names
        if name.startswith(_FORBIDDEN) and _forms(cells[name])
    }
    if not sources and not forbidden:
        faults.append(_fault(place.path, place.line, "a term without a source"))
    return Term(
        sources=sources,
        kind=TermKind(word),
        targets={
            name: _forms(cells[name])
            for name in names
            if not name.startswith(_FORBIDDEN) and _forms(cells[name])
        },
        forbidden=forbidden,
        note=cells.get("note", ""),
        position=place,
    )


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for each in cell.split("|") if (form := " ".join(each.split())))


def write_csv(glossary: Glossary) -> str:
    """Give the CSV of a glossary; reading it gives the glossary again."""
    locales = _locales(glossary)
    banned = [name for name in locales if any(name in term.forbidden for term in glossary.terms)]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    forbidden = [_FORBIDDEN + name for name in banned]
    writer.writerow(["source", "kind", *locales, *forbidden, "note"])
    for term in glossary.terms:
        row = [_joined(term.sources), str(term.kind)]
        row += [_joined(term.targets.get(name, ())) for name in locales]
        row += [_joined(term.forbidden.get(name, ())) for name in banned]
        writer.writerow([*row, term.note])
    return stream.getvalue()


def _joined(forms: Iterable[str]) -> str:
    return " | ".join(forms)


def _locales(glossary: Glossary) -> list[str]:
    """Give every locale that any term names, in the order in which they are met."""
    named = [[*term.targets, *term.forbidden] for term in glossary.terms]
    return list(dict.fromkeys(name for names in named for name in names))


def with_terms(ours: Glossary, theirs: Glossary) -> tuple[Glossary, tuple[Finding, ...]]:
    """Give our glossary with all that another one has beside it; taking it again changes nothing.

    A term of theirs is one of ours if it shares a source with it. Nothing of ours goes, and our
    first form stays the first; where the one forbids what the other accepts, ours holds, and a
    finding tells it at our line.
    """
    terms = list(ours.terms)
    findings: dict[Finding, None] = {}
    for new in theirs.terms:
        known = {form: at for at in reversed(range(len(terms))) for form in _known_by(terms[at])}
        at = next((known[form] for form in _known_by(new) if form in known), None)
        if at is None:
            terms.append(new)
            continue
        old = terms[at]
        sources = (form for form in new.sources if form not in known)
        terms[at] = replace(
            old,
            sources=(*old.sources, *sources),
            targets=_both(old.targets, new.targets, old.forbidden),
            forbidden=_both(old.forbidden, new.forbidden, old.targets),
            note=old.note or new.note,
        )
        for kept, other, word in (
            (old.forbidden, new.targets, "forbidden here and accepted there"),
            (old.targets, new.forbidden, "accepted here and forbidden there"),
        ):
            for name in kept:
                for form in dict.fromkeys(kept[name]):
                    if form in other.get(name, ()):
                        path, line = (
                            (old.position.path, old.position.line) if old.position else ("", 1)
                        )
                        findings[_fault(path, line, f"“{form}” is {word}", "settle it by hand")] = (
                            None
                        )
    return Glossary(tuple(terms)), tuple(findings)


def _known_by(term: Term) -> tuple[object, ...]:
    """Give what a term is found by: its sources, or what it forbids if it has none."""
    if term.sources:
        return term.sources
    return tuple((name, form) for name, forms in term.forbidden.items() for form in forms)


def _both(
    ours: Mapping[str, tuple[str, ...]],
    theirs: Mapping[str, tuple[str, ...]],
    against: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    joined = {
        name: (
            *ours.get(name, ()),
            *(
                form
                for form in dict.fromkeys(theirs.get(name, ()))
                if form not in ours.get(name, ()) and form not in against.get(name, ())
            ),
        )
        for name in dict.fromkeys([*ours, *theirs])
    }
    return {name: forms for name, forms in joined.items() if forms}


# --- TBX ------------------------------------------------------------------------------------


def write_tbx(glossary: Glossary, source: str) -> str:
    """Give a TBX file (ISO 30042:2019, dialect TBX-Basic) that term banks and CAT tools read.

    What must not be written is a term with the status `deprecatedTerm-admn-sts`.
    """
    root = ET.Element("tbx", {"type": "TBX-Basic", "style": "dca", _XML_LANG: _tag(source)})
    root.set("xmlns", _TBX)
    header = ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc")
    ET.SubElement(ET.SubElement(header, "sourceDesc"), "p").text = "Names and terms of the house"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for number, term in enumerate(glossary.terms, 1):
        concept = ET.SubElement(body, "conceptEntry", {"id": f"c{number}"})
        ET.SubElement(concept, "descrip", {"type": "subjectField"}).text = str(term.kind)
        if term.note:
            ET.SubElement(concept, "note").text = _xml(term.note)
        languages = dict.fromkeys([source, *term.targets, *term.forbidden])
        for name in languages:
            good = term.sources if name == source else term.targets.get(name, ())
            bad = term.forbidden.get(name, ())
            if not (good or bad):
                continue
            section = ET.SubElement(concept, "langSec", {_XML_LANG: _tag(name)})
            for position, form in enumerate((*good, *bad)):
                entry = ET.SubElement(section, "termSec")
                ET.SubElement(entry, "term").text = _xml(form)
                status = "preferred" if position == 0 else "admitted"
                status = status if position < len(good) else "deprecated"
                note = ET.SubElement(entry, "termNote", {"type": "administrativeStatus"})
                note.text = f"{status}Term-admn-sts"
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def read_tbx(text: str, path: str, source: str) -> Glossary:
    """Give the terms of a TBX file, of 2019 or of 2008 (`martif`), whoever wrote it.

    A file with a DTD is refused: a glossary needs no entities, and they can fill a memory.
    """
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text):
        text = re.sub(r"<!DOCTYPE\s+martif\s+SYSTEM\s+[\"'][\w.-]*[\"']\s*>", "", text, count=1)
    if found := re.search(r"<!(?:DOCTYPE|ENTITY)", text):
        line = text.count("\n", 0, found.start()) + 1
        raise InputError([_fault(path, line, "the file brings a DTD", "delete it")])
    try:
        root = ET.fromstring(text.encode("utf-8", "replace"))  # noqa: S314 (no DTD: see above)
    except ET.ParseError as error:
        line, column = error.position
        message = re.sub(r": line \d+, column \d+$", "", str(error))
        fault = _fault(path, line, f"not XML: {message}", column=column + 1)
        raise InputError([fault]) from error
    concepts = [each for each in root.iter() if _name(each) in {"conceptEntry", "termEntry"}]
    terms = [term for each in concepts if (term := _read_concept(each, path, source))]
    return Glossary(tuple(terms))


def _read_concept(concept: ET.Element, path: str, source: str) -> Term | None:
    good: dict[str, list[str]] = {}
    bad: dict[str, list[str]] = {}
    for section in concept.iter():
        if _name(section) not in {"langSec", "langSet"}:
            continue
        name = section.get(_XML_LANG, section.get("lang", "")).replace("-", "_")
        if not _LOCALE.fullmatch(name):
            continue  # no column could be called so
        for entry in section.iter():
            if _name(entry) not in {"termSec", "tig", "ntig"}:
                continue
            form = next((_text(each) for each in entry.iter() if _name(each) == "term"), "")
            statuses = {_text(each) for each in entry.iter() if _name(each) == "termNote"}
            avoid = any(status.startswith(("deprecated", "superseded")) for status in statuses)
            if form:
                (bad if avoid else good).setdefault(name, []).append(form.replace("|", "/"))
    if source not in good and source not in bad:  # `en` finds `en-GB`, too
        near = next((name for name in good if name.partition("_")[0] == source), source)
        good[source] = good.pop(near, [])
    if not good.get(source) and not bad:
        return None
    kinds = [_text(each) for each in concept.iter() if _name(each) == "descrip"]
    kind = next((TermKind(word) for word in kinds if word in list(TermKind)), TermKind.TERM)
    notes = [_text(each) for each in concept if _name(each) == "note"]
    return Term(
        sources=tuple(good.pop(source, ())),
        kind=kind,
        targets={name: tuple(forms) for name, forms in good.items()},
        forbidden={name: tuple(forms) for name, forms in bad.items()},
        note=notes[0] if notes else "",
        position=Position(path, 1),
    )


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _tag(name: str) -> str:
    return name.replace("_", "-")


def _xml(text: str) -> str:
    """Leave out what XML 1.0 cannot hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
