import { beforeEach, describe, expect, test } from 'vitest';
import { type CustomSupplier, customSupplierSchema, NDJSON } from '#contracts/api/custom-suppliers.ts';
import { CSV } from '#contracts/api/request-parts.ts';
import type { Exposure } from '#domain/method/supplier.ts';
import { changesSinceNight } from '#functions/api/custom-suppliers/custom-ranking.ts';
import { type ImportPlace, importSuppliers } from '#functions/api/custom-suppliers/import-suppliers.ts';
import { scoresOfClient } from '#functions/api/custom-suppliers/scores-of-client.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import type { CustomScorer } from '#functions/scoring/custom-scoring.ts';
import { rescorer } from '#functions/scoring/rescorer.services.ts';
import { customSupplierScores } from '#functions/scoring/results/custom-supplier-score.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData as data } from '#functions/store/facts/bundled-reference-data.ts';
import { runRecord } from '#test/builders/score-documents.ts';
import {
  CUSTOM_RUN,
  customScoringWorld,
  STORED_AT,
} from '#test/functions/scoring/custom/custom-scoring-world.ts';

const LATER = '2026-10-02T09:00:00.000Z';
const known = {
  elements: new Set(['Dy', 'Nd']),
  suppliers: new Map([['lynas', ['LYC-LAMP', 'LYC-KALG']]]),
  sites: new Set(['LYC-LAMP', 'LYC-KALG']),
};

type Feed = Record<string, unknown>;
const supplier = (
  name: string,
  country: string,
  stage: string,
  feeds: readonly Feed[] = [],
): CustomSupplier =>
  customSupplierSchema.parse({
    name,
    sites: [{ id: 'works', name: 'Works', country, stage, elements: ['Dy'] }],
    feeds: feeds.map((feed) => ({ to: 'works', ...feed })),
  });

/**
 * Ore from China (0.6) is separated in Malaysia, of which Viet Nam (0.8) makes magnets; `alone` lives on
 * nobody.
 */
function world() {
  const methodology = { version: METHODOLOGY.document.version, sha256: METHODOLOGY.sha256 };
  const run = runRecord({
    run_id: CUSTOM_RUN,
    status: 'running',
    as_of: '2026-11-29',
    known_at: '2026-11-29',
    methodology,
  });
  const scores = customSupplierScores(run, { data, methodology: METHODOLOGY });
  const scorer: CustomScorer = { score: scores.customScore, inputs: scores.inputs, ships: () => false };
  const base = customScoringWorld({ ledger: { get: async () => run }, makeCustomScorer: async () => scorer });
  const put = (id: string, content: CustomSupplier | null, now = STORED_AT) =>
    base.suppliers.put('acme', id, content, 'anything', now);
  const ofClient = () =>
    scoresOfClient(
      'acme',
      CUSTOM_RUN,
      { customScores: base.scores, suppliers: base.suppliers },
      {
        isCodeOfRun: true,
        load: async () => rescorer.customSuppliers(run, null),
      },
    );
  const scored = async (id: string) => {
    const stored = await base.suppliers.get('acme', id);
    if (stored === null) throw new Error(`no supplier ${id}`);
    const { document, basis } = await (await ofClient()).score(stored, 'USA');
    return { basis, score: document.score, causes: document.top_drivers.map((driver) => driver.id) };
  };
  return { ...base, put, ofClient, scored };
}
type World = ReturnType<typeof world>;

async function chain({ put }: World): Promise<void> {
  await put('ore', supplier('Ore', 'CHN', 'mine'));
  await put('lamp', supplier('Separation', 'MYS', 'separation', [{ supplier: 'ore', share_of_input: 0.6 }]));
  await put(
    'magnets',
    supplier('Magnets', 'VNM', 'magnet', [{ supplier: 'lamp', from: 'works', share_of_input: 0.8 }]),
  );
  await put('alone', supplier('Alone', 'VNM', 'magnet'));
}

