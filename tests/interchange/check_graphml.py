"""GraphML, read by NetworkX: python check_graphml.py GRAPH.graphml GRAPH.node-link.json"""

import json
import sys

import networkx as nx
from networks import compare, load


def main(path, reference):
    expected = load(reference)
    graph = nx.read_graphml(path, force_multigraph=True)
    assert type(graph) is nx.MultiDiGraph, type(graph)
    summary = compare("graphml", graph, expected)
    for _, _, said in graph.edges(data=True):
        sentences = json.loads(said.get("evidence_json", "[]"))
        assert len(sentences) == said["evidence_count"], said
    for _, said in graph.nodes(data=True):
        assert said["label"], said
    print(f"graphml: {graph.number_of_nodes()} nodes, {summary} ok")


if __name__ == "__main__":
    main(*sys.argv[1:])
