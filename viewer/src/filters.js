// What counts: relations, statuses, kinds, sources, roll-up.

import { actors, incidents, relations } from './data.js';
import { byId, el } from './dom.js';
import { LINES } from './palette.js';
import { RELATIONS, STATUSES } from './state.js';
import { capital, count, spell } from './text.js';

const tally = (rows, key) => rows.reduce((sums, row) => sums.set(row[key], (sums.get(row[key]) ?? 0) + 1), new Map());

/** A box with a word and a number, for one word of a set. */
function choice(words, number, on, change) {
  const box = el('input', { type: 'checkbox' });
  box.checked = on;
  box.addEventListener('change', () => change(box.checked));
  return {
    box,
    row: el('label', {}, box, el('span', { text: words }), el('span', { class: 'number', text: number.toLocaleString('en') })),
  };
}

function radios(id, name, options, state, update) {
  const inputs = options.map(([value, words]) => {
    const input = el('input', { type: 'radio', name, value });
    input.addEventListener('change', () => update({ [name]: value }));
    byId(id).append(el('label', {}, input, el('span', { text: words })));
    return input;
  });
  return (state) =>
    inputs.forEach((input) => {
      input.checked = input.value === state[name];
    });
}

export function makeFilters(update) {
  const follow = [];
  follow.push(
    radios(
      'draw',
      'draw',
      [
        ['actors', 'Actors'],
        ['incidents', 'Actors and incidents'],
      ],
      undefined,
      update,
    ),
  );
  follow.push(
    radios(
      'roll',
      'roll',
      [
        ['principal', 'To principals (a command’s to its state)'],
        ['named', 'To actors as named'],
      ],
      undefined,
      update,
    ),
  );

  const held = tally(relations, 'relation');
  held.set('attacked', incidents.length);
  held.set('retaliated', incidents.filter(({ answers }) => answers.length > 0).length);
  const status = tally([...incidents, ...relations], 'status');
  const kinds = [...tally(incidents, 'kind')].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));

  const set = (id, name, words, label, on, turn) => {
    const boxes = words.map(([word, number]) => {
      const { box, row } = choice(capital(label(word)), number, true, (checked) =>
        update((state) => ({ [name]: turn(state[name], word, checked) })),
      );
      box.value = word;
      byId(id).append(row);
      return [word, box];
    });
    follow.push((state) =>
      boxes.forEach(([word, box]) => {
        box.checked = on(state[name], word);
      }),
    );
  };
  // In the order of the list, so that a link does not depend on the order of clicks.
  const turned = (all) => (old, word, checked) => new Set(all.filter((other) => (other === word ? checked : old.has(other))));
  const without = (old, word, checked) =>
    new Set(kinds.map(([kind]) => kind).filter((kind) => (kind === word ? !checked : old.has(kind))));
  const has = (chosen, word) => chosen.has(word);
  set(
    'relations',
    'relations',
    RELATIONS.filter((word) => held.get(word)).map((word) => [word, held.get(word)]),
    (word) => LINES[word].name,
    has,
    turned(RELATIONS),
  );
  set(
    'statuses',
    'statuses',
    STATUSES.filter((word) => status.get(word)).map((word) => [word, status.get(word)]),
    spell,
    has,
    turned(STATUSES),
  );
  set('kinds', 'without', kinds, spell, (chosen, word) => !chosen.has(word), without);

  const most = Math.max(1, ...incidents.map(({ sources }) => sources), ...relations.map(({ sources }) => sources));
  const sources = byId('sources');
  for (const number of [1, 2, 3, 5, 10].filter((number) => number <= most)) {
    sources.append(el('option', { value: number, text: number === 1 ? 'one or more' : `${number} or more` }));
  }
  sources.addEventListener('change', () => update({ sources: Number(sources.value) }));
  follow.push((state) => {
    // A link may ask for more than the list offers.
    if (![...sources.options].some(({ value }) => Number(value) === state.sources)) {
      sources.append(el('option', { value: state.sources, text: `${state.sources} or more` }));
    }
    sources.value = String(state.sources);
  });

  const only = byId('only');
  follow.push((state) => {
    const name = actors.find(({ id }) => id === state.only)?.label;
    only.hidden = name === undefined;
    only.replaceChildren(
      ...(name === undefined
        ? []
        : [
            el('span', {}, 'Only what concerns ', el('b', { text: name })),
            el('button', { type: 'button', text: 'Show all', onclick: () => update({ only: undefined }) }),
          ]),
    );
  });
  return {
    show: (state) => follow.forEach((one) => one(state)),
    sum: (rows) => {
      byId('sum').textContent = `${count(rows.incidents.length, 'incident')}, ${count(rows.relations.length, 'relation')}`;
    },
  };
}
