// The time slider: two handles below a histogram of incidents.

import { incidents } from './data.js';
import { byId, svg } from './dom.js';
import { iso, periods, tally } from './time.js';

const WIDTH = 240;
const HEIGHT = 56;

export function makeSlider(update) {
  const found = periods(incidents);
  const { all } = found;
  const box = byId('time');
  if (all.length < 2) {
    box.hidden = true;
    return { show() {} };
  }
  byId('by').textContent = `Incidents by ${found.by}`;
  const [from, to] = [byId('from'), byId('to')];
  for (const handle of [from, to]) {
    handle.max = String(all.length - 1);
    handle.addEventListener('input', () => {
      // One handle does not pass the other.
      if (handle === from) from.value = String(Math.min(Number(from.value), Number(to.value)));
      else to.value = String(Math.max(Number(from.value), Number(to.value)));
      const [first, last] = [Number(from.value), Number(to.value)];
      update({ from: first === 0 ? undefined : all[first].from, to: last === all.length - 1 ? undefined : all[last].to });
    });
  }
  const undated = incidents.filter((incident) => incident.first === undefined).length;
  const before = incidents.some((incident) => incident.first < all[0].from);
  const bars = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  byId('histogram').replaceChildren(bars);
  let drawn = '';

  return {
    show(state, rows) {
      const first =
        state.from === undefined
          ? 0
          : Math.max(
              0,
              all.findIndex(({ to: end }) => end >= state.from),
            );
      const after = state.to === undefined ? -1 : all.findIndex(({ from: start }) => start > state.to);
      const last = after < 0 ? all.length - 1 : Math.max(0, after - 1);
      from.value = String(first);
      to.value = String(last);
      // Where both handles stand at the end, the one that can still move lies above.
      from.style.zIndex = first > all.length / 2 ? '2' : '1';
      const [start, end] = [first === 0 && before ? 'the beginning' : iso(all[first].from), iso(all[last].to)];
      from.setAttribute('aria-valuetext', `from ${start}`);
      to.setAttribute('aria-valuetext', `to ${end}`);
      const whole = first === 0 && last === all.length - 1;
      const beside = whole && undated > 0 ? `, and ${undated.toLocaleString('en')} without a date` : '';
      byId('span').textContent = `${first === 0 && before ? `until ${end}` : `${start} to ${end}`}${beside}`;
      const counts = tally(found, rows.anytime);
      const key = `${first} ${last} ${counts.join(' ')}`;
      if (key === drawn) return;
      drawn = key;
      const most = Math.max(1, ...counts);
      const step = WIDTH / all.length;
      bars.replaceChildren(
        ...counts.flatMap((number, at) => {
          if (number === 0) return [];
          const height = Math.max(2, (number / most) * HEIGHT);
          return [
            svg('rect', {
              x: at * step,
              width: Math.max(0.6, step - Math.min(1, step / 5)),
              y: HEIGHT - height,
              height,
              class: at >= first && at <= last ? 'in' : 'out',
            }),
          ];
        }),
      );
    },
  };
}
