import { defineConfig } from 'vitest/config';

/** Parts of the domain of which the suite takes every branch: what makes a score, its interval and the back-test. */
const EVERY_BRANCH = [
  '{binding-probability,calendar,canonical-json,counterfactuals,country-score,coverage,domestic-feed,effective-shares,element-score}.ts',
  '{element-situation,governance,loss,measure-applicability,measure-state,methodology,parallel-arrays,partial-date}.ts',
  '{random-stream,rank-interval,ranking,reference-indices,renewal-record,sampling,sensitivity,signal-tilt,sobol-indices}.ts',
  '{stage-score,statistics,supplier-criticality,supplier-explanation,supplier-facts,supplier-loss,supplier-score}.ts',
  'back-test/*.ts',
  'hazards/*.ts',
  '{documents,exposures,lookups,scenarios}/*.ts',
  'sampling/{common-draws,control-hazard,control-plan,element-hazard,element-plan,input-draws,samplers,supplier-hazard,supplier-plan}.ts',
  'signals/{carriers,senkaku,signal-inputs,signal-state,taiwan-strait}.ts',
  'supplier-hazards/*.ts',
];

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
      thresholds: { branches: 90, ...Object.fromEntries(EVERY_BRANCH.map((files) => [`shared/domain/${files}`, { branches: 100 }])) },
    },
  },
});
