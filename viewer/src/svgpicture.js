// The graph as it is on the page, as an SVG drawing that can be printed: with its title, its legend and where it comes from.

import { built, documents, title } from './data.js';
import { svg } from './dom.js';
import { entries, sample } from './legend.js';
import { DASHES, GROUND, SANS } from './palette.js';
import { count, plain, wrap } from './text.js';

const PAD = 28;

export const source = () => `${count(documents.length, 'document')}, built by ${built.by}${built.on ? `, ${built.on}` : ''}`;

const points = (corners) => corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

function shape(kind, { x, y, w, h, ...paint }) {
  const [left, right, top, bottom] = [x - w / 2, x + w / 2, y - h / 2, y + h / 2];
  if (kind === 'barrel') {
    return svg('path', {
      d: `M${left} ${top + 6}Q${x} ${top - 6} ${right} ${top + 6}L${right} ${bottom - 6}Q${x} ${bottom + 6} ${left} ${bottom - 6}Z`,
      ...paint,
    });
  }
  if (kind === 'ellipse') return svg('ellipse', { cx: x, cy: y, rx: w / 2, ry: h / 2, ...paint });
  const cut = { octagon: [0.25 * Math.min(w, h), 0.25 * Math.min(w, h)], 'cut-rectangle': [8, 8], hexagon: [w * 0.22, h / 2] }[
    kind
  ];
  if (cut) {
    const [dx, dy] = cut;
    const corners = [
      [left + dx, top],
      [right - dx, top],
      [right, top + dy],
      [right, bottom - dy],
      [right - dx, bottom],
      [left + dx, bottom],
      [left, bottom - dy],
      [left, top + dy],
    ];
    return svg('polygon', { points: points(corners), ...paint });
  }
  return svg('rect', { x: left, y: top, width: w, height: h, rx: kind.includes('round') ? 7 : 0, ...paint });
}

function words(label, x, y, font, weight, ground, extra = {}) {
  const lines = label.split('\n');
  const height = font * 1.2;
  return lines.map((line, at) =>
    svg(
      'text',
      {
        x,
        y: y + (at - (lines.length - 1) / 2) * height + font * 0.35,
        'text-anchor': 'middle',
        'font-family': SANS,
        'font-size': font,
        'font-weight': weight,
        fill: ground.ink,
        ...extra,
      },
      line,
    ),
  );
}

