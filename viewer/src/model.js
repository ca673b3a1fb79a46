// What is to be seen in a state: incidents and relations that pass the filters, and the lines between actors.

import { account, actorById, actors, incidents, relations } from './data.js';

/** How a status is drawn: as told, dashed or dotted. */
export function look(status) {
  if (status === 'threatened') return 'threatened';
  return status === 'denied' || status === 'retracted' ? 'denied' : 'told';
}

const concerns = (number, only, roll) => number === only || account(number, roll) === only;

function passes(state, only) {
  const { roll } = state;
  const narrowed = state.from !== undefined || state.to !== undefined;
  return {
    incident: (incident) =>
      state.statuses.has(incident.status) &&
      !state.without.has(incident.kind) &&
      incident.sources >= state.sources &&
      (state.relations.has('attacked') || (state.relations.has('retaliated') && incident.answers.length > 0)) &&
      (!narrowed ||
        (incident.first !== undefined &&
          incident.last >= (state.from ?? -Infinity) &&
          incident.first <= (state.to ?? Infinity))) &&
      (only === undefined || [incident.named, incident[roll]].some(({ who, whom }) => who.includes(only) || whom.includes(only))),
    // What only the ontology says has no source to count.
    relation: (relation) =>
      state.statuses.has(relation.status) &&
      state.relations.has(relation.relation) &&
      (relation.sources >= state.sources || (state.sources === 1 && relation.sources === 0)) &&
      (only === undefined || concerns(relation.subject, only, roll) || concerns(relation.object, only, roll)),
  };
}

/** The rows that pass, and how many incidents a narrower time leaves out for want of a date. */
export function model(state) {
  const only = state.only === undefined ? undefined : actorById(state.only)?.number;
  const pass = passes(state, only);
  const shown = incidents.filter(pass.incident);
  const narrowed = state.from !== undefined || state.to !== undefined;
  const always = passes({ ...state, from: undefined, to: undefined }, only);
  return {
    roll: state.roll,
    incidents: shown,
    relations: relations.filter(pass.relation),
    anytime: incidents.filter(always.incident),
    undated: narrowed ? incidents.filter((incident) => incident.first === undefined && always.incident(incident)).length : 0,
  };
}

/** Lines between actors: one for each relation and pair, apart for what is told, denied and threatened. */
export function lines(rows, state) {
  const all = new Map();
  const line = (relation, from, to, row) => {
    // Within one account a deed does not count.
    if (from === to && state.roll === 'principal') return;
    const how = look(row.status);
    const id = `${relation}~${actors[from].id}~${actors[to].id}~${how}`;
    const known = all.get(id) ?? { id, relation, from, to, look: how, incidents: [], relations: [], contested: 0 };
    all.set(id, known);
    (relation === 'attacked' || relation === 'retaliated' ? known.incidents : known.relations).push(row);
    if (row.status === 'contested') known.contested += 1;
  };
  for (const incident of rows.incidents) {
    const { who, whom } = incident[state.roll];
    if (state.relations.has('attacked')) for (const from of who) for (const to of whom) line('attacked', from, to, incident);
    if (state.relations.has('retaliated') && incident.answers.length > 0) {
      // Where nobody is known to have been hit, those who did what is answered.
      const hit = whom.length > 0 ? whom : [...new Set(incident.answers.flatMap((number) => incidents[number][state.roll].who))];
      for (const from of who) for (const to of hit) line('retaliated', from, to, incident);
    }
  }
  for (const relation of rows.relations) {
    const roll = relation.relation === 'backs' ? state.roll : 'named';
    line(relation.relation, account(relation.subject, roll), account(relation.object, roll), relation);
  }
  return [...all.values()];
}

/** How many lines of each actor there would be; the weight of an actor. */
export function weights(rows, state) {
  const sums = new Map();
  const add = (number) => sums.set(number, (sums.get(number) ?? 0) + 1);
  for (const incident of rows.incidents) {
    const { who, whom } = incident[state.roll];
    for (const number of new Set([...who, ...whom])) add(number);
  }
  for (const relation of rows.relations) {
    const roll = relation.relation === 'backs' ? state.roll : 'named';
    add(account(relation.subject, roll));
    add(account(relation.object, roll));
  }
  return sums;
}
