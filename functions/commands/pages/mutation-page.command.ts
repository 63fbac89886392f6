/** `npm run docs:mutation`: takes the counts of reports of Stryker over and writes docs/mutation.md. */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { type CommandSpecification, runCommand } from '../arguments.ts';
import { countMutants, type MeasuredMutants, mutationPage } from './mutation-page.ts';

const root = new URL('../../../', import.meta.url).pathname;
const MEASURED = `${root}shared/measured/mutation.json`;
const COMMAND = {
  name: 'npm run docs:mutation',
  does: 'Takes the counts of reports of Stryker over into shared/measured/mutation.json, and writes docs/mutation.md from it.',
  options: {},
  operands: { value: 'REPORT.json ...', says: 'reports of Stryker; without any the page is written anew', least: 0, most: 1000 },
  examples: ['npm run docs:mutation -- reports/mutation/mutation.json'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, ({ operands: reports }) => {
  const before: MeasuredMutants = existsSync(MEASURED) ? JSON.parse(readFileSync(MEASURED, 'utf8')) : {};
  const added = countMutants(reports.map((file) => JSON.parse(readFileSync(file, 'utf8'))));
  const domainFiles = globSync('shared/domain/**/*.ts', { cwd: root }).sort();
  const all = { ...before, ...added };
  const measured = Object.fromEntries(domainFiles.flatMap((file) => (all[file] === undefined ? [] : [[file, all[file]]])));
  writeFileSync(MEASURED, `${JSON.stringify(measured, null, 2)}\n`);
  writeFileSync(`${root}docs/mutation.md`, mutationPage(measured, domainFiles));
  console.log(`docs/mutation.md written: ${Object.keys(measured).length} of ${domainFiles.length} files are measured`);
});
