/** `npm run new`, in a copy of the repository: what it writes compiles, is formatted, and passes its own tests and those of all operations. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runThere, strangersMachine } from '#test/builders/strangers-machine.ts';

const machine = strangersMachine();
afterAll(() => machine.remove());

const make = (...words: readonly string[]) => runThere(machine, ['npm', 'run', '--silent', 'new', '--', ...words]);
const written: string[] = [];

beforeAll(async () => {
  for (const words of [
    ['operation', 'list-glossary', '--tag', 'service'],
    ['operation', 'get-reading-list'],
  ]) {
    const { code, out, err } = await make(...words);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    written.push(...[...out.matchAll(/^(?:new {4}|changed) (\S+)$/gm)].map(([, path = '']) => path));
    expect(out).toContain('  1. ');
  }
});

test('says which files it writes, and every file that it speaks of is there', async () => {
  expect(written).toEqual(
    expect.arrayContaining([
      'shared/contracts/api/service/glossary-request.ts',
      'shared/contracts/api/service/glossary-response.ts',
      'shared/contracts/api/service/routes.ts',
      'functions/api/service/list-glossary.ts',
      'functions/api/service/list-glossary.handler.ts',
      'test/functions/api/service/list-glossary.test.ts',
      'functions/api/facts/get-reading-list.ts',
    ]),
  );
  expect(written.filter((path) => !existsSync(join(machine.folder, path)))).toEqual([]);
});

test('what it writes compiles and has the style of the rest', async () => {
  expect(await runThere(machine, ['npx', 'tsc', '--noEmit'])).toMatchObject({ code: 0, out: '' });
  expect(await runThere(machine, ['npx', 'biome', 'check', '--error-on-warnings', ...new Set(written)])).toMatchObject({ code: 0 });
});

test('what it writes passes its own tests, and those that go over all operations', async () => {
  const tests = [
    ...written.filter((path) => path.endsWith('.test.ts')),

    'test/functions/api/every-operation.test.ts',
    'test/contracts/api-contract.test.ts',
    'test/functions/api/reads-per-operation.test.ts',
  ];
  const { code, out, err } = await runThere(machine, ['npx', 'vitest', 'run', '--config', 'test/vitest.config.ts', ...new Set(tests)]);
  expect({ code, text: code === 0 ? '' : out + err }).toEqual({ code: 0, text: '' });
});

describe('a name that will not do', () => {
  test.each([
    [2, 'monument x', /^monument is no operation[.] Usage: npm run new -- operation NAME/],
    [2, 'operation', /^operation NAME is missing[.] Usage/],
    [2, 'operation list-x --tag attic', /^--tag attic is not known: choose one of analysis, changes, facts, provenance, service[.]/],
    [1, 'operation glossary', /^glossary is no name of an operation: write list- or get- and what is read, as list-glossary[.]/],
    [1, 'operation list-Glossary', /^list-Glossary is no name of an operation/],
    [1, 'operation list-glossary --tag service', /^\S+glossary-request[.]ts, .* would be written over: choose another name[.]/],
  ])('%i: %s', async (status, words, sentence) => {
    const { code, err } = await make(...words.split(' '));
    expect([code, err]).toEqual([status, expect.stringMatching(sentence)]);
  });
});