/** The way of an edge as Cytoscape bends it. */
function way(edge) {
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  const bends = edge.controlPoints() ?? [];
  let path = `M${from.x.toFixed(1)} ${from.y.toFixed(1)}`;
  bends.forEach((bend, at) => {
    const next = bends[at + 1];
    const end = next ? { x: (bend.x + next.x) / 2, y: (bend.y + next.y) / 2 } : to;
    path += `Q${bend.x.toFixed(1)} ${bend.y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
  });
  if (bends.length === 0) path += `L${to.x.toFixed(1)} ${to.y.toFixed(1)}`;
  return { path, to, angle: Math.atan2(to.y - (bends.at(-1) ?? from).y, to.x - (bends.at(-1) ?? from).x) };
}

function head(kind, { x, y }, angle, width, colour) {
  const long = 9 + width * 1.6;
  const turned = (back, side) => [
    x - back * Math.cos(angle) + side * Math.sin(angle),
    y - back * Math.sin(angle) - side * Math.cos(angle),
  ];
  const half = long * 0.42;
  if (kind === 'none') return [];
  if (kind === 'circle') {
    return [svg('circle', { cx: x, cy: y, r: half, fill: colour })];
  }
  const corners = {
    vee: [[x, y], turned(long, half), turned(long * 0.55, 0), turned(long, -half)],
    'triangle-backcurve': [[x, y], turned(long, half), turned(long * 0.8, 0), turned(long, -half)],
    diamond: [[x, y], turned(long / 2, half * 0.8), turned(long, 0), turned(long / 2, -half * 0.8)],
  }[kind] ?? [[x, y], turned(long, half), turned(long, -half)];
  return [svg('polygon', { points: points(corners), fill: colour })];
}

function legend(drawn, theme, x, y, room, ground) {
  const nodes = [];
  let [left, top] = [x, y];
  for (const entry of entries(drawn, theme)) {
    const width = 34 + entry.words.length * 6.6 + 14;
    if (left + width > x + room && left > x) {
      left = x;
      top += 22;
    }
    nodes.push(
      svg(
        'g',
        { transform: `translate(${left} ${top})`, color: ground.ink },
        sample(entry),
        svg('text', { x: 32, y: 11, 'font-family': SANS, 'font-size': 12, fill: ground.ink }, entry.words),
      ),
    );
    left += width;
  }
  return { nodes, bottom: top + 22 };
}

export function graphPicture(cy, drawn, theme) {
  const ground = GROUND[theme];
  const box = cy.elements().boundingBox({ includeOverlays: false });
  const width = Math.max(640, box.w) + 2 * PAD;
  const heads = wrap(plain(title, 160), Math.max(30, Math.floor(width / 12)));
  const shift = { x: (width - box.w) / 2 - box.x1, y: PAD + heads.length * 26 + 12 - box.y1 };
  const paintNode = (node) => {
    const { x, y } = node.position();
    const paint = { fill: node.data('fill'), stroke: node.data('border'), 'stroke-width': 1.5 };
    return svg(
      'g',
      {},
      shape(node.data('shape'), { x, y, w: node.data('width'), h: node.data('height'), ...paint }),
      ...words(node.data('label'), x, y, node.data('font'), node.data('bold'), ground),
    );
  };
  const paintEdge = (edge) => {
    const { path, to, angle } = way(edge);
    const { colour, width: thick, look, label, arrow } = edge.data();
    const middle = edge.midpoint();
    return svg(
      'g',
      {},
      svg('path', { d: path, fill: 'none', stroke: colour, 'stroke-width': thick, 'stroke-dasharray': DASHES[look]?.join(' ') }),
      ...head(arrow, to, angle, thick, colour),
      ...(label
        ? words(label, middle.x, middle.y, 11, 400, ground, { stroke: ground.paper, 'stroke-width': 4, 'paint-order': 'stroke' })
        : []),
    );
  };
  const bottom = box.y2 + shift.y + 24;
  const key = legend(drawn, theme, PAD, bottom, width - 2 * PAD, ground);
  const height = key.bottom + 34;
  return svg(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: Math.ceil(width),
      height: Math.ceil(height),
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
    },
    svg('rect', { width: Math.ceil(width), height: Math.ceil(height), fill: ground.paper }),
    ...heads.map((line, at) =>
      svg(
        'text',
        { x: PAD, y: PAD + 16 + at * 26, 'font-family': 'Georgia, "Times New Roman", serif', 'font-size': 22, fill: ground.ink },
        line,
      ),
    ),
    svg(
      'g',
      { transform: `translate(${shift.x.toFixed(1)} ${shift.y.toFixed(1)})` },
      ...cy.edges().map(paintEdge),
      ...cy.nodes().map(paintNode),
    ),
    ...key.nodes,
    svg('text', { x: PAD, y: height - 14, 'font-family': SANS, 'font-size': 11, fill: ground.faint }, source()),
  );
}

/** The drawings of the chains that are shown, one below the other. */
export function chainPicture(sections, theme) {
  const ground = GROUND[theme];
  let top = PAD + 40;
  let width = 640;
  const parts = [...sections].map((section) => {
    const drawing = section.querySelector('svg');
    const [wide, high] = [Number(drawing.getAttribute('width')), Number(drawing.getAttribute('height'))];
    const copy = drawing.cloneNode(true);
    const part = svg(
      'g',
      { transform: `translate(${PAD} ${top})` },
      svg(
        'text',
        { x: 0, y: 14, 'font-family': SANS, 'font-size': 15, 'font-weight': 600, fill: ground.ink },
        section.querySelector('h3').textContent,
      ),
      svg(
        'text',
        { x: 0, y: 32, 'font-family': SANS, 'font-size': 12, fill: ground.faint },
        section.querySelector('.meta').textContent,
      ),
      svg('g', { transform: 'translate(0 36)' }, ...copy.childNodes),
    );
    top += high + 66;
    width = Math.max(width, wide + 2 * PAD);
    return part;
  });
  const height = top + 24;
  return svg(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
    svg('rect', { width, height, fill: ground.paper }),
    svg(
      'text',
      { x: PAD, y: PAD + 16, 'font-family': 'Georgia, "Times New Roman", serif', 'font-size': 22, fill: ground.ink },
      plain(title, 120),
    ),
    ...parts,
    svg('text', { x: PAD, y: height - 12, 'font-family': SANS, 'font-size': 11, fill: ground.faint }, source()),
  );
}
