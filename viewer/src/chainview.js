// The drawing of chains: a lane for each side, time from left to right, arrows back to what was answered.

import { actors, incidents } from './data.js';
import { chains, heading, setAside } from './chains.js';
import { byId, el, svg } from './dom.js';
import { DASHES, GROUND, LINES, SANS, incidentLook, nodeLook } from './palette.js';
import { look } from './model.js';
import { gap } from './time.js';
import { capital, count, spell, wrap } from './text.js';

const CARD = { width: 176, height: 90 };
const STEP = { x: 238, y: 128 };
const MARGIN = { left: 14, top: 4 };
/** How many chains are drawn before the reader asks for more. */
const AT_ONCE = 20;

const place = ({ column, row }) => ({ x: MARGIN.left + column * STEP.x, y: MARGIN.top + 22 + row * STEP.y });

function cardLines(incident, roll) {
  const whom = incident[roll].whom.map((number) => actors[number].label).join(' and ');
  const lines = wrap(`${capital(spell(incident.kind))}${whom ? ` on ${whom}` : ''}`, 20)
    .slice(0, 2)
    .map((words) => ({ words, weight: 600 }));
  const [place, ...more] = incident.place ? wrap(incident.place, 26) : [];
  if (place) lines.push({ words: more.length > 0 ? `${place} …` : place, weight: 400 });
  if (incident.killed) lines.push({ words: `${incident.killed} killed`, weight: 400 });
  return lines;
}

function card(step, roll, theme, select) {
  const { incident } = step;
  const { x, y } = place(step);
  const ground = GROUND[theme];
  const first = incident[roll].who[0];
  const paint = first === undefined ? incidentLook(theme) : nodeLook(actors[first].kind, theme);
  const status = incident.status === 'asserted' ? '' : ` · ${incident.status}`;
  const lines = cardLines(incident, roll);
  const dashes = DASHES[look(incident.status)];
  return svg(
    'g',
    {
      class: 'card',
      tabindex: 0,
      role: 'button',
      'data-incident': incident.number,
      'aria-label': `${incident.when}, ${lineOf(incident, roll)}`,
      onclick: () => select('incident', incident.number),
      onkeydown: (event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          select('incident', incident.number);
        }
      },
    },
    svg('rect', {
      x,
      y,
      width: CARD.width,
      height: CARD.height,
      rx: 6,
      fill: paint.fill,
      stroke: paint.border,
      'stroke-width': 1.4,
      'stroke-dasharray': dashes?.join(' '),
    }),
    svg(
      'text',
      { x: x + 10, y: y + 18, 'font-size': 11, fill: ground.faint, 'font-family': SANS },
      `${incident.when || 'no date'}${status}`,
    ),
    ...lines.map(({ words, weight }, at) =>
      svg(
        'text',
        { x: x + 10, y: y + 36 + at * 15, 'font-size': 12, 'font-weight': weight, fill: ground.ink, 'font-family': SANS },
        words,
      ),
    ),
  );
}

const lineOf = (incident, roll) => {
  const side = (numbers) => numbers.map((number) => actors[number].label).join(' and ') || 'nobody named';
  return `${spell(incident.kind)} by ${side(incident[roll].who)} on ${side(incident[roll].whom)}`;
};

/** From the answer back to what it answers. */
function arrow(from, to, colour, ground) {
  const [a, b] = [place(from), place(to)];
  const words = gap(to.incident, from.incident);
  const level = from.row === to.row;
  let path;
  let label;
  let tip;
  if (level && from.column - to.column === 1) {
    const y = a.y + CARD.height / 2;
    path = `M${a.x} ${y}L${b.x + CARD.width + 9} ${y}`;
    tip = [b.x + CARD.width, y, Math.PI];
    label = [(a.x + b.x + CARD.width) / 2, y - 7];
  } else if (from.column === to.column) {
    const up = b.y < a.y;
    const x = a.x + CARD.width / 2;
    path = `M${x} ${up ? a.y : a.y + CARD.height}L${x} ${up ? b.y + CARD.height + 9 : b.y - 9}`;
    tip = [x, up ? b.y + CARD.height : b.y, up ? -Math.PI / 2 : Math.PI / 2];
    label = [x + 34, (a.y + b.y + CARD.height) / 2];
  } else if (level) {
    // Over the cards between.
    const top = a.y - 18;
    const [x1, x2] = [a.x + CARD.width / 2 - 14, b.x + CARD.width / 2 + 14];
    path = `M${x1} ${a.y}C${x1} ${top} ${x1} ${top} ${x1 - 24} ${top}L${x2 + 24} ${top}C${x2} ${top} ${x2} ${top} ${x2} ${b.y - 9}`;
    tip = [x2, b.y, Math.PI / 2];
    label = [(x1 + x2) / 2, top - 4];
  } else if (from.column - to.column > 1) {
    // Along the gutter between the lanes.
    const up = b.y < a.y;
    const gutter = up ? a.y - 13 : a.y + CARD.height + 13;
    const [x1, x2, y2] = [a.x + CARD.width / 2, b.x + CARD.width, b.y + CARD.height / 2 + (up ? 18 : -18)];
    path = `M${x1} ${up ? a.y : a.y + CARD.height}C${x1} ${gutter} ${x1} ${gutter} ${x1 - 20} ${gutter}L${x2 + 48} ${gutter}C${x2 + 26} ${gutter} ${x2 + 34} ${y2} ${x2 + 9} ${y2}`;
    tip = [x2, y2, Math.PI];
    label = [(x1 + x2) / 2 + 20, gutter + 4];
  } else {
    const [x1, y1] = [a.x, a.y + CARD.height / 2 + (b.y < a.y ? -10 : 10)];
    const [x2, y2] = [b.x + CARD.width, b.y + CARD.height / 2 + (b.y < a.y ? 10 : -10)];
    const bend = Math.min(70, Math.max(26, Math.abs(x1 - x2) / 2));
    path = `M${x1} ${y1}C${x1 - bend} ${y1} ${x2 + bend} ${y2} ${x2 + 9} ${y2}`;
    tip = [x2, y2, Math.PI];
    label = [(x1 + x2) / 2, (y1 + y2) / 2 - 5];
  }
  const [x, y, angle] = tip;
  const corner = (turn) => `${(x - 11 * Math.cos(angle + turn)).toFixed(1)},${(y - 11 * Math.sin(angle + turn)).toFixed(1)}`;
  const dashes = DASHES[look(from.incident.status)];
  return [
    svg('path', { d: path, fill: 'none', stroke: colour, 'stroke-width': 2, 'stroke-dasharray': dashes?.join(' ') }),
    svg('polygon', { points: `${x},${y} ${corner(0.45)} ${corner(-0.45)}`, fill: colour }),
    ...(words
      ? [
          svg(
            'text',
            {
              x: label[0],
              y: label[1],
              'text-anchor': 'middle',
              'font-size': 10.5,
              fill: ground.faint,
              'font-family': SANS,
              stroke: ground.paper,
              'stroke-width': 3,
              'paint-order': 'stroke',
            },
            words,
          ),
        ]
      : []),
  ];
}

