import { readFileSync } from 'node:fs';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALERT_RULES_PARTITION, WEBHOOKS_PARTITION } from '#contracts/store/signals-layout.ts';
import { pointerKey, TABLE_LAYOUT_VERSION } from '#contracts/store/table-layout.ts';
import { dynamodbClientItems } from '#functions/adapters/dynamodb/alerts/dynamodb-client-items.ts';
import { dynamodbApiKeys } from '#functions/adapters/dynamodb/dynamodb-api-keys.ts';
import { dynamodbCustomMeasures } from '#functions/adapters/dynamodb/dynamodb-custom-measures.ts';
import { dynamodbCustomSuppliers } from '#functions/adapters/dynamodb/dynamodb-custom-suppliers.ts';
import { dynamodbObservationLog } from '#functions/adapters/dynamodb/dynamodb-observation-log.ts';
import { putStoredItems } from '#test/builders/runs/stored-items.ts';
import { runRecord } from '#test/builders/score-documents.ts';
import { ACCESS_TABLE, dynaliteStore, SIGNALS_TABLE, sqliteStore, TABLE } from './embedded-store.ts';

const dyForJapan = { type: 'element', id: 'Dy', buyer: 'JPN' } as const;
const RUN = 'r0000000001';

describe.each([
  ['DynamoDB (dynalite)', dynaliteStore],
  ['SQLite', sqliteStore],
] as const)('items that layout 1 has stored, on %s', (_name, open) => {
  let store: Awaited<ReturnType<typeof sqliteStore>>;
  beforeAll(async () => {
    store = await open();
    await putStoredItems(store.runs, 1);
  });
  afterAll(() => store.close());

  it('name the run that is published, and the number of the last one', async () => {
    expect(await store.ledger.pointer()).toEqual({
      run_id: RUN,
      previous_run_id: null,
      version: 1,
      published_at: '2026-11-27T16:45:09.718Z',
      as_of: '2026-11-27',
    });
    expect(await store.scores.currentRun()).toMatchObject({ run_id: RUN });
    expect(await store.ledger.get(RUN)).toMatchObject({ status: 'completed', expected_documents: 935, code_version: '0.1.0+5d23a106a497' });
    expect(await store.ledger.nextRunId()).toBe('r0000000003');
  });

  it('are the record of forecasts, which is never written again', async () => {
    expect(await store.trackRecord.head()).toMatchObject({
      sequence: 1,
      sha256: '6aeacb2d406a678e609ce9f754e135882bb95dd7588c193c4106862aa5b79f0e',
      forecasts: 935,
    });
    const link = await store.trackRecord.link(RUN);
    expect(link).toMatchObject({ run_id: RUN, sequence: 1 });
    expect(await store.trackRecord.sheet(RUN, { subject_type: 'element', buyer: 'JPN', part: 0 })).toContain('"Dy"');
    expect(await store.trackRecord.waiting('', '2028-02-25', 10)).toMatchObject([{ run_id: RUN }]);
  });

  it('are the changes of a score', async () => {
    const head = await store.changes.head();
    const changes = await store.changes.page(dyForJapan, { after: '', upTo: head?.position ?? '', limit: 10 });
    expect(changes).toMatchObject([{ kind: 'appeared', score_after: 88.94 }]);
  });

  it('are what clients have sent, and must never lose: suppliers, observations, measures, rules, webhooks', async () => {
    const supplier = await dynamodbCustomSuppliers(store.runs, SIGNALS_TABLE).get('local', 'acme-magnets');
    expect(supplier).toMatchObject({ version: 1, supplier: { name: 'Acme Magnets' } });
    const observed = await dynamodbObservationLog(store.runs, SIGNALS_TABLE).all();
    expect(observed.map(({ observation }) => observation)).toMatchObject([
      { date: '2026-10-02', values: { aircraft: 14, navy_ships: 7 } },
      { date: '2026-10-01', values: { contiguous_zone_vessels: 4 } },
    ]);
    const measures = await dynamodbCustomMeasures(store.runs, SIGNALS_TABLE).list('local', null, 10, null);
    expect(measures).toMatchObject([{ id: 'own-de69d3e728917884', measure: { origins: ['CHN'], effective_from: '2026-12-01' } }]);
    const itemsIn = (partition: string) => dynamodbClientItems(store.runs, SIGNALS_TABLE, partition, 'item').list('local');
    expect(await itemsIn(ALERT_RULES_PARTITION)).toMatchObject([{ id: 'dy-tb-japan', content: { min_points: 1, buyers: ['JPN'] } }]);
    expect(await itemsIn(WEBHOOKS_PARTITION)).toMatchObject([
      { id: 'risk-desk', content: { url: 'https://example.com/hooks/chokepoint' } },
    ]);
  });

  it('are the keys of clients, with the hash that their secret is held against', async () => {
    const keys = dynamodbApiKeys(store.runs, ACCESS_TABLE);
    expect(await keys.clients()).toEqual(['acme-risk']);
    expect(await keys.find('gEPEe50s92')).toMatchObject({
      client: 'acme-risk',
      scopes: ['scores:read', 'suppliers:write'],
      secret_sha256: '6343a6ea91b25ab707a8f94c3265e901e071360f0ae5672bfde5b4040e909a4c',
      revoked_at: null,
    });
  });

  it('are left behind by the next publication, whose pointer says in which layout its run is', async () => {
    const before = await store.ledger.pointer();
    const next = { run_id: 'r0000000009', previous_run_id: RUN, version: 2, published_at: '2026-11-28T18:31:00.000Z', as_of: '2026-11-28' };
    await store.ledger.create(runRecord({ run_id: next.run_id }));
    await store.ledger.movePointer(before, next);
    expect(await store.ledger.pointer()).toEqual(next);
    expect(await storedLayout()).toBe(TABLE_LAYOUT_VERSION);
  });

  it('are said to be of their own layout when somebody goes back to them', async () => {
    const before = await store.ledger.pointer();
    await store.ledger.movePointer(before, { ...(before ?? pointerOf(2)), run_id: RUN, version: 3 });
    expect(await storedLayout()).toBe(1);
  });

  it('are refused by readers and steps when a later version has written them, with what to do', async () => {
    const later = TABLE_LAYOUT_VERSION + 1;
    await store.runs.send(new PutCommand({ TableName: TABLE, Item: { ...pointerKey, ...pointerOf(4), layout: later } }));
    const says = `run ${RUN} is stored in layout ${later}, and this version of the code reads up to ${TABLE_LAYOUT_VERSION}: deploy the version that wrote it`;
    await expect(store.ledger.pointer()).rejects.toThrow(says);
  });

  const pointerOf = (version: number) => ({
    run_id: RUN,
    previous_run_id: null,
    version,
    published_at: '2026-11-28T18:31:00.000Z',
    as_of: '2026-11-28',
  });
  async function storedLayout(): Promise<unknown> {
    return (await store.runs.send(new GetCommand({ TableName: TABLE, Key: pointerKey }))).Item?.layout;
  }
});

