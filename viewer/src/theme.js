// Light or dark: as the system has it, until the reader says otherwise.

import { byId } from './dom.js';

const system = matchMedia('(prefers-color-scheme: dark)');
let chosen;

const current = () => chosen ?? (system.matches ? 'dark' : 'light');

export function makeTheme(changed) {
  const button = byId('theme');
  const apply = () => {
    document.documentElement.dataset.theme = current();
    button.textContent = current() === 'dark' ? 'Light' : 'Dark';
    changed(current());
  };
  button.addEventListener('click', () => {
    chosen = current() === 'dark' ? 'light' : 'dark';
    apply();
  });
  system.addEventListener('change', apply);
  document.documentElement.dataset.theme = current();
  button.textContent = current() === 'dark' ? 'Light' : 'Dark';
  return current;
}
