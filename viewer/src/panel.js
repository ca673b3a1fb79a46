// What is known of the chosen node or line, with every sentence behind it.

import { account, actorById, actors, describe, incidentById, incidents } from './data.js';
import { byId, el } from './dom.js';
import { lineName } from './elements.js';
import { LINES } from './palette.js';
import { chip, quotes } from './quotes.js';
import { capital, count, list, plain, spell } from './text.js';

/** How many incidents are listed before the reader asks for more. */
const AT_ONCE = 25;

const fact = (name, value) => (value ? [el('dt', { text: name }), el('dd', { dir: 'auto', text: value })] : []);
const section = (title, ...content) => el('section', {}, el('h3', { text: title }), ...content);

/** The first of many, and a button for the rest. */
function some(all, make) {
  const box = el('div', {});
  let shown = 0;
  const more = el('button', { type: 'button', class: 'more' });
  const add = () => {
    more.before(...all.slice(shown, shown + AT_ONCE).map(make));
    shown += AT_ONCE;
    more.hidden = shown >= all.length;
    more.textContent = `Show ${Math.min(AT_ONCE, all.length - shown)} more of ${all.length.toLocaleString('en')}`;
  };
  more.addEventListener('click', add);
  box.append(more);
  add();
  return box;
}

const standing = (facts = []) =>
  facts.map(({ since, until, role }) => {
    const span = [since && `since ${since}`, until && `until ${until}`].filter(Boolean).join(', ');
    return el('p', {
      class: 'standing',
      text: `Standing fact of the ontology${[role && `: ${plain(role)}`, span && `, ${span}`].filter(Boolean).join('')}.`,
    });
  });

