// Room for every node: those that lie on each other are moved apart, as little as it takes.

const GAP = 10;
const ROUNDS = 150;
/** Nodes that cover more of the picture than this leave no room for edges. */
const COVERED = 0.22;

/** Boxes by their middle, width and height; they are moved in place. */
export function makeRoom(boxes) {
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    boxes.sort((a, b) => a.x - a.w / 2 - (b.x - b.w / 2) || a.id - b.id);
    for (let at = 0; at < boxes.length; at += 1) {
      const a = boxes[at];
      for (let next = at + 1; next < boxes.length; next += 1) {
        const b = boxes[next];
        if (b.x - b.w / 2 > a.x + a.w / 2 + 300) break;
        const over = { x: (a.w + b.w) / 2 + GAP - Math.abs(a.x - b.x), y: (a.h + b.h) / 2 + GAP - Math.abs(a.y - b.y) };
        if (over.x <= 0.5 || over.y <= 0.5) continue;
        const way = over.x < over.y ? 'x' : 'y';
        const sign = a[way] < b[way] || (a[way] === b[way] && a.id < b.id) ? 1 : -1;
        a[way] -= (sign * over[way]) / 2;
        b[way] += (sign * over[way]) / 2;
        moved = true;
      }
    }
    if (!moved) return;
  }
}

/** Draws a crowded picture larger. */
function widen(boxes) {
  const sum = (measure) => boxes.reduce((all, box) => all + measure(box), 0);
  const spread = (way, side) =>
    Math.max(...boxes.map((box) => box[way] + box[side] / 2)) - Math.min(...boxes.map((box) => box[way] - box[side] / 2));
  const factor = Math.sqrt(sum(({ w, h }) => w * h) / (spread('x', 'w') * spread('y', 'h')) / COVERED);
  if (factor > 1 && boxes.length > 8)
    boxes.forEach((box) => {
      box.x *= factor;
      box.y *= factor;
    });
}

export function makeRoomIn(cy) {
  const boxes = cy.nodes().map((node, id) => ({
    node,
    id,
    x: node.position('x'),
    y: node.position('y'),
    w: node.data('width'),
    h: node.data('height'),
  }));
  widen(boxes);
  makeRoom(boxes);
  cy.batch(() => boxes.forEach(({ node, x, y }) => node.position({ x, y })));
}
