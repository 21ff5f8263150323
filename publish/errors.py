"""What can go wrong, and the exit code that each class of it has.

::

    PublishError            1   some sources failed
    ├── SourceError         1   a source cannot be read: missing, empty, binary, too large…
    ├── Blocked             1   what a source refers to may not be read: outside its folder, or of the network
    │   └── Absent          1   it might, but it is not there
    ├── BuildError          1   an edition cannot be made or saved
    │   └── NoRoom          1   nor can any other: the disk is full
    ├── UsageError          2   the command line asks for what does not exist
    ├── SettingsError       3   a setting is unknown or wrong
    └── ValidationError     4   a referee found something, or could not be asked
    Interrupted           130   Ctrl-C, as shells count it

A message is one line, without a full stop at its end, and names the file, the line where there is one, and the remedy.
The command line prints it and nothing else: no traceback is ever a user's business.
"""

from __future__ import annotations

OK = 0


class PublishError(Exception):
    """Anything that the user is told in one line.

    ``message`` says what is wrong, ``place`` where (``sources/kursk.txt:14``) and ``remedy`` what to do about it.
    """

    exit_code = 1

    def __init__(self, message: str, *, place: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message, place, remedy)  # All three, so that the error survives the way back from a worker.
        self.message = message
        self.place = place
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.place, self.remedy)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{where}{self.message}{remedy}".replace("\n", " ")


def _rebuild(kind: type[PublishError], message: str, place: str | None, remedy: str | None) -> PublishError:
    return kind(message, place=place, remedy=remedy)


class SourceError(PublishError):
    """A source cannot be read as an article."""


class Blocked(PublishError):
    """A source refers to something that may not be read; readers turn this into a finding and go on."""


class Absent(Blocked):
    """A source refers to something that is not there."""


class BuildError(PublishError):
    """An edition cannot be made, or cannot be saved where it should go."""


class NoRoom(BuildError):
    """The disk is full; whatever else there is to do can wait until there is room."""


class UsageError(PublishError):
    """The command line asks for something that does not exist."""

    exit_code = 2


class SettingsError(PublishError):
    """A setting is unknown, or its value is wrong."""

    exit_code = 3


class ValidationError(PublishError):
    """A finished file breaks its standard, or its referee could not be asked."""

    exit_code = 4


class Interrupted(PublishError):
    """The user pressed Ctrl-C."""

    exit_code = 130