describe('suppliers of a client that feed one another', () => {
  let here: World;
  beforeEach(async () => {
    process.env.LOG_LEVEL = 'silent';
    here = world();
    await chain(here);
  });

  test('an explanation has what feeds them with the product of the shares, and the night scores them as a reader does', async () => {
    const stored = await here.suppliers.get('acme', 'magnets');
    if (stored === null) throw new Error('it is stored');
    const { exposures, fed_by } = (await (await here.ofClient()).explain(stored, 'USA')) as unknown as {
      fed_by: readonly unknown[];
      exposures: readonly Exposure[];
    };
    const shareOf = (country: string, stage: string, destination: string): number =>
      exposures.find(
        (one) => one.country === country && one.stage === stage && one.destination === destination,
      )?.share ?? 0;
    expect(shareOf('VNM', 'magnet', 'USA')).toBe(1);
    // What no link names comes from the mix of the world, which has some of both.
    expect(shareOf('MYS', 'separation', 'VNM')).toBeGreaterThanOrEqual(0.8 - 1e-9);
    expect(shareOf('CHN', 'mine', 'MYS')).toBeGreaterThan(0.48);
    expect(fed_by).toEqual([
      {
        supplier: 'lamp',
        name: 'Separation',
        site: 'Works',
        country: 'MYS',
        stage: 'separation',
        share: 0.8,
      },
      { supplier: 'ore', name: 'Ore', site: 'Works', country: 'CHN', stage: 'mine', share: 0.48 },
    ]);
    const before = await here.scored('magnets');
    await here.night();
    expect(await here.scored('magnets')).toEqual({ ...before, basis: 'published' });
    expect((await here.scores.scored('acme', CUSTOM_RUN, ['magnets'])).get('magnets')?.above).toEqual({
      lamp: 1,
      ore: 1,
    });
  });

  test('what a run has scored is out of date when anything above it changed, in scores and in rankings', async () => {
    await here.night();
    await here.put('ore', supplier('Ore', 'AUS', 'mine'), LATER);
    const bases = async () =>
      Object.fromEntries(
        await Promise.all(
          ['alone', 'lamp', 'magnets', 'ore'].map(async (id) => [id, (await here.scored(id)).basis]),
        ),
      );
    expect(await bases()).toEqual({
      alone: 'published',
      lamp: 'on_request',
      magnets: 'on_request',
      ore: 'on_request',
    });
    const { changed } = await changesSinceNight('acme', 1, await here.ofClient(), here.suppliers);
    expect(changed.map(({ id }) => id).sort()).toEqual(['lamp', 'magnets', 'ore']);
    await here.night();
    expect(await bases()).toEqual({
      alone: 'published',
      lamp: 'published',
      magnets: 'published',
      ore: 'published',
    });
  });

  test('a supplier that was ended, and a feed outside its days, leave their part without a name', async () => {
    const unfed = supplier('Magnets', 'VNM', 'magnet');
    await here.put('unfed', unfed);
    const feed = { supplier: 'lamp', share_of_input: 0.8 };
    await here.put('late', supplier('Magnets', 'VNM', 'magnet', [{ ...feed, since: '2026-11-30' }]));
    await here.put('over', supplier('Magnets', 'VNM', 'magnet', [{ ...feed, until: '2026-11-28' }]));
    await here.put(
      'now',
      supplier('Magnets', 'VNM', 'magnet', [{ ...feed, since: '2026-11-29', until: '2026-11-29' }]),
    );
    const scoreOf = async (id: string) => (await here.scored(id)).score;
    const [without, withFeed] = [await scoreOf('unfed'), await scoreOf('now')];
    expect(withFeed).not.toBe(without);
    expect([await scoreOf('late'), await scoreOf('over')]).toEqual([without, without]);
    await here.put('lamp', null, LATER);
    expect(await scoreOf('now')).toBe(without);
  });

  test('suppliers that feed each other in a circle are scored', async () => {
    await here.put(
      'ore',
      supplier('Scrap', 'CHN', 'mine', [{ supplier: 'magnets', share_of_input: 0.5 }]),
      LATER,
    );
    await here.night();
    expect((await here.scored('magnets')).basis).toBe('published');
    expect((await here.scores.scored('acme', CUSTOM_RUN, ['ore'])).get('ore')?.above).toEqual({
      lamp: 1,
      magnets: 1,
    });
  });
});

