import { describe, expect, it } from 'vitest';
import { readHazardId } from '#domain/vocabulary/hazard-id.ts';

describe('the id of a hazard', () => {
  it.each([
    ['transit', { kind: 'transit', origins: [], feed: null }],
    ['new_control:CHN', { kind: 'new_control', origins: ['CHN'], feed: null }],
    ['active_control:CHN+MMR', { kind: 'active_control', origins: ['CHN', 'MMR'], feed: null }],
    ['active_control:mine-CHN:MMR', { kind: 'active_control', origins: ['MMR'], feed: { stage: 'mine', processor: 'CHN' } }],
  ])('%s says what stands behind it', (id, said) => {
    expect(readHazardId(id)).toEqual(said);
  });

  it('is refused when the feed is of no stage', () => {
    expect(() => readHazardId('active_control:ore-CHN:MMR')).toThrow('"active_control:ore-CHN:MMR" is no id of a hazard');
  });
});
