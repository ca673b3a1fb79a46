"""Cytoscape JSON, read by NetworkX: python check_cytoscape.py GRAPH.cyjs GRAPH.node-link.json"""

import json
import sys

import networkx as nx
from networks import compare, load, read


def main(path, reference):
    expected = load(reference)
    graph = nx.cytoscape_graph(read(path))
    assert type(graph) is nx.MultiDiGraph, type(graph)
    for _, said in graph.nodes(data=True):
        said["label"] = said["name"]
    for _, _, said in graph.edges(data=True):
        said["label"] = said["name"]
        assert len(json.loads(said.get("evidence_json", "[]"))) == said["evidence_count"], said
    summary = compare("cytoscape", graph, expected, legal=lambda value: value)
    print(f"cytoscape: {graph.number_of_nodes()} nodes, {summary} ok")


if __name__ == "__main__":
    main(*sys.argv[1:])
