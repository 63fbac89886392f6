/**
 * Judges the rules of all clients on what runs have changed since they were judged last, and sends what
 * fires.
 */

import { createHash } from 'node:crypto';
import type { FiredAlert } from '#contracts/api/alerts.ts';
import { collectionOf } from '#contracts/api/request-parts.ts';
import { measuresDocumentSchema, sourcesDocumentSchema } from '#contracts/run/run-documents.ts';
import {
  type AlertRule,
  bandOfChance,
  type CompanyFigure,
  type ConditionsOfMove,
  conditionsMet,
  measureConditionsOf,
  measureEventsOn,
  newEvents,
  type RegisterOnDay,
  type ScoreMove,
  scoreConditionsOf,
  watches,
} from '#domain/alerts/alert-rule.ts';
import {
  type CompanyNight,
  causeTitle,
  type FigureMove,
  figureMoves,
  figureSummary,
  tierOf,
} from '#domain/alerts/company-figures.ts';
import { type SendingSchedule, sendingTime } from '#domain/alerts/sending-time.ts';
import type { Company } from '#domain/companies/company.ts';
import { chanceMoved } from '#domain/explanations/changes/change-document.ts';
import { rowStepDescription } from '#domain/explanations/labels.ts';
import { registerOn } from '#domain/method/register.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { roundTo } from '#domain/vocabulary/published-numbers.ts';
import type { PolicyRow } from '#domain/vocabulary/reference-data.ts';
import type { Interval } from '#domain/vocabulary/score-document.ts';
import { REGISTER_OF_MEASURES } from '#domain/vocabulary/scoring-inputs.ts';
import { keptForNewestKey } from '#functions/http/cold-start.ts';
import type { AlertsMark, FiredAlerts } from '#functions/store/alerts/fired-alerts.ts';
import { newDelivery, type WebhookDeliveries } from '#functions/store/alerts/webhook-deliveries.ts';
import type { Webhook, Webhooks } from '#functions/store/alerts/webhooks.ts';
import type { ClientItem, ClientItems } from '#functions/store/clients/client-items.ts';
import type { KeptCompanyResults } from '#functions/store/clients/company-results.ts';
import type { RunEvents } from '#functions/store/runs/run-events.ts';
import type { RunRecord } from '#functions/store/runs/run-ledger.ts';
import { type PublishedScores, readDocument, runDocument } from '#functions/store/scores/published-scores.ts';
import type {
  ChangesHead,
  PublishedChange,
  ReadScoreChanges,
} from '#functions/store/scores/score-changes.ts';
import { mailDelivery } from './alert-mail.ts';

export type FireAlertsPorts = Readonly<{
  rules: ClientItems<AlertRule>;
  webhooks: Webhooks;
  alerts: FiredAlerts;
  deliveries: WebhookDeliveries;
  changes: ReadScoreChanges;
  scores: Pick<PublishedScores, 'score' | 'document' | 'run'>;
  events: RunEvents | null;
  companies: Pick<ClientItems<Company>, 'list'>;
  nights: Pick<KeptCompanyResults, 'newest'>;
  hasMail: boolean;
}>;

/** A rule that fires more often in one run says how often; a new method moves everything at once. */
const MOST_OF_RULE = 50;
const ALERTS_KEPT_DAYS = 400;
const DAY_SECONDS = 86_400;
const CHANGES_PER_READ = 500;
const HASH_CHARACTERS = 22;

type RuleOfClient = ClientItem<AlertRule> & Readonly<{ client: string }>;

/**
 * Judges rules on changes of the feed and of the register since the last time. All comes from what runs have
 * published, under ids made of it: judging again writes and sends the same. The first time nothing fires.
 * Returns how many alerts fired.
 */
export async function fireAlerts(ports: FireAlertsPorts, now: string): Promise<number> {
  const [head, mark] = await Promise.all([ports.changes.head(), ports.alerts.mark()]);
  if (head === null || (mark !== null && mark.run_id >= head.run_id)) return 0;
  const done = { run_id: head.run_id, position: head.position, at: now };
  const rules = mark === null ? [] : (await ports.rules.listAll()).filter(({ content }) => content.enabled);
  const fired = mark === null || rules.length === 0 ? [] : await alertsOf(rules, head, mark, ports);
  await tell(fired, ports);
  await ports.alerts.moveMark(done);
  return fired.length;
}

type AlertOfClient = Readonly<{
  client: string;
  alert: FiredAlert;
}>;