function drawing(chain, roll, theme, select) {
  const ground = GROUND[theme];
  const width = MARGIN.left * 2 + (chain.columns - 1) * STEP.x + CARD.width;
  const height = MARGIN.top + 22 + (chain.lanes.length - 1) * STEP.y + CARD.height + 12;
  const steps = new Map(chain.steps.map((step) => [step.incident.number, step]));
  return svg(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': 'Incidents in the order of time' },
    ...chain.lanes.map((lane, row) =>
      svg(
        'text',
        {
          x: MARGIN.left,
          y: MARGIN.top + 14 + row * STEP.y,
          'font-size': 12,
          'font-weight': 600,
          fill: ground.faint,
          'font-family': SANS,
        },
        wrap(lane, 60)[0],
      ),
    ),
    ...chain.lanes.map((_, row) =>
      svg('line', {
        x1: MARGIN.left,
        x2: width - MARGIN.left,
        y1: MARGIN.top + 22 + row * STEP.y + CARD.height / 2,
        y2: MARGIN.top + 22 + row * STEP.y + CARD.height / 2,
        stroke: ground.rule,
        'stroke-width': 1,
      }),
    ),
    ...chain.steps.flatMap((step) =>
      step.answers.flatMap((number) => arrow(step, steps.get(number), LINES.answers[theme], ground)),
    ),
    ...chain.steps.map((step) => card(step, roll, theme, select)),
  );
}

export function makeChains({ select }) {
  const box = byId('chains');
  let shown = AT_ONCE;
  let last = '';
  return {
    show(state, rows, theme) {
      const key = `${state.roll} ${theme} ${rows.incidents.map(({ number }) => number).join(' ')}`;
      if (key !== last) {
        last = key;
        const all = chains(rows, state.roll);
        const aside = setAside(rows);
        const left =
          aside > 0
            ? ` Left out: ${count(aside, 'answer')} dated before what ${aside === 1 ? 'it answers' : 'they answer'}.`
            : '';
        const draw = (limit) => {
          const more =
            all.length > limit &&
            el('button', {
              type: 'button',
              class: 'more',
              text: `Show more of ${count(all.length, 'chain')}`,
              onclick: () => {
                shown += AT_ONCE;
                draw(shown);
              },
            });
          box.replaceChildren(
            el('p', {
              class: 'lead',
              text:
                all.length === 0
                  ? 'No incident that passes the filters is told to answer another.'
                  : `Incidents from left to right in the order of time, not to scale. An arrow leads back to what was answered.${left}`,
            }),
            ...all.slice(0, limit).map((chain) => {
              const { sides, span } = heading(chain);
              return el(
                'section',
                { class: 'chain' },
                el('h3', { dir: 'auto', text: sides }),
                el('p', { class: 'meta', text: [count(chain.steps.length, 'incident'), span].filter(Boolean).join(' · ') }),
                el(
                  'div',
                  { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Chain: ${sides}` },
                  drawing(chain, state.roll, theme, select),
                ),
              );
            }),
            ...(more ? [more] : []),
          );
        };
        shown = AT_ONCE;
        draw(shown);
      }
      const chosen = state.selected?.startsWith('incident:') ? state.selected.slice('incident:'.length) : undefined;
      for (const node of box.querySelectorAll('.card')) {
        node.classList.toggle('chosen', incidents[Number(node.dataset.incident)].id === chosen);
      }
    },
  };
}
