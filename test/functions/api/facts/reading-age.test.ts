import { describe, expect, it } from 'vitest';
import { readingLimit } from '#domain/signals/reading-limits.ts';
import { ENGLISH_SENTENCES, NOTHING, rendered } from '#domain/words/render.ts';
import { ageOn, staleReading } from '#functions/api/facts/signals.ts';

it('a source that nobody has given a limit has none by default', () => {
  expect(() => readingLimit({ id: 'new-source', tables: ['new_table'] })).toThrow(/new-source has no limit/);
});

const register = { id: 'policy-register', read_on: '2026-10-15' };

describe('the reading of the register of measures', () => {
  it.each([
    ['2026-10-01', null],
    ['2026-10-29', null],
    ['2026-10-30', /last read on 2026-10-15, 15 days ago/],
    ['2026-11-27', /last read on 2026-10-15, 43 days ago: it is stale after 14/],
  ])('on %s', (day, sentence) => {
    const said = staleReading(register, day);
    if (sentence === null) expect(said).toBeNull();
    else expect(rendered(said ?? NOTHING, ENGLISH_SENTENCES)).toMatch(sentence);
  });

  it('says nothing of other sources, and nothing where no day is known', () => {
    expect(staleReading({ id: 'usgs', read_on: '2020-01-01' }, '2026-11-27')).toBeNull();
    expect(staleReading({ id: 'policy-register', read_on: '' }, '2026-11-27')).toBeNull();
    expect([
      ageOn('2026-11-27', null),
      ageOn('2026-11-27', '2026'),
      ageOn('2026-11-27', '2026-11-20'),
    ]).toEqual([null, null, 7]);
  });
});
