"""Keeps the house honest: what its documents, its rules and its contracts say is so."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.test_rules import CASES
from workflow.report import rule_text
from workflow.rules import RULES, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "workflow"
MODULES = sorted(PACKAGE.rglob("*.py"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ENGINE = {"__init__", "rule", "policy", "form", "needs"}
"""Files of `workflow/rules/` that are no rules."""


def name_of(module: Path) -> str:
    """Give a module's dotted name."""
    parts = module.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


# --- rules ----------------------------------------------------------------------------------


def test_every_rule_file_is_in_the_table() -> None:
    there = {path.stem for path in (PACKAGE / "rules").glob("*.py")} - ENGINE
    assert there == {rule.name.replace("-", "_") for rule in RULES}


def test_codes_and_names_are_unique_and_well_formed() -> None:
    for values in ([rule.code for rule in RULES], [rule.name for rule in RULES]):
        assert len(values) == len(set(values))
    for rule in RULES:
        assert re.fullmatch(r"[A-Z]\d{3}", rule.code), rule.name
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name), rule.name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_documented(rule: Rule) -> None:
    headings = re.findall(r"^## (.+)$", rule.documentation, re.MULTILINE)
    assert headings == ["Why it matters", "Example", "How to mend it", "How to ignore it"]
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 100
    for section in re.split(r"^## .+$", rule.documentation, flags=re.MULTILINE)[1:]:
        assert len(section.split()) >= 8, section
    ignoring = rule.documentation.partition("## How to ignore it\n")[2]
    assert f"`--ignore {rule.name}`" in ignoring or "cannot be ignored" in ignoring
    assert (f"`publish ignore {rule.name} " in ignoring) == (rule.scope is not Scope.READER)
    assert (rule.check is None) == (rule.scope is Scope.READER)
    module = PACKAGE / "rules" / f"{rule.name.replace('-', '_')}.py"
    assert ast.get_docstring(tree_of(module)) == f"{rule.code} {rule.name}."


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_good_and_bad_cases(rule: Rule) -> None:
    page = ROOT / "tests" / "rules" / f"{rule.name}.md"
    assert page.read_text(encoding="utf-8").startswith(f"# {rule.name}\n\n")
    cases = [case for case in CASES if case.page == rule.name]
    assert sum(case.bad for case in cases) >= 2
    assert sum(not case.bad for case in cases) >= 2


def test_no_page_of_cases_is_without_its_rule() -> None:
    assert {case.page for case in CASES} <= {rule.name for rule in RULES}


def test_every_finding_of_a_reader_has_its_rule() -> None:
    """A code or a rule's name that any module writes down stands in the table."""
    codes = {rule.code: rule.name for rule in RULES}
    for module in MODULES:
        for node in ast.walk(tree_of(module)):
            pairs: Iterable[tuple[str, str]]
            if isinstance(node, ast.Dict):
                pairs = zip(map(value_of, node.keys), map(value_of, node.values), strict=True)
            elif isinstance(node, ast.Call):
                values = [value_of(argument) for argument in node.args]
                pairs = pairwise(values)
            else:
                continue
            for code, name in pairs:
                if re.fullmatch(r"[A-Z]\d{3}", code):
                    assert code in codes, f"{name_of(module)}:{node.lineno}"
                    if re.fullmatch(r"[a-z]+(-[a-z]+)+", name):
                        assert name == codes[code], f"{name_of(module)}:{node.lineno}"


