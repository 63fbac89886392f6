/** Every command of the pages; and figures of the analyst of docs/integrations/analyst against others. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLocalStore } from '#functions/local/local-store.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { takeDataFolder } from '#functions/store/sqlite/data-folder.ts';
import { runThere } from '#test/builders/strangers-machine.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';
import { addKeys, clientOf, keyOf } from '#test/functions/api/clients-under-test.ts';
import { sqliteStore } from '#test/functions/store/embedded-store.ts';
import { documentedBlocks } from './shell-of-the-pages.ts';

/** Begins the reason of what another test runs. */
const IN = 'in ';
const AWS = 'needs an account of AWS; what it names is held against the templates in operating.test.ts';
const EMULATED = `${IN}test/deployed, on an emulator of AWS`;
const NAME = 'names a command that has to be told more; every-command.test.ts asks it for --help';
/** Not run here, and why. */
const NOT_HERE: Readonly<Record<string, string>> = {
  'npm ci && npm start': 'needs a registry: .ci/run installs, and test/local/start.test.ts starts',
  'npm test': 'runs all of these tests again',
  'npm run release': `${IN}clients.test.ts`,
  'npm install /path': `${IN}clients.test.ts`,
  'python3 -m pip install': `${IN}clients.test.ts`,
  'node quick.mjs': `${IN}clients.test.ts`,
  'python3 quick.py': `${IN}clients.test.ts`,
  'npm run keys\n': NAME,
  'npm run ingest\n': NAME,
  'npm run editions\n': NAME,
  'npm run ingest --': `${IN}ingest.test.ts, on documents that a publisher has published`,
  'npm run editions --': `${IN}editions.test.ts`,
  'npm run bench': 'measures for minutes',
  'node test/research/large-night': 'measures for minutes',
  'npx node test/research/backtest': 'makes the data of the benchmark for minutes',
  gh: 'needs a repository at GitHub',
  'npx cdk': EMULATED,
  'AWS_REGION=': EMULATED,
  'npx node functions/commands/restore-tables': EMULATED,
  'export ': EMULATED,
  'output()': EMULATED,
  'resource()': EMULATED,
  'for NAME in': EMULATED,
  'aws s3 cp': EMULATED,
  'aws sns subscribe': EMULATED,
  aws: AWS,
  "curl -H 'Authorization: Bearer KEY' API_URL": AWS,
};
const beginOf = (command: string): string | undefined =>
  Object.keys(NOT_HERE).find((begin) => `${command}\n`.startsWith(begin));
const isRun = (command: string): boolean => beginOf(command) === undefined;
const LIVE_KEY = `npm run --silent keys -- list | awk '/ live until / { print $1; exit }'`;
const blocks = documentedBlocks();

function checkoutIn(folder: string): void {
  for (const name of readdirSync('.'))
    if (!/^[.]|^dist$/.test(name)) symlinkSync(join(process.cwd(), name), join(folder, name));
}

let folder = '';
let giveBack: () => void;
let api: ApiUnderTest;
let analyst: ReturnType<typeof clientOf>;
let rival: ReturnType<typeof clientOf>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-day-'));
  const scored = await openLocalStore(join(folder, 'data'));
  await runPipeline({}, scored.ports, () => '2026-10-01T03:30:00.000Z');
  await scored.close();
  giveBack = takeDataFolder(join(folder, 'data')); // as the service does
  api = await startApiUnderTest({ access: 'keys', store: await sqliteStore(join(folder, 'data')) });
  await addKeys(api, ['analyst', 'rival']);
  [analyst, rival] = [clientOf(api, 'analyst'), clientOf(api, 'rival')];
});
afterAll(async () => {
  await api.close();
  giveBack();
  rmSync(folder, { recursive: true, force: true });
});

type Json = Awaited<ReturnType<typeof analyst.get>>['json'];
const answerOf = async (address: string, client = analyst): Promise<Json> => {
  const { status, json } = await client.get(address);
  expect([status, json.detail]).toEqual([200, undefined]);
  return json;
};
const resultsOf = (id: string, query = '') => answerOf(`/v1/companies/${id}/results${query}`);
const variant = async (id: string, company: object): Promise<Json> => {
  expect(await analyst.put(id, company, {}, '/v1/companies')).toMatchObject({ status: 201 });
  return resultsOf(id);
};
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
const figures = ({ lines }: Json): readonly [string, readonly number[]][] =>
  lines.map(({ line, within }: Json) => [line, within.map(({ score }: Json) => score)]);

