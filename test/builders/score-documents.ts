import { bandOf } from '#domain/vocabulary/band-scale.ts';
import {
  type HistoryPoint,
  type ScoreDocument,
  type SubjectType,
  UNSCORED_FIELDS,
} from '#domain/vocabulary/score-document.ts';
import type { RunRecord } from '#functions/store/runs/run-ledger.ts';
import type { ScoredSubject } from '#functions/store/runs/run-rows.ts';

/** A plausible small document; override what the test is about. */
export function scoreDocument(
  overrides: Partial<ScoreDocument> & { readonly id?: string; readonly type?: SubjectType } = {},
): ScoreDocument {
  const { id = 'Dy', type = 'element', ...rest } = overrides;
  const score = rest.score === undefined ? 71.76 : rest.score;
  return {
    subject: { type, id, name: id },
    buyer: 'JPN',
    ...UNSCORED_FIELDS,
    headline: `${id} for Japan`,
    headline_code: 'headline_element',
    headline_params: { subject: id, buyer: 'JPN' },
    status: score === null ? 'insufficient_data' : 'scored',
    status_reason: score === null ? 'no table of world shares' : null,
    score,
    band: score !== null && score >= 0 ? bandOf(score) : 'unknown',
    state: score,
    may_begin: score === null ? null : 0,
    security: score === null ? null : 0,
    stage: score === null ? null : 'separation',
    elements: [id],
    p_90: 0.1,
    now: 0.1,
    ...(type === 'element' && score !== null ? { scarce: 80, scarce_now: 50, scarce_band: 'high' } : {}),
    expected_days: 90.1,
    hhi: 0.9,
    methodology: { version: '4.0.0', sha256: 'a'.repeat(64) },
    run_id: 'r0000000001',
    as_of: '2026-10-01',
    known_at: '2026-10-01',
    computed_at: '2026-10-01T18:00:00.000Z',
    ...rest,
  };
}

/** The scored subject that a batch would have written for the document. */
export function scoredSubjects(document: ScoreDocument, draws: Float32Array | null = null): ScoredSubject {
  const facts = { inputs: 'i', measures: 'm', signals: 's', methodology: 'x', code: 'c' };
  return {
    result: {
      document,
      exact: {
        score: document.score,
        contributions_sum: document.score,
        published_hundredths: document.score === null ? null : Math.round(document.score * 100),
        facts,
      },
      drivers: document.score === null ? {} : { measure: document.score },
      content_sha256: 'b'.repeat(64),
    },
    explanation: {
      ...document,
      drivers: document.score === null ? [] : [{ id: 'toy', points: document.score }],
    },
    draws,
  };
}

export function historyPoint(overrides: Partial<HistoryPoint> = {}): HistoryPoint {
  return {
    as_of: '2026-10-01',
    score: 71.76,
    band: 'critical',
    p05: null,
    p50: null,
    p95: null,
    now: 40,
    scarce: 80,
    scarce_now: 50,
    scarce_p05: 60,
    scarce_p95: 95,
    state: 58.7,
    may_begin: 13.06,
    security: 0,
    stage: 'separation',
    drivers: { measure: 58.7, new_control: 13.06 },
    methodology: '4.0.0',
    origin: 'published',
    run_id: 'r0000000001',
    ...overrides,
  };
}

export function runRecord(overrides: Partial<RunRecord> = {}): RunRecord {
  return {
    run_id: 'r0000000001',
    status: 'running',
    as_of: '2026-10-01',
    known_at: '2026-10-01',
    started_at: '2026-10-01T18:00:00.000Z',
    finished_at: null,
    inputs_sha256: 'c'.repeat(64),
    methodology: { version: '4.0.0', sha256: 'a'.repeat(64) },
    code_version: 'test',
    expected_documents: 1,
    written_documents: null,
    checksum: null,
    left_out: [],
    guard_findings: [],
    failure: null,
    rows_expire_at: null,
    ...overrides,
  };
}
