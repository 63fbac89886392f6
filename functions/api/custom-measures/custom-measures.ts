import { createHash } from 'node:crypto';
import type { CustomMeasure, StoredMeasure } from '#contracts/api/custom-measures.ts';
import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import { CONTROL_CLASSES, controlKind, coversStage, hitsBuyer, mayReach } from '#domain/method/measure.ts';
import { registerOn } from '#domain/method/register.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { END_USES } from '#domain/vocabulary/score-document.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { closestMatch, ExpectedError, invalidRequest, nothingPublished } from '#functions/http/expected-errors.ts';
import type { CustomMeasures } from '#functions/store/custom-measures.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { PublishedPolicyRow } from '../facts/measures.ts';
import { catalogue, runDocument } from '../published-run/run-documents.ts';

/** Facts that a measure of a client is compared with: names of the current run, and the register as it shows it. */
export interface MeasureFacts {
  readonly elements: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  readonly register: readonly PublishedPolicyRow[];
}

/** Reasons with JSON pointers; a measure with one of `firm` cannot be released as it is. */
export interface MeasureDoubts {
  readonly firm: readonly string[];
  readonly soft: readonly string[];
}

const meant = (given: string, known: ReadonlySet<string>): string => {
  const guess = closestMatch(given, [...known]);
  return guess === null ? '' : ` Did you mean \`${guess}\`?`;
};

/** All doubts. `today`: day on which it was sent. */
export function doubtsAboutMeasure(measure: CustomMeasure, facts: MeasureFacts, today: string): MeasureDoubts {
  const { citation, control_class, elements, known_from } = measure;
  const firm = [
    ...(citation === null ? ['`/citation` is missing: say who states the measure and where it can be read.'] : []),
    ...(facts.classes.has(control_class)
      ? []
      : [
          `\`/control_class\`: there is no class \`${control_class}\`.${meant(control_class, facts.classes)} They are ${[...facts.classes].join(', ')}.`,
        ]),
    ...elements.flatMap((element, index) =>
      facts.elements.has(element)
        ? []
        : [`\`/elements/${index}\`: there is no element \`${element}\`.${meant(element, facts.elements)} /v1/elements lists all.`],
    ),
  ];
  const ahead = known_from > today ? [`\`/known_from\` ${known_from} lies after today, ${today}.`] : [];
  return { firm, soft: [...ahead, ...doublesOf(measure, facts, today)] };
}

/** Measures of the register that say the same of the same goods, or that they do not hold. Both at once would count twice. */
function doublesOf(measure: CustomMeasure, { register }: MeasureFacts, today: string): readonly string[] {
  const day = Math.max(dayNumber(today), dayNumber(measure.effective_from ?? today));
  const on = isoDate(day);
  const { suspended_from, suspended_to } = measure;
  const isSuspendedToo = suspended_from !== null && suspended_from <= on && (suspended_to === null || suspended_to >= on);
  return registerOn(register, day, dayNumber(today)).flatMap(({ row, state }) => {
    if (state === 'ended' || !covers(row, measure)) return [];
    const same = `The register has the same control: ${row.id}, ${state.replace('_', ' ')} on ${on}.`;
    return state === 'suspended' && !isSuspendedToo ? [`${same} Yours says that it holds.`] : [`${same} Yours would count on top of it.`];
  });
}

/** Does a row have the class, one of the origins, and all of the elements, stages and targets of the measure? */
function covers({ mapping, origins, targets }: PublishedPolicyRow, measure: CustomMeasure): boolean {
  if (mapping === null || mapping.control_class !== measure.control_class) return false;
  const mapped = mapping as { readonly origins?: readonly string[]; readonly targets?: readonly string[] };
  const [from, hit] = [mapped.origins ?? origins, mapped.targets ?? targets];
  if (!measure.origins.some((origin) => from.includes(origin))) return false;
  const reaches = (element: string, stage: Stage): boolean =>
    mapping.applies.some(({ elements, stages }) => mayReach(elements, element) && coversStage(stages, stage));
  return (
    measure.targets.every((target) => hitsBuyer(hit, target)) &&
    measure.elements.every((element) => measure.stages.every((stage) => reaches(element, stage)))
  );
}

/** Classes of control that stop an element's flow to a buyer of some use. */
const COUNTED_CLASSES: ReadonlySet<string> = new Set(CONTROL_CLASSES.filter((of) => END_USES.some((use) => controlKind(of, use) !== null)));

/** Elements, control classes and register of the current run. Throws `nothing_published`. */
export async function registeredFacts(scores: PublishedScores): Promise<MeasureFacts> {
  const run = await scores.currentRun();
  if (run === null) throw nothingPublished();
  const [elements, { measures }] = await Promise.all([
    catalogue(scores, run.run_id, 'element'),
    runDocument(scores, run.run_id, 'measures', measuresDocumentSchema),
  ]);
  return { elements: new Set(elements.map(({ id }) => id)), classes: COUNTED_CLASSES, register: measures };
}

/** Most measures of a client that one answer has among those of the register. */
const MOST_CUSTOM_MEASURES = 1000;

