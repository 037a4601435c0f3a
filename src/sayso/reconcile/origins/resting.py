"""What rests on what: claims on claims of others, at last on somebody's word."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def find_ends(
    edges: Mapping[Node, Sequence[Node]],
) -> tuple[dict[Node, frozenset[Node]], list[frozenset[Node]]]:
    """Return where every node of a graph ends, and the loops that never end.

    An end is a node without edges. Nodes that lead to one another share their ends. The time
    it takes grows with the number of edges (Tarjan's strongly connected components).

    Args:
        edges: By node, where it leads.

    Returns:
        By node, its ends; and the loops that lead nowhere else, whose nodes have no end.
    """
    ends: dict[Node, frozenset[Node]] = {}
    loops: list[frozenset[Node]] = []
    for members in _list_components(edges):
        inside = frozenset(members)
        found: set[Node] = set()
        leads_on = False
        for node in members:
            targets = edges.get(node, ())
            if not targets:
                found.add(node)
            for target in targets:
                if target not in inside:
                    found |= ends[target]
                    leads_on = True
        shared = frozenset(found)
        for node in members:
            ends[node] = shared
        if not shared and not leads_on:
            loops.append(inside)
    return ends, loops


def _list_components(edges: Mapping[Node, Sequence[Node]]) -> list[list[Node]]:
    """Return the strongly connected components, those led to before those that lead."""
    number: dict[Node, int] = {}
    low: dict[Node, int] = {}
    open_nodes: list[Node] = []
    is_open: set[Node] = set()
    found: list[list[Node]] = []
    for start in edges:
        if start in number:
            continue
        work = [(start, iter(edges.get(start, ())))]
        number[start] = low[start] = len(number)
        open_nodes.append(start)
        is_open.add(start)
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in number:
                    number[target] = low[target] = len(number)
                    open_nodes.append(target)
                    is_open.add(target)
                    work.append((target, iter(edges.get(target, ()))))
                    break
                if target in is_open:
                    low[node] = min(low[node], number[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    at = open_nodes.index(node) if len(open_nodes) < 8 else _find(open_nodes, node)
                    found.append(open_nodes[at:])
                    is_open.difference_update(open_nodes[at:])
                    del open_nodes[at:]
    return found


def _find(nodes: Sequence[Node], node: Node) -> int:
    """Return where a node stands that is near the end."""
    return next(at for at in range(len(nodes) - 1, -1, -1) if nodes[at] == node)
