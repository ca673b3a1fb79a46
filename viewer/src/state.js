// How the reader looks at the page: what the fragment of its address holds, so that a link shows the same.

import { modalities, rollUp } from './data.js';
import { days, iso } from './time.js';

export const RELATIONS = ['attacked', 'retaliated', 'backs', 'part_of', 'leads'];
export const STATUSES = ['asserted', 'claimed', 'attributed', 'contested', 'retracted', 'denied', 'threatened'];
/** What counts as having happened, as denied, as threatened. */
const OF = {
  asserted: ['asserted', 'claimed', 'attributed', 'contested'],
  denied: ['retracted', 'denied'],
  threatened: ['threatened'],
};
/** What is shown unless the reader wants more. */
const SHOWN = modalities.flatMap((modality) => OF[modality]);

export const fresh = () => ({
  view: 'graph', // or chains, table
  draw: 'actors', // or incidents
  roll: rollUp,
  from: undefined, // a day
  to: undefined,
  relations: new Set(RELATIONS),
  statuses: new Set(STATUSES.filter((status) => SHOWN.includes(status))),
  without: new Set(), // kinds of incident
  sources: 1,
  only: undefined, // id of an actor
  selected: undefined, // "actor:…", "incident:…", "line:…"
  open: new Set(), // ids of actors whose neighbours are shown
  sort: undefined, // "column" or "-column"
});

const CHOICES = { view: ['graph', 'chains', 'table'], draw: ['actors', 'incidents'], roll: ['principal', 'named'] };
const SETS = { relations: RELATIONS, statuses: STATUSES, without: undefined, open: undefined };
const join = (set) => [...set].map(encodeURIComponent).join(',');

/** Only what is not as it was in the beginning. */
export function toFragment(state) {
  const start = fresh();
  const out = new URLSearchParams();
  for (const name of Object.keys(CHOICES)) if (state[name] !== start[name]) out.set(name, state[name]);
  for (const name of Object.keys(SETS)) if (join(state[name]) !== join(start[name])) out.set(name, join(state[name]));
  for (const name of ['from', 'to']) if (state[name] !== undefined) out.set(name, iso(state[name]));
  for (const name of ['only', 'selected', 'sort']) if (state[name] !== undefined) out.set(name, state[name]);
  if (state.sources !== start.sources) out.set('sources', String(state.sources));
  return out.toString();
}

/** What a fragment asks for; what it does not say, or says wrongly, is as in the beginning. */
export function fromFragment(fragment) {
  const state = fresh();
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  for (const [name, words] of Object.entries(CHOICES)) if (words.includes(given.get(name))) state[name] = given.get(name);
  for (const [name, words] of Object.entries(SETS)) {
    if (!given.has(name)) continue;
    const chosen = given
      .get(name)
      .split(',')
      .filter(Boolean)
      .map((word) => {
        try {
          return decodeURIComponent(word);
        } catch {
          return word;
        }
      });
    // In one order, whatever the order of clicks.
    state[name] = new Set(words ? words.filter((word) => chosen.includes(word)) : chosen);
  }
  for (const name of ['from', 'to']) {
    if (/^\d{4}-\d\d-\d\d$/.test(given.get(name) ?? '')) state[name] = days(given.get(name))[0];
  }
  for (const name of ['only', 'selected', 'sort']) if (given.get(name)) state[name] = given.get(name);
  const sources = Number(given.get('sources'));
  if (Number.isInteger(sources) && sources > 1) state.sources = sources;
  return state;
}
