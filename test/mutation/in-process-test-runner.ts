/**
 * Test runner of Stryker for `shared/domain`. It imports the test files once and then calls single tests, quickest first, until one fails. Vitest
 * starts a worker per test file and mutant, which takes a hundred times as long: 7,700 mutants would be a matter of a night, not of minutes.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import type { RegisteredTest } from './test-registry.ts';

const TEST_FILES = ['test/domain/**/*.test.ts', 'test/golden/*.test.ts'];
/** Processor time of each test without mutants, measured before (`measure-test-durations.ts`); without it every test is quick. */
export const DURATIONS = 'reports/mutation/test-durations.json';
/** A test that needs more processor time is not asked about mutants: the score of a run can only be too low for it. */
const SLOWEST_MS = 100;
/** A mutant that outlives so much processor time of its tests counts as survived, which too can only lower the score. */
const MOST_MS_A_MUTANT = 2500;
const LAST_KILLERS = 3;
const STAND_INS: Readonly<Record<string, string>> = {
  vitest: 'test-registry.ts',
  'fast-check': 'fewer-random-cases.ts',
  '#domain/method/facts.ts': 'forgetful-facts.ts',
};

function useStandIns(): void {
  registerHooks({
    resolve: (specifier, context, next) => {
      const standIn = STAND_INS[specifier];
      const isOurs = context.parentURL?.includes('/test/') === true && !context.parentURL.includes('/test/mutation/');
      return standIn !== undefined && isOurs ? next(new URL(standIn, import.meta.url).href, context) : next(specifier, context);
    },
  });
}

/** What the instrumented code reads the active mutant from, and counts in. */
function instrumenterContext(): InstrumenterContext {
  const scope = globalThis as unknown as Record<string, InstrumenterContext>;
  scope[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
  return scope[INSTRUMENTER_CONSTANTS.NAMESPACE] as InstrumenterContext;
}

/** Processor time, which other work on the machine does not lengthen. */
function millisecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Id of a test -> milliseconds. */
export type TestDurations = Readonly<Record<string, number>>;

export class InProcessTestRunner implements TestRunner {
  readonly #stryker = instrumenterContext();
  /** Quickest first. */
  #tests: readonly RegisteredTest[] = [];
  #forgetIndexes: () => void = () => {};
  /** What killed the last mutants often kills the next. Only a few: slow ones in front would use up the time of a mutant. */
  #lastKillers: readonly RegisteredTest[] = [];
  #isFresh = true;
  #isSpoiled = false;

  /** Modules stay loaded. */
  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: false };
  }

  async init(): Promise<void> {
    useStandIns();
  }

  async #load(): Promise<void> {
    if (this.#tests.length > 0) return;
    const { registerTestsOf, registeredTests } = await import('./test-registry.ts');
    this.#forgetIndexes = (await import('./forgetful-facts.ts')).forgetIndexes;
    for (const file of globSync(TEST_FILES).sort()) {
      registerTestsOf(file);
      await import(pathToFileURL(resolve(file)).href);
    }
    const durations: TestDurations = existsSync(DURATIONS) ? JSON.parse(readFileSync(DURATIONS, 'utf8')) : {};
    this.#tests = registeredTests
      .filter(({ id }) => (durations[id] ?? 0) <= SLOWEST_MS)
      .toSorted((left, right) => (durations[left.id] ?? 0) - (durations[right.id] ?? 0));
  }

  #run({ id, name, file, run }: RegisteredTest): TestResult {
    const started = process.cpuUsage();
    const result = { id, name, fileName: resolve(file) };
    try {
      const returned = run();
      if (returned instanceof Promise) throw new TypeError('tests of the domain are synchronous');
      return { ...result, status: TestStatus.Success, timeSpentMs: millisecondsSince(started) };
    } catch (error) {
      return { ...result, status: TestStatus.Failed, failureMessage: String(error), timeSpentMs: millisecondsSince(started) };
    }
  }

  async dryRun(): Promise<DryRunResult> {
    await this.#load();
    const results: TestResult[] = [];
    for (const test of this.#tests) {
      this.#stryker.currentTestId = test.id;
      this.#forgetIndexes();
      results.push(this.#run(test));
    }
    delete this.#stryker.currentTestId;
    const mutantCoverage = this.#stryker.mutantCoverage ?? { static: {}, perTest: {} };
    for (const covered of Object.values(mutantCoverage.perTest)) {
      // What also runs while a test file is read needs no new process: the test that runs it sees the mutant.
      for (const mutant of Object.keys(covered)) delete mutantCoverage.static[mutant];
    }
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }: MutantRunOptions): Promise<MutantRunResult> {
    if (this.#isSpoiled) throw new Error('a mutant before this one has changed the data of the tests: needs a new process');
    const isFirst = this.#isFresh;
    this.#isFresh = false;
    if (mutantActivation === 'static') this.#activate(activeMutant.id, hitLimit);
    try {
      await this.#load();
    } catch (error) {
      return { status: MutantRunStatus.Killed, killedBy: ['import'], failureMessage: String(error), nrOfTests: 0 };
    }
    this.#activate(activeMutant.id, hitLimit);
    const results = this.#runUntilOneFails(testFilter);
    const tooOften = determineHitLimitReached(this.#stryker.hitCount, hitLimit);
    delete this.#stryker.activeMutant;
    delete this.#stryker.hitLimit;
    this.#forgetIndexes();
    this.#learnFrom(results, isFirst, mutantActivation === 'static');
    return toMutantRunResult(tooOften ?? { status: DryRunStatus.Complete, tests: results });
  }

  #activate(mutant: string, hitLimit: number | undefined): void {
    this.#stryker.activeMutant = mutant;
    this.#stryker.hitCount = 0;
    this.#forgetIndexes();
    if (hitLimit !== undefined) this.#stryker.hitLimit = hitLimit;
  }

  #runUntilOneFails(testFilter: readonly string[] | undefined): TestResult[] {
    const chosen = testFilter === undefined ? null : new Set(testFilter);
    const ordered = new Set([...this.#lastKillers, ...this.#tests]);
    const wanted = [...ordered].filter(({ id }) => chosen === null || chosen.has(id));
    const results: TestResult[] = [];
    const started = process.cpuUsage();
    for (const test of wanted) {
      const result = this.#run(test);
      results.push(result);
      if (result.status === TestStatus.Failed || millisecondsSince(started) > MOST_MS_A_MUTANT) break;
    }
    return results;
  }

  /** A mutant may change data that tests share. A kill counts only when the test passes again without the mutant, or in a new process. */
  #learnFrom(results: readonly TestResult[], isFirst: boolean, isStatic: boolean): void {
    const failed = results.find(({ status }) => status === TestStatus.Failed);
    const test = this.#tests.find(({ id }) => id === failed?.id);
    if (test !== undefined) this.#lastKillers = [test, ...this.#lastKillers.filter((other) => other !== test)].slice(0, LAST_KILLERS);
    this.#isSpoiled = isStatic || (test !== undefined && this.#run(test).status === TestStatus.Failed);
    if (this.#isSpoiled && !isFirst) throw new Error('the data of the tests are changed: needs a new process');
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessTestRunner)];
