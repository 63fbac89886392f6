#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const beside = (file) => new URL(file, import.meta.url);
const service = spawn(
  process.execPath,
  [
    ...['--max-semi-space-size=4', '--disable-warning=ExperimentalWarning'],
    ...['--import', beside('strip-types.mjs').href],
    ...[fileURLToPath(beside('functions/commands/start.command.ts')), ...process.argv.slice(2)],
  ],
  { stdio: 'inherit' },
);
process.on('SIGINT', () => undefined); // the terminal sends it to both
process.on('SIGTERM', () => service.kill());
service.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
