// How things look. Line colours are those of Okabe and Ito, which colour-blind readers tell apart, darker or lighter where the
// ground asks for it; shapes and arrows say the same once more.

export const LINES = {
  attacked: { name: 'attacked', light: '#D55E00', dark: '#F08A4B', arrow: 'triangle' },
  retaliated: { name: 'retaliated against', light: '#0072B2', dark: '#56B4E9', arrow: 'vee' },
  backs: { name: 'backs', light: '#007A5A', dark: '#2CC295', arrow: 'triangle-backcurve' },
  part_of: { name: 'is part of', light: '#6F6F6F', dark: '#A8AEB5', arrow: 'diamond' },
  leads: { name: 'leads', light: '#A34A83', dark: '#E09CC4', arrow: 'circle' },
  did: { name: 'did', light: '#8A8A8A', dark: '#8E959D', arrow: 'none' },
  aimed: { name: 'aimed at', light: '#D55E00', dark: '#F08A4B', arrow: 'triangle' },
  answers: { name: 'in retaliation for', light: '#0072B2', dark: '#56B4E9', arrow: 'vee' },
};

const BLUE = { light: ['#D9E8F5', '#2F5D8A'], dark: ['#1F3A54', '#7FB2DF'] };
const ORANGE = { light: ['#FBE3D4', '#A34A10'], dark: ['#4A2C1A', '#EFA275'] };
const GREY = { light: ['#EEEEEE', '#5E5E5E'], dark: ['#33383E', '#A8AEB5'] };
const ROSE = { light: ['#F4E4EF', '#8A4A74'], dark: ['#43283A', '#DFA3CA'] };
const SAND = { light: ['#F7F0E2', '#7A6A4A'], dark: ['#3A3424', '#CDBB92'] };
const GREEN = { light: ['#DDF1EC', '#00664C'], dark: ['#173B33', '#74CDB6'] };
const WHITE = { light: ['#FFFFFF', '#5E5E5E'], dark: ['#22262B', '#C6CCD3'] };
const YELLOW = { light: ['#FFF9DF', '#8A6D00'], dark: ['#383112', '#D9BE4F'] };

/** Kinds of actor by shape and colour. */
const KINDS = {
  state: ['rectangle', BLUE],
  government: ['cut-rectangle', BLUE],
  military: ['octagon', BLUE],
  'armed-group': ['ellipse', ORANGE],
  coalition: ['barrel', ORANGE],
  organisation: ['rectangle', GREY],
  person: ['round-rectangle', ROSE],
  generic: ['ellipse', SAND],
  vessel: ['bottom-round-rectangle', GREEN],
  civilians: ['hexagon', WHITE],
};

export function nodeLook(kind, theme) {
  const [shape, colours] = KINDS[kind] ?? KINDS.organisation;
  const [fill, border] = colours[theme];
  return { shape, fill, border };
}

export const incidentLook = (theme) => ({ shape: 'round-rectangle', fill: YELLOW[theme][0], border: YELLOW[theme][1] });

export const GROUND = {
  light: { paper: '#FFFFFF', ink: '#1D1F21', faint: '#5E646B', rule: '#D5D9DD', strong: '#111111' },
  dark: { paper: '#15181B', ink: '#E8EAED', faint: '#A5ACB3', rule: '#3A4047', strong: '#FFFFFF' },
};

/** As told, dashed or dotted. */
export const DASHES = { told: undefined, threatened: [8, 5], denied: [2, 4] };

export const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
