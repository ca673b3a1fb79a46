// Parts of a picture without an edge between them, put side by side.

const GAP = 46;

/** Places boxes, the first in the corner, so that all together fit an aspect (width by height) well: where each begins. */
export function pack(boxes, aspect) {
  const placed = [];
  let [wide, high] = [0, 0];
  for (const { w, h } of boxes) {
    const corners = [
      { x: 0, y: 0 },
      ...placed.flatMap((box) => [
        { x: box.x + box.w + GAP, y: box.y },
        { x: box.x, y: box.y + box.h + GAP },
        { x: box.x + box.w + GAP, y: 0 },
        { x: 0, y: box.y + box.h + GAP },
      ]),
    ];
    const free = corners.filter(({ x, y }) =>
      placed.every((box) => x >= box.x + box.w + GAP || box.x >= x + w + GAP || y >= box.y + box.h + GAP || box.y >= y + h + GAP),
    );
    const cost = ({ x, y }) => Math.max(Math.max(wide, x + w) / aspect, Math.max(high, y + h));
    const best = free.reduce(
      (best, corner) =>
        !best ||
        cost(corner) < cost(best) - 0.01 ||
        (cost(corner) < cost(best) + 0.01 && corner.x / aspect + corner.y < best.x / aspect + best.y)
          ? corner
          : best,
      undefined,
    );
    placed.push({ ...best, w, h });
    wide = Math.max(wide, best.x + w);
    high = Math.max(high, best.y + h);
  }
  return placed;
}

/** Moves the connected parts of a picture side by side, largest first. */
export function packParts(cy) {
  const parts = cy
    .elements()
    .components()
    .map((part) => ({ nodes: part.nodes(), box: part.boundingBox({ includeOverlays: false }) }))
    .sort((a, b) => b.box.w * b.box.h - a.box.w * a.box.h);
  if (parts.length < 2) return;
  const aspect = Math.min(3, Math.max(0.5, cy.width() / Math.max(1, cy.height())));
  const places = pack(
    parts.map(({ box }) => box),
    aspect,
  );
  cy.batch(() => parts.forEach(({ nodes, box }, at) => nodes.shift({ x: places[at].x - box.x1, y: places[at].y - box.y1 })));
}
