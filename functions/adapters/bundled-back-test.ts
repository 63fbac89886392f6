import type { BackTestReport } from '#domain/back-test/report.ts';
import report from '../../shared/measured/back-test.json' with { type: 'json' };

/**
 * The back-test report that ships with this version; a test checks it against its contract and against the facts from which it was
 * computed.
 */
export const bundledBackTest = report as unknown as BackTestReport;
