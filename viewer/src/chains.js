// Tit for tat: incidents that are linked by answers, one group after the other, each from left to right in time.

import { actors, incidents } from './data.js';

/** Whether an answer is dated before what it answers: then the one or the other was misread. */
const early = (answer, answered) => answer.last !== undefined && answered.first !== undefined && answer.last < answered.first;

/** How many answers no chain follows, because they are dated before what they answer. */
export function setAside(rows) {
  const shown = new Set(rows.incidents.map(({ number }) => number));
  return rows.incidents.reduce(
    (sum, incident) => sum + incident.answers.filter((number) => shown.has(number) && early(incident, incidents[number])).length,
    0,
  );
}

/** Groups of incidents that answer each other, largest first: each with its lanes and columns. */
export function chains(rows, roll) {
  const shown = new Set(rows.incidents.map(({ number }) => number));
  const answers = (incident) =>
    incident.answers.filter((number) => shown.has(number) && number !== incident.number && !early(incident, incidents[number]));
  const linked = [
    ...new Set(
      rows.incidents.flatMap((incident) => (answers(incident).length > 0 ? [incident.number, ...answers(incident)] : [])),
    ),
  ].map((number) => incidents[number]);
  const group = new Map(linked.map(({ number }) => [number, number]));
  const root = (number) => {
    let at = number;
    while (group.get(at) !== at) {
      group.set(at, group.get(group.get(at)));
      at = group.get(at);
    }
    return at;
  };
  for (const incident of linked) for (const answered of answers(incident)) group.set(root(incident.number), root(answered));
  const groups = new Map();
  for (const incident of linked) {
    const key = root(incident.number);
    groups.set(key, [...(groups.get(key) ?? []), incident]);
  }
  return [...groups.values()]
    .map((members) => arranged(members, answers, roll))
    .sort((a, b) => b.steps.length - a.steps.length || a.steps[0].incident.number - b.steps[0].incident.number);
}

const lane = (incident, roll) =>
  incident[roll].who.length > 0 ? incident[roll].who.map((number) => actors[number].label).join(' and ') : 'Nobody named';

/** In time; what is answered before what answers it, where no date tells. */
function inTime(members, answers) {
  const open = new Set(members.map(({ number }) => number));
  const byDay = [...members].sort((a, b) => (a.first ?? Infinity) - (b.first ?? Infinity) || a.number - b.number);
  const ordered = [];
  while (open.size > 0) {
    const free = byDay.find((incident) => open.has(incident.number) && !answers(incident).some((number) => open.has(number)));
    // A circle is opened where time opens it.
    const next = free ?? byDay.find(({ number }) => open.has(number));
    open.delete(next.number);
    ordered.push(next);
  }
  return ordered;
}

function arranged(members, answers, roll) {
  const ordered = inTime(members, answers);
  const lanes = [...new Set(ordered.map((incident) => lane(incident, roll)))];
  let column = -1;
  let day;
  let taken = new Set();
  const columnOf = new Map();
  const steps = ordered.map((incident) => {
    const row = lanes.indexOf(lane(incident, roll));
    const same =
      column >= 0 &&
      incident.when !== '' &&
      incident.when === day &&
      !taken.has(row) &&
      answers(incident).every((number) => columnOf.get(number) !== column);
    if (!same) {
      column += 1;
      taken = new Set();
    }
    day = incident.when;
    taken.add(row);
    columnOf.set(incident.number, column);
    return { incident, column, row, answers: answers(incident) };
  });
  return { lanes, steps, columns: column + 1 };
}

/** "Red Brigade and Blue Army", and from when to when. */
export function heading({ lanes, steps }) {
  const named = lanes.filter((lane) => lane !== 'Nobody named');
  const sides = named.length > 3 ? `${named.slice(0, 3).join(', ')} and ${named.length - 3} more` : named.join(' and ');
  const dated = steps
    .map(({ incident }) => incident)
    .filter(({ first }) => first !== undefined)
    .sort((a, b) => a.first - b.first);
  const [first, last] = [dated[0], dated.at(-1)].map((incident) => incident?.date ?? incident?.until);
  const span = first === undefined ? '' : first === last ? first : `${first} to ${last}`;
  return { sides: sides || 'Nobody named', span };
}
