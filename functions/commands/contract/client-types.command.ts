/** `npm run openapi:client`: writes the types of the TypeScript client from the contract. A test holds the file against the contract. */
import { writeFileSync } from 'node:fs';
import { openApiDocument } from '#functions/api/service/openapi-document.ts';
import { type CommandSpecification, runCommand } from '../arguments.ts';
import { clientTypes } from './client-types.ts';

const FILE = new URL('../../../shared/client/api-schema.ts', import.meta.url);
const COMMAND = {
  name: 'npm run openapi:client',
  does: 'Writes shared/client/api-schema.ts, the types of the TypeScript client, from the contract.',
  options: {},
  examples: ['npm run openapi:client'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, async () => {
  writeFileSync(FILE, await clientTypes(openApiDocument('')));
  console.log(`${FILE.pathname} written`);
});
