// Nodes and edges of a picture as Cytoscape takes them: with their labels, sizes and colours.

import { actors, incidents } from './data.js';
import { LINES, SANS, incidentLook, nodeLook } from './palette.js';
import { count, spell, wrap } from './text.js';

const measure = document.createElement('canvas').getContext('2d');

function size(lines, font, weight) {
  measure.font = `${weight} ${font}px ${SANS}`;
  const width = lines.reduce((most, line) => Math.max(most, measure.measureText(line).width), 0);
  return { width: Math.ceil(width), height: Math.ceil(lines.length * font * 1.25) };
}

// Corners of a shape leave less room for words.
const SLACK = { ellipse: [1.25, 1.5], octagon: [1.15, 1.25], hexagon: [1.4, 1.2] };

function box(lines, font, weight, shape) {
  const { width, height } = size(lines, font, weight);
  const [wider, higher] = SLACK[shape] ?? [1, 1];
  return { width: Math.round(width * wider + 16), height: Math.round(height * higher + 10) };
}

function ofActor({ id, actor: number }, weight, hidden, theme) {
  const actor = actors[number];
  const looks = nodeLook(actor.kind, theme);
  const font = Math.min(20, Math.round(12 + 1.5 * Math.log2(1 + (weight.get(number) ?? 0) / 2)));
  const more = hidden.get(number);
  const lines = [...wrap(actor.label, 18), ...(more ? [`+ ${more}`] : [])];
  return { id, actor: number, label: lines.join('\n'), font, bold: 600, ...looks, ...box(lines, font, 600, looks.shape) };
}

function ofIncident({ id, incident: number }, theme) {
  const incident = incidents[number];
  const looks = incidentLook(theme);
  const lines = [...wrap(spell(incident.kind), 22)];
  if (incident.when) lines.push(...wrap(incident.when, 24));
  if (incident.place) lines.push(...wrap(incident.place, 22).slice(0, 2));
  if (incident.killed) lines.push(`${incident.killed} killed`);
  if (incident.status !== 'asserted' && incident.status !== 'attributed') lines.push(`(${incident.status})`);
  return { id, incident: number, label: lines.join('\n'), font: 11, bold: 400, ...looks, ...box(lines, 11, 400, looks.shape) };
}

function ofEdge(edge, theme) {
  const contested = edge.contested > 0;
  const many = edge.count > 1 ? String(edge.count) : '';
  const doubt = contested ? (edge.contested === edge.count ? 'contested' : `${edge.contested} contested`) : '';
  return {
    id: edge.id,
    source: edge.from,
    target: edge.to,
    relation: edge.relation,
    look: edge.look,
    line: edge.line?.id,
    incident: edge.incident,
    label: [many, doubt].filter(Boolean).join(', '),
    colour: LINES[edge.relation][theme],
    arrow: LINES[edge.relation].arrow,
    width: Math.min(9, 1.6 + 1.1 * Math.log2(edge.count)),
  };
}

export function elements({ nodes, edges, weight, hidden }, theme) {
  return [
    ...nodes.map((node) => ({
      group: 'nodes',
      data: node.actor === undefined ? ofIncident(node, theme) : ofActor(node, weight, hidden, theme),
    })),
    ...edges.map((edge) => ({ group: 'edges', data: ofEdge(edge, theme) })),
  ];
}

/** What a selected line is called: "Red Brigade attacked Blue Army". */
export const lineName = (line) => `${actors[line.from].label} ${LINES[line.relation].name} ${actors[line.to].label}`;

export const lineCount = (line) =>
  line.incidents.length > 0
    ? count(line.incidents.length, 'incident')
    : count(
        line.relations.reduce((sum, { sources }) => sum + sources, 0),
        'source',
      );
