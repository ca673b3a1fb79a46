"""Node-link JSON, read by NetworkX: python check_node_link.py GRAPH.json [FIND.json]

GRAPH.json: reprisal export … --to node-link
FIND.json:  reprisal find '?x retaliated-against ?y' … --format json --roll-up named, of the same graph: NetworkX has to find the
            same pairs by walking the edges.
"""

import json
import sys
from collections import Counter

import networkx as nx


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def load(path):
    data = read(path)
    key = "edges" if "edges" in data else "links"
    graph = nx.node_link_graph(data, edges=key)
    assert type(graph) is nx.MultiDiGraph, type(graph)
    assert graph.number_of_nodes() == len(data["nodes"]), "nodes are lost"
    assert graph.number_of_edges() == len(data[key]), "edges are lost"
    return graph


def answers(graph):
    """Edges from an incident to one that it answers."""
    return [(a, b, said) for a, b, said in graph.edges(data=True) if said["relation"] == "retaliated_for"]


def retaliated(graph):
    """Who retaliated against whom, as `find` has it: asserted answers, who did them and who was hit."""
    def ends(node, relation, way):
        edges = graph.in_edges(node, data=True) if way == "in" else graph.out_edges(node, data=True)
        return {edge[0] if way == "in" else edge[1] for edge in edges if edge[2]["relation"] == relation}

    pairs = set()
    for answer in {a for a, _, _ in answers(graph)}:
        if graph.nodes[answer]["modality"] != "asserted":
            continue
        whom = ends(answer, "targeted", "out")
        pairs |= {(who, other) for who in ends(answer, "perpetrated", "in") for other in whom}
    return {(graph.nodes[who]["slug"], graph.nodes[whom]["slug"]) for who, whom in pairs}


def main(path, found=None):
    graph = load(path)
    kinds = Counter(said["type"] for _, said in graph.nodes(data=True))
    documents = {info["id"] for info in graph.graph["documents"]}
    for a, b, key, said in graph.edges(keys=True, data=True):
        assert key == said.get("relation") or said["relation"] in key, (a, b, key)
        for sentence in said.get("evidence", []):
            assert sentence["document"] in documents, sentence
        assert said.get("evidence") or said.get("standing"), f"nothing stands behind {a} {key} {b}"
        if said.get("evidence"):
            assert said["evidence_count"] == len(said["evidence"])
            assert said.get("quote", "") in [sentence["text"] for sentence in said["evidence"]], said
    again = nx.node_link_data(graph, edges="edges")
    assert nx.utils.graphs_equal(nx.node_link_graph(again, edges="edges"), graph), "it does not come back"
    quote = ""
    if graph.graph["network"] == "incidents":
        if found:
            rows = read(found)["rows"]
            expected = {tuple(binding["actor"]["id"] for binding in row["bindings"]) for row in rows}
            assert retaliated(graph) == expected, (retaliated(graph) - expected, expected - retaliated(graph))
            quote = f", {len(expected)} pairs of retaliation as `find` has them"
        answer = next(iter(answers(graph)), None)
        if answer:
            quote += f"; {answer[0]} answers {answer[1]}: “{answer[2]['quote'][:60]}…”"
    print(f"node-link: {', '.join(f'{count} {kind}s' for kind, count in sorted(kinds.items()))}, {graph.number_of_edges()} edges{quote} ok")


if __name__ == "__main__":
    main(*sys.argv[1:])
