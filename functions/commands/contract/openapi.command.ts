/**
 * `npm run openapi -- [--version 3.1|3.0|2.0] [--host api.example.com] [--out FILE]`: the contract for tools, on standard output or in a
 * file. `npm run openapi -- --release true` writes it to docs/openapi as the released one of this version; CI holds every later contract
 * against it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { openApiDocument } from '#functions/api/service/openapi-document.ts';
import { choiceOption, runCommand, textOptions } from '../arguments.ts';
import { openApi30, swagger20 } from './earlier-openapi.ts';

const USAGE = 'npm run openapi -- [--version 3.1|3.0|2.0] [--host api.example.com] [--out FILE] [--release true]';

await runCommand(async () => {
  const { version, host, out, release } = textOptions(['version', 'host', 'out', 'release'], USAGE);
  const wanted = choiceOption('version', version, ['3.1', '3.0', '2.0']) ?? '3.1';
  const codeVersion = (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
  const document = openApiDocument(codeVersion);
  const chosen = wanted === '3.0' ? openApi30(document) : wanted === '2.0' ? swagger20(document, host) : document;
  const text = `${JSON.stringify(chosen, null, 1)}\n`;
  const released = new URL(`../../../docs/openapi/openapi-${codeVersion}.json`, import.meta.url).pathname;
  const file = choiceOption('release', release, ['true']) === 'true' ? released : out;
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
});
