import { defineConfig } from 'vitest/config';

/**
 * Needs an AWS (emulator) in the environment, so it is no part of `npm test`: `.ci/deployed-stack` starts one
 * and runs this.
 */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [`test/deployed/${process.env.REHEARSAL ?? 'deployed-stack'}*.test.ts`],
    fileParallelism: false, // one account, one deployment
    testTimeout: 900_000, // some twenty functions are bundled and made: minutes on a machine that is busy
    hookTimeout: 900_000,
    bail: 1, // every step stands on the one before it
    reporters: ['default', './test/closing-line-reporter.ts'],
  },
});
