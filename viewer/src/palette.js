// How things look: the same colours as in the pictures of Graphviz (src/export/style/). Those of lines are Okabe and Ito's, which
// colour-blind readers tell apart; shapes and arrows say the same once more.

export const LINES = {
  attacked: { name: 'attacked', light: '#D55E00', dark: '#FF8A3D', arrow: 'triangle' },
  retaliated: { name: 'retaliated against', light: '#0072B2', dark: '#56B4E9', arrow: 'vee' },
  backs: { name: 'backs', light: '#007A5A', dark: '#3CC79B', arrow: 'triangle-backcurve' },
  part_of: { name: 'is part of', light: '#767676', dark: '#9AA2AA', arrow: 'diamond' },
  leads: { name: 'leads', light: '#8A4A74', dark: '#DB9BC2', arrow: 'circle' },
  did: { name: 'did', light: '#767676', dark: '#9AA2AA', arrow: 'none' },
  aimed: { name: 'aimed at', light: '#D55E00', dark: '#FF8A3D', arrow: 'triangle' },
  answers: { name: 'in retaliation for', light: '#0072B2', dark: '#56B4E9', arrow: 'vee' },
};

const BLUE = { light: ['#D6E6F5', '#2F5D8A'], dark: ['#1D3A56', '#7DB2E3'] };
const ORANGE = { light: ['#FBE0D0', '#A34A10'], dark: ['#552E16', '#F0A06B'] };
const GREY = { light: ['#EEEEEE', '#555555'], dark: ['#343A41', '#B5BCC4'] };
const ROSE = { light: ['#F3E3EE', '#8A4A74'], dark: ['#4A2A40', '#DB9BC2'] };
const SAND = { light: ['#F7F0E4', '#7A6A4A'], dark: ['#3B3526', '#CDBB92'] };
const GREEN = { light: ['#DDF1EC', '#00664C'], dark: ['#123F34', '#5CC9AB'] };
const WHITE = { light: ['#FFFFFF', '#555555'], dark: ['#15191E', '#B5BCC4'] };
const YELLOW = { light: ['#FFF8DC', '#8A6D00'], dark: ['#46400F', '#E0C860'] };

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
  dark: { paper: '#15191E', ink: '#E8EAED', faint: '#A5ACB3', rule: '#3A4047', strong: '#FFFFFF' },
};

/** As told, dashed or dotted. */
export const DASHES = { told: undefined, threatened: [8, 5], denied: [2, 4] };

export const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
