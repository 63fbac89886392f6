/**
 * Measures that come in while the service runs, as versions in the log. Runs read the series `measures`, and
 * none of a client's own.
 */
import { createHash } from 'node:crypto';
import { type Caller, LOCAL_CLIENT } from '#contracts/api/access.ts';
import type { SentMeasure } from '#contracts/api/measures.ts';
import type { FieldError } from '#contracts/api/problem.ts';
import {
  controlKind,
  coversStage,
  DUAL_USE,
  ELEMENT_GROUPS,
  hitsBuyer,
  mayReach,
  symbolsOf,
} from '#domain/method/measure.ts';
import { type RegisterRow, registerOn } from '#domain/method/register.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { MeasureValues } from '#domain/signals/measures.ts';
import type { Observation, ObservationVersion, Review } from '#domain/signals/observations.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { END_USES } from '#domain/vocabulary/score-document.ts';
import { closestMatch, ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import { type Expected, fits } from '#functions/store/clients/client-items.ts';
import type { ObservationLog } from '#functions/store/sources/observation-log.ts';
import { retriedAgainstOthers } from '#functions/store/table/contention.ts';

export type Visibility = SentMeasure['visibility'];

export const measureSeries = (visibility: Visibility, client: string): string =>
  visibility === 'public' ? 'measures' : `measures@${client}`;

export type KnownRow = RegisterRow &
  Readonly<{
    announced?: string | null | undefined;
    mapping: Readonly<{
      applies: readonly Readonly<{ elements: readonly string[]; stages: readonly string[] }>[];
    }> | null;
  }>;

export type MeasureFacts = Readonly<{
  elements: ReadonlySet<string>;
  register: readonly KnownRow[];
}>;

export type MeasurePorts = Readonly<{
  log: ObservationLog;
  facts: MeasureFacts;
  caller: Pick<Caller, 'client' | 'key'>;
  needsSecondPerson: boolean;
  now: string;
}>;

const valuesOf = ({ values }: Observation): MeasureValues => values as MeasureValues;

function missingIn({ values, source, source_url }: Observation): readonly string[] {
  const { control_class, applies, origins, targets } = values as MeasureValues;
  const hasEffect = control_class !== null && control_class !== 'none';
  const lacks = (isMissing: boolean, pointer: string, what: string): string[] =>
    isMissing ? [`\`/${pointer}\` is missing: ${what}`] : [];
  return [
    ...lacks(source === '', 'source', 'say who states the measure.'),
    ...lacks(source_url === null, 'source_url', 'say where it can be read.'),
    ...lacks(control_class === null, 'control_class', 'send its class, or `none` where it acts on no score.'),
    ...lacks(hasEffect && applies.length === 0, 'applies', 'send the elements and stages that it covers.'),
    ...lacks(hasEffect && origins.length === 0, 'origins', 'send the countries that restrict their exports.'),
    ...lacks(hasEffect && targets.length === 0, 'targets', 'send whom it hits; `ALL` is everybody.'),
  ];
}

async function unknownNames(
  { applies, relief }: MeasureValues,
  { facts, log, caller }: MeasurePorts,
): Promise<readonly FieldError[]> {
  const symbols = [...facts.elements, DUAL_USE, ...Object.keys(ELEMENT_GROUPS).map((group) => `@${group}`)];
  const ids = facts.register.map(({ id }) => id);
  const isMeasure = async (id: string) =>
    ids.includes(id) ||
    (await log.newestOf({ signal: 'measures', id, date: id })) !== null ||
    (await log.newestOf({ signal: measureSeries('own', caller.client), id, date: id })) !== null;
  const unknown = (pointer: string, name: string, what: string, known: readonly string[]): FieldError => {
    const guess = closestMatch(name, known);
    return {
      pointer,
      code: 'unknown_id',
      detail: `\`${pointer}\` is ${JSON.stringify(name)}: there is no such ${what}.${guess === null ? '' : ` Did you mean ${guess}?`}`,
    };
  };
  const named = relief?.measures ?? [];
  const known = await Promise.all(named.map(isMeasure));
  return [
    ...applies.flatMap(({ elements }, line) =>
      elements.flatMap((name, at) =>
        symbols.includes(name)
          ? []
          : [unknown(`/applies/${line}/elements/${at}`, name, 'element (/v1/elements lists all)', symbols)],
      ),
    ),
    ...named.flatMap((id, at) =>
      known[at] ? [] : [unknown(`/relief/measures/${at}`, id, 'measure (/v1/measures lists all)', ids)],
    ),
  ];
}

export function doubtsAboutMeasure(
  observation: Observation,
  register: readonly KnownRow[],
  today: string,
): readonly string[] {
  const { known_from } = observation;
  const ahead = known_from > today ? [`\`/known_from\` ${known_from} lies after today, ${today}.`] : [];
  return [...ahead, ...doublesOf(observation, register, today)];
}

/** Both at once would count twice. */
function doublesOf(
  observation: Observation,
  register: readonly KnownRow[],
  today: string,
): readonly string[] {
  const { effective_from, suspended_from, suspended_to } = valuesOf(observation);
  const day = Math.max(dayNumber(today), dayNumber(effective_from ?? today));
  const on = isoDate(day);
  const isSuspendedToo =
    suspended_from !== null && suspended_from <= on && (suspended_to === null || suspended_to >= on);
  return registerOn(register, day, dayNumber(today)).flatMap(({ row, state }) => {
    if (state === 'ended' || row.id === observation.id || !covers(row, valuesOf(observation))) return [];
    const same = `The register has the same control: ${row.id}, ${state.replace('_', ' ')} on ${on}.`;
    return state === 'suspended' && !isSuspendedToo
      ? [`${same} This one says that it holds.`]
      : [`${same} This one would count on top of it.`];
  });
}

function covers({ mapping, origins, targets }: KnownRow, measure: MeasureValues) {
  if (mapping === null || mapping.control_class !== measure.control_class || measure.applies.length === 0)
    return false;
  const [from, hit] = [mapping.origins ?? origins, mapping.targets ?? targets];
  return (
    measure.origins.some((origin) => from.includes(origin)) &&
    measure.targets.every((target) => hitsBuyer(hit, target)) &&
    measure.applies.every((goods) =>
      goods.elements
        .flatMap((name) => (name === DUAL_USE ? [name] : symbolsOf(name)))
        .every((element) =>
          goods.stages.every((stage) =>
            mapping.applies.some(
              ({ elements, stages }) => mayReach(elements, element) && coversStage(stages, stage as never),
            ),
          ),
        ),
    )
  );
}

const actsOnScores = (control_class: SentMeasure['control_class']) =>
  control_class !== null && END_USES.some((use) => controlKind(control_class, use) !== null);

const ID_DIGITS = 12;
const idOf = (measure: object) =>
  `M-${createHash('sha256').update(canonicalJson(measure)).digest('hex').slice(0, ID_DIGITS)}`;

/** Days that were not sent are those of the version before, of the row that ships, or today. */
function observationOf(
  id: string,
  sent: SentMeasure,
  series: string,
  { now, facts }: MeasurePorts,
  before: Observation | null,
): Observation {
  const {
    id: _id,
    visibility: _visibility,
    announced,
    known_from,
    source,
    source_url,
    withdrawn,
    ...values
  } = sent;
  const base = { signal: series, id, source: source ?? '', source_url, definition: 'as published', values };
  const ended = withdrawn ? { withdrawn: true as const } : {};
  const today = now.slice(0, 'YYYY-MM-DD'.length);
  const shipped = facts.register.find((row) => row.id === id)?.announced;
  const wholeDay = shipped?.length === today.length ? shipped : undefined;
  const again: Observation = {
    ...base,
    date: announced ?? before?.date ?? wholeDay ?? known_from ?? today,
    known_from: known_from ?? before?.known_from ?? today,
    ...ended,
  };
  if (before === null || known_from !== undefined || canonicalJson(again) === canonicalJson(before))
    return again;
  return { ...again, known_from: today };
}

/**
 * Stores the next version; the same content changes nothing. Throws `invalid_request`,
 * `precondition_required` and `version_conflict`.
 */
export async function storeMeasure(
  measure: SentMeasure,
  expected: Expected,
  ports: MeasurePorts,
): Promise<ObservationVersion> {
  const { log, facts, caller, needsSecondPerson, now } = ports;
  const errors = await unknownNames(measure, ports);
  if (errors.length > 0) throw invalidRequest(errors);
  const id = measure.id ?? idOf(measure);
  const signal = measureSeries(measure.visibility, caller.client);
  return retriedAgainstOthers(`measure ${id}`, async () => {
    const newest = await log.newestOf({ signal, id, date: id });
    const observation = observationOf(id, measure, signal, ports, newest?.observation ?? null);
    const isSame =
      newest !== null &&
      newest.review?.status !== 'rejected' &&
      canonicalJson(newest.observation) === canonicalJson(observation);
    refuseConflict(id, newest, expected, isSame, facts);
    if (isSame) return newest;
    const missing = measure.withdrawn ? [] : missingIn(observation);
    const doubts =
      measure.withdrawn || !actsOnScores(measure.control_class)
        ? []
        : doubtsAboutMeasure(observation, facts.register, now.slice(0, 10));
    const waits = doubts.length > 0 || (measure.visibility === 'public' && needsSecondPerson);
    const status = missing.length > 0 ? 'draft' : waits ? 'in_review' : 'accepted';
    const review: Review = { status, reasons: [...missing, ...doubts], note: null };
    const next = versionOf(observation, (newest?.version ?? 0) + 1, review, ports);
    return (await log.append(next)) ? next : null;
  });
}

const versionOf = (
  observation: Observation,
  version: number,
  review: Review,
  { caller, now }: Pick<MeasurePorts, 'caller' | 'now'>,
) => ({
  observation,
  version,
  receipt: { client: caller.client, key: caller.key, received_at: now },
  review,
});

/** A measure that ships has version 0. */
function refuseConflict(
  id: string,
  newest: ObservationVersion | null,
  expected: Expected,
  isSame: boolean,
  { register }: MeasureFacts,
) {
  const isShipped = newest === null && register.some((row) => row.id === id);
  const present =
    newest === null
      ? isShipped
        ? { version: 0, deleted: false }
        : null
      : { version: newest.version, deleted: false };
  if (fits(present, expected, isSame)) return;
  if (present !== null && expected === 'nothing')
    throw new ExpectedError(
      'precondition_required',
      `The measure ${id} exists, with version ${present.version}. To change it send \`If-Match: "${present.version}"\`, so that nobody's change is lost.`,
    );
  const there = present === null ? 'there is none' : `it has version ${present.version}`;
  throw new ExpectedError(
    'version_conflict',
    `The measure ${id} is not as you expect: ${there}. GET /v1/measures shows it; send its \`version\`.`,
  );
}

/** Throws `not_found`, `invalid_request` and, for who entered it, `scope_missing`. */
export async function reviewMeasure(
  {
    id,
    visibility,
    decision,
    note,
  }: { id: string; visibility: Visibility; decision: 'accept' | 'reject'; note: string },
  ports: MeasurePorts,
): Promise<ObservationVersion> {
  const { log, caller, needsSecondPerson } = ports;
  const signal = measureSeries(visibility, caller.client);
  const status = decision === 'accept' ? 'accepted' : 'rejected';
  return retriedAgainstOthers(`measure ${id}`, async () => {
    const newest = await log.newestOf({ signal, id, date: id });
    if (newest === null)
      throw new ExpectedError(
        'not_found',
        `No measure ${id} waits for a decision. GET /v1/measures?state=in_review lists those that do.`,
      );
    const { status: now, reasons } = newest.review ?? { status: 'accepted', reasons: [] };
    if (now === status) return newest;
    if (now === 'accepted' || now === 'rejected') {
      const detail = `The measure ${id} was ${now} before: PUT /v1/measures/${id} makes a new version.`;
      throw invalidRequest([{ parameter: 'id', code: 'decided', detail }]);
    }
    if (status === 'accepted' && now === 'draft') {
      const detail = `It cannot count as it is: ${reasons.join(' ')} PUT /v1/measures/${id} with what is missing, then accept it.`;
      throw invalidRequest([{ parameter: 'id', code: 'not_acceptable', detail }]);
    }
    if (status === 'accepted' && visibility === 'public' && needsSecondPerson && isEntrant(newest, caller))
      throw new ExpectedError(
        'scope_missing',
        `You have entered this version of ${id}: somebody else has to accept it, with a key of another client.`,
      );
    const next = versionOf(newest.observation, newest.version + 1, { status, reasons, note }, ports);
    return (await log.append(next)) ? next : null;
  });
}

/** Where access is open nobody is known: a remark is all that a second look leaves. */
const isEntrant = ({ receipt }: ObservationVersion, { client }: Pick<Caller, 'client'>) =>
  client !== LOCAL_CLIENT && receipt?.client === client;

export type MeasureDraft = Pick<Observation, 'date' | 'known_from' | 'source' | 'source_url'> &
  Readonly<{
    id: string;
    values: Pick<MeasureValues, 'title' | 'actor'> & Partial<MeasureValues>;
  }>;

const BLANK = {
  instrument_no: null,
  control_class: null,
  applies: [],
  origins: [],
  targets: [],
  relief: null,
  scope: null,
  note: null,
  effective_from: null,
  effective_to: null,
  suspended_from: null,
  suspended_to: null,
} as const;

/** `false`: there is one of this id, whatever became of it. */
export async function putDraft(
  { values, ...said }: MeasureDraft,
  {
    log,
    client,
    now,
  }: Readonly<{
    log: Pick<ObservationLog, 'newestOf' | 'append'>;
    client: string;
    now: string;
  }>,
): Promise<boolean> {
  const observation: Observation = {
    signal: 'measures',
    ...said,
    definition: 'as published',
    values: { ...BLANK, ...values },
  };
  if ((await log.newestOf(observation)) !== null) return false;
  const review: Review = { status: 'draft', reasons: missingIn(observation), note: null };
  return log.append(versionOf(observation, 1, review, { caller: { client, key: null }, now }));
}
