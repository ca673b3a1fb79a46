// Dates as exact as they are known, counted in days; and the periods that incidents are counted by.

const DAY = 86_400_000;

const at = (year, month, day) => {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return Math.round(date.getTime() / DAY);
};

/** First and last day of "2024", "2024-02" or "2024-02-10". */
export function days(text) {
  const [year, month, day] = text.split('-').map(Number);
  if (day !== undefined) return [at(year, month - 1, day), at(year, month - 1, day)];
  if (month !== undefined) return [at(year, month - 1, 1), at(year, month, 0)];
  return [at(year, 0, 1), at(year, 11, 31)];
}

export const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

const PERIODS = {
  day: { start: (day) => day, next: (start) => start + 1, longest: 1 },
  week: { start: (day) => day - ((((day + 3) % 7) + 7) % 7), next: (start) => start + 7, longest: 7 },
  month: {
    start: (day) => {
      const date = new Date(day * DAY);
      return at(date.getUTCFullYear(), date.getUTCMonth(), 1);
    },
    next: (start) => {
      const date = new Date(start * DAY);
      return at(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
    },
    longest: 31,
  },
  year: {
    start: (day) => at(new Date(day * DAY).getUTCFullYear(), 0, 1),
    next: (start) => at(new Date(start * DAY).getUTCFullYear() + 1, 0, 1),
    longest: 366,
  },
};

/** Days for six weeks and less, weeks for two years, months for thirty. */
function periodFor(span) {
  if (span <= 42) return 'day';
  if (span <= 750) return 'week';
  return span <= 11_000 ? 'month' : 'year';
}

/** All periods from the first incident to the last; none when no incident has a date. Years do not stretch what is known by the day. */
export function periods(incidents) {
  const known = incidents.filter((incident) => incident.first !== undefined);
  const exact = known.filter((incident) => incident.exact <= PERIODS.month.longest);
  const dated = exact.length > 0 ? exact : known;
  if (dated.length === 0) return { by: 'week', all: [] };
  const first = dated.reduce((least, incident) => Math.min(least, incident.first), Infinity);
  const last = dated.reduce((most, incident) => Math.max(most, incident.last), -Infinity);
  const by = periodFor(last - first);
  const { start, next } = PERIODS[by];
  const all = [];
  for (let from = start(first); from <= last; from = next(from)) all.push({ from, to: next(from) - 1 });
  return { by, all };
}

/** How many incidents began in each period, of those whose date is as exact as a period. */
export function tally({ by, all }, incidents) {
  const starts = new Map(all.map((period, number) => [period.from, number]));
  const counts = all.map(() => 0);
  for (const incident of incidents) {
    if (incident.first === undefined || incident.exact > PERIODS[by].longest) continue;
    const number = starts.get(PERIODS[by].start(incident.first));
    if (number !== undefined) counts[number] += 1;
  }
  return counts;
}

/** "3 days later", between incidents that both have a day. */
export function gap(before, after) {
  if (before.exact !== 1 || after.exact !== 1) return '';
  const number = after.first - before.first;
  if (number === 0) return 'same day';
  if (number < 0) return '';
  return number === 1 ? '1 day later' : `${number} days later`;
}
