"""A folder with every face, and a fontconfig configuration that knows of nothing else.

The folder is made once, in about the time of one edition, and never changes: its name is a digest of all that decides
its contents. Several processes may make it at once; the first one to finish wins, and the others throw theirs away.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from xml.sax.saxutils import escape

from platformdirs import user_cache_path

from publish.errors import BuildError
from publish.fonts.spelling import SCRIPTS, Spelling, dump, load, spell
from publish.fonts.table import FACES, PACKAGES, TOOLS, Face

GENERIC = {
    "serif": "EB Garamond",
    "sans-serif": "EB Garamond",
    "monospace": "Noto Sans Mono",
    "math": "STIX Two Math",
    "emoji": "Noto Emoji",
}
"""What the generic families of CSS stand for; by ``emoji``, Pango too asks for pictographs."""
_CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <reset-dirs/>
  <dir prefix="relative">faces</dir>
  <cachedir>{scanned}</cachedir>
  <config><rescan><int>0</int></rescan></config>
{aliases}  <match>
    <edit name="family" mode="append_last"><string>{last}</string></edit>
  </match>
</fontconfig>
"""
_ALIAS = '  <alias binding="same"><family>{generic}</family><prefer><family>{family}</family></prefer></alias>\n'
_NAME = "fonts.conf"


def cache_folder() -> Path:
    """Where installed faces are kept: the environment variable ``PUBLISH_CACHE``, or the user's cache folder."""
    named = os.environ.get("PUBLISH_CACHE")
    return Path(named) if named else user_cache_path("publish")


def install(cache: Path) -> Path:
    """Make every face in the cache, unless it is there, and give the configuration that names them.

    The path is for the environment variable ``FONTCONFIG_FILE``, which must be set before the first text is set.
    Raises :class:`BuildError` where a font package is missing or of another version, or the cache cannot be written.
    """
    folder = cache.absolute() / f"fonts-{_key()}"
    configuration = folder / _NAME
    if not configuration.exists():
        _check_versions()
        try:
            _make(folder)
        except OSError as error:
            message = f"the fonts cannot be installed: {error.strerror}"
            remedy = "set PUBLISH_CACHE to a folder that can be written"
            raise BuildError(message, place=str(cache), remedy=remedy) from error
    return configuration


def file_name(face: Face) -> str:
    """What a face is called in the folder ``faces`` beside the configuration: ``EBGaramond-BoldItalic.ttf``."""
    return f"{face.family}-{face.style}{Path(face.file).suffix}".replace(" ", "")


@lru_cache
def spelling(configuration: Path, name: str) -> Spelling | None:
    """What the glyphs of an installed face say, by the face's PostScript name; None for a face that is not spelled."""
    path = configuration.parent / "spellings" / f"{name}.json"
    return load(path.read_bytes()) if path.is_file() else None


@lru_cache
def _key() -> str:
    """A digest of the packages and tools, which are pinned, and of the code that decides what is made of them."""
    digest = sha256(repr((PACKAGES, TOOLS)).encode())
    for module in ("table", "instancing", "spelling", "installing"):
        digest.update(Path(__file__).with_name(f"{module}.py").read_bytes())
    return digest.hexdigest()[:16]


def _check_versions() -> None:
    for package in PACKAGES:
        pinned = f"{package.distribution}=={package.version}"
        try:
            found = version(package.distribution)
        except PackageNotFoundError:
            raise BuildError(f"{package.distribution} is missing", remedy=f"install {pinned}") from None
        if found != package.version:
            raise BuildError(f"{package.distribution} is of version {found}", remedy=f"install {pinned}")


def _make(folder: Path) -> None:
    """Write everything beside the folder's place, then put it there in one step."""
    # A user who has all fonts made already need not wait for the tools that make them.
    from publish.fonts.instancing import instance

    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".fonts-", dir=folder.parent))
    try:
        (draft / "faces").mkdir()
        (draft / "spellings").mkdir()
        for face in FACES:
            data = instance(face)
            path = draft / "faces" / file_name(face)
            path.write_bytes(data)
            if face.script in SCRIPTS:
                (draft / "spellings" / path.with_suffix(".json").name).write_bytes(dump(spell(data)))
        (draft / _NAME).write_text(_configuration(folder), encoding="utf-8")
        _place(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _configuration(folder: Path) -> str:
    aliases = "".join(_ALIAS.format(generic=generic, family=family) for generic, family in GENERIC.items())
    # Unlike <dir>, <cachedir> takes a relative path from the working directory.
    return _CONFIGURATION.format(scanned=escape(str(folder / "scanned")), aliases=aliases, last=GENERIC["serif"])


def _place(draft: Path, folder: Path) -> None:
    try:
        draft.rename(folder)
    except OSError:
        if not (folder / _NAME).exists():  # Else another process was first, and what it made is the same.
            raise