def value_of(node: ast.expr | None) -> str:
    """Give the text of a literal, or nothing."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


# --- contracts ------------------------------------------------------------------------------

DOORS = {
    library: set(contract["allowed_importers"])
    for contract in PYPROJECT["tool"]["importlinter"]["contracts"]
    if contract["type"] == "protected"
    for library in contract["protected_modules"]
}


def test_the_import_contracts_are_kept() -> None:
    pytest.importorskip("importlinter")
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"},
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_each_library_has_its_door() -> None:
    """Also within functions, where an import saves start-up time."""
    for module in MODULES:
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.Import):
                imported = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported = [node.module or ""]
            else:
                continue
            for library in (name.partition(".")[0] for name in imported):
                if library in sys.stdlib_module_names:
                    continue
                where = f"{name_of(module)}:{node.lineno} imports {library}"
                assert library in DOORS, f"{where}, which has no door"
                doors = DOORS[library]
                assert any(f"{name_of(module)}.".startswith(f"{door}.") for door in doors), where


def test_modules_are_named_for_what_they_do() -> None:
    for module in MODULES:
        assert not re.search(r"util|helper|manager|handler|^commons?$|misc", module.stem), module


# --- words ----------------------------------------------------------------------------------


def undocumented(body: list[ast.stmt]) -> list[str]:
    """Give the public functions and classes of a body that have no docstring."""
    found = []
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        overloaded = any("overload" in ast.unparse(each) for each in node.decorator_list)
        if node.name.startswith("_") or overloaded:
            continue
        if not ast.get_docstring(node):
            found.append(f"{node.name} (line {node.lineno})")
        if isinstance(node, ast.ClassDef):
            found += undocumented(node.body)
    return found


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_modules_and_public_functions_say_what_holds(module: Path) -> None:
    tree = tree_of(module)
    assert not tree.body or ast.get_docstring(tree)
    assert undocumented(tree.body) == []


SIDES = re.compile(r"[\w-]*\b(?:left|right)\b[\w-]*")
PAGE_SIDES = re.compile(
    r"@(?:top|bottom)-(?:left|right)(?:-corner)?\b|@(?:left|right)-\w+\b"  # margin boxes
    r"|@page[^{]*"  # left and right pages
)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_group_of_a_pattern_is_repeated_possessively(module: Path) -> None:
    """`(?:…)*+` matches wrong in Python 3.11.0 to 3.11.4 (python/cpython#106052): `(?>(?:…)*)`."""
    texts = [node.value for node in ast.walk(tree_of(module)) if isinstance(node, ast.Constant)]
    patterns = [text for text in texts if isinstance(text, str) and re.search(r"\)[*+?}]\+", text)]
    assert patterns == [], patterns


def test_styles_know_no_left_and_right() -> None:
    """One stylesheet serves both directions; only pages and their margin boxes have sides."""
    sheets = sorted((PACKAGE / "render" / "styles").glob("*.css"))
    assert sheets
    for sheet in sheets:
        css = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        css = PAGE_SIDES.sub("", css)
        assert SIDES.findall(css) == [], sheet.name


def code_of(text: str) -> str:
    """Give what stands in backticks and fences of a Markdown text."""
    return "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", text, re.MULTILINE | re.DOTALL))


def commands() -> set[str]:
    """Give the commands of `publish`."""
    from typer.main import get_command  # noqa: PLC0415

    from workflow.cli import app  # noqa: PLC0415

    return set(getattr(get_command(app), "commands", ()))


def named_commands(text: str) -> set[str]:
    """Give the commands that a Markdown text tells its reader to type."""
    return set(re.findall(r"\b(?:publish|python -m workflow) ([a-z][a-z-]*)", code_of(text)))


def test_every_command_of_the_readme_exists() -> None:
    named = named_commands((ROOT / "README.md").read_text(encoding="utf-8"))
    assert named
    assert named <= commands()


def test_every_make_target_of_the_readme_exists() -> None:
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", code_of((ROOT / "README.md").read_text())))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert named
    assert named <= set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))


def test_every_command_that_a_rule_advises_exists() -> None:
    for rule in RULES:
        assert named_commands(rule_text(rule)) <= commands(), rule.name


# --- what is shipped ------------------------------------------------------------------------


def tracked() -> list[Path]:
    """Give the files that are, or are about to be, under version control."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git work tree")
    names = listed.stdout.decode().split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


MACHINE = re.compile(
    rb"(?<![\w.*-])/(?:root|work|home|Users)/[\w.]"  # a path of one machine
    rb"|[A-Z]:\\\\?Users\\"
    rb"|-{2}(?:extra-)?index-url|\bindex-url\s*="  # where one machine finds its packages
    rb"|https?://[\w.-]*(?:pypi|pythonhosted|artifactory|nexus|devpi|mirror|proxy)\b[\w.-]*"
)


def test_nothing_shipped_knows_this_machine() -> None:
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:8000] and path != Path(__file__):
            found = MACHINE.search(data)
            assert not found, f"{path.relative_to(ROOT)}: {found[0].decode()}"


def test_every_data_file_of_the_package_is_installed() -> None:
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]["workflow"]
    for path in tracked():
        if path.is_relative_to(PACKAGE) and path.suffix != ".py":
            name = path.relative_to(PACKAGE).as_posix()
            assert any(fnmatch(name, pattern) for pattern in patterns), name
