"""What all tests share: a small project in a folder, and how many examples a law is tried on."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
STRESS = int(os.environ.get("DIPTYCH_STRESS", "10000"))
"""Examples of each law in `make stress`."""

settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile(
    "stress",
    parent=settings.get_profile("house"),
    max_examples=STRESS,
    derandomize=False,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the code makes as goldens")


@pytest.fixture
def project(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Lay down a small project: paths and what they hold."""

    def lay(files: Mapping[str, str]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="")
        return tmp_path

    return lay


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare with a file in tests/golden/, or write it with `--accept` (`make accept`)."""

    def compare(name: str, got: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(got, encoding="utf-8", newline="")
        assert path.read_bytes().decode("utf-8") == got

    return compare
