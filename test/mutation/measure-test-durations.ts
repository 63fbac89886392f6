/**
 * Measures the tests of the domain before mutants are tried, so that slow ones are left out and quick ones go first. Twice: the first time a test
 * also pays for compiling, and for data that it shares with the tests after it.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DryRunStatus } from '@stryker-mutator/api/test-runner';
import { DURATIONS, InProcessTestRunner, type TestDurations } from './in-process-test-runner.ts';

// An earlier measurement would leave its slow tests out of this one, and a test without a duration counts as quick.
rmSync(DURATIONS, { force: true });
const runner = new InProcessTestRunner();
await runner.init();
await runner.dryRun();
const run = await runner.dryRun();
if (run.status !== DryRunStatus.Complete) throw new Error('the tests do not pass without mutants');
const durations: TestDurations = Object.fromEntries(run.tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
mkdirSync(dirname(DURATIONS), { recursive: true });
writeFileSync(DURATIONS, JSON.stringify(durations));
