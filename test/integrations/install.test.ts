/** What `npm ci` says to somebody with an older Node, and whether it may keep silent about that. */
import { afterAll, expect, test } from 'vitest';
import { runThere, strangersMachine } from '#test/builders/strangers-machine.ts';

const machine = strangersMachine(['package.json', 'package-lock.json', '.npmrc']);
afterAll(() => machine.remove());

const DRY = ['npm', 'ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'] as const;

test('npm ci prints no warning, whatever Node runs npm', async () => {
  expect(await runThere(machine, DRY)).toMatchObject({ code: 0, err: '' });
});

test('no package wants another Node than the one that npm ci brings along', async () => {
  const { code, out, err } = await runThere(machine, ['npx', '-c', `node -v && ${DRY.join(' ')} --loglevel=warn`]);
  expect({ code, warnings: err.match(/package: '.*'/g) ?? [] }).toEqual({ code: 0, warnings: [] });
  expect(out).toMatch(/^v24[.]/);
});