/** A measure of a client in the form of a row of the register, marked as its own. */
function customPolicyRow({ id, measure }: StoredMeasure): PublishedPolicyRow {
  const { title, control_class, origins, targets, elements, stages, citation, note, ...days } = measure;
  return {
    row: `custom-measure:${id}`,
    id,
    title,
    actor: 'stated by you',
    instrument_no: null,
    measure_type: control_class,
    direction: 'restricts',
    origins,
    targets,
    elements,
    stages,
    announced: days.known_from,
    ...days,
    suspended_to_announced: null,
    linked: [],
    mapping: { control_class, applies: [{ elements, stages, coverage: 1 }], origins, targets, residual_class: null },
    relief: null,
    scope: null,
    status: null,
    status_as_of: null,
    source: citation?.source ?? '',
    source_url: citation?.source_url ?? null,
    source_quality: 'custom',
    date: days.known_from,
    quality: 'custom',
    known_from_basis: 'source',
    note,
    custom: true,
  };
}

/** Accepted measures of a client. */
export const acceptedMeasures = (client: string, measures: CustomMeasures): Promise<readonly StoredMeasure[]> =>
  measures.list(client, 'accepted', MOST_CUSTOM_MEASURES, null);

/** Accepted measures of a client as rows of the register. */
export async function acceptedRows(client: string, measures: CustomMeasures): Promise<readonly PublishedPolicyRow[]> {
  return (await acceptedMeasures(client, measures)).map(customPolicyRow);
}

const ID_DIGITS = 16;
const MAX_ATTEMPTS = 5;

/** As an answer shows it. */
export const shownMeasure = ({ id, ...stored }: StoredMeasure) => ({
  id,
  ...stored,
  links: { self: `/v1/measures/${id}`, measures: '/v1/measures?custom=include' },
});

const idOf = (measure: CustomMeasure): string =>
  `custom-${createHash('sha256').update(canonicalJson(measure)).digest('hex').slice(0, ID_DIGITS)}`;

/**
 * Stores a measure, in quarantine where there are doubts. The same content again answers what is there; a deleted one comes back.
 * `now`: RFC 3339. `isNew`: it was not there.
 */
export async function storeCustomMeasure(
  client: string,
  measure: CustomMeasure,
  now: string,
  { measures, facts }: { readonly measures: CustomMeasures; readonly facts: () => Promise<MeasureFacts> },
): Promise<{ readonly stored: StoredMeasure; readonly isNew: boolean }> {
  const id = idOf(measure);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const present = await measures.get(client, id);
    if (present !== null && present.status !== 'deleted') return { stored: present, isNew: false };
    const { firm, soft } = doubtsAboutMeasure(measure, await facts(), now.slice(0, 10));
    const reasons = [...firm, ...soft];
    const stored: StoredMeasure = {
      id,
      status: reasons.length === 0 ? 'accepted' : 'quarantined',
      reasons,
      releasable: firm.length === 0,
      sent_at: now,
      changed_at: now,
      release_note: null,
      measure,
    };
    if (await measures.put(client, stored, present?.status ?? null)) return { stored, isNew: true };
  }
  throw changedByOthers(id);
}

const changedByOthers = (id: string): ExpectedError =>
  new ExpectedError('version_conflict', `The measure ${id} is being changed by another request. Read /v1/measures:custom and try again.`);

async function present(measures: CustomMeasures, client: string, id: string): Promise<StoredMeasure> {
  const stored = await measures.get(client, id);
  if (stored === null) throw new ExpectedError('not_found', `You have no measure ${id}. GET /v1/measures:custom lists yours.`);
  return stored;
}

/** Takes a measure out of quarantine. Throws `not_found` and `invalid_request`. */
export async function releaseCustomMeasure(
  client: string,
  { id, note }: { readonly id: string; readonly note: string },
  now: string,
  measures: CustomMeasures,
): Promise<StoredMeasure> {
  const stored = await present(measures, client, id);
  if (stored.status === 'accepted') return stored;
  if (stored.status === 'deleted') throw new ExpectedError('not_found', `The measure ${id} was deleted. Send it again to have it back.`);
  if (!stored.releasable) {
    const detail = `It cannot be used as it is: ${stored.reasons.join(' ')} Send it anew, and delete this one.`;
    throw invalidRequest([{ parameter: 'id', code: 'not_releasable', detail }]);
  }
  const next: StoredMeasure = { ...stored, status: 'accepted', changed_at: now, release_note: note };
  if (await measures.put(client, next, 'quarantined')) return next;
  throw changedByOthers(id);
}

/** Ends a measure; it stays in the record. Throws `not_found`. */
export async function deleteCustomMeasure(client: string, id: string, now: string, measures: CustomMeasures): Promise<StoredMeasure> {
  const stored = await present(measures, client, id);
  if (stored.status === 'deleted') return stored;
  const next: StoredMeasure = { ...stored, status: 'deleted', changed_at: now };
  if (await measures.put(client, next, stored.status)) return next;
  throw changedByOthers(id);
}
