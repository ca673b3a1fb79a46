// From rows to the nodes and edges of a picture; when there are too many, the most connected actors first.

import { actorById, actors, incidentById, incidents } from './data.js';
import { lines, look, weights } from './model.js';

/** More than this many nodes and edges are not drawn at once… */
const MANY = 1500;
/** … but those of the most connected actors, about so many. */
const READABLE = 350;

/** Nodes are "a" and the number of an actor, or "i" and the number of an incident. */
export function picture(rows, state) {
  const whole = state.draw === 'actors' ? ofActors(rows, state) : ofIncidents(rows, state);
  const weight = weights(rows, state);
  if (whole.nodes.length + whole.edges.length <= MANY) return { ...whole, weight, hidden: new Map(), folded: 0, left: 0 };
  return folded(whole, weight, state);
}

const node = (number) => ({ id: `a${number}`, actor: number, around: [number] });

const edgeOfLine = (line) => ({
  id: `l${line.id}`,
  from: `a${line.from}`,
  to: `a${line.to}`,
  around: [line.from, line.to],
  line,
  relation: line.relation,
  look: line.look,
  count: line.incidents.length || line.relations.length,
  contested: line.contested,
});

function ofActors(rows, state) {
  const found = lines(rows, state);
  const ends = new Set(found.flatMap((line) => [line.from, line.to]));
  return {
    nodes: [...ends].sort((a, b) => a - b).map(node),
    edges: found.map(edgeOfLine),
    bare: 0,
  };
}

function ofIncidents(rows, state) {
  const shown = new Set(rows.incidents.map((incident) => incident.number));
  const related = lines({ incidents: [], relations: rows.relations }, state);
  const ends = new Set(related.flatMap((line) => [line.from, line.to]));
  const edges = related.map(edgeOfLine);
  const nodes = [];
  let bare = 0;
  for (const incident of rows.incidents) {
    const { who, whom } = incident[state.roll];
    const answers = state.relations.has('retaliated') ? incident.answers.filter((number) => shown.has(number)) : [];
    const around = [...new Set([...who, ...whom])];
    const answered = state.relations.has('retaliated') && incident.answeredBy.some((number) => shown.has(number));
    if (around.length === 0 && answers.length === 0 && !answered) {
      bare += 1;
      continue;
    }
    around.forEach((number) => ends.add(number));
    const how = look(incident.status);
    const edge = (relation, from, to, extra = []) => ({
      id: `${relation}${from}>${to}`,
      from,
      to,
      around: [...around, ...extra],
      relation,
      look: how,
      count: 1,
      contested: 0,
      incident: incident.number,
    });
    nodes.push({ id: `i${incident.number}`, incident: incident.number, around });
    who.forEach((number) => edges.push(edge('did', `a${number}`, `i${incident.number}`)));
    whom.forEach((number) => edges.push(edge('aimed', `i${incident.number}`, `a${number}`)));
    for (const answer of answers) {
      const { who: provokers, whom: struck } = incidents[answer][state.roll];
      edges.push(edge('answers', `i${incident.number}`, `i${answer}`, [...provokers, ...struck]));
    }
  }
  return { nodes: [...[...ends].sort((a, b) => a - b).map(node), ...nodes], edges, bare };
}

/** The actors that a choice is about. */
function around(selected) {
  const [kind, ...rest] = (selected ?? '').split(':');
  const id = rest.join(':');
  if (kind === 'actor') return [actorById(id)].filter(Boolean).map(({ number }) => number);
  const incident = kind === 'incident' ? incidentById(id) : undefined;
  return incident ? [...incident.named.who, ...incident.named.whom, ...incident.principal.who, ...incident.principal.whom] : [];
}

function folded(whole, weight, state) {
  const order = [...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([number]) => number);
  const chosen = new Set();
  const waiting = new Map(order.map((number) => [number, []]));
  // An element is drawn once all actors around it are.
  const missing = new Map();
  for (const element of [...whole.nodes, ...whole.edges]) {
    missing.set(element.id, element.around.length);
    element.around.forEach((number) => waiting.get(number)?.push(element.id));
  }
  let drawn = 0;
  const choose = (number) => {
    if (chosen.has(number)) return;
    chosen.add(number);
    for (const id of waiting.get(number) ?? []) {
      missing.set(id, missing.get(id) - 1);
      if (missing.get(id) === 0) drawn += 1;
    }
  };
  for (const number of order) {
    if (drawn >= READABLE) break;
    choose(number);
  }
  const opened = new Set([...state.open].map((id) => actors.findIndex((actor) => actor.id === id)));
  for (const element of [...whole.nodes, ...whole.edges]) {
    if (element.around.some((number) => opened.has(number))) element.around.forEach(choose);
  }
  // What is chosen elsewhere is drawn, too.
  around(state.selected)
    .map((number) => (state.roll === 'principal' && !weight.has(number) ? actors[number].principal : number))
    .forEach(choose);
  const visible = (element) => element.around.every((number) => chosen.has(number));
  const near = new Map();
  for (const element of [...whole.nodes, ...whole.edges].filter((element) => !visible(element))) {
    for (const number of element.around.filter((number) => chosen.has(number))) {
      const known = near.get(number) ?? new Set();
      element.around.filter((other) => !chosen.has(other)).forEach((other) => known.add(other));
      near.set(number, known);
    }
  }
  const nodes = whole.nodes.filter(visible);
  const ids = new Set(nodes.map(({ id }) => id));
  return {
    nodes,
    edges: whole.edges.filter((edge) => visible(edge) && ids.has(edge.from) && ids.has(edge.to)),
    bare: whole.bare,
    weight,
    hidden: new Map([...near].map(([number, others]) => [number, others.size])),
    folded: whole.nodes.filter((element) => element.actor !== undefined && !visible(element)).length,
    left: whole.nodes.filter((element) => element.incident !== undefined && !visible(element)).length,
  };
}
