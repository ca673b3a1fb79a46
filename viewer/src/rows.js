// The rows of the table and of the spreadsheet: every incident and relation that passes.

import { account, actors, describe, documents, incidents, sentences, address } from './data.js';
import { LINES } from './palette.js';
import { capital, spell } from './text.js';

const names = (numbers) => numbers.map((number) => actors[number].label).join(', ');

export const COLUMNS = [
  { id: 'when', name: 'When' },
  { id: 'who', name: 'Who' },
  { id: 'what', name: 'What' },
  { id: 'whom', name: 'To whom' },
  { id: 'where', name: 'Where' },
  { id: 'killed', name: 'Killed', number: true },
  { id: 'wounded', name: 'Wounded', number: true },
  { id: 'answers', name: 'In answer to' },
  { id: 'status', name: 'Status' },
  { id: 'sources', name: 'Sources', number: true },
];

export function tableRows({ incidents: shown, relations }, roll) {
  return [
    ...shown.map((incident) => ({
      kind: 'incident',
      number: incident.number,
      evidence: incident.evidence,
      when: incident.when,
      order: incident.first,
      who: names(incident[roll].who),
      what: capital(spell(incident.kind)),
      whom: names(incident[roll].whom),
      where: incident.place,
      killed: incident.killed,
      wounded: incident.wounded,
      answers: incident.answers
        .map((number) => [describe(incidents[number], roll), incidents[number].when].filter(Boolean).join(', '))
        .join('; '),
      status: incident.status,
      sources: incident.sources,
    })),
    ...relations.map((relation) => {
      const by = relation.relation === 'backs' ? roll : 'named';
      const [from, to] = [account(relation.subject, by), account(relation.object, by)];
      const how =
        relation.status === 'threatened' ? 'threatened' : ['denied', 'retracted'].includes(relation.status) ? 'denied' : 'told';
      return {
        kind: 'line',
        id: `${relation.relation}~${actors[from].id}~${actors[to].id}~${how}`,
        evidence: relation.evidence,
        when: '',
        order: undefined,
        who: actors[from].label,
        what: capital(LINES[relation.relation].name),
        whom: actors[to].label,
        where: '',
        killed: undefined,
        wounded: undefined,
        answers: '',
        status: relation.status,
        sources: relation.sources,
      };
    }),
  ];
}

/** Rows by a column; what a row lacks comes last, whichever way. */
export function sorted(rows, sort) {
  if (!sort) return rows;
  const down = sort.startsWith('-');
  const id = sort.replace('-', '');
  const column = COLUMNS.find((column) => column.id === id);
  if (!column) return rows;
  const value = (row) => (id === 'when' ? row.order : row[id]);
  const lacks = (found) => found === undefined || found === '';
  const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b, 'en'));
  return rows
    .map((row, at) => ({ row, at }))
    .sort((a, b) => {
      const [x, y] = [value(a.row), value(b.row)];
      if (lacks(x) || lacks(y)) return lacks(x) - lacks(y) || a.at - b.at;
      return (down ? compare(y, x) : compare(x, y)) || a.at - b.at;
    })
    .map(({ row }) => row);
}

/** A cell that no spreadsheet takes for a formula. */
function cell(value) {
  const text = value === undefined ? '' : String(value);
  const safe =
    typeof value !== 'number' && /^[\s\u0000-\u001f\u200e\u200f\ufeff]*[=+\-@＝＋－＠|%\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Comma-separated values with the sentences and their articles. */
export function csv(rows) {
  const header = [...COLUMNS.map(({ name }) => name), 'Sentences', 'Articles', 'Addresses'];
  const lines = rows.map((row) => {
    const quoted = row.evidence.map(({ sentence }) => sentences[sentence]);
    const articles = [...new Set(quoted.map(({ document }) => document))].map((number) => documents[number]);
    return [
      ...COLUMNS.map(({ id }) => row[id]),
      quoted.map(({ text }) => `“${text}”`).join('\n'),
      articles.map(({ title, id, published }) => [title ?? id, published].filter(Boolean).join(', ')).join('\n'),
      articles.map(address).filter(Boolean).join('\n'),
    ];
  });
  // Excel takes the text for UTF-8 by its mark.
  return `\ufeff${[header, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
