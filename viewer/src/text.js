// Words and their forms; text of articles made fit for a picture.

// Marks that turn the direction of writing, and control characters.
const ACTIVE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

export const MOST = 90;

/** One line without anything that could disturb what stands beside it, not longer than `most` characters. */
export function plain(text, most = MOST) {
  const clean = String(text).replace(ACTIVE, ' ').replace(/\s+/g, ' ').trim();
  if (clean.length <= most) return clean;
  const characters = Array.from(clean.slice(0, most * 2));
  return characters.length <= most && clean.length <= most * 2 ? clean : `${characters.slice(0, most - 1).join('')}…`;
}

/** Lines of at most about `width` characters. */
export function wrap(text, width) {
  const lines = [];
  for (let word of plain(text).split(' ')) {
    while (Array.from(word).length > width + 4) {
      const characters = Array.from(word);
      lines.push(characters.slice(0, width).join(''));
      word = characters.slice(width).join('');
    }
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** "1 incident", "3 incidents". */
export const count = (number, one, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** The spelling of a kind, a relation or a status for people. */
export const spell = (word) => word.replace(/[-_]/g, ' ');

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Names as a list in words. */
export const list = (names) => names.join(' and ');

/** The one spelling used for comparing names, as the program has it. */
export const fold = (name) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’‘ʼʻʾʿ`´.]/g, '')
    .replace(/[ıłøđß]/g, (letter) => ({ ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'ss' })[letter])
    .replace(/[\s\-‐‑–]+/g, ' ')
    .trim();
