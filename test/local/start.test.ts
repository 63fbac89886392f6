import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocalStore } from '#functions/local/local-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-start-'));
const dataFolder = (name: string): string => join(folder, name);

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  readonly exit: Promise<number | null>;
}

function start(environment: Readonly<Record<string, string>>): Started {
  const { AWS_ENDPOINT_URL_DYNAMODB: _elsewhere, ...own } = process.env;
  const child = spawn(process.execPath, ['functions/commands/start.command.ts'], {
    env: { ...own, PORT: '0', CODE_VERSION: 'test', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let [output, errors] = ['', ''];
  child.stdout?.on('data', (bytes: Buffer) => {
    output += bytes.toString();
  });
  child.stderr?.on('data', (bytes: Buffer) => {
    errors += bytes.toString();
  });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return { child, output: () => output, errors: () => errors, exit };
}

async function until({ child, output, errors, exit }: Started, text: string): Promise<void> {
  let gone = false;
  void exit.then(() => {
    gone = true;
  });
  while (!output().includes(text)) {
    if (gone) throw new Error(`the process ended before it said "${text}": ${output()} ${errors()}`);
    await Promise.race([once(child.stdout ?? child, 'data'), exit]);
  }
}

afterAll(() => rmSync(folder, { recursive: true }));

describe('npm start', () => {
  it('says in one sentence that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const started = start({ PORT: String(port), DATA_DIR: dataFolder('port') });
    expect(await started.exit).toBe(1);
    expect(started.errors()).toBe(`Port ${port} is taken by another process: set PORT to a free one.\n`);
    other.close();
  });

  it('says in one sentence what is no port', async () => {
    const started = start({ PORT: 'http', DATA_DIR: dataFolder('no-port') });
    expect(await started.exit).toBe(1);
    expect(started.errors()).toBe('PORT=http is no port: set it to a whole number from 0 to 65535.\n');
  });

  it.each([
    ['PORT', '70000', 'PORT=70000 is no port: set it to a whole number from 0 to 65535.'],
    [
      'HOST',
      'nowhere.invalid',
      /^HOST=nowhere[.]invalid is no address of this machine \(\w+\): set it to 127[.]0[.]0[.]1, or to 0[.]0[.]0[.]0 for/,
    ],
    ['HISTORY', 'maybe', 'HISTORY=maybe is not known: choose one of on, off.'],
    ['COLLECT', 'maybe', 'COLLECT=maybe is not known: choose one of on, off.'],
    ['ACCESS', 'shut', 'ACCESS=shut is not known: choose one of open, keys.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL=loud is wrong: choose debug, info, warn or error.'],
    [
      'RATE_LIMIT_PER_MINUTE',
      '0',
      'RATE_LIMIT_PER_MINUTE=0 is wrong: write a whole number from 1 to 9999999.',
    ],
    [
      'CORS_ALLOWED_ORIGINS',
      'null,http://localhost:5173',
      'CORS_ALLOWED_ORIGINS=null,http://localhost:5173 is wrong: "null" is no origin; write scheme and host without a path, as https://risk.example or http://localhost:*.',
    ],
  ])(
    'does not start with a wrong %s, and says in one sentence what is wrong with it',
    async (name, value, sentence) => {
      const started = start({ DATA_DIR: dataFolder('wrong-setting'), [name]: value });
      expect(await started.exit).toBe(1);
      expect(started.output()).toBe('');
      if (typeof sentence === 'string') expect(started.errors()).toBe(`${sentence}\n`);
      else expect(started.errors()).toMatch(sentence);
    },
  );

  it('tells all wrong settings at once', async () => {
    const started = start({
      DATA_DIR: dataFolder('wrong-setting'),
      LOG_LEVEL: 'loud',
      RATE_LIMIT_PER_MINUTE: 'x',
    });
    expect(await started.exit).toBe(1);
    expect(started.errors().trim().split('\n')).toHaveLength(2);
  });

  it('says in one sentence that the data directory cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const started = start({ DATA_DIR: join(folder, 'file', 'data') });
    expect(await started.exit).toBe(1);
    expect(started.errors()).toMatch(
      /^The data directory \S+ cannot be written \(ENOTDIR\): set DATA_DIR to one that can\.\n$/,
    );
  });

  it('says in one sentence that another process has the data directory', async () => {
    const store = await openLocalStore(dataFolder('held'));
    const started = start({ DATA_DIR: dataFolder('held') });
    expect(await started.exit).toBe(1);
    expect(started.errors()).toMatch(
      new RegExp(
        `is in use by another process \\(process ${process.pid}, as it is numbered where it runs\\): stop that one first`,
      ),
    );
    await store.close();
  });

  it('ends cleanly when it is stopped while it scores for the first time', async () => {
    const stopped = start({ DATA_DIR: dataFolder('whole'), HISTORY: 'off' });
    await until(stopped, 'Scoring');
    stopped.child.kill('SIGTERM');
    expect(await stopped.exit).toBe(0);
    expect(stopped.errors()).toBe('');
  });

  it('then begins anew, serves a real ranking, ends cleanly on Ctrl-C, and serves the same data again without scoring anew', async () => {
    const first = start({ DATA_DIR: dataFolder('whole') });
    await until(first, 'interval=week');
    expect(first.output()).toMatch(
      /^The first scores take some seconds, .*; until then http:\S+ answers 503, and http:\S+[/]v1[/]health[?]probe=ready says when\.\n/,
    );
    expect(first.output()).toMatch(
      /^Scoring 0 % \(0 of (\d+) subjects\)\n[\s\S]*^Scoring 100 % \(\1 of \1 subjects\)$/m,
    );
    expect(first.output().match(/^ {2}[A-Z][a-z]? +\w+ +JPN +\d+\.\d\d/gm)).toHaveLength(10);
    const addresses = [...first.output().matchAll(/curl '([^']+)'/g)].map((match) => match[1] ?? '');
    expect(addresses).toHaveLength(3);
    const answers = await Promise.all(addresses.map((address) => fetch(address)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const [ranking] = await Promise.all(
      answers.map((answer) => answer.json() as Promise<{ data: readonly object[]; run_id: string }>),
    );
    const { data, run_id } = ranking ?? { data: [], run_id: '' };
    expect(data).toHaveLength(10);
    first.child.kill('SIGINT');
    expect(await first.exit).toBe(0);
    expect(first.errors()).toBe('');
    expect(readdirSync(dataFolder('whole'))).not.toContain('store.sqlite-wal'); // all of the log is in the database

    const second = start({ DATA_DIR: dataFolder('whole'), HISTORY: 'off' });
    await until(second, 'interval=week');
    expect(second.output()).not.toContain('Scoring');
    expect(second.output()).not.toContain('seconds');
    expect(second.output()).toContain(run_id);
    expect(first.output()).toContain('Filling the history');
    expect(second.output()).not.toContain('Filling the history');
    second.child.kill('SIGTERM');
    expect(await second.exit).toBe(0);
  });
});