export function makePanel({ select, update }) {
  const panel = byId('panel');
  let before;

  const link = (words, kind, number) =>
    el('button', { type: 'button', class: 'link', text: words, onclick: () => select(kind, number) });
  const people = (numbers) =>
    numbers.length === 0
      ? ['nobody named']
      : numbers.flatMap((number, at) => [...(at > 0 ? [', '] : []), link(actors[number].label, 'actor', number)]);
  const meta = (incident) =>
    [
      incident.when || 'no date',
      incident.place,
      incident.killed ? `${incident.killed} killed` : '',
      count(incident.sources, 'source'),
    ]
      .filter(Boolean)
      .join(' · ');

  const incidentCard = (roll) => (incident) =>
    el(
      'article',
      { class: 'deed' },
      el('h4', {}, link(capital(describe(incident, roll)), 'incident', incident.number)),
      el('p', { class: 'meta' }, chip(incident.status), meta(incident)),
      ...incident.answers.map((number) =>
        el(
          'p',
          { class: 'meta' },
          'In answer to: ',
          link([describe(incidents[number], roll), incidents[number].when].filter(Boolean).join(', '), 'incident', number),
        ),
      ),
      ...quotes(incident.evidence),
    );
  const deeds = (rows, roll) =>
    some(
      [...rows].sort((a, b) => (b.first ?? -Infinity) - (a.first ?? -Infinity) || a.number - b.number),
      incidentCard(roll),
    );
  const relationCard = (relation) =>
    el(
      'article',
      { class: 'deed' },
      el('h4', { text: `${actors[relation.subject].label} ${LINES[relation.relation].name} ${actors[relation.object].label}` }),
      el('p', { class: 'meta' }, chip(relation.status), count(relation.sources, 'source')),
      ...quotes(relation.evidence),
      ...standing(relation.standing),
    );

  function ofActor(actor, rows, state, drawn) {
    const { roll } = state;
    const mine = (number) => number === actor.number;
    const did = rows.incidents.filter((incident) => [incident.named, incident[roll]].some(({ who }) => who.some(mine)));
    const suffered = rows.incidents.filter((incident) => [incident.named, incident[roll]].some(({ whom }) => whom.some(mine)));
    const related = rows.relations.filter(({ subject, object, relation }) =>
      [subject, object].some((number) => mine(number) || (relation === 'backs' && mine(account(number, roll)))),
    );
    const hidden = drawn?.hidden.get(actor.number);
    const aliases = (actor.aliases ?? []).map((name) => plain(name)).filter(Boolean);
    return [
      el('h2', { dir: 'auto', text: actor.label }),
      el('p', { class: 'meta', text: `${spell(actor.kind)} · named in ${count(actor.documents, 'document')}` }),
      ...(aliases.length > 0
        ? [
            el('p', {
              class: 'meta',
              dir: 'auto',
              text: `also ${aliases.slice(0, 12).join(', ')}${aliases.length > 12 ? ' …' : ''}`,
            }),
          ]
        : []),
      ...(actor.principal !== actor.number
        ? [el('p', {}, 'Its deeds count to ', link(actors[actor.principal].label, 'actor', actor.principal), '.')]
        : []),
      el(
        'div',
        { class: 'row' },
        ...(hidden && state.view === 'graph'
          ? [
              el('button', {
                type: 'button',
                class: 'expand',
                text: `Add its ${count(hidden, 'neighbour')}`,
                onclick: () => update((now) => ({ open: new Set([...now.open, actor.id]) })),
              }),
            ]
          : []),
        state.only === actor.id
          ? el('button', { type: 'button', text: 'Show everybody again', onclick: () => update({ only: undefined }) })
          : el('button', { type: 'button', text: 'Only what concerns it', onclick: () => update({ only: actor.id }) }),
      ),
      ...(did.length > 0 ? [section(`Did: ${count(did.length, 'incident')}`, deeds(did, roll))] : []),
      ...(suffered.length > 0 ? [section(`Suffered: ${count(suffered.length, 'incident')}`, deeds(suffered, roll))] : []),
      ...(related.length > 0 ? [section(count(related.length, 'relation'), some(related, relationCard))] : []),
      ...(did.length + suffered.length + related.length === 0 ? [el('p', { text: 'Nothing of it passes the filters.' })] : []),
    ];
  }

  function ofIncident(incident, { roll }) {
    const { who, whom } = incident[roll];
    const named = incident.named;
    const other = (numbers, wide) => (numbers.join() === wide.join() ? '' : list(numbers.map((number) => actors[number].label)));
    const linked = (title, numbers) =>
      numbers.length > 0
        ? [
            section(
              title,
              some(
                numbers.map((number) => incidents[number]),
                incidentCard(roll),
              ),
            ),
          ]
        : [];
    return [
      el('h2', { dir: 'auto', text: capital(spell(incident.kind)) }),
      el('p', { class: 'sides' }, 'By ', ...people(who), ' on ', ...people(whom)),
      el('p', { class: 'meta' }, chip(incident.status), meta(incident)),
      el(
        'dl',
        {},
        ...fact('Named as doing it', other(named.who, who)),
        ...fact('Named as hit', other(named.whom, whom)),
        ...fact('Wounded', incident.wounded ? String(incident.wounded) : ''),
        ...fact('With', incident.weapon ? plain(incident.weapon) : ''),
        ...fact('Claimed by', list((incident.claimed_by ?? []).map((name) => plain(name)))),
        ...fact('Denied by', list((incident.denied_by ?? []).map((name) => plain(name)))),
        ...fact('Reader’s confidence', `${Math.round(incident.confidence * 100)} %`),
      ),
      section(count(incident.evidence.length, 'sentence'), ...quotes(incident.evidence)),
      ...linked('In answer to', incident.answers),
      ...linked('Answered by', incident.answeredBy),
    ];
  }

  function ofLine(line, { roll }) {
    const sources = line.relations.reduce((sum, relation) => sum + relation.sources, 0);
    return [
      el('h2', { dir: 'auto', text: lineName(line) }),
      el(
        'p',
        { class: 'meta' },
        ...(line.look === 'told' ? [] : [chip(line.look)]),
        line.incidents.length > 0 ? count(line.incidents.length, 'incident') : count(sources, 'source'),
        ...(line.contested > 0 ? [' ', chip('contested'), String(line.contested)] : []),
      ),
      el(
        'p',
        { class: 'meta' },
        link(actors[line.from].label, 'actor', line.from),
        ' · ',
        link(actors[line.to].label, 'actor', line.to),
      ),
      line.incidents.length > 0 ? deeds(line.incidents, roll) : some(line.relations, relationCard),
    ];
  }

  function content(state, rows, found, drawn) {
    const [kind, ...rest] = state.selected.split(':');
    const id = rest.join(':');
    if (kind === 'actor' && actorById(id)) return ofActor(actorById(id), rows, state, drawn);
    if (kind === 'incident' && incidentById(id)) return ofIncident(incidentById(id), state);
    const line = found.find((line) => line.id === id);
    if (kind === 'line' && line) return ofLine(line, state);
    return [el('h2', { text: 'Nothing to show' }), el('p', { text: 'What was chosen does not pass the filters.' })];
  }

  const close = () => {
    select(undefined);
    before?.focus?.();
  };
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });

  return {
    show(state, rows, found, drawn, moved) {
      panel.hidden = state.selected === undefined;
      if (panel.hidden) {
        panel.replaceChildren();
        return;
      }
      if (moved && !panel.contains(document.activeElement)) before = document.activeElement;
      const top = panel.scrollTop;
      panel.replaceChildren(
        el('button', { type: 'button', class: 'close', 'aria-label': 'Close', text: '×', onclick: close }),
        ...content(state, rows, found, drawn),
      );
      panel.scrollTop = moved ? 0 : top;
      if (moved) panel.focus({ preventScroll: true });
    },
  };
}
