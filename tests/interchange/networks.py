"""What the readers of networks have in common: a file is compared with the node-link JSON of the same network."""

from collections import Counter

from check_node_link import load, read  # noqa: F401


def legal(value):
    """A text without what XML cannot write."""
    if not isinstance(value, str):
        return value
    return "".join("\ufffd" if (c < " " and c not in "\t\n\r") or c in "\ufffe\uffff" else c for c in value)


def compare(name, graph, reference, legal=legal):
    """Whether two readings have the same nodes and edges with the same values, as far as a format holds them."""
    assert graph.number_of_nodes() == reference.number_of_nodes(), (graph.number_of_nodes(), reference.number_of_nodes())
    assert graph.number_of_edges() == reference.number_of_edges(), (graph.number_of_edges(), reference.number_of_edges())
    for node, expected in reference.nodes(data=True):
        same(name, node, graph.nodes[node], expected, legal)
    edges = {}
    for a, b, said in graph.edges(data=True):
        edges[key(a, b, said, legal)] = said
    assert len(edges) == graph.number_of_edges(), "two edges are alike"
    for a, b, expected in reference.edges(data=True):
        same(name, f"{a} {b}", edges[key(a, b, expected, legal)], expected, legal)
    relations = Counter(said["relation"] for _, _, said in graph.edges(data=True))
    assert relations == Counter(said["relation"] for _, _, said in reference.edges(data=True))
    return ", ".join(f"{count} {relation}" for relation, count in sorted(relations.items()))


def key(a, b, said, legal):
    """What tells an edge from all others."""
    incidents = said.get("incidents", "")
    incidents = "; ".join(incidents) if isinstance(incidents, list) else incidents
    document = legal(said.get("document")) if said["relation"] in ("backs", "part_of", "leads") else None
    return a, b, said["relation"], said.get("modality"), legal(incidents), document


def same(name, where, found, expected, legal):
    """Compares the values of one node or edge; nested ones are compared by who holds them."""
    for key, value in expected.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            continue
        if key in ("name", "weight") or (key == "kind" and key not in found):
            continue
        got = found.get(key)
        if isinstance(value, list) and not isinstance(got, list):
            value = "; ".join(value)
        value = legal(value)
        # Empty texts read as nothing.
        got = "" if got is None and value == "" else got
        assert got == value or (isinstance(value, float) and abs(got - value) < 1e-6), f"{name}: {where} {key}: {got!r}, not {value!r}"
