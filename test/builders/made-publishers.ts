import type { SourceContract } from '#contracts/collection/source-contracts.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { sourceReader } from '#functions/sources/source-registry.ts';
import type { SourceReader } from '#functions/sources/statements.ts';
import { madePdf, piecesOfLayout } from '#test/functions/sources/publishers/made-pdf.ts';
import { type MisbehavingPublisher, misbehavingPublisher } from './misbehaving-publisher.ts';

export interface Behaviour {
  /** Nothing of a later day is out. */
  today: string;
  readonly away: Set<'mnd' | 'jso' | 'jcg'>;
  rules: string;
  readonly refused: Set<string>;
  /** As a release that was taken down. */
  readonly gone: Set<string>;
  /** Days on which the ministry published no report. */
  readonly unreported: Set<string>;
  /** Seen far out; the release is of the next day. */
  readonly carrier: Set<string>;
}

const FIRST_REPORT = 80_000;
const FIRST_AIR = 50_000;
const ON_AIR_PAGE = 12;
const ON_HOME_PAGE = 9;
const ON_A_PAGE = 10;
const WEEKDAYS = '日月火水木金土';
const fullWidth = (value: number): string =>
  String(value).replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const parts = (day: string): readonly [number, number, number] =>
  day.split('-').map(Number) as unknown as readonly [number, number, number];
const daysBetween = (from: string, to: string): readonly string[] =>
  Array.from({ length: Math.max(0, dayNumber(to) - dayNumber(from) + 1) }, (_, n) =>
    isoDate(dayNumber(from) + n),
  );

const rocDay = (day: string): string =>
  day.replace(/^\d{4}/, (year) => String(Number(year) - 1911)).replaceAll('-', '.');
const rocWords = (day: string): string => {
  const [year, month, date] = parts(day);
  return `中華民國${year - 1911}年${month}月${date}日`;
};

export const aircraftOn = (day: string): number => 5 + (dayNumber(day) % 7);

const reportOf = (
  day: string,
): string => `<!doctype html><html lang="zh-Hant"><body><div class="pageinfo"><span class="body-2">${rocDay(day)}</span></div>
<div class="maincontent"><p>中共解放軍臺海周邊海、空域動態</p><p>一、日期 ：</p>
<p>${rocWords(isoDate(dayNumber(day) - 1))}0600時至${rocWords(day)}0600時止。</p><p>二、活動動態 ：</p>
<p>迄0600時止，偵獲共機${aircraftOn(day)}架次（逾越中線進入北部空域共${dayNumber(day) % 3}架）、共艦${6 + (dayNumber(day) % 2)}艘及公務船2艘，持續在臺海周邊活動。國軍運用任務機、艦及岸置飛彈系統嚴密監控與應處。</p></div></body></html>`;

const itemOf = (day: string): string =>
  `<a href="news/plaact/${FIRST_REPORT + dayNumber(day)}" class="news_list"><div class="date headline-h5">${rocDay(day)}</div><div>中共解放軍臺海周邊海、空域動態</div></a>
<a href="news/plaact/${FIRST_REPORT + dayNumber(day)}" class="picture"></a>`;

const airReportOf = (day: string): string =>
  reportOf(day)
    .replace(
      /<div class="pageinfo">.*?<\/div>/,
      `<p id="ContentPlaceHolder1_lab_Date" class="Time">${day.replaceAll('-', '/')}</p>`,
    )
    .replace('<div class="maincontent">', '<div class="Des"><span id="ContentPlaceHolder1_lab_Descr">')
    .replace('</div></body>', '</span></div></body>');
const airItemOf = (day: string): string => {
  const [year, month, date] = parts(day);
  return `<li><a href="/TW/News/News_Detail.aspx?CID=213&amp;ID=${FIRST_AIR + dayNumber(day)}"><span class="Title">中共解放軍臺海周邊海、空域動態（${year - 1911}年${month}月${date}日）</span><span class="Time">${day.replaceAll('-', '/')}</span></a></li>`;
};

const japaneseDay = (day: string): string => {
  const [year, month, date] = parts(day);
  return `令和${fullWidth(year - 2018)}年${fullWidth(month)}月${fullWidth(date)}日`;
};

