// The same rows as a table, for keyboards, screen readers and everybody who would rather read.

import { byId, el } from './dom.js';
import { chip } from './quotes.js';
import { COLUMNS, sorted, tableRows } from './rows.js';
import { count } from './text.js';

/** How many rows are written before the reader asks for more. */
const AT_ONCE = 250;

export function makeTable({ select, update }) {
  const box = byId('table');
  let written = AT_ONCE;
  let last;

  const body = el('tbody', {});
  const heads = COLUMNS.map(({ id, name, number }) => {
    const button = el('button', {
      type: 'button',
      text: name,
      onclick: () => update((state) => ({ sort: state.sort === id ? `-${id}` : id })),
    });
    return el('th', { scope: 'col', class: number ? 'number' : undefined, 'aria-sort': 'none' }, button);
  });
  const caption = el('caption', {});
  const more = el('button', {
    type: 'button',
    class: 'more',
    onclick: () => {
      written += AT_ONCE;
      fill(written - AT_ONCE);
    },
  });
  box.replaceChildren(
    el('div', { class: 'scroll' }, el('table', {}, caption, el('thead', {}, el('tr', {}, ...heads)), body)),
    more,
  );

  const open = (row) => (row.kind === 'incident' ? select('incident', row.number) : select('line', row.id));
  let columns = COLUMNS;
  const line = (row, at) => {
    const button = el('button', {
      type: 'button',
      class: 'link',
      tabindex: at === 0 ? 0 : -1,
      text: row.what,
      'aria-label': `${row.what}: ${row.who || 'nobody named'} to ${row.whom || 'nobody named'}${row.when ? `, ${row.when}` : ''}; show the sentences`,
      onclick: () => open(row),
    });
    const cells = columns.map(({ id, number }) => {
      if (id === 'what') return el('th', { scope: 'row' }, button);
      if (id === 'status') return el('td', {}, chip(row.status));
      return el('td', { class: number ? 'number' : undefined, dir: number ? undefined : 'auto', text: row[id] ?? '' });
    });
    return el('tr', {}, ...cells);
  };
  let rows = [];
  function fill(from) {
    body.append(...rows.slice(from, written).map((row, at) => line(row, from + at)));
    more.hidden = written >= rows.length;
    more.textContent = `Show ${Math.min(AT_ONCE, rows.length - written)} more of ${count(rows.length, 'row')}`;
  }

  // Arrow keys go from row to row; Enter shows the sentences.
  body.addEventListener('keydown', (event) => {
    const buttons = [...body.querySelectorAll('button.link')];
    const at = buttons.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: buttons.length - 1 }[
      event.key
    ];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = buttons[Math.max(0, Math.min(buttons.length - 1, to))];
    buttons[at].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  body.addEventListener('click', (event) => {
    const row = event.target.closest('tr');
    if (row && !event.target.closest('button') && String(getSelection()) === '') row.querySelector('button.link').click();
  });

  return {
    show(state, shown) {
      const key = [
        state.roll,
        state.sort,
        shown.incidents.map(({ number }) => number).join(),
        shown.relations.length,
        [...state.statuses].join(),
        [...state.relations].join(),
      ].join(' ');
      if (key === last) return;
      last = key;
      rows = sorted(tableRows(shown, state.roll), state.sort);
      caption.textContent = `${count(shown.incidents.length, 'incident')} and ${count(shown.relations.length, 'relation')}. Arrow keys go from row to row, Enter shows the sentences.`;
      // A column in which nothing stands takes room from the others.
      columns = COLUMNS.filter(({ id }) => rows.length === 0 || rows.some((row) => row[id] !== undefined && row[id] !== ''));
      heads.forEach((head, at) => {
        const { id } = COLUMNS[at];
        head.hidden = !columns.includes(COLUMNS[at]);
        head.setAttribute('aria-sort', state.sort === id ? 'ascending' : state.sort === `-${id}` ? 'descending' : 'none');
      });
      written = AT_ONCE;
      body.replaceChildren();
      fill(0);
    },
  };
}
