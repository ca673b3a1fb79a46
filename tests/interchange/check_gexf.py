"""GEXF, read by NetworkX: python check_gexf.py GRAPH.gexf GRAPH.node-link.json (of the same network)"""

import sys

import networkx as nx
from networks import compare, load


def main(path, reference):
    expected = load(reference)
    graph = nx.read_gexf(path, version="1.3")
    assert graph.is_directed() and graph.graph["mode"] == "dynamic", graph.graph
    summary = compare("gexf", graph, expected)
    spells = 0
    for a, b, said in graph.edges(data=True):
        days = said.get("spells", [])
        spells += len(days)
        assert all(start <= end for start, end in days), days
        assert all(first[1] < second[0] for first, second in zip(days, days[1:])), f"spells of {a} {b} overlap: {days}"
    assert all(said["viz"]["color"] and said["viz"]["size"] for _, said in graph.nodes(data=True))
    weights = {(a, b, said["label"]): said["weight"] for a, b, said in graph.edges(data=True)}
    for a, b, said in expected.edges(data=True):
        if "weight" in said and said["modality"] == "asserted":
            assert weights[a, b, said["label"]] == said["weight"] or len(weights) < graph.number_of_edges()
    print(f"gexf: {graph.number_of_nodes()} nodes, {summary}, {spells} spells ok")


if __name__ == "__main__":
    main(*sys.argv[1:])