/** Where the explanation lay among those of its batch. Of the object only these bytes are kept here. */
const EXPLANATION_OF_DY = { key: 'runs/r0000000001/000001.explanations', from: 441_530 };

describe.each([
  ['DynamoDB (dynalite)', dynaliteStore],
  ['SQLite', sqliteStore],
] as const)('items that the first version of layout 2 has stored, on %s', (_name, open) => {
  let store: Awaited<ReturnType<typeof sqliteStore>>;
  beforeAll(async () => {
    store = await open();
    await putStoredItems(store.runs, 2);
    const bytes = readFileSync('test/fixtures/stored-items/layout-2-explanation-dy-jpn.json.gz');
    await store.objects.write(EXPLANATION_OF_DY.key, Buffer.concat([Buffer.alloc(EXPLANATION_OF_DY.from), bytes]));
  });
  afterAll(() => store.close());

  it('are the scores that were answered then, with each explanation gzipped by itself', async () => {
    expect(await store.scores.currentRun()).toMatchObject({ run_id: RUN });
    expect(await store.scores.score(RUN, dyForJapan)).toMatchObject({ score: 88.94, rank: { position: 1, of: 38, p05: 1, p95: 11 } });
    const explanation = await store.scores.explanation(RUN, dyForJapan);
    expect(explanation).toMatchObject({ score: 88.94, buyer: 'JPN', rank: { position: 1, of: 38, p05: 1, p95: 11 } });
    const page = await store.scores.rankingPage(RUN, 'element', 'JPN', 0);
    expect(page?.rows[0]).toMatchObject({ subject: { id: 'Dy' }, score: 88.94 });
  });
});
