import type { Reporter, TestModule } from 'vitest/node';

/**
 * Prints `tests: N passed, N failed, N skipped` as the last line, so that a script can add the parts of a
 * run.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    let broken = 0;
    for (const module of modules) {
      let tests = 0;
      for (const test of module.children.allTests()) {
        count[test.result().state] += 1;
        tests += 1;
      }
      if (module.state() === 'failed' && tests === 0) broken += 1; // the file did not load: no test of it can have run
    }
    console.log(
      `tests: ${count.passed} passed, ${count.failed + broken} failed, ${count.skipped + count.pending} skipped`,
    );
  }
}
