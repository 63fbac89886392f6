/** `npm run licences`: exit code 1 when a package of package-lock.json has a licence that is not allowed here. */
import { readFileSync } from 'node:fs';
import { runCommand, textOptions } from '../arguments.ts';
import { refusedLicences } from './licences.ts';

const LOCK_FILE = new URL('../../../package-lock.json', import.meta.url);

await runCommand(async () => {
  textOptions([], 'npm run licences');
  const refused = refusedLicences(JSON.parse(readFileSync(LOCK_FILE, 'utf8')));
  for (const { path, licence } of refused) console.error(`${path}: ${licence ?? 'states no licence'}`);
  if (refused.length === 0) return console.log('every package has an allowed licence');
  console.error('Choose another package, or allow the licence with a reason in functions/commands/checks/licences.ts.');
  process.exitCode = 1;
});
