import type { BackTestReport } from '#domain/back-test/report.ts';

/** The report with links. */
export function getBackTest(report: BackTestReport) {
  return { ...report, links: { self: '/v1/backtest', methodology: `/v1/methodologies/${encodeURIComponent(report.methodology)}` } };
}
