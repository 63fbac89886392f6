import { MOST_RULES } from '#contracts/api/alerts.ts';
import type { FieldError } from '#contracts/api/problem.ts';
import { collectionOf } from '#contracts/api/request-parts.ts';
import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import type { AlertRule, WatchedType } from '#domain/alerts/alert-rule.ts';
import { isLineAsked } from '#domain/alerts/company-figures.ts';
import {
  type RehearsedAlert,
  type RehearsedPoint,
  type RehearsedSeries,
  rehearse,
} from '#domain/alerts/rehearsal.ts';
import type { Company } from '#domain/companies/company.ts';
import { registerOn } from '#domain/method/register.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import limits from '#domain/vocabulary/limits.json' with { type: 'json' };
import type { HistoryPoint, SubjectType } from '#domain/vocabulary/score-document.ts';
import { didYouMean, invalidRequest } from '#functions/http/expected-errors.ts';
import { type Paging, textAt } from '#functions/http/paging.ts';
import { endOfRun, type FiredAlerts, positionOfAlert } from '#functions/store/alerts/fired-alerts.ts';
import type { ClientItem } from '#functions/store/clients/client-items.ts';
import type { Companies } from '#functions/store/clients/companies.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { catalogue, type PublishedScores, runDocument } from '#functions/store/scores/published-scores.ts';
import type { KindOfItem } from './stored-items.ts';

export const ALERT_RULE: KindOfItem = { one: 'alert rule', list: '/v1/alert-rules', most: MOST_RULES };

export function shownRule({ id, version, updated_at, content }: ClientItem<AlertRule>) {
  return { id, version, updated_at, rule: content };
}

export type RulePorts = Readonly<{
  scores: PublishedScores;
  companies: Pick<Companies, 'list'>;
}>;

async function companiesOf(
  client: string,
  ids: readonly string[] | null,
  { companies }: RulePorts,
): Promise<readonly ClientItem<Company>[]> {
  return (await companies.list(client)).filter(({ id, deleted }) => !deleted && (ids?.includes(id) ?? true));
}

async function idsOf(type: WatchedType, client: string, ports: RulePorts): Promise<readonly string[] | null> {
  if (type === 'company') return (await companiesOf(client, null, ports)).map(({ id }) => id);
  const run = await ports.scores.currentRun();
  return run && (await catalogue(ports.scores, run.run_id, type)).map(({ id }) => id);
}

/** Throws `invalid_request`. Before the first run none can be told from a wrong one. */
export async function refuseUnknownSubjects(
  { subjects: { type, ids }, materials }: AlertRule,
  client: string,
  ports: RulePorts,
): Promise<void> {
  const known = ids && (await idsOf(type, client, ports));
  const errors = [...unknownIds(type, ids, known), ...(await unknownLines(materials, ids, client, ports))];
  if (errors.length > 0) throw invalidRequest(errors);
}

function unknownIds(
  type: WatchedType,
  ids: readonly string[] | null,
  known: readonly string[] | null,
): readonly FieldError[] {
  if (ids === null || known === null) return [];
  const list =
    type === 'company'
      ? '/v1/companies lists yours'
      : `/v1/${collectionOf[type]} lists those that runs score`;
  return ids.flatMap((id, index) => {
    if (known.includes(id)) return [];
    const detail = `There is no ${type} \`${id}\`.${didYouMean(id, known)} ${list}.`;
    return [{ pointer: `/subjects/ids/${index}`, code: 'unknown_reference', detail }];
  });
}

async function unknownLines(
  materials: readonly string[] | null,
  ids: readonly string[] | null,
  client: string,
  ports: RulePorts,
): Promise<readonly FieldError[]> {
  const run = materials && (await ports.scores.currentRun());
  if (run === null) return [];
  // Most rules are on subjects.
  const [{ materialsOf }, { runVocabulary }] = await Promise.all([
    import('#domain/companies/company-results.ts'),
    import('#functions/store/clients/company-worlds.ts'),
  ]);
  const [watched, vocabulary] = await Promise.all([
    companiesOf(client, ids, ports),
    runVocabulary(ports.scores, run.run_id),
  ]);
  if (watched.length === 0) return [];
  const read = materialsOf(vocabulary);
  const found = watched.flatMap(({ content }) => content.needs.map(({ material }) => read(material)));
  const keys = [...new Set(found.flatMap((one) => ('material' in one ? [one.material.key] : [])))].sort();
  return (materials ?? []).flatMap((one, index) => {
    if (keys.some((key) => isLineAsked([one], key))) return [];
    const detail = `None of the companies has a line \`${one}\`. ${keys.length === 0 ? 'They have none.' : `They have: ${keys.slice(0, 10).join(', ')}.`}`;
    return [{ pointer: `/materials/${index}`, code: 'unknown_reference', detail }];
  });
}

