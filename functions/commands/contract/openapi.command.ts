/**
 * `npx node functions/commands/contract/openapi.command.ts`: the contract for tools, on standard output or in a file, or in docs/openapi as the released one of this version; CI
 * holds every later contract against that.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { openApiDocument } from '#functions/api/service/openapi-document.ts';
import { type CommandSpecification, runCommand, unlessOneOf } from '../command-line.ts';
import { openApi30, swagger20 } from './earlier-openapi.ts';

const COMMAND = {
  name: 'npx node functions/commands/contract/openapi.command.ts',
  does: 'Writes the contract of the API for tools, on standard output unless --out or --release says otherwise.',
  options: {
    version: {
      value: 'VERSION',
      says: 'OpenAPI 3.1 or 3.0, or 2.0 (Swagger)',
      default: '3.1',
      refuses: unlessOneOf(['3.1', '3.0', '2.0']),
    },
    host: { value: 'HOST', says: 'where the service will be, for 2.0, which has to name it' },
    out: { value: 'FILE', says: 'writes to a file' },
    release: {
      value: 'true',
      says: 'writes to docs/openapi, as the contract that this version has released',
      refuses: unlessOneOf(['true']),
    },
  },
  examples: [
    'npx node functions/commands/contract/openapi.command.ts > contract.json',
    'npx node functions/commands/contract/openapi.command.ts --version 2.0 --host api.example.com --out contract.json',
  ],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, ({ options: { version: wanted, host, out, release } }) => {
  const codeVersion = (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
  const document = openApiDocument(codeVersion);
  const chosen = wanted === '3.0' ? openApi30(document) : wanted === '2.0' ? swagger20(document, host) : document;
  const text = `${JSON.stringify(chosen, null, 1)}\n`;
  const released = new URL(`../../../docs/openapi/openapi-${codeVersion}.json`, import.meta.url).pathname;
  const file = release === 'true' ? released : out;
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
});
