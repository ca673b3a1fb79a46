// What the page holds, with what follows from it.

import { days } from './time.js';
import { list, plain, spell } from './text.js';

const held = JSON.parse(document.getElementById('data').textContent);

export const { title, built, documents, sentences, actors, incidents, relations, positions, roll_up: rollUp, modalities } = held;

const when = ({ date, until }) => {
  if (date && until && date !== until) return `${date} … ${until}`;
  return date ?? (until ? `… ${until}` : '');
};

positions.count = actors.length;

actors.forEach((actor, number) => {
  actor.number = number;
  actor.label = plain(actor.name) || plain(actor.id) || '(no name)';
});

incidents.forEach((incident, number) => {
  incident.number = number;
  incident.principal ??= incident.named;
  incident.answers ??= [];
  incident.answeredBy = [];
  incident.when = when(incident);
  incident.place = plain(incident.place ?? '');
  if (incident.date ?? incident.until) {
    const [first, end] = days(incident.date ?? incident.until);
    incident.first = first;
    incident.last = Math.max(end, incident.until ? days(incident.until)[1] : end);
    incident.exact = end - first + 1;
  }
});
for (const incident of incidents) {
  for (const answered of incident.answers) incidents[answered].answeredBy.push(incident.number);
}

const byId = new Map(actors.map((actor) => [actor.id, actor]));
const incidentsById = new Map(incidents.map((incident) => [incident.id, incident]));

export const actorById = (id) => byId.get(id);
export const incidentById = (id) => incidentsById.get(id);
export const names = (numbers) => list(numbers.map((number) => actors[number].label));

/** The incident in words: "drone attack by Red Brigade on Blue Army". */
export function describe(incident, roll) {
  const { who, whom } = incident[roll];
  const by = who.length > 0 ? ` by ${names(who)}` : '';
  const on = whom.length > 0 ? ` on ${names(whom)}` : '';
  return `${spell(incident.kind)}${by}${on}`;
}

/** The account of an actor for what has no date. */
export const account = (number, roll) => (roll === 'principal' ? actors[number].principal : number);

/** An address that can be opened, if a document has one. */
export function address(document) {
  for (const text of [document.source, document.id]) {
    if (!text || !/^https?:\/\//i.test(text)) continue;
    try {
      const { protocol, href } = new URL(text);
      if (protocol === 'http:' || protocol === 'https:') return href;
    } catch {
      /* no address after all */
    }
  }
  return undefined;
}
