// Search by any name that an actor bears, or by a place.

import { actors, incidents } from './data.js';
import { byId, el } from './dom.js';
import { count, fold, plain, spell } from './text.js';

const SHOWN = 12;

const book = actors.map((actor) => ({
  actor,
  names: [actor.name, ...(actor.aliases ?? [])].map((name) => ({ name: plain(name), folded: fold(plain(name, 400)) })),
}));
const places = [
  ...incidents.reduce((sums, { place }) => (place ? sums.set(place, (sums.get(place) ?? 0) + 1) : sums), new Map()),
].map(([name, number]) => ({ name, number, folded: fold(name) }));

/** A name that begins so before one with a word that does, before one that holds it. */
function rank(folded, typed) {
  if (folded === typed) return 0;
  if (folded.startsWith(typed)) return 1;
  if (` ${folded}`.includes(` ${typed}`)) return 2;
  return folded.includes(typed) ? 3 : undefined;
}

export function find(words) {
  const typed = fold(words);
  if (typed === '') return [];
  const found = [];
  for (const { actor, names } of book) {
    const hits = names
      .map(({ name, folded }, at) => ({ name, at, rank: rank(folded, typed) }))
      .filter(({ rank }) => rank !== undefined);
    const best = hits.sort((a, b) => a.rank - b.rank || a.at - b.at)[0];
    if (best) found.push({ actor, rank: best.rank, also: best.at > 0 ? best.name : '' });
  }
  for (const { name, number, folded } of places) {
    const at = rank(folded, typed);
    if (at !== undefined) found.push({ place: name, number, rank: at + 0.5 });
  }
  return found.sort((a, b) => a.rank - b.rank || (b.actor?.documents ?? 0) - (a.actor?.documents ?? 0)).slice(0, SHOWN);
}

export function makeSearch({ choose, choosePlace }) {
  const [input, box] = [byId('search'), byId('found')];
  let rows = [];
  let at = -1;

  const close = () => {
    box.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const take = (row) => {
    close();
    input.value = '';
    if (row.actor) choose(row.actor);
    else choosePlace(row.place);
  };
  const point = (next) => {
    at = (next + rows.length) % rows.length;
    [...box.children].forEach((option, number) => option.setAttribute('aria-selected', String(number === at)));
    box.children[at]?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', `found-${at}`);
  };
  input.addEventListener('input', () => {
    rows = find(input.value);
    at = -1;
    input.removeAttribute('aria-activedescendant');
    const none = rows.length === 0 && input.value.trim() !== '';
    box.replaceChildren(
      ...rows.map((row, number) =>
        el(
          'li',
          {
            role: 'option',
            id: `found-${number}`,
            'aria-selected': 'false',
            onmousedown: (event) => {
              event.preventDefault();
              take(row);
            },
          },
          el('b', { text: row.actor ? row.actor.label : row.place }),
          el('small', {
            text: row.actor
              ? [spell(row.actor.kind), row.also && `also ${row.also}`].filter(Boolean).join(' · ')
              : `place · ${count(row.number, 'incident')}`,
          }),
        ),
      ),
      ...(none ? [el('li', { class: 'none', text: 'Nobody and no place of that name' })] : []),
    );
    box.hidden = rows.length === 0 && !none;
    input.setAttribute('aria-expanded', String(rows.length > 0));
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      close();
      input.value = '';
    }
    if (rows.length === 0 || box.hidden) return;
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      point(at + 1);
    }
    if (event.key === 'ArrowUp') {
      event.preventDefault();
      point(at < 0 ? rows.length - 1 : at - 1);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      take(rows[Math.max(0, at)]);
    }
  });
  input.addEventListener('blur', close);
}
