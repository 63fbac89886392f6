import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ThrowawayService {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const START = new URL('../commands/start.command.ts', import.meta.url).pathname;

/** `npm start` in a process and folder of its own, both gone when it is stopped. Rejects when it ends before it serves. */
export async function startThrowawayService(say: (line: string) => void): Promise<ThrowawayService> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-throwaway-'));
  const { AWS_ENDPOINT_URL_DYNAMODB: _elsewhere, ...environment } = process.env;
  say('Scoring for a service that is thrown away afterwards.');
  const child = spawn(process.execPath, [START], {
    env: { ...environment, PORT: '0', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const stop = async (): Promise<void> => {
    const gone = child.exitCode === null ? once(child, 'exit') : null;
    child.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  let output = '';
  const url = await new Promise<string | null>((resolve) => {
    child.stdout?.on('data', (bytes: Buffer) => {
      output += bytes.toString();
      const found = /Serving on (\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => resolve(null));
  });
  if (url !== null) return { url, stop };
  await stop();
  throw new Error(`the service ended before it served: ${output}`);
}
