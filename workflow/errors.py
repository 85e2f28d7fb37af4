"""What stops the work.

    PublishError                  the command line prints these without a traceback
    ├── ProjectError(message)     no project here, an unknown locale, a wrong setting
    ├── InputError(findings)      a file that cannot be read: all its faults, each at its line
    ├── UnfitError(findings)      an edition that is not fit to print
    └── RenderError(message)      a missing font or library, a page that cannot be made

A finding says that a text is wrong; an error says that we cannot go on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .model import Finding


class PublishError(Exception):
    """The work cannot go on; the message is one clear line, the hint says how to mend it."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ProjectError(PublishError):
    """The project itself, or what was asked of it, is wrong."""


class InputError(PublishError):
    """A file cannot be read; `findings` names every fault of it at its line."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        first = self.findings[0]
        super().__init__(f"{first.position}: {first.message}", first.hint)


class UnfitError(InputError):
    """An edition is not fit to print; `findings` says what is missing, at the line to mend."""

    exit_code = 1

    def __init__(self, findings: Iterable[Finding], held: Iterable[str] = ()) -> None:
        super().__init__(findings)
        self.held = tuple(held)
        """Files that were made before and stay as they are, by the policy `hold`."""

    @property
    def withheld_only(self) -> bool:
        """Say whether all that is left out may wait, as the project says (`withhold`)."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


class RenderError(PublishError):
    """The pages cannot be made."""
