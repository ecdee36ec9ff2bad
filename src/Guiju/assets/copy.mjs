// Copies the named files of the npm packages to wwwroot/lib and builds the icon sprite; nothing else of a package is served.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lib = join(root, 'wwwroot', 'lib');
const files = {
  'tabler.css': '@tabler/core/dist/css/tabler.min.css',
  'tabler.js': '@tabler/core/dist/js/tabler.min.js',
  'htmx.js': 'htmx.org/dist/htmx.min.js',
  'tom-select.js': 'tom-select/dist/js/tom-select.complete.min.js',
  'tom-select.css': 'tom-select/dist/css/tom-select.bootstrap5.min.css',
  'flatpickr.js': 'flatpickr/dist/flatpickr.min.js',
  'flatpickr.css': 'flatpickr/dist/flatpickr.min.css',
  'flatpickr.zh.js': 'flatpickr/dist/l10n/zh.js',
};

mkdirSync(lib, { recursive: true });
for (const [name, source] of Object.entries(files)) {
  const text = readFileSync(join(root, 'node_modules', source), 'utf8');
  // The maps are not served, so a browser's tools should not look for them.
  write(name, text.replace(/\n?(\/\/|\/\*)# sourceMappingURL=\S+( ?\*\/)?\s*$/, '\n'));
}

const names = [...new Set([...listed(), ...used(root)])].sort();
const symbols = names.map(symbol);
writeFileSync(join(lib, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`);

/** Icons that code names in a variable: written down in icons.txt. */
function listed() {
  return readFileSync(join(root, 'assets', 'icons.txt'), 'utf8').split(/\s*\n/).filter(line => line && !line.startsWith('#'));
}

/** Icons that pages name in place: <Icon Name="phone" />, or a component's Icon="phone". */
function* used(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (['bin', 'obj', 'node_modules', 'wwwroot'].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* used(path);
    else if (entry.name.endsWith('.razor'))
      for (const match of readFileSync(path, 'utf8').matchAll(/(?:<Icon\b[^>]*?\bName|\bIcon)="([a-z][a-z0-9-]*)"/g)) yield match[1];
  }
}

function symbol(name) {
  const filled = name.endsWith('-filled');
  const file = join(root, 'node_modules/@tabler/icons/icons', filled ? 'filled' : 'outline', `${filled ? name.slice(0, -7) : name}.svg`);
  let svg;
  try {
    svg = readFileSync(file, 'utf8');
  } catch {
    console.error(`error : there is no icon "${name}" in @tabler/icons; pick another for the page or icons.txt that names it.`);
    process.exit(1);
  }
  const paths = svg.match(/<path[^>]*>/g).filter(path => !path.includes('M0 0h24v24H0z')).join('');
  return `<symbol id="${name}" viewBox="0 0 24 24"${filled ? ' fill="currentColor" stroke="none"' : ''}>${paths}</symbol>`;
}

/** Leaves a file alone that is the same already, so that nothing is compressed again. */
function write(name, text) {
  const path = join(lib, name);
  try {
    if (readFileSync(path, 'utf8') === text) return;
  } catch { /* not there yet */ }
  writeFileSync(path, text);
}
