// Bundles the script of the page with the libraries that it stands on, and notes the hashes that its policy allows.
// `node build.mjs --check` compares instead of writing.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', 'src', 'export', 'page');
const LIBRARIES = ['cytoscape', 'cytoscape-fcose', 'cose-base', 'layout-base'];

const licences = LIBRARIES.map((name) => {
  const folder = join(here, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8').replace(/\r/g, '').trim()}\n`;
}).join('\n\n');
const banner = `/*! This page was written by reprisal (MIT OR Apache-2.0). It holds these libraries:\n\n${licences.replaceAll('*/', '* /')}*/`;

async function bundle(entry, options = {}) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    legalComments: 'none',
    target: ['chrome109', 'firefox115', 'safari16'],
    ...options,
  });
  return result.outputFiles[0].text;
}

// An end tag within the script would end it.
const script = `\n${(await bundle('src/main.js', { format: 'iife', banner: { js: banner } })).replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')}`;
const style = await bundle('src/style.css');
const hash = (text) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  'img-src data: blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const files = {
  'viewer.js': script,
  'viewer.css': style,
  'policy.txt': `${policy}\n`,
  'LICENSES.txt': `The script of the page holds these libraries.\n\n${licences}`,
};
let stale = false;
for (const [name, text] of Object.entries(files)) {
  const path = join(target, name);
  if (process.argv.includes('--check')) {
    if (readFileSync(path, 'utf8') !== text) {
      console.error(`${name} is not what viewer/ makes: run npm run build there`);
      stale = true;
    }
  } else writeFileSync(path, text);
}
console.log(
  Object.entries(files)
    .map(([name, text]) => `${name} ${Math.round(Buffer.byteLength(text) / 1024)} KiB`)
    .join(', '),
);
process.exit(stale ? 1 : 0);
