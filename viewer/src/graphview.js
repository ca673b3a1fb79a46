// The picture that can be moved, clicked and expanded.

import cytoscape from 'cytoscape';
import fcose from 'cytoscape-fcose';

import { positions } from './data.js';
import { byId } from './dom.js';
import { elements } from './elements.js';
import { packParts } from './pack.js';
import { DASHES, GROUND, SANS } from './palette.js';
import { picture } from './picture.js';
import { makeRoomIn } from './room.js';

cytoscape.use(fcose);
// It warns of edges between nodes that touch; nobody reads it.
cytoscape.warnings(false);

/** Up to so many nodes the browser refines the places that came with the page. */
const REFINED = 300;
/** Below this zoom names cannot be read. */
const READABLE = 0.5;
/** A window narrower than this opens on the most connected node, not on a whole that is too small to read. */
const NARROW = 600;
const LEGIBLE = 0.6;

/** Between two that have many edges each there must be room for those of others. */
const ideal = (edge) => 60 + 16 * Math.min(10, edge.source().degree(), edge.target().degree());

function looks(theme) {
  const { paper, ink, strong } = GROUND[theme];
  return [
    {
      selector: 'node',
      style: {
        shape: 'data(shape)',
        width: 'data(width)',
        height: 'data(height)',
        label: 'data(label)',
        'background-color': 'data(fill)',
        'border-color': 'data(border)',
        'border-width': 1.5,
        'font-family': SANS,
        'font-size': 'data(font)',
        'font-weight': 'data(bold)',
        color: ink,
        'text-valign': 'center',
        'text-halign': 'center',
        'text-wrap': 'wrap',
        'text-max-width': 1000,
        'line-height': 1.2,
        'min-zoomed-font-size': 5,
      },
    },
    {
      selector: 'edge',
      style: {
        'curve-style': 'bezier',
        'control-point-step-size': 34,
        width: 'data(width)',
        'line-color': 'data(colour)',
        'target-arrow-color': 'data(colour)',
        'target-arrow-shape': 'data(arrow)',
        'arrow-scale': 1.1,
        label: 'data(label)',
        'font-family': SANS,
        'font-size': 11,
        color: ink,
        'min-zoomed-font-size': 7,
        'text-background-color': paper,
        'text-background-opacity': 0.9,
        'text-background-padding': 2,
        'loop-direction': '-45deg',
      },
    },
    { selector: 'edge[look = "threatened"]', style: { 'line-style': 'dashed', 'line-dash-pattern': DASHES.threatened } },
    {
      selector: 'edge[look = "denied"]',
      style: { 'line-style': 'dashed', 'line-dash-pattern': DASHES.denied, 'line-cap': 'round' },
    },
    { selector: '.far', style: { opacity: 0.32 } },
    { selector: 'node.chosen', style: { 'border-width': 4, 'border-color': strong, 'z-index': 10 } },
    {
      selector: 'edge.chosen',
      style: { 'overlay-color': 'data(colour)', 'overlay-opacity': 0.25, 'overlay-padding': 5, 'z-index': 10 },
    },
  ];
}

export class GraphView {
  constructor({ select, theme }) {
    this.theme = theme;
    this.frame = '';
    this.added = 0;
    this.tapped = false;
    this.cy = cytoscape({
      container: byId('graph'),
      style: looks(theme),
      minZoom: 0.04,
      maxZoom: 3,
      boxSelectionEnabled: false,
      autounselectify: true,
    });
    this.cy.on('tap', (event) => {
      if (event.target === this.cy) return select(undefined);
      this.tapped = true;
      const { actor, incident, line } = event.target.data();
      if (line !== undefined) select('line', line);
      else if (actor !== undefined) select('actor', actor);
      else select('incident', incident);
    });
    const pointer = (shape) => () => {
      byId('graph').style.cursor = shape;
    };
    this.cy.on('mouseover', 'node, edge', pointer('pointer'));
    this.cy.on('mouseout', 'node, edge', pointer('default'));
  }

  /** Draws the rows; gives what was drawn. */
  show(rows, state) {
    const drawn = picture(rows, state);
    const frame = `${state.draw} ${state.roll}`;
    const wanted = elements(drawn, this.theme);
    const start = startingPlaces(state);
    const anew = frame !== this.frame;
    this.frame = frame;
    let added = 0;
    this.cy.batch(() => {
      if (anew) this.cy.elements().remove();
      const ids = new Set(wanted.map(({ data }) => data.id));
      this.cy
        .elements()
        .filter((element) => !ids.has(element.id()))
        .remove();
      const fresh = [];
      for (const element of wanted) {
        const known = this.cy.getElementById(element.data.id);
        if (known.nonempty()) known.data(element.data);
        else {
          if (element.group === 'nodes') {
            added += 1;
            element.position = (anew ? undefined : this.beside(element.data.id, wanted, added)) ??
              start.get(element.data.id) ?? { x: 0, y: 0 };
          }
          fresh.push(element);
        }
      }
      this.cy.add(fresh);
    });
    this.added += added;
    return drawn;
  }

