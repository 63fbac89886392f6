import { defineConfig } from 'vitest/config';

/** One suite; `npm test` runs it whole. A test that needs longer than the default says so at its own place. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    exclude: ['test/deployed/**'], // needs an AWS emulator: .ci/deployed-stack
    setupFiles: ['test/fast-check-seed.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/closing-line-reporter.ts'],
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['shared/domain/**'],
      reporter: ['text', 'json-summary'],
      thresholds: { branches: 100 },
    },
  },
});
