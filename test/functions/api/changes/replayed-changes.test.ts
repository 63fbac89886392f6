import { describe, expect, it } from 'vitest';
import { changesPageSchema } from '#contracts/api/changes-routes.ts';
import type { HistoryPoint } from '#domain/vocabulary/score-document.ts';
import { replayedChanges } from '#functions/api/changes/replayed-changes.ts';
import { rescorerOf } from '#functions/scoring/rescorer.services.ts';
import { replayDates, replaySubjects } from '#functions/scoring/results/replay-history.ts';
import { factIndexOf } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/bundled-reference-data.ts';

const DY = { type: 'element', id: 'Dy', buyer: 'JPN' } as const;
const RUN = { run_id: 'r0000000001', as_of: '2026-11-25', published_at: '2026-11-25T18:30:00.000Z' };
const index = factIndexOf(bundledReferenceData, METHODOLOGY.document);
const winter = replaySubjects(index, [DY], replayDates('2025-11-30', '2026-02-08', 7), ['JPN'])[0]?.points ?? [];
const rescorer = rescorerOf(bundledReferenceData);

const asked = (points: readonly HistoryPoint[], filter: { from?: string; to?: string; min_abs_delta?: number } = {}) =>
  replayedChanges(DY, filter, RUN as never, {
    scores: {
      history: async (_subject, year) => points.filter(({ as_of }) => as_of.startsWith(String(year))),
      document: async () => ({ measures: bundledReferenceData.policy }),
    },
    loadRescorer: async () => rescorer,
  });

describe('changes between days of the past', () => {
  it('explain the jump of dysprosium for Japan in January 2026 by the announcement of 6 January, in its own week', async () => {
    const { data } = await asked(winter);
    const jump = data.find(({ as_of }) => as_of === '2026-01-11');
    expect(jump).toMatchObject({ previous_as_of: '2026-01-04', origin: 'replayed', kind: 'changed', band_after: 'critical' });
    expect(jump?.delta).toBeGreaterThan(4);
    expect(jump?.summary).toContain('Announcement No. 1 of 2026');
    expect(jump?.links.explanation).toBe('/v1/elements/Dy/explanation?buyer=JPN&as_of=2026-01-11');
    expect(Object.values(jump?.by_cause ?? {}).reduce((sum, points) => sum + Math.round(100 * points), 0)).toBe(
      Math.round(100 * (jump?.delta ?? 0)),
    );
  });

  it('add up to the difference between the first and the last day; drift below a point is gathered, and told last', async () => {
    const { data, left_out } = await asked(winter);
    expect(left_out).toBe(0);
    expect(data.length).toBeLessThan(winter.length - 2);
    expect([data[0]?.score_before, data.at(-1)?.score_after]).toEqual([winter[0]?.score, winter.at(-1)?.score]);
    for (const [n, change] of data.entries()) {
      if (n > 0) expect([change.previous_as_of, change.score_before]).toEqual([data[n - 1]?.as_of, data[n - 1]?.score_after]);
    }
  });

  it('say nothing of days from the first published one on: of these the feed tells', async () => {
    const published = winter.map((point) => (point.as_of >= '2026-01-04' ? { ...point, origin: 'published' as const } : point));
    const { data } = await asked(published);
    expect(data.every(({ as_of }) => as_of <= '2026-01-04')).toBe(true);
  });

  it('take the range and the least difference of the request', async () => {
    // The announcement of 6 January, and the customs figures of December, which were published at the end of January.
    expect((await asked(winter, { min_abs_delta: 4 })).data.map(({ as_of }) => as_of)).toEqual(['2026-01-11', '2026-02-01']);
    expect((await asked(winter, { min_abs_delta: 6 })).data.map(({ as_of }) => as_of)).toEqual(['2026-02-01']);
    expect((await asked(winter, { from: '2026-01-12' })).data.every(({ as_of }) => as_of > '2026-01-12')).toBe(true);
    expect((await asked(winter, { from: '2027-01-01' })).data).toEqual([]);
  });

  it('have the shape of the contract', async () => {
    const replayed = await asked(winter);
    const links = { self: '/', next: null, resync: '/' };
    const page = { data: [], next_cursor: null, resume_cursor: null, run_id: RUN.run_id, as_of: RUN.as_of, kept_from: null, links };
    expect(() => changesPageSchema.parse({ ...page, replayed })).not.toThrow();
  });
});