/** The newest run of which the feed has the changes. */
type Judging = Readonly<{
  run: RunRecord;
  mark: AlertsMark;
  changes: readonly PublishedChange[];
  rows: ReadonlyMap<string, PolicyRow>;
  registerRead: string | null;
  /** `before` is null when its run has gone. */
  register: Readonly<{ now: RegisterOnDay; before: RegisterOnDay | null }>;
  companiesOf: (client: string) => Promise<readonly JudgedCompany[]>;
}>;

type JudgedCompany = Readonly<{
  company: ClientItem<Company>;
  before: CompanyNight | null;
  after: CompanyNight;
}>;

async function alertsOf(
  rules: readonly RuleOfClient[],
  head: ChangesHead,
  mark: AlertsMark,
  { changes, scores, companies, nights }: FireAlertsPorts,
): Promise<readonly AlertOfClient[]> {
  const [run, last] = await Promise.all([scores.run(head.run_id), scores.run(mark.run_id)]);
  if (run === null) throw new Error(`run ${head.run_id} has changes in the feed and no record`);
  const now = await registerOf(run, scores);
  const before = last && (await registerOf(last, scores));
  if (now === null) throw new Error(`run ${run.run_id} has no register of measures`);
  const judging: Judging = {
    run,
    mark,
    changes: await changesSince(changes, mark, head, rules),
    rows: new Map(now.measures.map(({ row }) => [row.id, row])),
    registerRead: await registerRead(run.run_id, scores),
    register: { now, before },
    companiesOf: companiesBetween(mark.run_id, run.run_id, companies, nights),
  };
  const found: AlertOfClient[] = [];
  for (const rule of rules)
    found.push(
      ...(await alertsOfRule(rule, judging, scores)).map((alert) => ({ client: rule.client, alert })),
    );
  return found;
}

/** With figures of a run which rules were not judged on; those of the newest client are kept. */
function companiesBetween(
  judged: string,
  now: string,
  companies: FireAlertsPorts['companies'],
  nights: FireAlertsPorts['nights'],
): Judging['companiesOf'] {
  const read = async (client: string): Promise<readonly JudgedCompany[]> => {
    const live = (await companies.list(client)).filter(({ deleted }) => !deleted);
    const found: JudgedCompany[] = [];
    for (const company of live) {
      const [before, after] = await Promise.all(
        [judged, now].map((run) => nights.newest(client, company.id, run)),
      );
      if (after && after.run_id > judged) found.push({ company, before: before ?? null, after });
    }
    return found;
  };
  const kept = keptForNewestKey<readonly JudgedCompany[]>();
  return (client) => kept(client, () => read(client));
}

async function registerOf({ run_id, as_of, known_at }: RunRecord, scores: FireAlertsPorts['scores']) {
  const document = await scores.document(run_id, 'measures');
  if (document === null) return null;
  const { measures } = readDocument(document, run_id, 'measures', measuresDocumentSchema);
  const day = dayNumber(as_of);
  return { measures: registerOn(measures, day, dayNumber(known_at)), day };
}

async function registerRead(run: string, scores: FireAlertsPorts['scores']): Promise<string | null> {
  const { sources } = await runDocument(scores, run, 'sources', sourcesDocumentSchema);
  return sources.find(({ id }) => id === REGISTER_OF_MEASURES)?.read_on ?? null;
}

async function changesSince(
  changes: ReadScoreChanges,
  { position }: AlertsMark,
  head: ChangesHead,
  rules: readonly RuleOfClient[],
): Promise<readonly PublishedChange[]> {
  const judged = rules.filter(({ content }) => scoreConditionsOf(content).length > 0);
  const found: PublishedChange[] = [];
  for (const month of head.months.filter((one) => one >= position.slice(0, 7))) {
    for (let after = position; ; ) {
      const page = await changes.page(
        { month },
        { ...head, after, upTo: head.position, limit: CHANGES_PER_READ },
      );
      // A night that moves everything changes more than has room in memory.
      found.push(
        ...page.filter(({ subject, buyer }) =>
          judged.some(({ content }) => watches(content, subject, buyer)),
        ),
      );
      if (page.length < CHANGES_PER_READ) break;
      after = page.at(-1)?.position ?? after;
    }
  }
  return found;
}

async function alertsOfRule(
  rule: RuleOfClient,
  judging: Judging,
  scores: FireAlertsPorts['scores'],
): Promise<readonly FiredAlert[]> {
  const alerts =
    rule.content.subjects.type === 'company'
      ? await companyAlerts(rule, judging)
      : [...measureAlerts(rule, judging), ...(await scoreAlerts(rule, judging, scores))];
  const more = Math.max(0, alerts.length - MOST_OF_RULE);
  return alerts.slice(0, MOST_OF_RULE).map((alert) => ({ ...alert, more }));
}

