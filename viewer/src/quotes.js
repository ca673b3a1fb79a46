// Sentences of articles, quoted: the words that tell of the deed marked, with who says it, where and when.

import { address, documents, sentences } from './data.js';
import { el } from './dom.js';
import { plain } from './text.js';

function marked(text, marks = []) {
  const parts = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), el('mark', { text: text.slice(from, to) }));
    at = to;
  }
  return [...parts, text.slice(at)];
}

export const chip = (status) => el('span', { class: `chip ${status}`, text: status });

export function quote({ sentence, marks, modality, voices = [] }) {
  const { document, text } = sentences[sentence];
  const article = documents[document];
  const link = address(article);
  const title = plain(article.title ?? article.id, 160) || '(no title)';
  const source = article.source && article.source !== link && !/^https?:/i.test(article.source) ? plain(article.source, 80) : '';
  const host = link ? new URL(link).hostname.replace(/^www\./, '') : '';
  const said = [...new Set(voices.map(({ stance, words }) => `${stance}: ${plain(words)}`))].join('; ');
  return el(
    'figure',
    { class: `quote ${modality}` },
    el('blockquote', { dir: 'auto' }, ...marked(text, marks)),
    el(
      'figcaption',
      {},
      ...(said ? [el('span', { class: 'said', text: said })] : []),
      link
        ? el('a', { href: link, target: '_blank', rel: 'noopener noreferrer nofollow', dir: 'auto', text: title })
        : el('cite', { dir: 'auto', text: title }),
      ...[source || host, article.published].filter(Boolean).map((words) => el('span', { text: words })),
      ...(modality === 'asserted' ? [] : [chip(modality)]),
    ),
  );
}

export const quotes = (evidence) => evidence.map(quote);