test('every command of the pages runs, in the order of the pages, and prints what they say', async () => {
  checkoutIn(folder);
  const program = /^```js\n(.*?)^```$/ms.exec(readFileSync('docs/integrating.md', 'utf8'))?.[1] ?? '';
  writeFileSync(join(folder, 'check.mjs'), program);
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    LC_ALL: 'C.UTF-8',
    NODE_OPTIONS: '--conditions=frozen',
    DATA_DIR: join(folder, 'data'),
    CHOKEPOINT_KEY: keyOf('analyst'),
    PORT: new URL(api.url).port,
    API_URL: api.url,
    KEY: keyOf('analyst'),
  };
  let before = '';
  const filledIn = (command: string): string =>
    command
      .replaceAll('http://127.0.0.1:8080', api.url)
      .replaceAll(
        'curl -s ',
        `curl -s -H 'Authorization: Bearer ${keyOf(/second client/.test(command) ? 'rival' : 'analyst')}' `,
      )
      .replace(
        /import[.]command[.]ts (?:suppliers[.]csv|FILE)/,
        'import.command.ts suppliers.csv --client analyst',
      )
      .replaceAll('/backups/', `${folder}/`)
      .replace('--id ID', () => `--id $(${LIVE_KEY})`)
      .replace(/npm run (?:replay|rescore)/, 'DATA_DIR=own $&') // no service has it open
      .replace('--from 2023-01-01', '--from "$(date -I -d yesterday)"')
      .replace('reference:build', 'reference:build -- --to facts')
      .replace(/FUNCTION(.*) LINE COLUMN/, 'api$1 5 100')
      .replace('SHA256', () => /[0-9a-f]{64}/.exec(before)?.[0] ?? '')
      .replace('--to RUN', '--to r0000000001');
  const commands = blocks.flatMap((block) => block.commands);
  for (const { page, commands: all, prints } of blocks) {
    let printed = '';
    for (const group of all.some((one) => /^\w+=/.test(one)) ? [all] : all.map((one) => [one])) {
      const sent = filledIn(group.filter(isRun).join('\n'));
      if (sent === '') continue;
      const { code, out, err } = await runThere({ folder, environment }, ['bash', '-e', '-c', sent]);
      expect({ page, sent, code, out, err }).toMatchObject({ page, sent, code: 0 });
      expect([sent, /"status": ?[45]\d\d,/.exec(out)]).toEqual([sent, null]);
      printed += out;
      before = out === '' ? before : out;
    }
    if (prints !== null) expect([page, printed]).toEqual([page, prints]);
  }
  const left = commands.filter((command) => !isRun(command));
  for (const [page, of] of Map.groupBy(blocks, (block) => block.page)) {
    const all = of.flatMap((block) => block.commands);
    const rest = all.filter((command) => !isRun(command));
    const elsewhere = rest.filter((command) => NOT_HERE[beginOf(command) ?? '']?.startsWith(IN));
    console.log(
      [
        `${page}: ${all.length - rest.length} of ${all.length} commands were run, ${elsewhere.length} are run in other tests; not here:`,
        ...rest.map((command) => `${command.split('\n')[0]}: ${NOT_HERE[beginOf(command) ?? '']}`),
      ].join('\n'),
    );
  }
  const begins = Object.keys(NOT_HERE).filter((begin) => !left.some((command) => beginOf(command) === begin));
  expect(begins, 'what is left out stands on a page').toEqual([]);
});

