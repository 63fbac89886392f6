import { createHash } from 'node:crypto';
import type { ExplainedChange } from '#domain/explanations/changes/subject-change.ts';
import type { FactsOnDay } from '#domain/method/facts.ts';
import { LOGGED_TABLES } from '#domain/signals/registry.ts';
import type { OutcomeRecord } from '#domain/track-record/outcome-record.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { RunIdentity, RunScorer } from '#functions/scoring/results/run-scorer.ts';
import type { ExplainChange } from '#functions/scoring/run-changes.ts';
import { daysBetween } from '#functions/scoring/run-clock.ts';
import type { ScoringParts } from '#functions/scoring/scoring-ports.ts';
import { scoreDocument, scoredSubjects } from './score-documents.ts';

/** Scores that a test wants the next run to give: `type#id` -> score for every buyer. */
export interface ToyWorld {
  scores: Record<string, number | null>;
  buyers: readonly string[];
  /**
   * Points that every score gains with each day since 1 October 2026, whatever the facts are; none when
   * absent.
   */
  perDay?: number;
  /** Facts that count as changed between two runs. */
  facts: string;
  /** Reports by which outcomes are judged; absent: the run knows of none. */
  record?: OutcomeRecord;
  /** Changes a result before it is written. */
  distort?: (score: number | null) => Partial<ReturnType<typeof scoredSubjects>['result']['exact']>;
}

/**
 * A scorer that returns the scores a test wants, so that the protocol of a run can be tested with numbers no
 * method would give.
 */
export function toyRunScorer(world: ToyWorld, run: RunIdentity): RunScorer {
  const subjects = Object.keys(world.scores)
    .sort()
    .map((key) => {
      const [type, id = ''] = key.split('#');
      return { type: type as 'element', id, name: id };
    });
  const findings: RunScorer['findings'] = (subject, buyer) => {
    const given = world.scores[`${subject.type}#${subject.id}`] ?? null;
    const score = given === null ? null : given + (world.perDay ?? 0) * daysBetween('2026-10-01', run.as_of);
    const { started_at: computed_at, code_version: _code, ...stamp } = run;
    const document = {
      ...subject,
      type: subject.type as 'element',
      buyer,
      score,
      band: toyBand(score),
      ...stamp,
      computed_at,
    };
    const made = scoredSubjects(scoreDocument(document));
    const content = createHash('sha256').update(`${subject.id}${buyer}${score}`).digest('hex');
    const exact = {
      ...made.result.exact,
      facts: { ...made.result.exact.facts, inputs: world.facts },
      ...world.distort?.(score),
    };
    return { ...made, result: { ...made.result, exact, content_sha256: content } };
  };
  return {
    findings,
    subjects,
    buyers: world.buyers,
    horizonDays: 365,
    facts: { as_of: run.as_of, known_at: run.known_at } as unknown as FactsOnDay, // nobody asks a toy for facts
    published(subject, buyer) {
      const { result, explanation } = findings(subject, buyer);
      return {
        document: result.document,
        explanation: explanation as never,
        exact: result.exact.score,
        drivers: {},
        nodes: null,
      };
    },
    supplierInputs: () => {
      throw new Error('a toy has no inputs');
    },
    async *documents() {
      yield ['sources', { sources: [] }];
      yield ['measures', { measures: [], trade: [], licences: [] }];
      if (world.record !== undefined) yield ['outcome-record', [world.record]];
    },
  };
}

/** Two bands are enough to go from one to another. */
const toyBand = (score: number | null): ScoreDocument['band'] =>
  score === null ? 'unknown' : score < 60 ? 'elevated' : 'high';

/** The numbers come from nowhere, so there is one cause for all of it. */
function allByUpdate(delta: number): ExplainedChange {
  const nothing = {
    new_event: 0,
    data_update: 0,
    data_correction: 0,
    methodology: 0,
    coverage: 0,
    time_passing: 0,
    override: 0,
  };
  const none = {
    new_event: {},
    data_update: {},
    data_correction: {},
    methodology: {},
    coverage: {},
    time_passing: {},
    override: {},
  };
  return {
    delta,
    by_cause: { ...nothing, data_update: delta },
    by_driver: { toy: delta },
    by_cause_and_driver: none,
    reasons: [],
  };
}

export const NO_OBSERVATIONS = Object.fromEntries(LOGGED_TABLES.map(({ table }) => [table, []]));

/** The parts of a run beside the store. */
export function toyParts(world: ToyWorld): Pick<
  ScoringParts,
  'newestFacts' | 'methodology' | 'codeVersion' | 'makeScorer'
> & {
  readonly explainChange: ExplainChange;
} {
  return {
    explainChange: (before, after) => allByUpdate((after.score ?? 0) - (before.score ?? 0)),
    newestFacts: async () =>
      ({ elements: [], ...NO_OBSERVATIONS, note: world.facts }) as unknown as ReferenceData,
    methodology: { version: '3.0.0', sha256: 'a'.repeat(64) },
    codeVersion: 'test',
    makeScorer: async (run) => toyRunScorer(world, run),
  };
}
