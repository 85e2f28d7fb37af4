"""Edition → what its file says of itself: XMP (ISO 16684-1), in every language that it speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from .. import __version__
from ..model import Kind
from ..printed import Edition, Row
from .page import wording

_HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}

# PDF/A knows nothing of PDF/UA, and asks for words about what it does not know (ISO 19005-3, 6.6.2)
_SCHEMA = """\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def packet(edition: Edition, shown: Sequence[str], producer: str, *, archival: bool) -> bytes:
    """Give the metadata of a file that shows the sides named, in both languages all the same.

    What the document information says, it says in the same words; the clock is not asked.
    """
    sides = {"source": edition.source, "target": edition.target}
    names = [
        " | ".join(dict.fromkeys((wording(each.name.source), wording(each.name.target))))
        for each in edition.authors
    ]
    parts = [
        *(
            ("<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>")
            * archival
        ),
        "<pdfuaid:part>1</pdfuaid:part>",
        _worded("dc:title", edition.fields[Kind.TITLE], edition),
        _worded("dc:description", edition.fields.get(Kind.STANDFIRST), edition),
        _listed("dc:creator", "Seq", names),
        _listed("dc:language", "Bag", dict.fromkeys(sides[name].tag for name in shown)),
        _listed("dc:publisher", "Bag", [edition.publisher]),
        _listed("dc:rights", "Alt", [edition.licence]),
        _listed("dc:date", "Seq", [edition.date]),
        _plain("dc:identifier", edition.digest and f"urn:sha256:{edition.digest}"),
        _plain("xmp:CreatorTool", f"Diptych {__version__}"),
        _plain("xmp:CreateDate", edition.date),
        _plain("xmp:ModifyDate", edition.date),
        _plain("pdf:Producer", producer),
    ]
    told = "\n".join(part for part in parts if part)
    spaces = " ".join(f'xmlns:{name}="{url}"' for name, url in _SPACES.items())
    return (
        f'{_HEAD}<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f"{_SCHEMA * archival}"
        f'<rdf:Description rdf:about="" {spaces}>\n'
        f"{told}\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    ).encode()


def _worded(name: str, row: Row | None, edition: Edition) -> str:
    """Give a text in both at once, as programs that know one title show it, and in each."""
    if row is None:
        return ""
    told = {
        edition.source.tag: wording(row.source),
        edition.target.tag: wording(row.target),
    }
    both = " | ".join((wording(row.source), wording(row.target)))
    items = {"x-default": both, **told}
    inner = "".join(
        f'<rdf:li xml:lang="{escape(tag)}">{escape(text)}</rdf:li>' for tag, text in items.items()
    )
    return f"<{name}><rdf:Alt>{inner}</rdf:Alt></{name}>"


def _listed(name: str, kind: str, items: Iterable[str]) -> str:
    tag = ' xml:lang="x-default"' if kind == "Alt" else ""
    inner = "".join(f"<rdf:li{tag}>{escape(each)}</rdf:li>" for each in items if each)
    return f"<{name}><rdf:{kind}>{inner}</rdf:{kind}></{name}>" if inner else ""


def _plain(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""
