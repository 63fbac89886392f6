/** `npx node functions/commands/contract/openapi.command.ts`: the contract for tools, on standard output or in a file, or in docs/openapi as the released one of this version. */
import { readFileSync, writeFileSync } from 'node:fs';
import { openApiDocument } from '#functions/api/service/openapi-document.ts';
import { type CommandSpecification, runCommand, unlessOneOf } from '../command-line.ts';

const COMMAND = {
  name: 'npx node functions/commands/contract/openapi.command.ts',
  does: 'Writes the contract of the API for tools, on standard output unless --out or --release says otherwise.',
  options: {
    out: { value: 'FILE', says: 'writes to a file' },
    release: {
      value: 'true',
      says: 'writes to docs/openapi, as the contract that this version has released',
      refuses: unlessOneOf(['true']),
    },
  },
  examples: [
    'npx node functions/commands/contract/openapi.command.ts > contract.json',
    'npx node functions/commands/contract/openapi.command.ts --release true',
  ],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, ({ options: { out, release } }) => {
  const codeVersion = (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
  const text = `${JSON.stringify(openApiDocument(codeVersion), null, 1)}\n`;
  const file = release === 'true' ? new URL(`../../../docs/openapi/openapi-${codeVersion}.json`, import.meta.url).pathname : out;
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
});
