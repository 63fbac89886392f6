import { expect, test } from 'vitest';
import { afterAnswer, afterFailure } from '#dashboard/service/load-state.ts';

const refusal = (status: number, code: string) => ({ status, code, detail: `because of ${code}` });

test('each failure leads to the state that tells what to do', () => {
  expect(afterFailure(refusal(401, 'unauthorized'), true, 'old')).toEqual({ kind: 'forbidden', because: 'because of unauthorized' });
  expect(afterFailure(refusal(500, 'internal'), true, 'old')).toEqual({ kind: 'stale', value: 'old', because: 'because of internal' });
  expect(afterFailure(refusal(500, 'internal'), true, undefined)).toEqual({ kind: 'failed', because: 'because of internal' });
  expect(afterFailure(refusal(503, 'nothing_published'), true, undefined)).toEqual({
    kind: 'empty',
    because: 'because of nothing_published',
  });
  expect(afterFailure(null, false, undefined)).toEqual({ kind: 'failed', because: 'This device is offline.' });
  expect(afterFailure(null, true, undefined)).toEqual({ kind: 'failed', because: 'The service cannot be reached.' });
});

test('an answer without anything in it is empty, not ready', () => {
  const why = (rows: readonly string[]) => (rows.length === 0 ? 'There are none.' : null);
  expect(afterAnswer([], why)).toEqual({ kind: 'empty', because: 'There are none.' });
  expect(afterAnswer(['a'], why)).toEqual({ kind: 'ready', value: ['a'] });
});