/** Of every third day, and of each after a carrier was seen. */
function releaseOf(day: string, carrier: ReadonlySet<string>): string {
  const before = isoDate(dayNumber(day) - 1);
  if (!carrier.has(before)) {
    return [
      japaneseDay(day),
      '統合幕僚監部',
      '（お知らせ）',
      '派遣海賊対処行動航空隊の要員交代について',
      '標記について、お知らせします。',
    ].join('\n');
  }
  const weekday = WEEKDAYS[(dayNumber(before) + 4) % 7];
  return [
    japaneseDay(day),
    '統合幕僚監部',
    '（お知らせ）',
    '中国海軍艦艇の動向について',
    `${japaneseDay(before)}（${weekday}）正午頃、海上自衛隊は、中国海軍クズネツォフ級空母「遼寧」`,
    '（艦番号「１６」）が、沖ノ鳥島（東京都）の南西約８８０ｋｍの海域において航行している',
    'ことを確認した。',
    '防衛省・自衛隊は、海上自衛隊の第５水上戦隊所属「あさひ」（佐世保）により、警戒監視・情報収集を行った。',
  ].join('\n');
}

const FIRST_RELEASE = '2026-01-01';
const pathOfRelease = (day: string): string =>
  `/js/pdf/${day.slice(0, 4)}/p${day.replaceAll('-', '')}_01.pdf`;
/** The publisher leaves the links of releases open, and writes days without zeros. */
const entryOf = (day: string): string =>
  `<li><a href="${pathOfRelease(day)}" target="_blank"><time datetime="${parts(day).join('-')}">${japaneseDay(day)}</time><h5>お知らせ</h5></li>`;

const cell = (value: number | string, width: number): string => String(value).padEnd(width);
/** Four vessels on each day. */
function tableOf(month: string, last: number): string {
  const [year, number] = parts(`${month}-01`);
  const row = (day: number): string => `${cell(day, 7)}${cell(day <= last ? 4 : '', 23)}`;
  const lines = Array.from(
    { length: 16 },
    (_, n) => `          ${row(n + 1)}${n + 17 <= daysIn(month) ? row(n + 17) : ''}\n`,
  );
  return `中国海警局に所属する船舶等による尖閣諸島接近（接続水域入域・領海侵入）状況
              －令和${fullWidth(year - 2018)}年${fullWidth(number)}月－
                         (   ${number}/${last} 現在)

                                                          （隻）
                             領海侵入     日    接続水域入域     領海侵入
年    月    日    接続水域入域   (接続水域入域の内数)                 (接続水域入域の内数)

${lines.join('\n')}

             接続水域入域；   ${fullWidth(last)} 日、のべ ${4 * last} 隻
          領海侵入(接続水域入域の内数)； ０ 日、のべ              ０隻
`;
}
const daysIn = (month: string): number =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
const nameOfTable = (month: string): string =>
  `data_R${Number(month.slice(0, 4)) - 2018}_${Number(month.slice(5))}.pdf`;
/** The coast guard adds a day two days later. */
const COUNTED_AFTER = 2;

export interface MadePublishers {
  readonly behaviour: Behaviour;
  readonly publisher: MisbehavingPublisher;
  /** `most`: documents of a run. */
  readonly source: (name: string, most?: number) => SourceReader;
}

