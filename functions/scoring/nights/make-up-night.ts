/** Starts a night again that published nothing, without waiting for a person. */
import { isAtWork } from '#domain/runs/next-run.ts';
import { type RunLedger, type RunRecord, wasPublished } from '#functions/store/run-ledger.ts';
import { hoursBetween, type Instant } from '../run-clock.ts';

/** 03:30 in Tokyo, which has no summer time. */
const NIGHT_BEGINS = 'T18:30:00.000Z';
/** At 04:30 and at 05:30. Later there are people, and an alarm has told them. */
const MOST_TRIES = 2;
const TRIED_UNTIL_HOURS = 3;
const DAY_MS = 86_400_000;
const RUNS_OF_A_NIGHT = 20;

const lastNightAt = (now: Instant): Instant => {
  const today = `${now.slice(0, 10)}${NIGHT_BEGINS}`;
  return today <= now ? today : new Date(Date.parse(today) - DAY_MS).toISOString();
};

/**
 * Name of the execution that makes up for the last night, the same whenever it is asked within an hour, so that it is started once; `null`:
 * there is nothing to make up. `runs`: the newest ones. A service that never had a run is begun by a person.
 */
export function nightToMakeUp(now: Instant, runs: readonly RunRecord[]): string | null {
  const night = lastNightAt(now);
  const hours = Math.floor(hoursBetween(night, now));
  if (runs.length === 0 || hours < 1 || hours >= TRIED_UNTIL_HOURS) return null;
  const since = runs.filter(({ started_at }) => started_at >= night);
  if (since.some((run) => wasPublished(run) || isAtWork(run, now))) return null;
  return `night-${night.slice(0, 10)}-${Math.min(hours, MOST_TRIES)}`;
}

export interface MakeUpPorts {
  readonly ledger: Pick<RunLedger, 'list'>;
  /** Starts the nightly run under a name; a second start under that name starts nothing. */
  readonly startNight: (name: string) => Promise<void>;
}

/** Looks whether the last night has to be made up, and starts it. */
export async function makeUpNight(now: Instant, { ledger, startNight }: MakeUpPorts): Promise<void> {
  const name = nightToMakeUp(now, await ledger.list(RUNS_OF_A_NIGHT, null));
  if (name !== null) await startNight(name);
}
