from __future__ import annotations

from importlib.metadata import version
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from publish.fonts.coverage import located
from publish.fonts.table import FACES, PACKAGES, TOOLS, Face, Package


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.distribution)
def test_package_is_installed_in_its_version(package: Package) -> None:
    assert version(package.distribution) == package.version


@pytest.mark.parametrize(("distribution", "pinned"), TOOLS)
def test_tool_is_installed_in_its_version(distribution: str, pinned: str) -> None:
    assert version(distribution) == pinned


def test_packages_are_those_of_the_faces() -> None:
    assert {face.package for face in FACES} == set(PACKAGES)


def test_each_face_is_there_once() -> None:
    assert len({(face.family, face.weight, face.italic) for face in FACES}) == len(FACES)


@pytest.mark.parametrize("face", FACES, ids=lambda face: f"{face.family} {face.style}")
def test_face_is_in_its_package_and_open(face: Face) -> None:
    font = TTFont(BytesIO(located(face).read_bytes()), lazy=True)
    assert face.licence == "OFL-1.1"
    assert "Open Font License" in font["name"].getDebugName(13)
    assert not font["OS/2"].fsType & 0x2, "embedding is forbidden"
    # A static font is what the table says; a variable one can be pinned on every axis it has.
    axes = [axis.axisTag for axis in font["fvar"].axes] if "fvar" in font else []
    assert sorted(axes) == sorted(axis for axis, _ in face.axes)
    assert axes or font["OS/2"].usWeightClass == face.weight
    assert bool(font["OS/2"].fsSelection & 1) is face.italic


def test_text_face_has_small_capitals_and_both_kinds_of_figures() -> None:
    for face in FACES:
        if face.family == "EB Garamond":
            font = TTFont(BytesIO(located(face).read_bytes()), lazy=True)
            records = font["GSUB"].table.FeatureList.FeatureRecord
            assert {"smcp", "c2sc", "onum", "lnum"} <= {record.FeatureTag for record in records}
