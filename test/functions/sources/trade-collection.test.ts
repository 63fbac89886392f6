import { describe, expect, it } from 'vitest';
import { sourceCondition } from '#contracts/collection/collected-document.ts';
import type { SourceContract } from '#contracts/collection/source-contracts.ts';
import { withObservations } from '#domain/signals/observations.ts';
import { collectSource } from '#functions/sources/collect-source.ts';
import { handIn } from '#functions/sources/hand-in.ts';
import { sourcesInTrouble } from '#functions/sources/run-collector.ts';
import { sourceReader } from '#functions/sources/source-registry.ts';
import { type SourceReader, tradeStatements } from '#functions/sources/statements.ts';
import { collectorAt, collectorStores, type Routes } from '#test/builders/collectors.ts';
import { referenceDataWith } from '#test/builders/reference-data.ts';

async function world(
  name: string,
  path: string,
  answer: Routes[string],
  { keys = {}, now = '2026-10-01T01:00:00.000Z' } = {},
) {
  const open = path.split('&key')[0] ?? '';
  const { publisher, ports } = await collectorAt(
    now,
    { [open]: (_request, response) => response.writeHead(500).end(), [path]: answer },
    keys,
  );
  const found = sourceReader(name) as SourceReader;
  const discovery =
    found.contract.discovery.how === 'fixed'
      ? { how: 'fixed' as const, addresses: [`http://127.0.0.1:${publisher.port}${open}`] }
      : found.contract.discovery;
  const contract: SourceContract = { ...found.contract, hosts: ['127.0.0.1'], discovery };
  const source: SourceReader = {
    ...found,
    contract,
    statements: (documents) => tradeStatements(contract, documents),
  };
  const kilogramsKnown = async (knownAt: string) =>
    Object.fromEntries(
      withObservations(referenceDataWith({}), await ports.log.all(), knownAt).trade.map(
        ({ partner, month, kg }) => [`${partner} ${month}`, kg],
      ),
    );
  return {
    publisher,
    source,
    ports,
    pause: ports.pause,
    kilogramsKnown,
    collect: () => collectSource(source, null, ports),
  };
}

function comext(
  updated: string,
  months: Readonly<Record<string, readonly [china: number | null, total: number]>>,
): string {
  const line = (partner: string, month: string, kg: number) =>
    `ESTAT:DS-045409(1.0),${updated} 11:00:00,M,EU27_2020,${partner},81129289,1,QUANTITY_IN_100KG,${month},${kg / 100}`;
  const lines = Object.entries(months).flatMap(([month, [china, total]]) => [
    ...(china === null ? [] : [line('CN', month, china)]),
    line('EXT_EU27_2020', month, total),
  ]);
  return [
    'DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE',
    ...lines,
  ].join('\n');
}

