/** DuckDB stands in for Athena. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoreTableObject } from '#contracts/store/table-layout.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { followBatch } from '#functions/scoring/after-run.ts';
import { changeExplainer } from '#functions/scoring/run-changes.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import { putDocuments } from '#test/builders/runs/written-run.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { factsOf, realParts } from '#test/builders/small-facts.ts';
import { createTable } from '#test/fakes/dynamodb-double.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { sqliteStore } from '#test/functions/store/embedded-store.ts';
import { PROD, resourcesOf } from '#test/infra/synthesized.ts';

const documented = (file: string): string => readFileSync(`docs/${file}`, 'utf8');
const blocksOf = (file: string, language: string): string[] =>
  [...documented(file).matchAll(new RegExp(`^\`\`\`${language}$\\n([^]*?)^\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block,
  );

const explainChange = changeExplainer(parametersOf(METHODOLOGY.document));
const ANY_SCORES = { minScoredShare: {}, minMeanCoverage: 0, maxMovementPoints: 100 };

describe('scores of published runs in SQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-tables-'));
  let store: Awaited<ReturnType<typeof sqliteStore>>;
  let ports: ScoringPorts;
  let runs: readonly string[];
  let sql: DuckDBConnection;
  type Row = Readonly<Record<string, string | number | null>>;
  const ask = async (statement: string): Promise<readonly Row[]> =>
    (await sql.runAndReadAll(statement)).getRowObjectsJson() as readonly Row[];

  beforeAll(async () => {
    store = await sqliteStore(folder);
    const { snapshots } = inMemoryStore();
    const facts = factsOf(['Dy', 'Nd', 'Pm', 'Pr', 'Tb'], ['jl-mag', 'shin-etsu']);
    ports = {
      ...scoringPorts({ ...store, snapshots, explainChange, ...realParts(facts, snapshots, true) }),
      guardBounds: ANY_SCORES,
    };
    const published: string[] = [];
    for (const at of ['2025-10-01T18:30:00.000Z', '2026-10-01T06:00:00.000Z', '2026-10-01T18:30:00.000Z']) {
      const outcome = await runPipeline({}, ports, () => at);
      expect(outcome).toMatchObject({ published: true });
      expect(outcome.unfinished).toBeUndefined();
      published.push(outcome.run_id);
    }
    runs = published;
    sql = await (await DuckDBInstance.create(':memory:')).connect();
    const [, view = ''] =
      /^`(CREATE VIEW scores [^`]+)`/m.exec(documented('integrations/data-lake/README.md')) ?? [];
    await sql.run(view.replace('.data/', `${folder}/`));
  });
  afterAll(async () => {
    sql.closeSync();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('have the columns and the folders that the catalogue of Glue says', async () => {
    const [[, { Properties }] = never()] = resourcesOf(PROD.service, 'AWS::Glue::Table');
    const {
      Parameters: parameters,
      PartitionKeys: partitions,
      StorageDescriptor: descriptor,
    } = Properties.TableInput;
    const types: Readonly<Record<string, string>> = { VARCHAR: 'string', DOUBLE: 'double' };
    const columns = (await ask('DESCRIBE scores')).map(({ column_name: Name, column_type }) => ({
      Name,
      Type: types[String(column_type)],
    }));
    expect([...descriptor.Columns, ...partitions]).toEqual(columns);
    expect(JSON.stringify(parameters['storage.location.template'])).toMatch(/\/scores\/day=\$\{day\}\/"/);
  });

  it('are what readers have of the run, subject by subject, and those of earlier runs stay', async () => {
    const rows = await ask(`SELECT * FROM scores WHERE run_id = '${runs[2]}'`);
    const pages = await Promise.all(
      (['element', 'supplier', 'country'] as const).flatMap((type) =>
        ['JPN', 'USA', 'EUU', 'KOR', 'TWN'].map((buyer) =>
          ports.scores.rankingPage(runs[2] ?? '', type, buyer, 0),
        ),
      ),
    );
    const expected = pages.flatMap((page) => page?.rows ?? []);
    const figures = ({ subject_type, subject_id, buyer, ...row }: Row) => [
      `${subject_type} ${subject_id} ${buyer}`,
      row,
    ];
    expect(Object.fromEntries(rows.map(figures))).toMatchObject(
      Object.fromEntries(
        expected.map(({ subject, buyer, score, band, state, interval, rank, top_drivers: [, second] }) => [
          `${subject.type} ${subject.id} ${buyer}`,
          {
            day: '2026-10-01',
            score,
            band,
            state,
            p05: interval?.p05 ?? null,
            rank: rank?.position ?? null,
            second_driver: second?.id ?? null,
          },
        ]),
      ),
    );
    expect(rows).toHaveLength(expected.length);
    expect(await ask('SELECT DISTINCT run_id FROM scores ORDER BY 1')).toEqual(
      runs.map((run_id) => ({ run_id })),
    );
  });

  it('are the same bytes when they are written again', async () => {
    const run = { run_id: runs[2] ?? '', as_of: '2026-10-01' };
    const written = () => readFileSync(join(folder, scoreTableObject(run.as_of, run.run_id, 0)), 'base64');
    const before = written();
    for (const batch of (await ports.rows.plan(run.run_id)) ?? []) await followBatch(batch, ports);
    expect(written()).toBe(before);
  });

  it('have points by kind of cause that add up to the score, and none where it is unknown', async () => {
    const kinds = (await ask('DESCRIBE scores'))
      .map(({ column_name }) => String(column_name))
      .filter((name) => name.endsWith('_points') && !name.includes('driver'));
    const sums = await ask(`SELECT subject_id, score, round(${kinds.join(' + ')}, 2) AS points FROM scores`);
    expect(sums.filter(({ score, points }) => score !== points)).toEqual([]);
    expect(sums.filter(({ score }) => score === null).map(({ subject_id }) => subject_id)).toContain('Pm');
  });

  it('are the history of the API: the last run of each day', async () => {
    const [history = ''] = blocksOf('integrations/data-lake/README.md', 'sql');
    const points = await Promise.all(
      [2025, 2026].map((year) => ports.scores.history({ type: 'element', id: 'Dy', buyer: 'JPN' }, year)),
    );
    const expected = points.flat().map(({ as_of, score, drivers }) => ({
      day: as_of,
      score,
      measure_points: drivers.measure,
      new_control_points: drivers.new_control,
      disruption_points: drivers.disruption,
      security_points: drivers.security,
      unforeseen_points: drivers.unforeseen,
    }));
    expect(await ask(history)).toEqual(expected);
    expect(expected.map(({ day }) => day)).toEqual(['2025-10-01', '2026-10-01']);
    expect(points.flat().at(-1)?.run_id).toBe(runs[2]);
  });

  it('say what changed over a year, and the points of why add up to it', async () => {
    const [, changes = ''] = blocksOf('integrations/data-lake/README.md', 'sql');
    const rows = await ask(changes);
    const scoreOn = async (id: string, year: number) =>
      (await ports.scores.history({ type: 'element', id, buyer: 'JPN' }, year))[0]?.score;
    expect(rows.map(({ subject_id }) => subject_id).toSorted()).toEqual(['Dy', 'Nd', 'Pr', 'Tb']);
    for (const { subject_id, change, ...why } of rows) {
      expect(change).toBeCloseTo(
        ((await scoreOn(String(subject_id), 2026)) ?? 0) - ((await scoreOn(String(subject_id), 2025)) ?? 0),
        6,
      );
      expect(Object.values(why).reduce<number>((sum, points) => sum + Number(points), 0)).toBeCloseTo(
        Number(change),
        6,
      );
    }
    expect(rows.some(({ change }) => change !== 0)).toBe(true);
  });

  it('are read by every panel for Grafana, by every kind of subject', async () => {
    const { panels, templating } = JSON.parse(documented('integrations/grafana/chokepoint-dashboard.json'));
    const source = documented('integrations/grafana/provisioning/datasources/chokepoint.yaml');
    const values = { buyer: 'JPN', from: '2025-10-01', to: '2026-10-01' };
    for (const subject of [
      { subject_type: 'element', subject: 'Dy' },
      { subject_type: 'supplier', subject: 'jl-mag' },
      { subject_type: 'country', subject: 'CHN' },
    ]) {
      for (const { title, datasource, targets } of panels) {
        expect([
          source.includes(`type: ${datasource.type}\n`),
          source.includes(`uid: ${datasource.uid}\n`),
        ]).toEqual([true, true]);
        const rows = await ask(asGrafanaSends(targets[0].rawSQL, { ...values, ...subject }));
        expect([title, rows.length > 0]).toEqual([title, true]);
        if (targets[0].format === 0)
          expect(rows.map(({ time }) => time)).toEqual(['2025-10-01 00:00:00', '2026-10-01 00:00:00']);
      }
    }
    expect(templating.list.map(({ name }: { name: string }) => name)).toEqual([
      'buyer',
      'subject_type',
      'subject',
    ]);
    const ranking = await ask(
      asGrafanaSends(panels[0].targets[0].rawSQL, { ...values, subject_type: 'element' }),
    );
    expect(ranking.map(({ Id, Score }) => [Id, Score])).toEqual(
      (await ports.scores.rankingPage(runs[2] ?? '', 'element', 'JPN', 0))?.rows.map(({ subject, score }) => [
        subject.id,
        score,
      ]),
    );
  });

  it('have what the query for Power BI takes, from where the stack of prod has it', async () => {
    const query = documented('integrations/power-bi/chokepoint.pq');
    const [, named = ''] = /Published,\s*\{([^}]+)\}/.exec(query) ?? [];
    const [, schema] = /Name = "(\w+)", Kind = "Schema"/.exec(query) ?? [];
    expect(await ask(`SELECT ${named}, run_id FROM scores`)).toHaveLength(
      (await ask('SELECT day FROM scores')).length,
    );
    expect(
      resourcesOf(PROD.service, 'AWS::Glue::Database').map(
        ([, { Properties }]) => Properties.DatabaseInput.Name,
      ),
    ).toEqual([schema]);
  });
});

/** Macros of the chosen time, and variables as texts of SQL. */
const asGrafanaSends = (statement: string, values: Readonly<Record<string, string>>): string =>
  statement
    .replaceAll(
      /\$__rawTime(From|To)\('yyyy-MM-dd'\)/g,
      (_all, end: string) => `'${values[end.toLowerCase()]}'`,
    )
    .replaceAll(/\$\{(\w+):sqlstring\}/g, (_all, name: string) => `'${values[name]}'`);

