/**
 * `npm run facts:freeze`: copies the shipped facts to test/frozen-world, on which pages, recorded examples and all tests with numbers stand. Run
 * it when the tables get a new shape, or when the pages should speak of a newer vintage; then make the pages and examples again.
 */
import { copyFileSync, globSync, rmSync } from 'node:fs';
import { type CommandSpecification, runCommand } from './arguments.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const SHIPPED = `${ROOT}shared/reference`;
const FROZEN = `${ROOT}test/frozen-world`;

const COMMAND = {
  name: 'npm run facts:freeze',
  does: `Copies the shipped facts to test/frozen-world, on which pages, recorded examples and all tests with numbers stand.
Run it when the tables get a new shape, or when the pages should speak of a newer vintage; then make pages and examples again.`,
  options: {},
  examples: ['npm run facts:freeze'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, () => {
  for (const file of globSync(`${FROZEN}/{,signals/}*.json`)) rmSync(file);
  const tables = globSync('{,signals/}*.json', { cwd: SHIPPED, exclude: ['methodology.json'] }).sort();
  for (const table of tables) copyFileSync(`${SHIPPED}/${table}`, `${FROZEN}/${table}`);
  console.log(`${tables.length} tables frozen. Now: npm run backtest, examples:record; then read the diff.`);
});
