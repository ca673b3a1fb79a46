"""Turtle and N-Quads in pyoxigraph and rdflib: python check_rdf.py FILE.ttl FILE.nq RETALIATIONS.json NODE-LINK.json

RETALIATIONS.json is what the program itself says, of the same graph:
    reprisal find '?x retaliated-against ?y' GRAPH --roll-up named --format json
NODE-LINK.json: reprisal export GRAPH --to node-link
"""

import json
import sys

import pyoxigraph
import rdflib

PREFIXES = """
PREFIX v: <urn:reprisal:v:> PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX schema: <https://schema.org/> PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""
RETALIATIONS = PREFIXES + """SELECT DISTINCT ?who ?whom {
    ?deed v:retaliatedFor ?answered ; v:modality "asserted" ; v:perpetrator ?who ; v:target ?whom }"""
VIEW = PREFIXES + "SELECT ?who ?whom { ?who v:retaliatedAgainst ?whom }"
UNNAMED = PREFIXES + """SELECT ?thing { { ?thing a sem:Event } UNION { ?thing a sem:Actor } UNION { ?thing a sem:Place }
    UNION { ?thing a schema:NewsArticle } FILTER NOT EXISTS { ?thing rdfs:label ?name } }"""
UNEXPLAINED = PREFIXES + """SELECT DISTINCT ?word { ?thing ?word ?value FILTER(STRSTARTS(STR(?word), "urn:reprisal:v:"))
    FILTER NOT EXISTS { ?word rdfs:comment ?meaning } }"""
UNQUOTED = PREFIXES + """SELECT ?deed { ?deed v:evidence ?sentence
    FILTER NOT EXISTS { ?sentence prov:value ?quote ; prov:wasQuotedFrom ?document . ?document a schema:NewsArticle } }"""


def asked(store, question):
    """The rows of a question as texts."""
    return {tuple(str(getattr(cell, "value", cell)) for cell in row) for row in store.query(question)}


def main(turtle, nquads, retaliations, node_link):
    triples = list(pyoxigraph.parse(path=turtle, format=pyoxigraph.RdfFormat.TURTLE))
    graph = rdflib.Graph().parse(turtle, format="turtle")
    assert len(triples) == len(set(triples)) == len(graph), (len(triples), len(set(triples)), len(graph))
    quads = list(pyoxigraph.parse(path=nquads, format=pyoxigraph.RdfFormat.N_QUADS))
    dataset = rdflib.Dataset()
    dataset.parse(nquads, format="nquads")
    assert len(quads) == len(set(quads)) == len(list(dataset.quads())), "each reader counts the same"
    together = {quad.triple for quad in quads if isinstance(quad.graph_name, pyoxigraph.DefaultGraph)}
    assert together == {quad.triple for quad in triples}, "Turtle is the default graph"

    store = pyoxigraph.Store()
    store.bulk_load(path=nquads, format=pyoxigraph.RdfFormat.N_QUADS)
    rows = json.load(open(retaliations, encoding="utf-8"))["rows"]
    name = "urn:reprisal:actor:{}".format
    expected = {(name(row["who"][0]["id"]), name(row["whom"][0]["id"])) for row in rows}
    for question in RETALIATIONS, VIEW:
        for reader in store, graph:
            found = asked(reader, question)
            assert {tuple(map(decoded, row)) for row in found} == expected, found ^ expected
    for question in UNNAMED, UNEXPLAINED:
        assert asked(store, question) == set(), asked(store, question)
    bare = asked(store, UNQUOTED)

    nodes = json.load(open(node_link, encoding="utf-8"))["nodes"]
    counted = lambda kind: len(asked(store, PREFIXES + f"SELECT ?x {{ ?x a {kind} }}"))
    counts = [counted(kind) for kind in ("sem:Actor", "sem:Place", "sem:Event")]
    assert sum(counts) == len(nodes), (counts, len(nodes))
    accounts = {quad.graph_name for quad in quads if str(quad.graph_name).startswith("<urn:reprisal:document:")}
    documents = asked(store, PREFIXES + "SELECT ?x { ?x a schema:NewsArticle }")
    assert {graph.value for graph in accounts} <= {row[0] for row in documents}
    print(f"rdf: {counts[0]} actors, {counts[1]} places, {counts[2]} incidents, {len(triples)} triples, {len(quads)} quads, "
          f"{len(accounts)} accounts, {len(expected)} who retaliated against whom, {len(bare)} without a sentence: ok")


def decoded(iri):
    from urllib.parse import unquote
    return unquote(iri)


main(*sys.argv[1:])