const never = (): never => {
  throw new Error('it is not there');
};

const hasEmulator = spawnSync('python3', ['-c', 'import moto.server']).status === 0;
if (!hasEmulator) console.log('SKIPPED: moto is not installed; nothing is asked of an emulator of DynamoDB');

describe.runIf(hasEmulator)('scores of a run on an emulator of DynamoDB', () => {
  let emulator: ChildProcess;
  let place: Parameters<typeof tablesForRuns>[0] & { readonly endpoint: string };
  let stream: string | undefined;
  beforeAll(async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    emulator = spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
      stdio: 'ignore',
    });
    const endpoint = `http://127.0.0.1:${port}`;
    for (;;) {
      const isUp = await fetch(endpoint).then(
        () => true,
        () => false,
      );
      if (isUp) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    place = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
    const client = new DynamoDBClient(place);
    await createTable(client, 'Scores');
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } as const;
    const { TableDescription } = await client.send(
      new UpdateTableCommand({ TableName: 'Scores', StreamSpecification }),
    );
    stream = TableDescription?.LatestStreamArn;
    client.destroy();
    const { snapshots } = inMemoryStore();
    const parts = { snapshots, explainChange, ...realParts(factsOf(['Dy'], []), snapshots, true) };
    const ports = {
      ...scoringPorts({ ...inMemoryStore(tablesForRuns(place)('Scores')), ...parts }),
      guardBounds: ANY_SCORES,
    };
    expect(await runPipeline({}, ports, () => '2026-10-01T18:30:00.000Z')).toMatchObject({ published: true });
  }, 120_000);
  afterAll(() => void emulator.kill());

  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test is about
  const ofStreams = async (operation: string, body: object): Promise<any> => {
    const headers = {
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20261001/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=test',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
    };
    return (await fetch(place.endpoint, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };

  it('come as records of the stream that anybody reads, all of them before the one that publishes the run', async () => {
    const { StreamDescription } = await ofStreams('DescribeStream', { StreamArn: stream });
    const [{ ShardId }] = StreamDescription.Shards;
    const { ShardIterator } = await ofStreams('GetShardIterator', {
      StreamArn: stream,
      ShardId,
      ShardIteratorType: 'TRIM_HORIZON',
    });
    const { Records: records } = await ofStreams('GetRecords', { ShardIterator });
    const isOf = (pk: string) => (record: StreamRecord) => record.dynamodb.Keys.pk?.S?.startsWith(pk);
    const [documentedRecord = ''] = blocksOf('integrations/events/README.md', 'json').filter((block) =>
      block.includes('SCORES#'),
    );
    const example: StreamRecord = JSON.parse(documentedRecord);
    const record = records.find(isOf('SCORES#element#Dy'));
    expect(shapeOf(record)).toMatchObject(shapeOf(example));
    const known = [
      ...Object.keys(example.dynamodb.NewImage),
      ...record.dynamodb.NewImage.buyers.L.map(({ S }: { S: string }) => S),
    ];
    expect(Object.keys(record.dynamodb.NewImage).filter((name) => !known.includes(name))).toEqual([]);
    const [published, lastRow] = [records.findIndex(isOf('POINTER')), records.findLastIndex(isOf('SCORES#'))];
    expect(records[published].dynamodb.NewImage.run_id).toEqual(record.dynamodb.NewImage.run_id);
    expect(published).toBeGreaterThan(lastRow);
  });

  it('are rows that PartiQL selects by buyer and score', async () => {
    const client = new DynamoDBClient(place);
    // Scores alone: moto fails at an item that has no such attribute, where DynamoDB passes over it.
    await createTable(client, 'Rows');
    const scores = [
      scoreDocument({ id: 'Dy', score: 82.5 }),
      scoreDocument({ id: 'Ga', score: 50.01 }),
      scoreDocument({ id: 'Tb', score: 50 }),
      scoreDocument({ id: 'Pm', score: null }),
      scoreDocument({ id: 'Dy', buyer: 'USA', score: 90 }),
    ];
    await putDocuments(inMemoryStore(tablesForRuns(place)('Rows')).rows, 'r0000000001', scores);
    const [, statement = ''] =
      /`(SELECT subject, JPN FROM [^`]+)`/.exec(documented('integrations/events/README.md')) ?? [];
    const { Items: items = [] } = await DynamoDBDocumentClient.from(client).send(
      new ExecuteStatementCommand({ Statement: statement.replace('"Scores"', '"Rows"') }),
    );
    expect(items.toSorted((a, b) => b.JPN.score - a.JPN.score)).toMatchObject([
      { subject: 'Dy', JPN: { score: 82.5, band: expect.any(String) } },
      { subject: 'Ga', JPN: { score: 50.01 } },
    ]);
    client.destroy();
  });
});

interface StreamRecord {
  readonly dynamodb: Readonly<Record<'Keys' | 'NewImage', Readonly<Record<string, { readonly S?: string }>>>>;
}

const shapeOf = (record: object): object =>
  JSON.parse(
    JSON.stringify(record, (name, value) => (typeof value === 'string' && name !== 'eventName' ? '' : value)),
  );
