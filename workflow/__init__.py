"""Diptych: a source text and its translation, side by side, always in step.

The map of the house:

    source/**.md ──source──▶ Article ──segment──▶ Unit ┐
                                                       ├─align─▶ Pair ─▶ rules  ─▶ Finding ┐
    locale/**.po ────po────▶ Catalog ──────────────────┘           ├──▶ tally  ─▶ Tally   ─┴▶ report
                                ▲                                  └──▶ edition ─▶ render ─▶ PDF
                                └── merge ◀── template ◀── Unit

    cli.py         reads the words, calls the command, prints, chooses the exit code
    commands/      one file per command: the order in which stations are joined
    ─ the stations, which do not know one another ─
    project.py newsroom.py source.py po.py srx.py segment.py align.py merge.py edition.py
    threeway.py memory.py exchange.py cache.py jobs.py
    glossary.py    names and terms of the house: CSV and TBX
    suppress.py    what `check` has been asked to ignore; baseline.py what it knows already
    mend.py        the fixes of findings
    report/        findings and tallies for people and for machines
    rules/         what can be wrong, one file each
    render/        Edition → HTML → PDF
    ─ below them ─
    lineage.py     which old text a new one comes from
    edits.py       what kind of change makes one text of another, and what it leaves in force
    files.py       read with every fault at its line; write whole or not at all
    markdown.py    blocks and inlines with their spans; safe HTML
    locales.py     what the house knows of a language
    sentences.py   where a sentence ends
    cuts.py        where it ended before, so that nothing drifts
    joins.py       what a joined sentence was joined to
    seals.py       which translation was final when its source changed
    similarity.py  how alike two texts are
    facts.py       what a text states: numbers, months, negation, names, quotes
    amounts.py     how a number is told without its digits: halves, larger units
    packs.py       what a language does with marks, quotations, digits and letters
    plurals.py     which form a number takes
    terms.py       where a term stands in a text, clitics and endings apart
    shares.py      work divided among processes that are forked
    privacy.py     what a file tells of people and machines
    fingerprints.py  what a finding is known by from run to run
    spans.py       slices of a file ↔ text
    printed.py     an article in two languages, as the page has it
    errors.py      what stops the work
    model.py       the vocabulary: frozen values

A floor imports only floors below it, and each foreign library has one door.
`make check` holds this (pyproject.toml, import-linter).
"""

__version__ = "0.1.0"