/** The sites of Taiwan's ministry, the Joint Staff and the coast guard on a server of this machine. */
export async function madePublishers(today: string): Promise<MadePublishers> {
  const behaviour: Behaviour = {
    today,
    away: new Set(),
    rules: '',
    refused: new Set(),
    gone: new Set(),
    unreported: new Set(),
    carrier: new Set(),
  };
  const answer = (path: string): { readonly kind: string; readonly body: string | Uint8Array } | null => {
    const page = /^\/news\/plaactlist(?:\/(\d+))?$/.exec(path);
    const reports = () =>
      daysBetween('2026-06-01', behaviour.today)
        .filter((day) => !behaviour.unreported.has(day))
        .toReversed();
    if (page !== null) {
      const number = Number(page[1] ?? 1);
      const listed = reports().slice(ON_A_PAGE * (number - 1), ON_A_PAGE * number);
      return {
        kind: 'text/html',
        body: `<html><head><base href="/"></head><body>${listed.map(itemOf).join('\n')}<a href="news/plaactlist/${number + 1}" class="next page-arrow">下一頁</a></body></html>`,
      };
    }
    const report = /^\/news\/plaact\/(\d+)$/.exec(path);
    if (report !== null)
      return { kind: 'text/html', body: reportOf(isoDate(Number(report[1]) - FIRST_REPORT)) };
    if (path === '/TW/News/News_List.aspx?CID=213')
      return {
        kind: 'text/html',
        body: `<html><body><ul>${reports().slice(0, ON_AIR_PAGE).map(airItemOf).join('')}</ul></body></html>`,
      };
    const airReport = /^\/TW\/News\/News_Detail[.]aspx[?]CID=213&ID=(\d+)$/.exec(path);
    if (airReport !== null)
      return { kind: 'text/html', body: airReportOf(isoDate(Number(airReport[1]) - FIRST_AIR)) };
    if (path === '/js/press/index.html' || path === '/js/') {
      const entries = daysBetween(FIRST_RELEASE, behaviour.today)
        .filter((day) => dayNumber(day) % 3 === 0 || behaviour.carrier.has(isoDate(dayNumber(day) - 1)))
        .toReversed()
        .slice(0, path === '/js/' ? ON_HOME_PAGE : undefined)
        .map(entryOf);
      return { kind: 'text/html', body: `<html><ul>${entries.join('\n')}</ul></html>` };
    }
    const release = /p(\d{4})(\d{2})(\d{2})_01[.]pdf$/.exec(path);
    if (release !== null) {
      const text = releaseOf(release.slice(1).join('-'), behaviour.carrier);
      return { kind: 'application/pdf', body: madePdf([piecesOfLayout(text)]) };
    }
    const counted = isoDate(dayNumber(behaviour.today) - COUNTED_AFTER);
    const months = [
      ...new Set(daysBetween('2025-11-01', counted).map((day) => day.slice(0, 7))),
    ].toReversed();
    if (path === '/mission/senkaku/senkaku.html')
      return {
        kind: 'text/html',
        body: `<ul>${months.map((month) => `<li><a href="${nameOfTable(month)}">月</a></li>`).join('')}</ul>`,
      };
    const month = months.find((one) => path === `/mission/senkaku/${nameOfTable(one)}`);
    if (month === undefined) return null;
    const last = month === counted.slice(0, 7) ? Number(counted.slice(8)) : daysIn(month);
    return { kind: 'application/pdf', body: madePdf([piecesOfLayout(tableOf(month, last))]) };
  };
  const hostOf = (path: string) =>
    path.startsWith('/news') ? 'mnd' : path.startsWith('/js') ? 'jso' : 'jcg';
  const routes = new Proxy<Parameters<typeof misbehavingPublisher>[0]>(
    {},
    {
      get:
        (_, key) =>
        (
          _request: unknown,
          response: { writeHead(status: number, headers?: object): { end(body?: unknown): void } },
        ) => {
          const path = String(key);
          if (path === '/robots.txt')
            response.writeHead(behaviour.rules === '' ? 404 : 200).end(behaviour.rules);
          else if (behaviour.refused.has(path))
            response
              .writeHead(403, { 'cf-mitigated': 'challenge' })
              .end('<html><title>Just a moment...</title>');
          else if (behaviour.away.has(hostOf(path))) response.writeHead(503).end();
          else {
            const found = behaviour.gone.has(path) ? null : answer(path);
            if (found === null) response.writeHead(404).end();
            else response.writeHead(200, { 'content-type': found.kind }).end(found.body);
          }
        },
    },
  );
  const publisher = await misbehavingPublisher(routes);
  const source = (name: string, most?: number): SourceReader => {
    const real = sourceReader(name) as SourceReader;
    const { discovery } = real.contract;
    return servedHere(
      most === undefined || discovery.how !== 'links'
        ? real
        : { ...real, contract: { ...real.contract, discovery: { ...discovery, most } } },
      publisher.port,
    );
  };
  return { behaviour, publisher, source };
}

/** A server of this machine stands for all of its hosts. */
export function servedHere(real: SourceReader, port: number): SourceReader {
  const here = (address: string): string =>
    real.contract.hosts.reduce(
      (text, host) =>
        text
          .replaceAll(`https://${host}`, `http://127.0.0.1:${port}`)
          .replaceAll(host.replaceAll('.', '[.]'), `127.0.0.1:${port}`),
      address,
    );
  const discovery = JSON.parse(here(JSON.stringify(real.contract.discovery)).replaceAll('^https:', '^http:'));
  const contract: SourceContract = { ...real.contract, hosts: ['127.0.0.1'], discovery };
  return { ...real, contract };
}
