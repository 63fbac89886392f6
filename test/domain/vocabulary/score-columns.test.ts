import { expect, expectTypeOf, test } from 'vitest';
import type { Score } from '#contracts/api/score.ts';
import { scoreColumns } from '#domain/vocabulary/score-columns.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';

/** Of `any` nothing can be asked: parameters of a text within a text are open. */
type DeepReadonly<T> = 0 extends 1 & T ? T : { readonly [F in keyof T]: DeepReadonly<T[F]> };

test('a document of a run is a score of the contract: what runs write, the schema accepts', () => {
  expectTypeOf<ScoreDocument>().toExtend<DeepReadonly<Pick<Score, keyof ScoreDocument>>>();
});

/** A reader may count columns, so new ones come after these. */
const PUBLISHED =
  'subject_type,subject_id,name,buyer,elements,countries,element,stage,status,status_reason,score,scale_min,scale_max,scale_direction,band,p05,p50,p95,band_chances,state,may_begin,security,without_security,p_security,rank,rank_of,rank_from,rank_to,top_driver,top_driver_points,rationale,p_90,now,scarce,scarce_band,scarce_now,scarce_p05,scarce_p50,scarce_p95,scarce_stage,stages,expected_days,cover_days,undecided_since,pressure_taiwan,pressure_senkaku,feed_named,available,listed,coverage,stale_sources,hhi,data_as_of,as_of,known_at,computed_at,methodology_version,methodology_sha256,run_id,url,end_use,headline,register_read'.split(
    ',',
  );
const API_ONLY = [
  'methodology_sha256',
  'rank_of',
  'register_read',
  'scale_max',
  'scale_min',
  'stale_sources',
  'status_reason',
  'url',
];

test.each(['api', 'sql'] as const)(
  'the columns of the table %s begin with those that readers know',
  (table) => {
    const names = scoreColumns(table).map(({ name }) => name);
    const published = PUBLISHED.filter((name) => table === 'api' || !API_ONLY.includes(name));
    expect(names.slice(0, published.length)).toEqual(published);
    expect(new Set(names).size).toBe(names.length);
  },
);
