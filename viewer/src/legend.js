// What the lines and shapes of the picture mean: only what is drawn.

import { actors } from './data.js';
import { byId, el, svg } from './dom.js';
import { DASHES, LINES, incidentLook, nodeLook } from './palette.js';
import { spell } from './text.js';

/** The entries, in one order. */
export function entries(drawn, theme) {
  const relations = new Set(drawn.edges.map(({ relation }) => relation));
  const how = new Set(drawn.edges.map(({ look }) => look));
  const kinds = new Set(drawn.nodes.filter(({ actor }) => actor !== undefined).map(({ actor }) => actors[actor].kind));
  return [
    ...Object.entries(LINES)
      .filter(([id]) => relations.has(id))
      .map(([, line]) => ({ line: line[theme], words: line.name })),
    ...['threatened', 'denied']
      .filter((word) => how.has(word))
      .map((word) => ({
        line: 'currentColor',
        dashes: DASHES[word],
        words: word === 'denied' ? 'denied or retracted' : word,
      })),
    ...[...kinds].sort().map((kind) => ({ node: nodeLook(kind, theme), words: spell(kind) })),
    ...(drawn.nodes.some(({ incident }) => incident !== undefined) ? [{ node: incidentLook(theme), words: 'incident' }] : []),
  ];
}

const CUT = {
  octagon: '5,0 19,0 24,4 24,10 19,14 5,14 0,10 0,4',
  hexagon: '6,0 18,0 24,7 18,14 6,14 0,7',
  'cut-rectangle': '4,0 20,0 24,4 24,10 20,14 4,14 0,10 0,4',
};

/** The picture of an entry, 24 by 14. */
export function sample({ line, dashes, node }) {
  if (line) {
    return svg('line', {
      x1: 0,
      y1: 7,
      x2: 24,
      y2: 7,
      stroke: line,
      'stroke-width': 3,
      'stroke-dasharray': dashes?.join(' '),
    });
  }
  const paint = { fill: node.fill, stroke: node.border, 'stroke-width': 1.3 };
  if (node.shape === 'barrel') return svg('path', { d: 'M1 3Q12 -1 23 3L23 11Q12 15 1 11Z', ...paint });
  if (node.shape === 'ellipse') return svg('ellipse', { cx: 12, cy: 7, rx: 11, ry: 6, ...paint });
  if (CUT[node.shape]) return svg('polygon', { points: CUT[node.shape], ...paint });
  return svg('rect', { x: 1, y: 1, width: 22, height: 12, rx: node.shape.includes('round') ? 4 : 0, ...paint });
}

export function showLegend(drawn, theme) {
  byId('legend').replaceChildren(
    ...entries(drawn, theme).map((entry) =>
      el(
        'li',
        {},
        svg('svg', { width: 26, height: 16, viewBox: '-1 -1 26 16', 'aria-hidden': 'true' }, sample(entry)),
        entry.words,
      ),
    ),
  );
}
