"""The house keeps its shape: what may import what, how large a room may be, and which findings there are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

from publish.checking.lint import CHECKS
from publish.checking.preflight import CHECKS as PREFLIGHT
from publish.checking.rules import OURS
from publish.cli.explain import all_codes
from publish.settings import MENDS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "publish"

TYPES = {"errors", "model", "values", "settings", "toml", "stores", "printers", "choices"}
SHARED = {"measure", "fonts", "fragments", "archives", "inking"}
STAGES = {"reading", "refining", "composing", "rendering", "writing", "checking"}

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "model": {"errors"},
    "values": {"errors"},
    "settings": {"errors", "values"},
    "toml": {"errors"},
    "stores": {"errors"},
    "printers": {"errors", "values", "settings", "toml", "stores"},
    "choices": {"errors", "values", "settings", "toml", "stores"},
    "archives": TYPES,
    "measure": TYPES,
    "inking": TYPES,
    "fragments": TYPES,
    "fonts": TYPES,
    "files": TYPES,
    "fetching": TYPES,
    "collecting": TYPES | {"archives", "files", "fetching"},
    "shelf": TYPES,
    **dict.fromkeys(STAGES, TYPES | SHARED),
    "ledger": TYPES,
    "build": TYPES | SHARED | (STAGES - {"checking"}),
    "exporting": TYPES | SHARED | STAGES | {"files", "fetching", "collecting", "shelf", "build"},
    "cli": TYPES | SHARED | STAGES | {"files", "ledger", "collecting", "shelf", "build", "exporting"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""The rooms, and what each may import besides itself: only what stands above it here, and no stage another stage."""

LONGEST_MODULE = 350
LONGEST_FUNCTION = 60

OUR_TABLES = {
    room: import_module(f"publish.{room}").CODES
    for room in ("reading", "refining", "composing", "rendering", "writing", "ledger")
}
OUR_TABLES["checking"] = OURS
"""The findings that are ours. What :mod:`publish.checking` explains besides are the referees' own."""

OUR_CODES = {code for table in OUR_TABLES.values() for code in table}


def name_of(path: Path) -> str:
    """``publish.reading.text``; a package goes by its folder's name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


MODULES = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}

each_module = pytest.mark.parametrize("name", MODULES)


def room_of(module: str) -> str:
    return module.split(".")[1]


def imports(name: str) -> Iterator[str]:
    """The modules of ours that a module imports, at its top or inside of a function."""
    for node in ast.walk(MODULES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "publish")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "publish":
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (module if module in MODULES else str(node.module) for module in inner)


def findings(tree: ast.Module) -> Iterator[ast.expr]:
    """The first argument of every ``Finding(…)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
            yield node.args[0]


def strings(tree: ast.Module) -> Iterator[str]:
    """Every string of a module but those in its table of codes."""
    for node in tree.body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
        if "CODES" not in [getattr(target, "id", "") for target in targets]:
            yield from (
                leaf.value for leaf in ast.walk(node) if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
            )


@each_module
def test_imports_go_downward_only_and_no_stage_imports_another(name: str) -> None:
    room = room_of(name)
    assert {room_of(module) for module in imports(name) if module != "publish"} - {room} <= MAY_IMPORT[room]


@each_module
def test_nothing_imports_the_package_root_or_relatively(name: str) -> None:
    froms = [node for node in ast.walk(MODULES[name]) if isinstance(node, ast.ImportFrom)]
    assert not [node.lineno for node in froms if node.level or node.module == "publish"]
    assert "publish" not in imports(name)


def test_every_room_has_its_place_in_the_table() -> None:
    assert {room_of(name) for name in MODULES} == set(MAY_IMPORT)


def test_imports_are_acyclic() -> None:
    order = TopologicalSorter({name: set(imports(name)) - {name} for name in MODULES})
    order.prepare()  # Raises CycleError, which names the modules of the cycle.


@each_module
def test_modules_and_functions_are_small(name: str) -> None:
    tree = MODULES[name]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    large = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]
    assert large == []
    assert tree.body[-1].end_lineno is not None
    assert tree.body[-1].end_lineno <= LONGEST_MODULE


def test_every_finding_written_in_the_code_is_in_a_table() -> None:
    written = {
        argument.value for tree in MODULES.values() for argument in findings(tree) if isinstance(argument, ast.Constant)
    }
    assert len(written) > 5
    assert written - OUR_CODES == set()


def test_no_code_is_in_two_tables_and_the_command_line_explains_them_all() -> None:
    assert len(OUR_CODES) == sum(len(table) for table in OUR_TABLES.values())
    assert all_codes().keys() >= OUR_CODES


def test_every_room_with_a_table_is_looked_at() -> None:
    rooms = [room for room in MAY_IMPORT if not room.startswith("__")]
    assert {room for room in rooms if hasattr(import_module(f"publish.{room}"), "CODES")} == set(OUR_TABLES)


@pytest.mark.parametrize("room", OUR_TABLES)
def test_every_code_of_a_table_is_used_in_its_room(room: str) -> None:
    rooms = [tree for name, tree in MODULES.items() if room_of(name) == room and name != "publish.checking.rules"]
    used = {text for tree in rooms for text in strings(tree)}
    used |= {f"mend-{mend}" for mend in MENDS if "mend-" in used}
    used |= {f"store-{check}" for check in CHECKS if "store-" in used}
    used |= {f"press-{check}" for check in PREFLIGHT if "press-" in used}
    assert set(OUR_TABLES[room]) - used == set()


@pytest.mark.parametrize("code", sorted(OUR_CODES))
def test_every_code_is_named_by_a_test(code: str) -> None:
    tests = (path for path in (ROOT / "tests").rglob("test_*.py") if path.name != Path(__file__).name)
    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in tests)