test('the figures of an analyst hold against others', async () => {
  const wrong =
    '材料,年間使用量,単位\nジスプロシウム,12,t\nジスプロシューム,5,t\n酸化テルビウム,たくさん,kg\n';
  const refused = await analyst.load(wrong, 'text/csv', '/v1/companies:import?id=kyushu&lang=ja');
  expect([refused.status, refused.json.errors.map(({ pointer }: Json) => pointer)]).toEqual([
    400,
    ['/the file/3/材料', '/the file/4/年間使用量'],
  ]);
  const { company, version } = await answerOf('/v1/companies/kyushu');
  expect([version, company.currency, company.needs.map(({ quantity }: Json) => quantity)]).toEqual([
    1,
    'JPY',
    [1200.5, 400, 85, 2500, 30],
  ]);

  // Stock over yearly use, by hand; what she has no stock of has that of the nation, and its published score.
  const results = await resultsOf('kyushu', '?expand=helps,alternatives');
  const lines = Object.fromEntries(results.lines.map((line: Json) => [line.line, line]));
  const [dy, tb, ga] = [lines['element:Dy'], lines['element:Tb:separation'], lines['element:Ga']];
  expect(results.lines.map(({ line, stock }: Json) => [line, stock.days])).toEqual([
    ['element:Dy', 121.7], // 400 / 1,200.5 x 365.25
    ['element:Ga', null],
    ['element:Nd', 30.1], // 7 / 85
    ['element:Tb:separation', 45],
    ['product:ndfeb-magnet', 14.6], // 100 / 2,500
  ]);
  const nation = await answerOf('/v1/elements/Ga/score?buyer=JPN');
  expect([ga.within[2].score, ga.elements[0].cover]).toEqual([
    nation.score,
    { days: expect.any(Number), basis: 'nation' },
  ]);
  expect(dy.elements[0].within[2].nation).toBe((await answerOf('/v1/elements/Dy/score?buyer=JPN')).score);

  // No less than the likeliest, no more than luck of their own would make.
  for (const [place, { score }] of results.any.within.entries()) {
    const alone: number[] = results.lines.map(({ within }: Json) => within[place].score);
    expect(score).toBeGreaterThanOrEqual(Math.max(...alone));
    expect(score).toBeLessThanOrEqual(
      100 * (1 - alone.reduce((all, one) => all * (1 - one / 100), 1)) + 0.01,
    );
  }
  const { loss } = results.any;
  expect(sum(results.lines.map(({ expected_loss }: Json) => expected_loss)) / loss.mean).toBeCloseTo(1, 6);
  expect(sum(loss.causes.map(({ money }: Json) => money)) / loss.mean).toBeCloseTo(1, 6);
  expect([loss.p50, loss.p90, loss.p95, loss.p99]).toEqual(
    [loss.p50, loss.p90, loss.p95, loss.p99].sort((a, b) => a - b),
  );

  // Lines without heavy rare earths stay, and a longer stop is never better.
  const stopped = async (days: number): Promise<ReadonlyMap<string, Json>> => {
    const stops = [{ origin: 'CHN', elements: ['@HREE'], days }];
    const { json } = await analyst.post('/v1/scenario-evaluations', { company: 'kyushu', stops });
    return new Map(json.results.slice(1).map((row: Json) => [row.subject.id, row]));
  };
  const [half, longer] = [await stopped(180), await stopped(240)];
  for (const { line, within } of results.lines) {
    const [{ baseline, scenario }, { scenario: later }] = [half.get(line), longer.get(line)];
    expect([line, baseline]).toEqual([line, within[2].score]);
    expect([line, scenario >= baseline, later >= scenario]).toEqual([line, true, true]);
  }
  for (const { line } of [ga, lines['element:Nd']])
    expect(longer.get(line).scenario).toBe(longer.get(line).baseline);
  expect([dy.elements[0].country_sources, half.get(dy.line).delta > 0]).toEqual([
    ['hai-phong', 'lynas'],
    true,
  ]);

  // Twice the stock is nowhere worse off; sources of no share and in two rows change nothing.
  const doubled = company.stock.map((row: Json) => ({
    ...row,
    kilograms: row.kilograms && row.kilograms * 2,
    days: row.days && row.days * 2,
  }));
  const twice = await variant('twice', { ...company, stock: doubled });
  for (const [place, [line, scores]] of figures(twice).entries())
    for (const [at, score] of scores.entries())
      expect([line, score <= (figures(results)[place]?.[1][at] ?? 0)]).toEqual([line, true]);
  expect(twice.any.loss.mean).toBeLessThan(loss.mean);
  const sources = company.sources.flatMap((row: Json) => [
    { ...row, share: 0.6 * row.share },
    { ...row, share: 0.4 * row.share },
  ]);
  const none = { material: 'ネオジム', country: 'CHN', share: 0 };
  expect(figures(await variant('rows', { ...company, sources: [...sources, none] }))).toEqual(
    figures(results),
  );

  // 30 days more of terbium, bought: they cost their part of 70 million a year, and the loss is less by what
  // the hedge has said.
  const { cost, money_less } = results.helps.units.find(
    ({ kind, line }: Json) => kind === 'stock' && line === tb.line,
  );
  expect(cost).toBeCloseTo((70e6 * 30) / 365.25, 0);
  const bought = company.stock.map((row: Json) =>
    row.days === null ? row : { ...row, days: row.days + 30 },
  );
  expect(
    (loss.mean - (await variant('bought', { ...company, stock: bought })).any.loss.mean) / money_less,
  ).toBeCloseTo(1, 3);
  const others: readonly Json[] = dy.elements[0].alternatives;
  expect(others.map(({ supplier }) => supplier)).not.toContain('lynas');
  for (const { score } of others) expect(score).toBeLessThan(dy.within[2].score);

  for (const list of ['/v1/companies', '/v1/alert-rules', '/v1/suppliers?custom=only'])
    expect((await answerOf(list, rival)).data).toEqual([]);
  for (const hers of ['/v1/companies/kyushu', '/v1/companies/kyushu/results', '/v1/suppliers/johor/score'])
    expect((await rival.get(hers)).status).toBe(404);
  expect((await answerOf('/v1/alert-rules')).data).toMatchObject([{ id: 'terbium' }]);
  const { rule } = (await answerOf('/v1/alert-rules')).data[0];
  expect((await rival.post('/v1/alert-rules:rehearse', rule)).json.errors[0].pointer).toBe('/subjects/ids/0');
  expect((await rival.post('/v1/scenario-evaluations', { company: 'kyushu' })).status).toBe(404);
});
