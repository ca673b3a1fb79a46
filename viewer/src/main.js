// One state, and everything that shows it.

import { makeChains } from './chainview.js';
import { actorById, actors, built, documents, incidents, title } from './data.js';
import { byId } from './dom.js';
import { png, save, svgText } from './download.js';
import { makeFilters } from './filters.js';
import { GraphView } from './graphview.js';
import { showLegend } from './legend.js';
import { lines, model } from './model.js';
import { showNotice } from './notice.js';
import { makePanel } from './panel.js';
import { csv, sorted, tableRows } from './rows.js';
import { makeSearch } from './search.js';
import { makeSlider } from './slider.js';
import { fresh, fromFragment, toFragment } from './state.js';
import { chainPicture, graphPicture } from './svgpicture.js';
import { makeTable } from './table.js';
import { count } from './text.js';
import { makeTheme } from './theme.js';

let state = fromFragment(location.hash);
let rows;
let drawn;
let found = [];
let pending = 0;

const update = (change) => {
  const wanted = typeof change === 'function' ? change(state) : change;
  state = { ...state, ...wanted };
  // A handle that is dragged tells of itself more often than a picture can be drawn.
  if (pending === 0)
    pending = requestAnimationFrame(() => {
      pending = 0;
      show();
    });
};

const select = (kind, number) => {
  const id = { actor: () => actors[number].id, incident: () => incidents[number].id, line: () => number };
  update({ selected: kind === undefined ? undefined : `${kind}:${id[kind]()}` });
};

const theme = makeTheme(() => {
  graph.restyle(theme());
  show();
});
const graph = new GraphView({ select, theme: theme() });
const filters = makeFilters(update);
const slider = makeSlider(update);
const panel = makePanel({ select, update });
const chainView = makeChains({ select });
const table = makeTable({ select, update });
makeSearch({
  choose: (actor) => update({ selected: `actor:${actor.id}` }),
  choosePlace: (place) => {
    const latest =
      rows.incidents.filter((incident) => incident.place === place).at(-1) ??
      incidents.find((incident) => incident.place === place);
    select('incident', latest.number);
  },
});

/** The element of the picture that stands for what is chosen; an actor that is counted to another, for that one. */
function element(selected) {
  if (selected === undefined) return undefined;
  const at = selected.indexOf(':');
  const [kind, id] = [selected.slice(0, at), selected.slice(at + 1)];
  if (kind === 'line') return `l${id}`;
  if (kind === 'incident') return `i${incidents.find((incident) => incident.id === id)?.number}`;
  const actor = actorById(id);
  if (!actor) return undefined;
  const own = `a${actor.number}`;
  return graph.cy.getElementById(own).nonempty() ? own : `a${actor.principal}`;
}

let before = {};
function show() {
  rows = model(state);
  const fragment = toFragment(state);
  if (location.hash.replace(/^#/, '') !== fragment)
    history.replaceState(null, '', fragment ? `#${fragment}` : location.href.replace(/#.*/, '#'));
  found = lines(rows, state);
  for (const name of ['graph', 'chains', 'table']) {
    byId(name).hidden = state.view !== name;
    byId(`tab-${name}`).setAttribute('aria-selected', String(state.view === name));
    byId(`tab-${name}`).tabIndex = state.view === name ? 0 : -1;
  }
  document.body.dataset.view = state.view;
  const moved = state.selected !== before.selected;
  if (moved || before.view !== state.view) document.body.classList.toggle('with-panel', state.selected !== undefined);
  if (state.view === 'graph') {
    drawn = graph.show(rows, state);
    showLegend(drawn, theme());
  } else if (state.view === 'chains') chainView.show(state, rows, theme());
  else table.show(state, rows);
  byId('legend').hidden = state.view !== 'graph';
  byId('draw-box').hidden = state.view !== 'graph';
  for (const name of ['svg', 'png']) byId(`save-${name}`).disabled = state.view === 'table';
  panel.show(state, rows, found, drawn, moved);
  filters.show(state);
  filters.sum(rows);
  slider.show(state, rows);
  showNotice(state, rows, drawn);
  if (state.view === 'graph') {
    graph.settle(element(state.selected));
    if (before.view !== 'graph' || moved) graph.cy.resize();
    graph.mark(element(state.selected));
    if (moved && state.selected !== undefined) graph.bring(element(state.selected));
  }
  before = state;
}

const tabs = ['graph', 'chains', 'table'];
for (const name of tabs) {
  byId(`tab-${name}`).addEventListener('click', () => update({ view: name }));
  byId(`tab-${name}`).addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = tabs[(tabs.indexOf(name) + step + tabs.length) % tabs.length];
    byId(`tab-${next}`).focus();
    update({ view: next });
  });
}

const drawing = () =>
  state.view === 'graph'
    ? graphPicture(graph.cy, drawn, theme())
    : chainPicture(document.querySelectorAll('#chains .chain'), theme());
const said = byId('said');
const say = (words) => {
  // Emptied first, so that the same words are said again.
  said.textContent = '';
  requestAnimationFrame(() => {
    said.textContent = words;
  });
};
byId('save-svg').addEventListener('click', () =>
  save(`${state.view}.svg`, new Blob([svgText(drawing())], { type: 'image/svg+xml' })),
);
byId('save-png').addEventListener('click', () =>
  png(drawing()).then(
    (blob) => save(`${state.view}.png`, blob),
    (error) => say(error.message),
  ),
);
byId('save-csv').addEventListener('click', () => {
  save('rows.csv', new Blob([csv(sorted(tableRows(rows, state.roll), state.sort))], { type: 'text/csv;charset=utf-8' }));
});
byId('share').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(location.href);
    say('The address of this view is copied.');
  } catch {
    say('Copy the address from the address bar: it opens this view.');
  }
});
byId('reset').addEventListener('click', () =>
  update({ ...fresh(), view: state.view, draw: state.draw, selected: state.selected }),
);
byId('fit').addEventListener('click', () => graph.fit());
byId('toggle').addEventListener('click', () => {
  const open = document.body.classList.toggle('with-filters');
  byId('toggle').setAttribute('aria-expanded', String(open));
});
addEventListener('hashchange', () => {
  state = fromFragment(location.hash);
  show();
});
let width = 0;
new ResizeObserver(([{ contentRect }]) => {
  // Only what changes the width asks for another fit; the panel of a phone changes nothing.
  graph.cy.resize();
  if (width > 0 && Math.abs(contentRect.width - width) > 80) graph.fit();
  width = contentRect.width;
}).observe(byId('graph'));

document.title = title;
byId('built').textContent = [count(documents.length, 'document'), `built by ${built.by}`, built.on].filter(Boolean).join(' · ');
show();
document.documentElement.dataset.ready = '1';
