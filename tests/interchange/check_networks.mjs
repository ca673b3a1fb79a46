// Networks, read by graphology and Cytoscape.js: node check_networks.mjs GRAPH.graphml GRAPH.gexf GRAPH.cyjs GRAPH.node-link.json
// All four of the same network; what the readers hold is compared with the node-link JSON.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import cytoscape from "cytoscape";
import { MultiDirectedGraph } from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const [, , graphmlPath, gexfPath, cytoscapePath, nodeLinkPath] = process.argv;
const text = (path) => readFileSync(path, "utf8");
const reference = JSON.parse(text(nodeLinkPath));
const edges = reference.edges ?? reference.links;

const legal = (value) => value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
const quotes = (list) => list.map((quote) => legal(quote ?? "")).sort();
const expected = quotes(edges.map((edge) => edge.quote));

function check(name, graph) {
  assert.equal(graph.order, reference.nodes.length, `${name}: nodes`);
  assert.equal(graph.size, edges.length, `${name}: edges`);
  for (const node of reference.nodes) {
    assert.equal(graph.getNodeAttribute(node.id, "label"), legal(node.label), `${name}: label of ${node.id}`);
  }
  const found = graph.mapEdges((edge, said) => said.quote);
  assert.deepEqual(quotes(found), expected, `${name}: quotes`);
  const answer = edges.find((edge) => edge.relation.startsWith("retaliated"));
  if (answer) {
    const said = graph.mapEdges(answer.source, answer.target, (edge, said) => [said.relation, said.quote]);
    assert.ok(said.some(([relation, quote]) => relation === answer.relation && quote === legal(answer.quote)), `${name}: ${said}`);
  }
  console.log(`graphology, ${name} (${basename(name === "graphml" ? graphmlPath : gexfPath)}): ${graph.order} nodes, ${graph.size} edges ok`);
}

check("graphml", graphml.parse(MultiDirectedGraph, text(graphmlPath)));
check("gexf", gexf.parse(MultiDirectedGraph, text(gexfPath)));

const { elements } = JSON.parse(text(cytoscapePath));
const core = cytoscape({ headless: true, elements });
assert.equal(core.nodes().length, reference.nodes.length, "cytoscape: nodes");
assert.equal(core.edges().length, edges.length, "cytoscape: edges");
assert.deepEqual(core.edges().map((edge) => edge.data("quote") ?? "").sort(), edges.map((edge) => edge.quote ?? "").sort());
for (const edge of core.edges()) {
  assert.equal(JSON.parse(edge.data("evidence_json") ?? "[]").length, edge.data("evidence_count"));
}
console.log(`cytoscape.js, headless (${basename(cytoscapePath)}): ${core.nodes().length} nodes, ${core.edges().length} edges ok`);
