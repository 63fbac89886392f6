import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import { measureTitlesSchema } from '#contracts/run/run-documents.ts';
import { changeDocument, differs, type ScoreChange } from '#domain/explanations/changes/change-document.ts';
import type { ExplainedChange } from '#domain/explanations/changes/subject-change.ts';
import type { Driver, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { logger } from '#functions/http/logger.ts';
import type { Paging } from '#functions/http/paging.ts';
import type { ScoredCustomSupplier } from '#functions/store/custom-scores.ts';
import type { ExplanationDocument, PublishedScores } from '#functions/store/published-scores.ts';
import { type RunRecord, wasPublished } from '#functions/store/run-ledger.ts';
import { numberOfRun, positionOf } from '#functions/store/score-changes.ts';
import { type ChangeFilter, type ChangesPage, changeMatches, refuseEmptyRange, resyncLink, withLinks } from '../changes/list-changes.ts';
import type { LoadRescorer, Rescorer } from '../published-run/rescorer.ts';
import { requirePublished, runDocument } from '../published-run/run-documents.ts';
import { type CustomSupplierPorts, MOST_VERSIONS, publishedNights } from './custom-supplier-in-time.ts';

/** Runs that are looked at, the newest. */
const MOST_RUNS = 100;
/** Most steps from one state to the next that one request explains; a page ends there, whatever its `limit`. */
const MOST_STEPS = 30;

/**
 * The published state of a supplier from an instant on: the run, and the version of the supplier in force. `version` is null before the
 * first version and after a deletion.
 */
interface State {
  readonly seq: number;
  readonly at: string;
  readonly run: RunRecord;
  readonly version: StoredSupplier | null;
}

/**
 * Changes in the score of a client's custom supplier, with their causes: one step for every run and every version. Each step is scored and
 * explained for this response from the shipped facts, limited to those known to its run. Throws `invalid_request`, and `changes_pruned` for
 * a cursor older than the kept record.
 */
export async function customSupplierChanges(
  client: string,
  id: string,
  { buyer, ...filter }: ChangeFilter & { readonly buyer: string },
  at: Paging['at'],
  ports: CustomSupplierPorts,
): Promise<ChangesPage> {
  refuseEmptyRange(filter);
  const states = await statesOf(client, id, ports);
  const [first] = states;
  if (first === undefined) return { rows: [], at: null, resumeAt: null, keptFrom: null };
  const after = cursorOf(at, first, id, buyer);
  const day = ({ at: instant }: State): string => instant.slice(0, 10);
  const steps = states.flatMap((state, n) => (n === 0 ? [] : [{ before: states[n - 1] as State, state }]));
  const wanted = steps.filter(({ state }) => state.seq > after && (filter.from ?? '') <= day(state) && day(state) <= (filter.to ?? '9999'));
  const explained = explainer(buyer, ports);
  const nights = new Map((await publishedNights(client, id, ports)).map(({ run_id, scored }) => [run_id, scored]));
  const titleOf = await measureTitles(ports.scores);
  const rows: ChangesPage['rows'][number][] = [];
  let explainedSteps = 0;
  for (const [n, { before, state }] of wanted.entries()) {
    if (rows.length === filter.limit || explainedSteps === MOST_STEPS) {
      const next = [placeOf(wanted[n - 1]?.state ?? first)];
      return { rows, at: next, resumeAt: next, keptFrom: day(first) };
    }
    if (isSameAtNight(before, state, buyer, nights)) continue;
    explainedSteps += 1;
    const change = await changeBetween(before, state, explained, titleOf, ports.loadRescorer);
    if (change === null) continue;
    const numbered = { seq: state.seq, ...change };
    if (changeMatches(numbered, filter)) rows.push(withLinks(numbered));
  }
  const last = wanted.at(-1)?.state ?? states.findLast(({ seq }) => seq <= after) ?? first;
  return { rows, at: null, resumeAt: [placeOf(last)], keptFrom: day(first) };
}

/** Whether both runs of a step have stored scores in which a reader sees no difference: then nothing has to be computed. */
function isSameAtNight(before: State, after: State, buyer: string, nights: ReadonlyMap<string, ScoredCustomSupplier>): boolean {
  const [was, is] = [before, after].map(({ run, version }) => {
    const scored = nights.get(run.run_id);
    if (version === null || scored?.version !== version.version) return undefined;
    return scored.scores.find(({ document }) => document.buyer === buyer)?.document;
  });
  return was !== undefined && is !== undefined && !differs(was, is);
}

/** Position of a state in the form of the published feed: day and sequence number. */
const placeOf = ({ at, seq }: State): string => positionOf(at.slice(0, 10), seq);

function cursorOf(at: Paging['at'], first: State, id: string, buyer: string): number {
  if (at === null) return -1;
  const seq = Number(String(at[0]).split('#')[1]);
  if (!(seq < first.seq)) return Number.isNaN(seq) ? -1 : seq;
  const resync = resyncLink({ type: 'supplier', id, buyer }, {});
  const detail = `The cursor is from before ${first.at.slice(0, 10)}, the first of the last ${MOST_RUNS} runs, which are looked at for a custom supplier. Read the present state at ${resync} and begin anew without a cursor.`;
  throw new ExpectedError('changes_pruned', detail, [{ parameter: 'cursor', code: 'pruned', detail }], { startAgainAt: resync });
}

/** States of a supplier, oldest first. The first is only the baseline for the second; how it came about is not explained. */
async function statesOf(client: string, id: string, { scores, suppliers }: CustomSupplierPorts): Promise<readonly State[]> {
  const [records, versions] = await Promise.all([scores.runs(MOST_RUNS, null), suppliers.versions(client, id, MOST_VERSIONS)]);
  const published = records.filter(wasPublished).reverse();
  const events = [
    ...published.map((run) => ({ at: run.finished_at ?? run.started_at, run })),
    ...versions.map((version) => ({ at: version.updated_at, version })),
  ].sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0)); // at the same instant the run comes first
  const states: State[] = [];
  let run: RunRecord | null = null;
  let version: StoredSupplier | null = null;
  for (const event of events) {
    if ('run' in event) run = event.run;
    else version = event.version;
    if (run === null) continue; // nobody could have asked for a score
    const seq = numberOfRun(run.run_id) + (version?.version ?? 0); // versions take the room of changes
    states.push({ seq, at: event.at, run, version: version === null || version.deleted ? null : version });
  }
  const known = versions[0]?.version === 1 ? 0 : states.findIndex((state) => state.version !== null);
  return known < 0 ? [] : states.slice(known);
}

