/** `npm run licences`: exit code 1 when a package of package-lock.json has a licence that is not allowed here. */
import { readFileSync } from 'node:fs';
import { CommandFailure, type CommandSpecification, runCommand } from '#functions/commands/arguments.ts';
import { refusedLicences } from './licences.ts';

const LOCK_FILE = new URL('../../package-lock.json', import.meta.url);
const COMMAND = {
  name: 'npm run licences',
  does: 'Checks the licence of every package in package-lock.json against the list that is allowed here. Ends with 1 when one is not.',
  options: {},
  examples: ['npm run licences'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, () => {
  const refused = refusedLicences(JSON.parse(readFileSync(LOCK_FILE, 'utf8')));
  if (refused.length === 0) return console.log('every package has an allowed licence');
  for (const { path, licence } of refused) console.error(`${path}: ${licence ?? 'states no licence'}`);
  throw new CommandFailure('Choose another package, or allow the licence with a reason in test/research/licences.ts.');
});