type AlertWithoutRun = Pick<FiredAlert, 'conditions' | 'summary'> &
  Partial<Pick<FiredAlert, 'subject' | 'buyer' | 'change' | 'measure' | 'figure'>> &
  Readonly<{
    about: string;
  }>;

function alertOf(
  { client, id, version, content }: RuleOfClient,
  { run }: Judging,
  told: unknown,
  made: AlertWithoutRun,
): FiredAlert {
  const { about, ...alert } = made;
  const hash = createHash('sha256')
    .update(canonicalJson([client, id, run.run_id, told]))
    .digest('base64url');
  return {
    id: `alert_${hash.slice(0, HASH_CHARACTERS)}`,
    rule: { id, name: content.name, version },
    subject: null,
    buyer: null,
    change: null,
    measure: null,
    figure: null,
    ...alert,
    more: 0,
    run_id: run.run_id,
    as_of: run.as_of,
    fired_at: run.started_at,
    links: { about },
  };
}

async function scoreAlerts(
  rule: RuleOfClient,
  judging: Judging,
  scores: FireAlertsPorts['scores'],
): Promise<readonly FiredAlert[]> {
  if (scoreConditionsOf(rule.content).length === 0) return [];
  const watched = judging.changes.filter(({ subject, buyer }) => watches(rule.content, subject, buyer));
  const found: (JudgedMove & Readonly<{ change: PublishedChange }>)[] = [];
  for (const change of watched) {
    const judged = await judge(rule.content, change, scores);
    if (judged !== null && judged.met.length > 0) found.push({ change, ...judged });
  }
  const { chance } = rule.content;
  return found
    .map((one) => ({ ...one, delta: roundTo(one.after - one.before, 2) }))
    .sort((one, other) => Math.abs(other.delta) - Math.abs(one.delta) || one.change.seq - other.change.seq)
    .map(({ change, met, counted, before, after, delta }) => {
      const { seq, subject, buyer } = change;
      return alertOf(rule, judging, seq, {
        conditions: [...met],
        subject,
        buyer,
        change: {
          seq,
          chance,
          score_before: before,
          score_after: after,
          delta,
          counted,
          band_before: bandOfChance(chance, before),
          band_after: bandOfChance(chance, after),
        },
        summary: chance === 'score' ? change.summary : chanceMoved(change, chance, before, after),
        about: `/v1/${collectionOf[subject.type]}/${encodeURIComponent(subject.id)}/explanation?buyer=${buyer}`,
      });
    });
}

type JudgedMove = ConditionsOfMove &
  Readonly<{
    before: number;
    after: number;
  }>;

/**
 * `null`: no move, as the chance was or is not known. Scores are read only where a rule needs what a change
 * does not have.
 */
async function judge(
  rule: AlertRule,
  change: PublishedChange,
  scores: FireAlertsPorts['scores'],
): Promise<JudgedMove | null> {
  const { score_before, score_after, scarce_before, scarce_after } = change;
  const { by_cause, subject, buyer, run_id, previous_run_id } = change;
  const { chance } = rule;
  const key = { type: subject.type, id: subject.id, buyer };
  const documents = () =>
    Promise.all([previous_run_id, run_id].map((run) => (run === null ? null : scores.score(run, key))));
  const told = { score: [score_before, score_after], scarce: [scarce_before, scarce_after] };
  const [was, is] =
    chance === 'score' || chance === 'scarce'
      ? told[chance]
      : (await documents()).map((document) => document?.[chance]);
  if (was == null || is == null) return null;
  const moved = (bounds: readonly (Interval | null | undefined)[]): ScoreMove => {
    const within = (score: number, interval: Interval | null | undefined) => ({
      score,
      p05: interval?.p05 ?? null,
      p95: interval?.p95 ?? null,
    });
    return { before: within(was, bounds[0]), after: within(is, bounds[1]), by_cause };
  };
  const judged = conditionsMet(rule, moved([]));
  const ends = { before: was, after: is };
  if (judged.unjudged.length === 0) return { ...judged, ...ends };
  const bounds = (await documents()).map(
    (document) => document?.[chance === 'scarce' ? 'scarce_interval' : 'interval'],
  );
  return { ...conditionsMet(rule, moved(bounds)), ...ends };
}

