import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import {
  jointStaffReader,
  ministryReader,
} from '#functions/sources/publishers/joint-staff/joint-staff.reader.ts';
import { madeDocument } from '../read-fixture.ts';

interface Labelled {
  readonly date: string;
  readonly group: 'labelled' | 'held out';
  readonly text: string;
  readonly text_pdf_order?: string;
  readonly labels: {
    readonly kinds: readonly string[];
    readonly days: readonly string[];
    readonly actors: readonly string[];
  };
}
const { texts }: { readonly texts: readonly Labelled[] } = JSON.parse(
  readFileSync('test/fixtures/publishers/jso/ministry-releases.json', 'utf8'),
);

const distinct = (all: readonly string[]): readonly string[] => [...new Set(all)].sort();
const eventsOf = async (text: string, name: string) => {
  const [document] = await jointStaffReader.read(madeDocument(name, text));
  const events = document?.observations.filter(({ series }) => series === 'security_events') ?? [];
  return { document, events };
};

test.each(
  texts.flatMap(({ text, text_pdf_order: pdf, ...one }) => [
    { ...one, order: 'web', text },
    ...(pdf === undefined ? [] : [{ ...one, order: 'PDF', text: pdf }]),
  ]),
)(
  '$group release of $date in the order of the $order: kinds, days and actors are right, and nothing is unread',
  async ({ date, text, labels }) => {
    const { document, events } = await eventsOf(text, `p${date.replaceAll('-', '')}_01.txt`);
    expect(document?.unread).toEqual([]);
    expect(distinct(events.map(({ values }) => String(values.kind)))).toEqual(distinct(labels.kinds));
    const days = events
      .filter(({ values }) => values.kind !== 'scrambles')
      .flatMap(({ date: first, values }) => {
        const last = dayNumber(String(values.end_day ?? first));
        return Array.from({ length: last - dayNumber(first) + 1 }, (_, n) => isoDate(dayNumber(first) + n));
      });
    expect(distinct(days)).toEqual(distinct(labels.days));
    expect(distinct(events.flatMap(({ values }) => values.actors as readonly string[]))).toEqual(
      distinct(labels.actors),
    );
  },
);

test('a submarine is of the nation that the ministry takes it to be of, and no destroyer', async () => {
  const { events, document } = await eventsOf(
    '令和３年９月１２日\n防衛省\n潜水艦及び中国海軍艦艇の動向について\n９月１０日（金）午前、海上自衛隊は、奄美大島（鹿児島県）の東側の接続水域内を北西進する潜没潜水艦を確認した。\nその後、１２日（日）午前、当該潜水艦が、横当島（鹿児島県）の西の接続水域外を西進していることを確認した。\nまた、９月１０日（金）午前、奄美大島の南東の海域において、中国海軍ルーヤンⅢ級ミサイル駆逐艦１隻（艦番号「１５６」）を確認した。\n諸情報を総合的に勘案し、当該潜水艦は中国のものと推定している。',
    'p20210912_01.txt',
  );
  expect(document?.unread).toEqual([]);
  expect(events.map(({ date, values }) => [date, values.kind, values.actors, values.detail])).toEqual([
    ['2021-09-10', 'contiguous_zone_navy', ['China (presumed)'], 'submarine'],
  ]);
});

test('the type before an aircraft is read, and counts by nation in a sentence', async () => {
  const { events } = await eventsOf(
    '中国情報収集機による領空侵犯に対する抗議\n令和6年8月26日\n8月26日、午前11時29分から約2分間、中国のY-9情報収集機1機が、長崎県男女群島の領空を侵犯したことを確認しました。',
    'press1_000001.html',
  );
  expect(events.map(({ values }) => [values.kind, values.detail])).toEqual([
    ['airspace_violation', 'Y-9 x1'],
  ]);
  const quarters = texts.filter(({ text }) => text.includes('緊急発進実施状況'));
  const counted = await Promise.all(quarters.map(({ text }) => eventsOf(text, 'scrambles.txt')));
  expect(
    counted.flatMap(({ events: all }) => all.map(({ id, values }) => [id, values.count, values.end_day])),
  ).toEqual([
    ['scrambles-2025-04_2025-12-china_other_russia', 448, '2025-12-31'],
    ['scrambles-2025-04_2025-06-china', 122, '2025-06-30'],
    ['scrambles-2025-04_2025-06-russia', 32, '2025-06-30'],
  ]);
  expect(counted[0]?.events[0]?.values.detail).toContain(
    'China about 68 %, Russia about 29 %, other about 3 %',
  );
});

test('a release is read from a page of either ministry, whatever stands around it', async () => {
  const page = (title: string, body: string) =>
    `<!DOCTYPE html><html><head><title>${title}｜外務省</title></head><body><nav><a href="/">中国</a></nav><div id="maincontents"><p>報道発表</p><h1>${title}</h1><p>令和5年10月18日</p>${body}</div><footer>東京都千代田区霞が関2-2-1。</footer></body></html>`;
  const [document] = await ministryReader.read(
    madeDocument(
      'press1_001584.html',
      page(
        '中国の海洋調査船「向陽紅18」による活動',
        '<p>10月18日、午前8時10分頃、海上保安庁は、大正島の北東約129キロメートルの我が国排他的経済水域内において、中国の海洋調査船「向陽紅18」がワイヤー様のものを海中へ延ばしているのを確認しました。</p>',
      ),
      'https://www.mofa.go.jp/mofaj/press/release/press1_001584.html',
    ),
  );
  expect(document).toMatchObject({
    document: 'press1_001584',
    unread: [],
    observations: [{ id: 'survey_ship_eez-2023-10-18-senkaku-china', published: '2023-10-18' }],
  });
});
