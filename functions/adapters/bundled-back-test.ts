import type { BackTestReport } from '#domain/back-test/report.ts';
import report from '../../shared/measured/back-test.json' with { type: 'json' };

/** The report that ships with this version; a test holds it against its contract and against the facts it was made from. */
export const bundledBackTest = report as unknown as BackTestReport;
