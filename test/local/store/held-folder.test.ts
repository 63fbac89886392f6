/** The lock is of the operating system. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocalStore } from '#functions/local/local-store.ts';
import { newFolder } from './small-store.ts';

const WRITER = 'test/research/torture/torture-writer.ts';
const canUnshare = spawnSync('unshare', ['--pid', '--fork', 'true']).status === 0;
const folder = newFolder();
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

/** Resolves when it has accepted something. */
async function holder(
  command: readonly string[] = [],
): Promise<{ readonly child: ChildProcess; end(): Promise<void> }> {
  const [program = '', ...words] = [...command, process.execPath, WRITER, folder];
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'close');
  let [said, wrong] = ['', ''];
  child.stderr?.on('data', (bytes: Buffer) => {
    wrong += bytes.toString();
  });
  await new Promise<void>((resolve, reject) => {
    void gone.then(() => reject(new Error(`it ended before it accepted anything: ${wrong}`)));
    child.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      if (said.includes('accepted')) resolve();
    });
  });
  return {
    child,
    async end() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function listeningPorts(pid: number | undefined): readonly number[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return []; // it was closed meanwhile
      }
    }),
  );
  const LISTEN = '0A';
  return ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/${pid}/net/${kind}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode = '']) => state === LISTEN && sockets.has(inode))
      .map(([, local = '']) => Number.parseInt(local.split(':')[1] ?? '', 16)),
  );
}

describe('a data folder', () => {
  it('is refused to a second process while one has it, and given to the next when that was killed', async () => {
    const first = await holder();
    await expect(openLocalStore(folder)).rejects.toThrow(
      new RegExp(
        `is in use by another process \\(process ${first.child.pid}, as it is numbered where it runs\\): stop that one first`,
      ),
    );
    await first.end();
    await (await openLocalStore(folder)).close();
  });

  it('is given to the next although the one before has not quite ended', async () => {
    const { child, end } = await holder();
    spawn('sh', ['-c', `sleep 1; kill -9 ${child.pid}`], { stdio: 'ignore' });
    await (await openLocalStore(folder)).close();
    await end();
  });

  it('opens no port', async () => {
    const { child, end } = await holder();
    expect(listeningPorts(child.pid)).toEqual([]);
    await end();
  });

  it('is closed to other users of the machine, with every file in it', async () => {
    const { end } = await holder();
    const modes = new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => [
        entry.name,
        statSync(join(entry.parentPath, entry.name)).mode & 0o777,
      ]),
    );
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect([...modes.keys()]).toEqual(
      expect.arrayContaining([
        'store.sqlite',
        'store.sqlite-wal',
        'store.sqlite-shm',
        'store.mark',
        'store.lock',
        'README.txt',
      ]),
    );
    expect([...modes].filter(([, mode]) => mode !== 0o600)).toEqual([]);
    await end();
  });

  it.skipIf(!canUnshare)(
    'is given to the process of the next container 6 of 6 times, whatever number it has',
    async () => {
      for (let n = 0; n < 6; n += 1) {
        const { end } = await holder(['unshare', '--pid', '--fork', '--kill-child']);
        await end();
      }
      await (await openLocalStore(folder)).close();
    },
  );

  it('is given although a living stranger has the number of the process that was killed', async () => {
    const { end } = await holder();
    await end();
    writeFileSync(join(folder, 'store.lock-holder'), String(process.ppid));
    await (await openLocalStore(folder)).close();
  });
});
