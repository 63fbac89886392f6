/** `npm run docs:mutation [-- REPORT.json ...]`: takes the counts of reports of Stryker over and writes docs/mutation.md. */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { countMutants, type MeasuredMutants, mutationPage } from './mutation-page.ts';

const root = new URL('../../../', import.meta.url).pathname;
const MEASURED = `${root}shared/measured/mutation.json`;
const before: MeasuredMutants = existsSync(MEASURED) ? JSON.parse(readFileSync(MEASURED, 'utf8')) : {};
const added = countMutants(process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8'))));
const domainFiles = globSync('shared/domain/**/*.ts', { cwd: root }).sort();
const all = { ...before, ...added };
const measured = Object.fromEntries(domainFiles.flatMap((file) => (all[file] === undefined ? [] : [[file, all[file]]])));
writeFileSync(MEASURED, `${JSON.stringify(measured, null, 2)}\n`);
writeFileSync(`${root}docs/mutation.md`, mutationPage(measured, domainFiles));
console.log(`docs/mutation.md written: ${Object.keys(measured).length} of ${domainFiles.length} files are measured`);