describe('an import of suppliers that feed one another', () => {
  const place = (here: World): ImportPlace => ({
    suppliers: here.suppliers,
    client: 'acme',
    now: LATER,
    known,
    screen: () => [],
  });
  const row = (id: string, fedBy: string) => `${id},${id},works,Works,VNM,magnet,Dy,${fedBy}`;
  const file = (...rows: readonly string[]) =>
    ['id,name,site_id,site_name,country,stage,elements,fed_by', ...rows].join('\n');

  test('names suppliers of the same file, wherever they stand, stored ones and those that ship, with share and days', async () => {
    const here = world();
    await chain(here);
    await importSuppliers(
      file(
        row('a', 'b/works:0.3;b/:0.2@2026-01-01..2027-06-30;lamp/works;lynas/:0.1;LYC-LAMP:0.1'),
        row('b', 'a/works:0.5@..2026-12-31'),
      ),
      CSV,
      false,
      place(here),
    );
    const feeds = (await here.suppliers.get('acme', 'a'))?.supplier.feeds.map((feed) => [
      feed.supplier,
      feed.from,
      feed.share_of_input,
      feed.since,
      feed.until,
    ]);
    expect(feeds).toEqual([
      ['b', 'works', 0.3, null, null],
      ['b', null, 0.2, '2026-01-01', '2027-06-30'],
      ['lamp', 'works', null, null, null],
      ['lynas', null, 0.1, null, null],
      [null, 'LYC-LAMP', 0.1, null, null],
    ]);
    expect((await here.suppliers.get('acme', 'b'))?.supplier.feeds[0]).toMatchObject({
      supplier: 'a',
      since: null,
      until: '2026-12-31',
    });
  });

  test('tells all that does not exist in one round, and stores nothing', async () => {
    const here = world();
    await chain(here);
    await here.put('gone', supplier('Gone', 'VNM', 'magnet'));
    await here.put('gone', null, LATER);
    const detailsOf = async (text: string, media: string): Promise<readonly string[]> => {
      const error = await importSuppliers(text, media, false, place(here)).catch((thrown: unknown) => thrown);
      if (!(error instanceof ExpectedError)) throw new Error('it was stored');
      return error.errors?.map(({ detail }) => detail) ?? [];
    };
    expect(
      await detailsOf(
        file(
          row('a', 'nobody/:0.2;lamp/dock:0.2;gone/:0.2;lynas/LAMP:0.2;b/works:0.1@soon..'),
          row('b', 'b/works'),
        ),
        CSV,
      ),
    ).toEqual([
      expect.stringContaining('Row 2, column fed_by: "soon" is not right; send a calendar date'),
      expect.stringContaining(
        'Row 2, column fed_by: `LAMP` is no site of supplier `lynas`, which has LYC-LAMP, LYC-KALG.',
      ),
      expect.stringContaining('Row 3, column fed_by: `b` is the supplier itself: leave `supplier` out'),
      expect.stringContaining('Row 2, column fed_by: There is no supplier `nobody`'),
      expect.stringContaining('Row 2, column fed_by: `dock` is no site of supplier `lamp`, which has works.'),
      expect.stringContaining('Row 2, column fed_by: There is no supplier `gone`'),
    ]);
    expect(
      await detailsOf(file(row('a', 'lynas/:0.1@2026-01-01;a/b/c:0.1'), row('b', 'nobody/')), CSV),
    ).toEqual([
      expect.stringMatching(
        /^Row 2, column fed_by: the days of "lynas.:0.1@2026-01-01" have no `..`: send them as @2026-01-01..2027-06-30/,
      ),
      expect.stringContaining(
        'Row 2, column fed_by: "a/b/c:0.1" is no feed: send site:0.6, supplier/site:0.6',
      ),
      expect.stringContaining('Row 3, column fed_by: There is no supplier `nobody`'),
    ]);
    const line = {
      id: 'c',
      name: 'C',
      sites: [{ id: 'w', name: 'W', country: 'VNM', stage: 'magnet', elements: ['Dy'] }],
    };
    const feeds = [{ to: 'w' }, { to: 'w', supplier: 'lamp', since: '2027-01-01', until: '2026-01-01' }];
    expect(await detailsOf(JSON.stringify({ ...line, feeds }), NDJSON)).toEqual([
      expect.stringContaining('the site that feeds, or `supplier`'),
      expect.stringContaining('a day on or after `since`, 2027-01-01'),
    ]);
    expect(await here.suppliers.get('acme', 'a')).toBeNull();
  });
});
