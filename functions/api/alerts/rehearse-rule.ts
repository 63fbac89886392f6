/** How often a rule would have fired in the last year, from what runs have published. */
import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { type RehearsedAlert, type RehearsedSeries, rehearse } from '#domain/alerts/rehearsal.ts';
import { registerOn } from '#domain/method/register.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import { catalogue, runDocument } from '../published-run/run-documents.ts';
import { refuseUnknownSubjects } from './alert-rules.ts';

const MOST_ALERTS = 100;
/** Histories that are read at once. */
const AT_ONCE = 32;

const LIMITATIONS = [
  'Scores are judged from one point of a history to the next: each night where runs were published, each week where the past was replayed. Two moves within a step count as their sum.',
  'A replayed past is what the present method and the present data say of each day with what was known on it.',
  'Steps over more than 14 days, and steps from one methodology to another, are left out.',
  'Measures are judged day by day, from the register of the newest run and the day on which each became known.',
];

/** Judges a rule over the year before the newest run. Throws `invalid_request` for subjects that do not exist. */
export async function rehearseRule(rule: AlertRule, run: RunPointer, scores: PublishedScores) {
  await refuseUnknownSubjects(rule, scores);
  const [{ measures }, subjects] = await Promise.all([
    runDocument(scores, run.run_id, 'measures', measuresDocumentSchema),
    rule.subjects.ids ?? catalogue(scores, run.run_id, rule.subjects.type).then((entries) => entries.map(({ id }) => id)),
  ]);
  const rehearsal = rehearse({
    rule,
    series: await historiesOf(rule, subjects, run.as_of, scores),
    registerOn: (day) => ({ measures: registerOn(measures, day, day), day }),
    to: dayNumber(run.as_of),
  });
  return {
    ...rehearsal,
    alerts: rehearsal.alerts.slice(0, MOST_ALERTS).map(shownAlert),
    limitations: LIMITATIONS,
    run_id: run.run_id,
    as_of: run.as_of,
  };
}

async function historiesOf(
  { subjects: { type }, buyers }: AlertRule,
  ids: readonly string[],
  asOf: string,
  scores: PublishedScores,
): Promise<readonly RehearsedSeries[]> {
  const year = Number(asOf.slice(0, 4));
  const wanted = ids.flatMap((id) => buyers.map((buyer) => ({ type, id, buyer })));
  const series: RehearsedSeries[] = [];
  for (let n = 0; n < wanted.length; n += AT_ONCE) {
    const some = wanted.slice(n, n + AT_ONCE).map(async (key): Promise<RehearsedSeries> => {
      const [before, now] = await Promise.all([scores.history(key, year - 1), scores.history(key, year)]);
      return { subject: { type, id: key.id }, buyer: key.buyer, points: [...before, ...now] };
    });
    series.push(...(await Promise.all(some)));
  }
  return series;
}

function shownAlert(alert: RehearsedAlert) {
  const { date, conditions } = alert;
  if ('event' in alert) {
    const { measure: id, what, date: day } = alert.event;
    const noScore = { subject: null, buyer: null, score_before: null, score_after: null };
    return { date, conditions, ...noScore, measure: { id, what, date: day } };
  }
  const { subject, buyer, score_before, score_after } = alert;
  return { date, conditions, subject, buyer, score_before, score_after, measure: null };
}
