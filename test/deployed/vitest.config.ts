import { defineConfig } from 'vitest/config';

/** `.ci/deployed-stack` starts an emulator and runs this. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [`test/deployed/${process.env.REHEARSAL ?? 'deployed-stack'}*.test.ts`],
    fileParallelism: false, // one account, one deployment
    testTimeout: 900_000,
    hookTimeout: 900_000,
    bail: 1, // every step stands on the one before it
    reporters: ['default', './test/closing-line-reporter.ts'],
  },
});
