// How much there is, against what .ci/size.json says there may be. What grew needs a sentence in the commit that says what it replaced or
// what a user gained; `--write` records only what fell, so a larger number is entered by hand, where a reviewer sees it.
import { execSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('size.json', import.meta.url);
const SLACK = 0.02;
const files = execSync('git ls-files', { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => existsSync(file));
const textOf = (file) => readFileSync(file, 'utf8');
const words = (of) => of.map(textOf).reduce((total, text) => total + text.split(/\s+/).filter(Boolean).length, 0);
/** Words and vocabularies that are data count half; facts and recorded answers do not count. */
const texts = files.filter(
  (file) => /^(shared[/](domain|contracts[/](api|collection))|dashboard[/]words|infra)[/].*[.]json$/.test(file) && !file.includes('example-responses'),
);
const code = files.filter((file) => /[.]tsx?$/.test(file));
const product = code.filter((file) => /^(dashboard|functions|infra|shared)[/]/.test(file));
const documents = files.filter((file) => file.endsWith('.md'));
const measured = {
  product_words: words(product) + Math.round(words(texts) / 2),
  product_files: product.length,
  test_words: words(code.filter((file) => file.startsWith('test/'))),
  document_words: words(documents),
  decisions: documents.filter((file) => file.startsWith('docs/decisions/')).length,
  npm_scripts: Object.keys(JSON.parse(textOf('package.json')).scripts).length,
};

const recorded = JSON.parse(readFileSync(FILE, 'utf8'));
const faults = Object.entries(measured).flatMap(([name, now]) => {
  const most = recorded[name];
  console.log(`${name.padEnd(16)} ${String(now).padStart(7)}  recorded ${most}`);
  if (now > most) return [`${name} grew from ${most} to ${now}: make it smaller, or enter ${now} and say why in the commit`];
  return now < most * (1 - SLACK) ? [`${name} fell from ${most} to ${now}: record it with --write`] : [];
});
if (process.argv.includes('--write')) {
  const lowered = Object.entries(measured).map(([name, now]) => [name, Math.min(now, recorded[name])]);
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(lowered), null, 2)}\n`);
} else if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}