/** Title of a measure by its id, from the current run; a measure that the run does not list keeps its id. */
async function measureTitles(scores: PublishedScores): Promise<(measure: string) => string> {
  const run = await requirePublished(scores);
  const { measures } = await runDocument(scores, run.run_id, 'measures', measureTitlesSchema);
  const titles = new Map(measures.map(({ id, title }) => [id, title]));
  return (measure) => titles.get(measure) ?? measure;
}

type Explain = (run: RunRecord, version: StoredSupplier) => Promise<ExplanationDocument>;

/** Neighbours of a step share a state. */
function explainer(buyer: string, { scorerIn }: CustomSupplierPorts): Explain {
  const made = new Map<string, Promise<ExplanationDocument>>();
  return (run, version) => {
    const key = `${run.run_id} ${version.version}`;
    const found = made.get(key) ?? scorerIn(run).then((scorer) => scorer.explain(version, buyer));
    made.set(key, found);
    return found;
  };
}

/** `null`: a reader would see no difference. */
async function changeBetween(
  before: State,
  after: State,
  explain: Explain,
  titleOf: (measure: string) => string,
  loadRescorer: LoadRescorer,
): Promise<ScoreChange | null> {
  const [was, is] = await Promise.all([before, after].map(({ run, version }) => (version === null ? null : explain(run, version))));
  const documents = { before: was ?? null, after: is ?? null } satisfies Record<string, ScoreDocument | null>;
  if (documents.before === null && documents.after === null) return null;
  if (documents.before !== null && documents.after !== null && !differs(documents.before, documents.after)) return null;
  const { run } = after;
  const stamp = {
    run_id: run.run_id,
    as_of: run.as_of,
    computed_at: run.started_at,
    previous: { run_id: before.run.run_id, as_of: before.run.as_of },
  };
  const explained =
    was == null || is == null || was.score === null || is.score === null
      ? null
      : { attribution: attributionOf(was, is, await loadRescorer()), driversBefore: driversOf(was), driversAfter: driversOf(is) };
  return changeDocument({ ...documents, explained }, stamp, titleOf);
}

/** `null`: the reasons cannot be worked out, which is logged; a client must not lose the rest of the page for it. */
function attributionOf(before: ExplanationDocument, after: ExplanationDocument, rescorer: Rescorer): ExplainedChange | null {
  try {
    return rescorer.explainChange(before, after);
  } catch (error) {
    logger().error('why the score of a custom supplier changed could not be worked out; the change is shown as unexplained', {
      run_id: after.run_id,
      subject: `supplier ${after.subject.id}`,
      buyer: after.buyer,
      who: 'the client that stored the supplier; the score itself is not affected',
      what_to_do: 'compare the explanations of both states of this supplier, and mend the attribution',
      error: error instanceof Error ? error : String(error),
    });
    return null;
  }
}

const driversOf = ({ drivers }: ExplanationDocument): readonly Driver[] => drivers as readonly Driver[];
