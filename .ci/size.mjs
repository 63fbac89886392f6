// How much there is, against what .ci/size.json says there may be. A number that grows needs a new one there, and a line in `why`; one that has fallen
// by more than the slack has to be written down, so that it never grows back unseen. `node .ci/size.mjs` prints all, `--write` records them.
import { execSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('size.json', import.meta.url);
const SLACK = 0.02;
const files = execSync('git ls-files', { encoding: 'utf8' }).trim().split('\n').filter((file) => existsSync(file));
const textOf = (file) => readFileSync(file, 'utf8');
const sum = (of, count) => of.map(textOf).reduce((total, text) => total + count(text), 0);
const lines = (text) => text.split('\n').length - 1;
const code = files.filter((file) => /[.]tsx?$/.test(file));
const product = code.filter((file) => /^(dashboard|functions|infra|shared)[/]/.test(file));
const documents = files.filter((file) => file.endsWith('.md'));
const measured = {
  product_lines: sum(product, lines),
  product_files: product.length,
  test_lines: sum(code.filter((file) => file.startsWith('test/')), lines),
  words_of_documents: sum(documents, (text) => text.split(/\s+/).filter(Boolean).length),
  decisions: documents.filter((file) => file.startsWith('docs/decisions/')).length,
  npm_scripts: Object.keys(JSON.parse(textOf('package.json')).scripts).length,
};

const recorded = JSON.parse(readFileSync(FILE, 'utf8'));
const faults = Object.entries(measured).flatMap(([name, now]) => {
  const most = recorded[name];
  console.log(`${name.padEnd(20)} ${String(now).padStart(7)}  recorded ${most}`);
  if (now > most) return [`${name} grew from ${most} to ${now}: make it smaller, or record it with --write and add a line to "why"`];
  return now < most * (1 - SLACK) ? [`${name} fell from ${most} to ${now}: record it with --write`] : [];
});
if (process.argv.includes('--write')) writeFileSync(FILE, `${JSON.stringify({ ...measured, why: recorded.why }, null, 2)}\n`);
else if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}
