import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { LongestFirstSequencer } from './longest-first-sequencer.ts';

/**
 * Tests that start processes, bundle, synthesize, kill, or go over every page: what they need is time, not a
 * decision.
 */
const SYSTEM = [
  'test/local/**/*.test.ts',
  'test/infra/**/*.test.ts',
  'test/functions/scoring/simulation.test.ts',
  'test/integrations/**/*.test.ts',
  'test/twin/**/*.test.ts',
  'test/dashboard/in-a-browser/**/*.test.ts',
  'test/functions/commands/**/*.test.ts',
  'test/research/**/*.test.ts',
  'test/functions/store/run-events.test.ts',
  'test/functions/scoring/{real-run,later-known-facts}.test.ts',
  'test/functions/scoring/results/recompute-explanation.test.ts',
  'test/functions/api/custom-suppliers/custom-suppliers-{ranked,changes,over-time}.test.ts',
];
/**
 * What is true of the facts that ship today, and of nothing else: the only tests that a new vintage of facts
 * may fail.
 */
const FACTS = [
  'test/functions/store/{bundled-reference-data,words-of-shipped-facts}.test.ts',
  'test/functions/reference-build/**/*.test.ts',
];

/** Pure functions, whose branches are counted: files share a worker, and what it has loaded. */
const PURE = ['test/domain/**/*.test.ts'];

const ROOT = new URL('..', import.meta.url).pathname;

/**
 * What a file may leave behind in its process: handlers with what they keep, an environment, a clock, spies, a
 * document. Files without any of it share a worker too.
 */
const LEAVES = /\bvi\.|process\.env|api-under-test|\.(handler|services)\.ts|OfThisProcess|#dashboard/;
const TIDY = globSync('test/{architecture,contracts,functions}/**/*.test.ts', { cwd: ROOT }).filter(
  (file) => !LEAVES.test(readFileSync(`${ROOT}${file}`, 'utf8')),
);

/** What goes over all of the shipped facts: a system test. */
const SHIPPED = ['test/functions/api/every-read.test.ts'];

/**
 * `#reference/*` is then test/frozen-world, a vintage of the facts that stands still while the shipped ones
 * go on: see package.json.
 */
const FROZEN = ['frozen', 'node', 'development|production'];

/** A limit for what hangs, not for what is slow: no test fails because the machine is busy. */
const HUNG_MS = 300_000;

const project = (
  name: string,
  include: readonly string[],
  exclude: readonly string[],
  conditions: readonly string[] | null,
  isolate = true,
) => ({
  extends: true as const,
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
  ...(conditions === null
    ? {}
    : { resolve: { conditions: [...conditions] }, ssr: { resolve: { conditions: [...conditions] } } }),
  test: { name, isolate, include: [...include], exclude: [...exclude, 'test/deployed/**'] }, // deployed: needs an AWS emulator, .ci/deployed-stack
});

/** `npm test` runs domain, units, tidy units and facts, `npm run test:system` the system tests. */
export default defineConfig({
  test: {
    root: ROOT,
    projects: [
      project(
        'unit',
        ['test/**/*.test.{ts,tsx}'],
        [...SYSTEM, ...FACTS, ...SHIPPED, ...PURE, ...TIDY],
        FROZEN,
      ),
      project('tidy', TIDY, [...SYSTEM, ...FACTS, ...SHIPPED], FROZEN, false),
      project('domain', PURE, [], FROZEN, false),
      project('facts', FACTS, [], null),
      project('system', SYSTEM, [], FROZEN),
      project('shipped', SHIPPED, [], null),
    ],
    setupFiles: ['test/fast-check-seed.ts'],
    testTimeout: HUNG_MS,
    hookTimeout: HUNG_MS,
    reporters: ['default', './test/closing-line-reporter.ts'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirstSequencer },
    coverage: {
      provider: 'v8',
      include: ['shared/domain/**'],
      reporter: ['text', 'json-summary'],
      // A branch that no test can take is no branch: let a type or an earlier check say so. It was 100 before
      // method 3.0.0 was written and 96 before companies, whose
      // files and what-ifs have branches that no unit test takes yet; it only goes up.
      thresholds: { branches: 95 },
    },
  },
});
