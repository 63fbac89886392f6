import { type NextRun, nextRun, openRequests, type RescoringSituation } from '#functions/store/next-run.ts';

/** More would not be read by anybody; the run reads all. */
const MOST_REASONS = 12;
const MOST_EVIDENCE = 100;

/** How far the scores have followed what came in. `now`: RFC 3339, UTC. */
export function rescoringStatus(situation: RescoringSituation, now: string) {
  const next = nextRun(situation, now);
  const open = openRequests(situation.requests, situation.currentRunStartedAt);
  const { attempt } = situation;
  return {
    state: next.state,
    next_run_from: 'from' in next ? next.from : null,
    failed_attempts: failedAttempts(next, situation),
    last_attempt_at: attempt?.at ?? null,
    open_requests: open.length,
    last_request_at: open.at(-1)?.at ?? null,
    reasons: [...new Set(open.map(({ reason }) => reason))].slice(-MOST_REASONS),
    evidence: open.flatMap(({ evidence }) => evidence).slice(-MOST_EVIDENCE),
  };
}

/** An attempt whose run is still at work has not failed. */
function failedAttempts(next: NextRun, { attempt, currentRunStartedAt }: RescoringSituation): number {
  if (attempt === null || next.state === 'idle') return 0;
  if (currentRunStartedAt !== null && currentRunStartedAt >= attempt.at) return 0;
  return next.state === 'running' ? attempt.tries - 1 : attempt.tries;
}

/** Why the state of the service is not ok, in a sentence; none when runs follow what comes in. */
export const whyNotFollowed = ({ failed_attempts, next_run_from }: ReturnType<typeof rescoringStatus>): readonly string[] =>
  failed_attempts === 0
    ? []
    : [
        `What came in is not in the scores: ${failed_attempts === 1 ? 'the last attempt' : `the last ${failed_attempts} attempts`} led to no published run. The next one is made ${next_run_from === null ? 'now' : `at ${next_run_from}`}; /v1/runs says what failed.`,
      ];