  /** Beside the neighbours that are drawn already: what is added shall not move the rest. */
  beside(id, wanted, number) {
    const others = wanted
      .filter(({ data }) => data.source === id || data.target === id)
      .map(({ data }) => this.cy.getElementById(data.source === id ? data.target : data.source))
      .filter((node) => node.nonempty());
    if (others.length === 0) return undefined;
    const mean = (way) => others.reduce((sum, node) => sum + node.position(way), 0) / others.length;
    const reach = 60 + 6 * Math.sqrt(number);
    return { x: mean('x') + reach * Math.cos(number * 2.4), y: mean('y') + reach * Math.sin(number * 2.4) };
  }

  /** Gives new nodes their places, once the page around the picture has its size; what is chosen is shown large enough to read. */
  settle(chosen) {
    if (this.added === 0) return;
    this.added = 0;
    this.cy.resize();
    const nodes = this.cy.nodes().length;
    if (nodes <= REFINED && nodes > 1) {
      this.cy
        .layout({
          name: 'fcose',
          randomize: false,
          animate: false,
          fit: false,
          quality: 'default',
          packComponents: false,
          numIter: nodes > 60 ? 400 : 1000,
          nodeSeparation: 60,
          idealEdgeLength: ideal,
          nodeRepulsion: nodes > 60 ? 6000 : 12000,
          gravity: 0.35,
          gravityRange: 3,
          nodeDimensionsIncludeLabels: false,
        })
        .run();
    }
    makeRoomIn(this.cy);
    if (nodes <= REFINED) packParts(this.cy);
    this.fit();
    if (this.cy.width() < NARROW && this.cy.zoom() < LEGIBLE) {
      this.cy.zoom(LEGIBLE);
      this.cy.center(this.cy.nodes().max((node) => node.degree()).ele);
    }
    this.near(chosen);
  }

  /** In a picture too small to read, goes to an element and what is around it. */
  near(id) {
    const element = id === undefined ? this.cy.collection() : this.cy.getElementById(id);
    if (element.empty() || this.cy.zoom() >= READABLE) return;
    this.cy.fit(element.isNode() ? element.closedNeighborhood() : element.union(element.connectedNodes()), 40);
    if (this.cy.zoom() > 1) {
      this.cy.zoom(1);
      this.cy.center(element);
    }
  }

  fit() {
    this.cy.resize();
    this.cy.fit(undefined, 30);
    if (this.cy.zoom() > 1.25) {
      this.cy.zoom(1.25);
      this.cy.center();
    }
  }

  /** Marks one element and what is around it; what is far fades. */
  mark(id) {
    this.cy.batch(() => {
      this.cy.elements().removeClass('far chosen');
      const chosen = id === undefined ? this.cy.collection() : this.cy.getElementById(id);
      if (chosen.empty()) return;
      const near = chosen.isNode() ? chosen.closedNeighborhood() : chosen.union(chosen.connectedNodes());
      this.cy.elements().not(near).addClass('far');
      chosen.addClass('chosen');
    });
  }

  /** Brings an element into sight, if it is not; what the panel covers is out of sight. */
  bring(id) {
    const element = this.cy.getElementById(id);
    if (element.empty()) return;
    if (!this.tapped) this.near(id);
    this.tapped = false;
    const [frame, panel] = [byId('graph').getBoundingClientRect(), byId('panel').getBoundingClientRect()];
    const covered = panel.width > 0 && panel.left < frame.right - 1 && panel.top > frame.top;
    const height = Math.max(60, covered ? Math.min(frame.height, panel.top - frame.top) : frame.height);
    const { x, y } = element.isNode() ? element.renderedPosition() : element.renderedMidpoint();
    if (x < 20 || x > frame.width - 20 || y < 20 || y > height - 20) this.cy.panBy({ x: frame.width / 2 - x, y: height / 2 - y });
  }

  restyle(theme) {
    this.theme = theme;
    this.cy.style(looks(theme));
  }
}

function startingPlaces(state) {
  const held = positions[state.draw][state.roll];
  const actors = positions.count;
  const places = new Map();
  for (let at = 0; at + 2 < held.length; at += 3) {
    const number = held[at];
    places.set(number < actors ? `a${number}` : `i${number - actors}`, { x: held[at + 1], y: held[at + 2] });
  }
  return places;
}
