import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventDayBlocks } from '#domain/back-test/state-and-event/event-day-blocks.ts';

describe('blocks around event days', () => {
  it('hold the origins before an event, back to the first whose window holds it; what is quiet is cut by the horizon', () => {
    // Event on day 50, horizon 20: origins 30, 40 see it. 0, 10, 20 see nothing: 20, 10 and then 0 are less than 20 days apart. 50 sees nothing.
    expect(eventDayBlocks([0, 10, 20, 30, 40, 50], [50], 20)).toEqual([3, 2, 2, 1, 1, 0]);
  });

  it('keep a second event in the block when it lies in between', () => {
    // Next event after 40 is on 45, so the block reaches back to 25: it holds 30 and 40, and the event on 35. 20 sees the one on 35.
    expect(eventDayBlocks([0, 20, 30, 40], [45, 35], 20)).toEqual([2, 1, 0, 0]);
  });

  it('are made of nothing from nothing', () => {
    expect(eventDayBlocks([], [5], 20)).toEqual([]);
  });

  it('are runs that follow each other: the number never rises with time, and goes down in steps of one to 0', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        days,
        fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 400 }),
        (origins, events, horizon) => {
          const blocks = eventDayBlocks(
            origins.toSorted((a, b) => a - b),
            events,
            horizon,
          );
          expect(blocks.at(-1)).toBe(0);
          for (const [i, block] of blocks.slice(1).entries()) expect([0, 1]).toContain((blocks[i] as number) - block);
        },
      ),
    );
  });
});
