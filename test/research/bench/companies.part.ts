/**
 * A night with 200 companies of 30 lines, then one company of 300 materials with 5,000 suppliers in six
 * tiers, over HTTP.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { companySchema } from '#contracts/api/companies.ts';
import { materialVocabulary, resolveMaterial } from '#domain/companies/materials.ts';
import { serveStore } from '#functions/local/handler-environment.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { companiesIn } from '#functions/store/clients/companies.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { LOCAL_TABLES } from '#functions/store/sqlite/sqlite-store.ts';

const [COMPANIES, LINES, MATERIALS, SUPPLIERS, TIERS] = [200, 30, 300, 5000, 6];
const IN_A_TIER = Math.ceil(SUPPLIERS / TIERS);
const COUNTRIES = ['CHN', 'MYS', 'VNM', 'AUS', 'KOR', 'CHN', 'JPN'];
const NIGHT = '2026-10-01T18:30:00.000Z';

const { elements, product_contents: contents = [] } = bundledReferenceData;
const vocabulary = materialVocabulary(
  Object.fromEntries(elements.map(({ symbol, name }) => [symbol, name])),
  [],
  contents,
);
const forms = [
  '',
  ' ore',
  ' oxide',
  ' metal',
  ' magnet',
  ' carbonate',
  ' alloy',
  ' chloride',
  ' powder',
  ' concentrate',
];
const materials = [
  ...new Set(contents.map(({ name }) => name)),
  ...forms.flatMap((form) => elements.map(({ name }) => name + form)),
]
  .map((text) => ({ text, found: resolveMaterial(text, vocabulary) }))
  .flatMap(({ text, found }) => ('material' in found ? [{ ...found.material, text }] : []))
  .slice(0, MATERIALS);
/** One of each line: several names may mean the same. */
const lines = [...new Map(materials.map((one) => [one.key, one])).values()];
const lineAt = (n: number) => lines[n % lines.length] as (typeof lines)[number];

/** A tier is fed by the next one, each supplier by two of its own material. */
const suppliers = Array.from({ length: SUPPLIERS }, (_, n) => {
  const [tier, place] = [Math.floor(n / IN_A_TIER), n % IN_A_TIER];
  const { elements: made, stage } = lineAt(place);
  const other = place + lines.length < IN_A_TIER ? place + lines.length : place % lines.length;
  const above = [place, other].map((one) => (tier + 1) * IN_A_TIER + one).filter((one) => one < SUPPLIERS);
  const does = `${COUNTRIES[(place + tier) % COUNTRIES.length]},${tier === TIERS - 1 ? 'mine' : (stage ?? 'refining')}`;
  const fedBy = above.map((one, at) => `s${one}/works:${0.5 - at / 5}`).join(';');
  return `s${n},Supplier ${n},works,Works,${does},${made.map(({ element }) => element).join(' ')},${fedBy}`;
});
const file = (name: string, rows: readonly string[]) => ({ name: `${name}.csv`, text: rows.join('\n') });
const amounts = materials.map(({ text, unit }, n) => `${text},${n + 5},${unit},${900 * (n + 1)},${n}00000`);
const files = [
  file('needs', ['Material,Quantity,Unit,Spend (EUR),Revenue (EUR)', ...amounts]),
  file('stock', ['Material,Stock (weeks)', ...lines.map(({ text }, n) => `${text},${(n % 20) + 1}`)]),
  file('sources', [
    'Material,Supplier,Share',
    ...Array.from({ length: IN_A_TIER }, (_, n) => `${lineAt(n).text},s${n},0.15`),
  ]),
];

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-companies-'));
const store = await openLocalStore(folder);
const front = await startHttpFront({ port: 0, host: '127.0.0.1' });
const cpuSecondsNow = (): number => Object.values(process.cpuUsage()).reduce((sum, one) => sum + one) / 1e6;
const rows: { readonly what: string; readonly seconds: number; readonly rss_mb: number }[] = [];
const measured = (what: string, seconds: number): number =>
  rows.push({ what, seconds, rss_mb: Math.round(process.memoryUsage().rss / 1e6) });
async function asked(what: string, path: string, type?: string, body?: string): Promise<void> {
  const before = cpuSecondsNow();
  const sent =
    type === undefined ? {} : { method: 'POST', headers: { 'content-type': type }, body: body ?? '' };
  const response = await fetch(front.url + path, sent);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${what}: ${response.status} ${text.slice(0, 500)}`);
  measured(what, cpuSecondsNow() - before);
}

try {
  for (let n = 0; n < COMPANIES; n += 1) {
    const rowOf = (_: unknown, at: number) => ({
      id: `n${at}`,
      material: lineAt(7 * n + at).text,
      quantity: at + 1,
      spend: 1e5,
    });
    const company = companySchema.parse({
      name: `Company ${n}`,
      country: 'JPN',
      needs: Array.from({ length: LINES }, rowOf),
    });
    await companiesIn(store.tables(LOCAL_TABLES.signals)).put(
      `client-${n % 10}`,
      `company-${n}`,
      company,
      'anything',
      NIGHT,
    );
  }
  const at = new Map([['begin', cpuSecondsNow()]]);
  const { published } = await runPipeline(
    {},
    store.ports,
    () => NIGHT,
    ({ step }) => at.set(step, at.get(step) ?? cpuSecondsNow()),
  );
  if (!published) throw new Error('the run was not published');
  const [begin = 0, custom = 0, publish = 0] = ['begin', 'custom', 'publish'].map((step) => at.get(step));
  const night = cpuSecondsNow() - begin - (publish - custom);
  measured('a night without companies', night);
  measured(`${COMPANIES} companies of ${LINES} lines in it`, publish - custom);
  serveStore(store, 'open');
  const header = 'id,name,site_id,site_name,country,stage,elements,fed_by';
  await asked(
    `import of ${SUPPLIERS} suppliers`,
    '/v1/suppliers:import',
    'text/csv',
    [header, ...suppliers].join('\n'),
  );
  await asked(
    `import of ${MATERIALS} materials`,
    '/v1/companies:import?id=large',
    'application/json',
    JSON.stringify({ files }),
  );
  await asked('first results', '/v1/companies/large/results');
  await asked('the same, kept', '/v1/companies/large/results');
  await asked('what helps', '/v1/companies/large/results?expand=helps');
  const stop = '{"company": "large", "stops": [{"origin": "CHN", "elements": ["@HREE"], "days": 180}]}';
  await asked('a what-if', '/v1/scenario-evaluations', 'application/json', stop);
  console.log(
    `\nCompanies: CPU seconds of this process, also as parts of the night; ${MATERIALS} materials are ${lines.length} lines`,
  );
  console.table(
    rows.map(({ seconds, ...row }) => ({
      ...row,
      cpu_s: +seconds.toFixed(2),
      of_the_night: +(seconds / night).toFixed(3),
    })),
  );
} finally {
  await front.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
