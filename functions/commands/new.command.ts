/** `npm run new`: the files of a new operation, which work before they are changed. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandFailure, type CommandSpecification, runCommand, UsageError, unlessOneOf, usageOf } from './arguments.ts';
import { newOperation, OPERATION_TAGS, type OperationTag } from './new/new-operation.ts';
import { CannotGenerate, type Generated, type ReadSource } from './new/source-edits.ts';

const ROOT = new URL('../../', import.meta.url).pathname;

const COMMAND = {
  name: 'npm run new',
  does: `Writes the files of something new, as the rest of the code has them, and says what to do next. They compile and their tests pass.
  operation NAME   reads and answers: list-glossary becomes GET /v1/glossary`,
  options: {
    tag: {
      value: 'TAG',
      says: `room of an operation: ${OPERATION_TAGS.join(', ')}`,
      default: 'facts',
      refuses: unlessOneOf(OPERATION_TAGS),
    },
  },
  operands: { value: 'operation NAME', says: 'what, and its name in small letters with hyphens', least: 2, most: 2 },
  examples: ['npm run new -- operation list-glossary --tag service'],
} as const satisfies CommandSpecification;

const read: ReadSource = (path) => {
  try {
    return readFileSync(join(ROOT, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

function generated(kind: string, name: string, tag: OperationTag): Generated {
  if (kind === 'operation') return newOperation(name, tag, read);
  throw new UsageError(`${kind} is no operation. Usage: ${usageOf(COMMAND)}`);
}

/** Sorts imports and breaks lines as everywhere. */
function format(paths: readonly string[]): void {
  const { status, stderr } = spawnSync('node_modules/.bin/biome', ['check', '--write', ...paths], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new CommandFailure(`The files were written, but not formatted: ${stderr}`);
}

await runCommand(
  COMMAND,
  ({ operands: [kind = '', name = ''], options }) => {
    const { files, next } = generated(kind, name, options.tag as OperationTag);
    for (const [path, text] of files) {
      console.log(`${read(path) === null ? 'new    ' : 'changed'} ${path}`);
      mkdirSync(join(ROOT, dirname(path)), { recursive: true });
      writeFileSync(join(ROOT, path), text);
    }
    format([...files.keys()]);
    for (const line of ['', ...next]) console.log(line);
  },
  [CannotGenerate],
);
