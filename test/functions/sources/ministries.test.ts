import { expect, it } from 'vitest';
import { sourceCondition } from '#contracts/collection/collected-document.ts';
import { checkSource } from '#functions/sources/check-source.ts';
import { collectSource } from '#functions/sources/collect-source.ts';
import { sourceReader } from '#functions/sources/source-registry.ts';
import type { SourceReader } from '#functions/sources/statements.ts';
import { collectorAt, type Routes } from '#test/builders/collectors.ts';
import { servedHere } from '#test/builders/made-publishers.ts';
import { madePdf, piecesOfLayout } from './publishers/made-pdf.ts';

async function world(name: string, routes: Routes) {
  const { publisher, asked, ports } = await collectorAt('2026-08-27T01:00:00.000Z', {
    '/robots.txt': (_, response) => response.end('User-agent: *\nDisallow: /a/\nDisallow: /sp/j/\n'),
    ...routes,
  });
  return { source: servedHere(sourceReader(name) as SourceReader, publisher.port), ports, asked };
}

async function night(name: string, routes: Routes) {
  const { source, ports, asked } = await world(name, routes);
  const { clock } = await collectSource(source, null, ports);
  return {
    asked: asked(),
    condition: sourceCondition(source.contract, clock, '2026-08-27'),
    events: (await ports.log.all()).map(({ observation }) => observation.id),
  };
}

// Measured in August 2026: feeds and PDFs answer programs, pages are refused.
it('the news of the ministry are found in its feed by their words; PDFs are read, pages that are refused are told', async () => {
  const item = (path: string, title: string) =>
    `<item rdf:about="https://www.mod.go.jp${path}"><title>${title}</title><link>${path}</link><dc:date>2026-08-25T15:00:00+09:00</dc:date></item>`;
  const feed = `<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns="http://purl.org/rss/1.0/">${item('/j/press/news/2026/08/26b.html', '中国軍機による自衛隊機への特異な接近について')}${item('/j/press/news/2026/08/26a.html', '日米合同委員会合意について')}${item('/j/press/news/2026/08/25a.pdf', '中国機による領空侵犯について')}${item('/j/press/news/2026/08/24a.html', '潜没潜水艦の動向について')}</rdf:RDF>`;
  const pdf = madePdf([
    piecesOfLayout(
      '令和８年８月２５日\n防衛省\n中国機による領空侵犯について\n８月２５日（火）午前、中国の情報収集機（Ｙ－９）１機が、長崎県男女群島の領空を侵犯したことを確認した。\nこれに対し、航空自衛隊の戦闘機を緊急発進させ対応した。',
    ),
  ]);
  const { asked, events, condition } = await night('japan-mod', {
    '/j/rss/news.xml': (_, response) => response.end(feed),
    '/j/press/news/2026/08/25a.pdf': (_, response) => response.end(pdf),
    '/j/press/news/2026/08/26b.html': (_, response) =>
      response.writeHead(403, { 'cf-mitigated': 'challenge' }).end('<title>Just a moment...</title>'),
  });
  expect(asked).toEqual([
    '/j/rss/news.xml',
    '/j/press/news/2026/08/26b.html',
    '/j/press/news/2026/08/25a.pdf',
  ]);
  expect(events).toEqual([
    'airspace_violation-2026-08-25-senkaku-china',
    'scramble-2026-08-25-senkaku-china',
  ]);
  expect(condition).toMatchObject({
    condition: 'refused',
    reason: expect.stringContaining('26b.html answered 403'),
  });
});

it('releases of the Foreign Ministry are found on its list by their words', async () => {
  const list =
    '<html><div id="maincontents"><div id="pressrelease"><dl><dt>8月26日</dt><dd><ul><li><a href="/mofaj/press/release/pressit_000001_04224.html">外務大臣会談</a></li><li><a href="/mofaj/press/release/press1_009999.html">中国の海洋調査船「向陽紅18」による活動</a></li></ul></dd></dl></div></div></html>';
  const page =
    '<html><head><title>中国の海洋調査船「向陽紅18」による活動｜外務省</title></head><body><div id="maincontents"><h1>中国の海洋調査船「向陽紅18」による活動</h1><p>令和8年8月26日</p><p>8月26日、午前8時10分頃、海上保安庁は、大正島の北東約129キロメートルの我が国排他的経済水域内において、中国の海洋調査船「向陽紅18」がワイヤー様のものを海中へ延ばしているのを確認しました。</p></div></body></html>';
  const { asked, events, condition } = await night('japan-mofa', {
    '/mofaj/press/release/index.html': (_, response) => response.end(list),
    '/mofaj/press/release/press1_009999.html': (_, response) => response.end(page),
  });
  expect(asked).toEqual(['/mofaj/press/release/index.html', '/mofaj/press/release/press1_009999.html']);
  expect(events).toEqual(['survey_ship_eez-2026-08-26-senkaku-china']);
  expect(condition).toEqual({ condition: 'current', reason: null });
});

it('a check asks once and says which promise of the form is broken', async () => {
  const { source, ports, asked } = await world('taiwan-mnd', {
    '/news/plaactlist': (_, response) =>
      response.end(
        '<html><head><base href="/"></head><a href="news/plaact/2" class="news_list">115.08.26</a><a href="news/plaact/1">115.08.25</a></html>',
      ),
    '/news/plaact/2': (_, response) =>
      response.end(
        '<html><div class="newsInfo">115.08.26</div><div class="maincontent">迄0600時止，偵獲共機6架次、飛船3艘。</div></html>',
      ),
  });
  const { broken, attempts } = await checkSource(source, ports);
  expect(asked()).toEqual(['/news/plaactlist', '/news/plaact/2']);
  expect(attempts.map(({ verdict }) => verdict)).toEqual(['new', 'new']);
  expect(broken).toEqual([
    expect.stringContaining('飛船3艘'),
    expect.stringMatching(/^2026-08-26T06:00: "飛船3艘": No rule knows this clause/),
  ]);
  const hand = await checkSource(sourceReader('customs-china') as SourceReader, ports);
  expect(hand.broken).toEqual([
    'Programs are not let in: save a file of https://stats.customs.gov.cn/indexEn.',
  ]);
});