const MOST_ALERTS = 100;
const AT_ONCE = 32;

/** In the year before a run. Throws `invalid_request` for too much work. */
export type HistoriesOfCompanies = (
  rule: AlertRule,
  client: string,
  companies: readonly ClientItem<Company>[],
  run: RunPointer,
) => Promise<readonly RehearsedSeries[]>;

/** Over the year before the newest run. Throws `invalid_request`. */
export async function rehearseRule(
  rule: AlertRule,
  client: string,
  run: RunPointer,
  ports: RulePorts & Readonly<{ historiesOfCompanies: HistoriesOfCompanies }>,
) {
  await refuseUnknownSubjects(rule, client, ports);
  const { measures } = await runDocument(ports.scores, run.run_id, 'measures', measuresDocumentSchema);
  const { type, ids } = rule.subjects;
  const rehearsal = rehearse({
    rule,
    series:
      type === 'company'
        ? await ports.historiesOfCompanies(rule, client, await companiesOf(client, ids, ports), run)
        : await historiesOf(
            rule,
            type,
            ids ?? (await idsOf(type, client, ports)) ?? [],
            run.as_of,
            ports.scores,
          ),
    registerOn: (day) => ({ measures: registerOn(measures, day, day), day }),
    to: dayNumber(run.as_of),
  });
  return {
    ...rehearsal,
    alerts: rehearsal.alerts.slice(0, MOST_ALERTS).map(shownAlert),
    limitations: limits[type === 'company' ? 'rehearsed_of_companies' : 'rehearsed'].map(
      ([english = '']) => english,
    ),
    run_id: run.run_id,
    as_of: run.as_of,
  };
}

async function historiesOf(
  rule: AlertRule,
  type: SubjectType,
  ids: readonly string[],
  asOf: string,
  scores: PublishedScores,
): Promise<readonly RehearsedSeries[]> {
  const year = Number(asOf.slice(0, 4));
  const { chance } = rule;
  const watched = (point: HistoryPoint): RehearsedPoint =>
    chance === 'score'
      ? point
      : {
          ...point,
          score: point[chance],
          p05: chance === 'scarce' ? point.scarce_p05 : null,
          p95: chance === 'scarce' ? point.scarce_p95 : null,
        };
  const wanted = ids.flatMap((id) => rule.buyers.map((buyer) => ({ type, id, buyer })));
  const series: RehearsedSeries[] = [];
  for (let n = 0; n < wanted.length; n += AT_ONCE) {
    const some = wanted.slice(n, n + AT_ONCE).map(async (key): Promise<RehearsedSeries> => {
      const [before, now] = await Promise.all([scores.history(key, year - 1), scores.history(key, year)]);
      return {
        subject: { type, id: key.id },
        line: null,
        buyer: key.buyer,
        points: [...before, ...now].map(watched),
      };
    });
    series.push(...(await Promise.all(some)));
  }
  return series;
}

function shownAlert(alert: RehearsedAlert) {
  const { date, conditions } = alert;
  if ('event' in alert) {
    const { measure: id, what, date: day } = alert.event;
    const noScore = { subject: null, line: null, buyer: null, score_before: null, score_after: null };
    return { date, conditions, ...noScore, measure: { id, what, date: day } };
  }
  const { subject, line, buyer, score_before, score_after } = alert;
  return { date, conditions, subject, line, buyer, score_before, score_after, measure: null };
}

/** In the order of runs, as far as rules were judged. */
export async function listAlerts(alerts: FiredAlerts, client: string, limit: number, paging: Paging) {
  const mark = await alerts.mark();
  const after = textAt(paging.at) ?? '';
  const upTo = mark === null ? '' : endOfRun(mark.run_id);
  const found = await alerts.page(client, { after, upTo, limit: limit + 1, order: 'oldest' });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const end = last === undefined ? after : positionOfAlert(last);
  const { next_cursor, links } = paging.links(found.length > page.length ? [end] : null);
  const behind = [upTo, after].sort().at(-1) ?? '';
  const resume = found.length > page.length ? end : behind;
  return {
    data: page,
    next_cursor,
    resume_cursor: resume === '' ? null : paging.links([resume]).next_cursor,
    judged_until: mark?.run_id ?? null,
    links,
  };
}