async function companyAlerts(rule: RuleOfClient, judging: Judging): Promise<readonly FiredAlert[]> {
  const { ids } = rule.content.subjects;
  const watched = (await judging.companiesOf(rule.client)).filter(
    ({ company }) => ids?.includes(company.id) ?? true,
  );
  return watched.flatMap(({ company, before, after }) =>
    figureMoves(rule.content, before, after).map((move) => companyAlert(rule, judging, company, move)),
  );
}

function companyAlert(
  rule: RuleOfClient,
  judging: Judging,
  { id, content }: ClientItem<Company>,
  { conditions, ...move }: FigureMove,
): FiredAlert {
  const figure = rule.content.figure as CompanyFigure;
  const chance = tierOf(rule.content);
  const currency = figure === 'expected_loss' ? content.currency : null;
  const causes = move.causes.map((cause) => ({ ...cause, label: causeTitle(cause.id) }));
  return alertOf(rule, judging, [figure, id, move.line?.key ?? null], {
    conditions: [...conditions],
    subject: { type: 'company', id, name: content.name },
    buyer: content.country,
    figure: { ...move, name: figure, chance, currency, causes },
    summary: figureSummary(figure, chance, move, content),
    about: `/v1/companies/${encodeURIComponent(id)}/results`,
  });
}

/** What is new since rules were judged; for a younger rule, every end that is ahead. */
function measureAlerts(rule: RuleOfClient, judging: Judging): readonly FiredAlert[] {
  const { register, mark, rows, registerRead } = judging;
  if (measureConditionsOf(rule.content).length === 0 || register.before === null) return [];
  const before = measureEventsOn(rule.content, register.before);
  const known =
    rule.updated_at > mark.at ? before.filter(({ condition }) => condition !== 'expiry_ahead') : before;
  return newEvents(known, measureEventsOn(rule.content, register.now)).map((event) => {
    const row = rows.get(event.measure) as PolicyRow;
    const { description, description_code, description_params } = rowStepDescription(
      STEP_OF[event.what],
      row,
      event.date,
      registerRead,
    );
    return alertOf(rule, judging, [event.condition, event.what, event.measure, event.date], {
      conditions: [event.condition],
      measure: {
        id: event.measure,
        title: row.title,
        what: event.what,
        date: event.date,
        description_code,
        description_params,
      },
      summary: `${description} ${row.title}.`,
      about: '/v1/measures?direction=restricts',
    });
  });
}

const STEP_OF = {
  in_force: 'in_force',
  measure_ends: 'ends',
  suspension_ends: 'suspension_ends',
  suspension_undecided: 'undecided',
} as const;

/** Alerts first, then messages and mail, then events. Every part may be done again. */
async function tell(
  fired: readonly AlertOfClient[],
  { alerts, webhooks, deliveries, events, hasMail }: FireAlertsPorts,
) {
  for (const [client, own] of Map.groupBy(fired, (one) => one.client)) {
    const all = own.map(({ alert }) => alert);
    const expires = Math.ceil(Date.parse(all[0]?.fired_at ?? '') / 1000) + ALERTS_KEPT_DAYS * DAY_SECONDS;
    await alerts.add(client, all, expires);
    const receivers = (await webhooks.list(client)).filter(
      ({ deleted, content }) => !deleted && content.enabled,
    );
    for (const { id: webhook, content } of receivers) {
      for (const alert of all.filter((one) => wants(content, one)))
        await deliveries.add(messageOf(client, webhook, content, alert));
    }
    if (hasMail) for (const alert of all) await deliveries.add(mailDelivery(client, alert));
  }
  await events?.send(
    fired.map(({ client, alert: { links: _links, ...alert } }) => ({
      type: 'alert.fired',
      detail: { event_id: `alert.fired:${alert.id}`, client, ...alert },
    })),
  );
}

const wants = ({ rules }: Webhook, { rule }: FiredAlert) => rules === null || rules.includes(rule.id);

function messageOf(client: string, webhook: string, { schedule }: Webhook, alert: FiredAlert) {
  const made = {
    ...{ client, webhook, type: 'alert.fired' as const, message: alert.id, created_at: alert.fired_at },
    body: JSON.stringify({ type: 'alert.fired', timestamp: alert.fired_at, data: alert }),
  };
  return newDelivery(made, schedule === null ? undefined : dueAt(alert, schedule));
}

const dueAt = ({ fired_at }: FiredAlert, schedule: SendingSchedule): string =>
  new Date(sendingTime(Date.parse(fired_at), schedule)).toISOString();
