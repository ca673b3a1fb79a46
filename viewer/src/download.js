// The current view as a file.

import { el } from './dom.js';

export function save(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = el('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export const svgText = (drawing) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawing)}\n`;

/** No browser paints a larger picture with certainty. */
const LONGEST = 12_000;
const LARGEST = 90_000_000;

/** The drawing as pixels, twice as fine as on the screen where there is room. */
export async function png(drawing) {
  const [width, height] = ['width', 'height'].map((side) => Number(drawing.getAttribute(side)));
  const scale = Math.min(2, LONGEST / Math.max(width, height), Math.sqrt(LARGEST / (width * height)));
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svgText(drawing)], { type: 'image/svg+xml' }));
  try {
    await new Promise((done, failed) => {
      image.addEventListener('load', done);
      image.addEventListener('error', () => failed(new Error('the drawing cannot be painted')));
      image.src = address;
    });
    const canvas = el('canvas', { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => {
      canvas.toBlob(done, 'image/png');
    });
    if (!blob) throw new Error('the drawing is too large for a PNG; take the SVG');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}
