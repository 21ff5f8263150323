"""Trees, drawn as text."""

from __future__ import annotations

from publish.cli.tree import ASCII, BOXES, Branch, drawn

TREE = Branch("root", (Branch("a", (Branch("a1", (Branch("deep"),)), Branch("a2"))), Branch("b", (Branch("b1"),))))


def test_a_tree_of_boxes() -> None:
    assert list(drawn(TREE, BOXES)) == [
        "root",
        "├─ a",
        "│  ├─ a1",
        "│  │  └─ deep",
        "│  └─ a2",
        "└─ b",
        "   └─ b1",
    ]


def test_a_tree_for_plain_terminals() -> None:
    assert list(drawn(Branch("root", (Branch("a"), Branch("b"))), ASCII)) == ["root", "|- a", "`- b"]
    assert ASCII.characters.isascii()