describe('trade that is collected', () => {
  it('comes in by month; a correction is a version from its day on, and what was known before is replayed', async () => {
    const answers = [
      comext('15/09/26', { '2026-06': [2050, 4125], '2026-07': [null, 1200] }),
      comext('15/10/26', { '2026-06': [2050, 4125], '2026-07': [300, 1500], '2026-08': [100, 900] }),
    ];
    const { collect, kilogramsKnown, pause, ports } = await world(
      'customs-eurostat',
      '/data',
      (_request, response) => response.writeHead(200).end(answers[0]),
    );
    expect((await collect()).ingested).toMatchObject({ added: 4, quarantined: [] });
    answers.shift();
    await pause.wait(31 * 86_400_000);
    expect((await collect()).ingested).toMatchObject({ added: 4, quarantined: [] });
    expect(await kilogramsKnown('2026-09-14')).toEqual({});
    expect(await kilogramsKnown('2026-10-14')).toEqual({
      'CHN 2026-06': 2050,
      'ALL 2026-06': 4125,
      'CHN 2026-07': 0,
      'ALL 2026-07': 1200,
    });
    expect(await kilogramsKnown('2026-10-15')).toMatchObject({
      'CHN 2026-06': 2050,
      'CHN 2026-07': 300,
      'ALL 2026-07': 1500,
      'CHN 2026-08': 100,
    });
    expect(
      (await ports.log.all())
        .filter(({ observation: { id } }) => id === 'EUU-import-81129289-CHN-2026-07')
        .map(({ version }) => version),
    ).toEqual([1, 2]);
  });

  it('is asked with its key where there is one; without it the source says so and troubles nobody', async () => {
    const path = '/data/timeseries/intltrade/imports/hs?time=from+2024-10';
    const answer: Routes[string] = (_request, response) => response.writeHead(204).end();
    const without = await world('customs-census', path, answer);
    const { clock } = await without.collect();
    expect(without.publisher.asked).toEqual(['/robots.txt']);
    expect(sourceCondition(without.source.contract, clock, '2026-10-01')).toEqual({
      condition: 'no_key',
      reason: expect.stringMatching(
        /^CENSUS_API_KEY is not set: make a key, free of charge, at https:\/\/api[.]census[.]gov\/data\/key_signup[.]html[.]/,
      ),
    });
    expect(
      (await sourcesInTrouble(without.ports.clocks, '2026-10-01')).map(({ source }) => source),
    ).not.toContain('customs-census');
    const withKey = await world('customs-census', `${path}&key=se%3Dcret`, answer, {
      keys: { CENSUS_API_KEY: 'se=cret' },
    });
    expect((await withKey.collect()).clock).toMatchObject({ last_outcome: 'ok', last_reason: null });
    expect(withKey.publisher.asked).toEqual(['/robots.txt', `${path}&key=se%3Dcret`]);
    expect(JSON.stringify(await withKey.ports.raw.attempts('customs-census', ''))).not.toContain('cret');
  });

  it('of the months before a day stands at addresses with those months, and a slow host is asked slowly', async () => {
    const path = '/public/v1/preview/C/M/HS?period={yyyymm:2}&from={yyyymm:12}';
    const asked = '/public/v1/preview/C/M/HS?period=202611&from=202601';
    const { collect, publisher, pause } = await world(
      'comtrade',
      path,
      (_request, response) => response.end(),
      {
        now: '2027-01-01T01:00:00.000Z',
      },
    );
    await collect();
    expect(publisher.asked).toEqual(['/robots.txt', asked]);
    expect(pause.waits).toContain(5000);
  });

  it('of China waits for a person, who hands its table in', async () => {
    const { collect, publisher, source, ports, kilogramsKnown } = await world(
      'customs-china',
      '/nothing',
      (_request, response) => response.end(),
    );
    const { clock } = await collect();
    expect(clock).toMatchObject({ last_outcome: 'ok', last_content_on: null });
    expect(sourceCondition(source.contract, clock, '2026-10-01')).toMatchObject({
      condition: 'refused',
      reason: expect.stringContaining('take it from https://stats.customs.gov.cn/indexEn'),
    });
    expect(publisher.asked).toEqual([]);
    const table =
      '数据年月,商品编码,商品名称,贸易伙伴编码,贸易伙伴名称,第一数量,第一计量单位,美元\n202608,28053012,镝,116,日本,300,千克,90000\n202608,28053012,镝,133,韩国,2701,千克,800000\n202609,28053012,镝,133,韩国,500,千克,100000\n';
    const report = await handIn(
      source,
      [{ name: 'export-dysprosium.csv', bytes: new TextEncoder().encode(table) }],
      {
        ...ports,
        now: '2026-10-21T09:00:00.000Z',
      },
    );
    expect(report).toMatchObject({ added: 4, quarantined: [] });
    expect(await kilogramsKnown('2026-10-20')).toEqual({});
    expect(await kilogramsKnown('2026-10-21')).toEqual({
      'JPN 2026-08': 300,
      'JPN 2026-09': 0,
      'KOR 2026-08': 2701,
      'KOR 2026-09': 500,
    });
  });

  it('of one month from two publishers is said once, whichever comes first and however often', async () => {
    const files = {
      'customs-china':
        'Date of data,Commodity code,Trading partner code,Quantity,Unit,US dollar,\n202608,250410,116,300,Kilograms,90,\n',
      comtrade: JSON.stringify({
        data: [
          {
            period: '202608',
            reporterCode: 156,
            flowCode: 'X',
            partnerCode: 392,
            cmdCode: '250410',
            netWgt: 301,
            primaryValue: 91,
          },
        ],
      }),
    };
    const told = async (order: readonly (keyof typeof files)[]) => {
      const { log } = collectorStores();
      for (const [n, name] of order.entries())
        await handIn(
          sourceReader(name) as SourceReader,
          [{ name: 'export.csv', bytes: new TextEncoder().encode(files[name]) }],
          { ...collectorStores(), log, now: `2026-10-${21 + n}T09:00:00.000Z` },
        );
      const known = withObservations(referenceDataWith({}), await log.all(), '2026-12-01').trade;
      return { kg: known.map(({ kg }) => kg), versions: (await log.all()).length };
    };
    const [china, un] = ['customs-china', 'comtrade'] as const;
    expect(await told([china, un, china, un])).toEqual({ kg: [300], versions: 1 });
    expect(await told([un, china, un, china])).toEqual({ kg: [300], versions: 2 });
  });
});
