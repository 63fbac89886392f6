import { expect, expectTypeOf, test } from 'vitest';
import type { Score } from '#contracts/api/scores/score-response.ts';
import { scoreColumns } from '#domain/vocabulary/score-columns.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';

/** Of `any` nothing can be asked: parameters of a text within a text are open. */
type DeepReadonly<T> = 0 extends 1 & T ? T : { readonly [F in keyof T]: DeepReadonly<T[F]> };

test('a document of a run is a score of the contract: what runs write, the schema accepts', () => {
  expectTypeOf<ScoreDocument>().toExtend<DeepReadonly<Pick<Score, keyof ScoreDocument>>>();
});

/** As they were first published; a reader may count columns, so new ones come after these. */
const PUBLISHED = {
  api: 'subject_type,subject_id,name,buyer,elements,countries,element,stage,status,status_reason,score,scale_min,scale_max,scale_direction,band,p05,p50,p95,score_without_signals,rank,rank_of,top_driver,top_driver_points,rationale,p_stockout_90,p_stockout_365,expected_days,expected_tonnes,coverage,stale_sources,hhi,data_as_of,as_of,known_at,computed_at,methodology_version,methodology_sha256,run_id,url,state,new_event,state_p05,state_p50,state_p95,new_event_p05,new_event_p50,new_event_p95,end_use',
  export:
    'subject_type,subject_id,name,buyer,elements,countries,element,stage,status,score,scale_direction,band,p05,p50,p95,score_without_signals,rank,top_driver,top_driver_points,rationale,p_stockout_90,p_stockout_365,expected_days,expected_tonnes,coverage,hhi,data_as_of,as_of,known_at,computed_at,methodology_version,run_id,state,new_event,state_p05,state_p50,state_p95,new_event_p05,new_event_p50,new_event_p95,end_use',
};

test.each(['api', 'export'] as const)('the columns of the table %s begin with those that readers know', (table) => {
  const names = scoreColumns(table).map(({ name }) => name);
  const published = PUBLISHED[table].split(',');
  expect(names.slice(0, published.length)).toEqual(published);
  expect(new Set(names).size).toBe(names.length);
});
