/** `npm run docs:access`: writes docs/access.md from the route table. */
import { writeFileSync } from 'node:fs';
import { type CommandSpecification, runCommand } from '../arguments.ts';
import { accessPage } from './access-page.ts';

const PAGE = new URL('../../../docs/access.md', import.meta.url).pathname;
const COMMAND = {
  name: 'npm run docs:access',
  does: 'Writes docs/access.md from the route table.',
  options: {},
  examples: ['npm run docs:access'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, () => {
  writeFileSync(PAGE, accessPage());
  console.log(`${PAGE} written`);
});
