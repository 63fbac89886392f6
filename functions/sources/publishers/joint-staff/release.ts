import { dayNumber } from '#domain/time/calendar.ts';
import type { SecurityEventKind } from '#domain/vocabulary/reference-data.ts';
import type { Theatre } from '#domain/vocabulary/theatres.ts';
import type { PrintedTotal, UnreadPart } from '../document-reader.ts';
import { kindsIn, STRUCTURE, theatreOf } from './escalation-words.ts';
import {
  aircraftOf,
  type BearingFrom,
  carriersOf,
  type DatedText,
  daysOf,
  firstFullDate,
  forcesOf,
  headingOf,
  type MentionedDays,
  type NamedAircraft,
  type NamedShips,
  nationsOf,
  oneLine,
  passagesOf,
  placesOf,
  presumedIn,
  seaOf,
  sentencesOf,
  shipsOf,
  towardsOf,
  unknownCarriersIn,
} from './release-words.ts';

type ScrambleCounts = Readonly<{
  firstDay: string;
  lastDay: string;
  counts: Readonly<Record<string, number>>;
  shares?: Readonly<Record<string, number>>;
}>;

type ReadScrambles = Readonly<{
  scrambles: readonly ScrambleCounts[];
  printed_totals: readonly PrintedTotal[];
  unread: readonly UnreadPart[];
}>;

const NATION_ROWS: Readonly<Record<string, string>> = {
  ロシア: 'Russia',
  中国: 'China',
  台湾: 'Taiwan',
  北朝鮮: 'North Korea',
  その他: 'other',
  合計: 'all',
};
const MONTHS_OF_FISCAL_YEAR = 12;
const FIRST_MONTH = 4;

/** `-回`: not counted yet. */
function scrambleCountsOf(line: string, text: string): ReadScrambles {
  const section =
    /国・地域別緊急発進回数.*?合計((?:(?:ロシア|中国|台湾|北朝鮮|その他|合計)(?:(?:\d+|-)回)+)+)/.exec(
      line,
    )?.[1];
  return section === undefined ? yearlyCounts(line, text) : monthlyCounts(line, section);
}

function monthlyCounts(line: string, section: string): ReadScrambles {
  const year = Number(/(\d{4})年度における緊急発進実施状況/.exec(line)?.[1] ?? Number.NaN);
  if (Number.isNaN(year)) return unreadable(line, 'The fiscal year of the table of scrambles was not found.');
  const rows = [...section.matchAll(/(ロシア|中国|台湾|北朝鮮|その他|合計)((?:(?:\d+|-)回)+)/g)].map(
    (match) => ({
      nation: NATION_ROWS[match[1] ?? ''] ?? '',
      cells: [...(match[2] ?? '').matchAll(/(\d+|-)回/g)].map(([, cell]) =>
        cell === '-' ? null : Number(cell),
      ),
    }),
  );
  if (rows.some(({ cells }) => cells.length !== MONTHS_OF_FISCAL_YEAR + 1))
    return unreadable(section, 'A row of the table of scrambles does not have twelve months and a total.');
  const printed_totals: PrintedTotal[] = rows.map(({ nation, cells }) => ({
    what: `scrambles of fiscal year ${year}, ${nation}`,
    printed: cells.at(-1) ?? 0,
    read: cells.slice(0, MONTHS_OF_FISCAL_YEAR).reduce<number>((sum, cell) => sum + (cell ?? 0), 0),
  }));
  const scrambles = Array.from({ length: MONTHS_OF_FISCAL_YEAR }, (_, index) => {
    const counts = rows.flatMap(({ nation, cells }) => {
      const cell = cells[index] ?? null;
      return cell === null ? [] : [[nation, cell] as const];
    });
    return { ...monthOfFiscalYear(year, index), counts: Object.fromEntries(counts) };
  }).filter(({ counts }) => Object.keys(counts).length > 0);
  for (const { lastDay, counts } of scrambles)
    printed_totals.push(sumOfNations(`scrambles of ${lastDay.slice(0, 7)}`, counts));
  return { scrambles, printed_totals, unread: [] };
}

function monthOfFiscalYear(year: number, index: number): Readonly<{ firstDay: string; lastDay: string }> {
  const month = FIRST_MONTH - 1 + index;
  const iso = (day: number, ahead: number) =>
    new Date(Date.UTC(year, month + ahead, day)).toISOString().slice(0, 10);
  return { firstDay: iso(1, 0), lastDay: iso(0, 1) };
}

/** Fiscal years by nationality, six figures a row; rows by region have five. */
function yearlyCounts(line: string, text: string): ReadScrambles {
  const rows = [
    ...text.normalize('NFKC').matchAll(/(\d{4})年度[ \t]+((?:\d+[ \t]+){5}\d+)(?![ \t]*\d)/g),
  ].map((match) => ({
    year: Number(match[1]),
    cells: (match[2] ?? '').split(/[ \t]+/).map(Number),
  }));
  if (rows.length === 0) return spokenCounts(line);
  const scrambles = rows.map(({ year, cells }) => ({
    firstDay: monthOfFiscalYear(year, 0).firstDay,
    lastDay: monthOfFiscalYear(year, MONTHS_OF_FISCAL_YEAR - 1).lastDay,
    counts: Object.fromEntries(
      Object.values(NATION_ROWS).map((nation, index) => [nation, cells[index] ?? 0]),
    ),
  }));
  const printed_totals = scrambles.map(({ firstDay, counts }) =>
    sumOfNations(`scrambles of fiscal year ${firstDay.slice(0, 4)}`, counts),
  );
  return { scrambles, printed_totals, unread: [] };
}

const DAY = '(\\d{4})年(\\d{1,2})月(\\d{1,2})日';
/** `(2025年4月1日~2025年6月30日)における緊急発進回数は157回` */
const PERIOD = new RegExp(`${DAY}~${DAY}\\)における緊急発進回数は(\\d+)回`);

function spokenCounts(line: string): ReadScrambles {
  const [, ...period] = PERIOD.exec(line) ?? [];
  const numbers = period.map(Number);
  if (numbers.length === 0)
    return unreadable(line, 'Neither a table of scrambles nor a sentence with their number was found.');
  const day = (at: number) =>
    new Date(Date.UTC(numbers[at] ?? 0, (numbers[at + 1] ?? 0) - 1, numbers[at + 2]))
      .toISOString()
      .slice(0, 10);
  const named = (pattern: RegExp) =>
    Object.fromEntries(
      [...line.matchAll(pattern)].map(([, nation = '', n]) => [NATION_ROWS[nation], Number(n)]),
    );
  const counts = named(/(ロシア|中国|台湾|北朝鮮)機に対する緊急発進回数は(\d+)回/g);
  const shares = named(/(ロシア|中国|台湾|北朝鮮|その他)機?約(\d+)%/g);
  const all = { all: numbers[6] ?? 0 };
  return {
    scrambles: [{ firstDay: day(0), lastDay: day(3), counts: { ...counts, ...all }, shares }],
    printed_totals: [],
    unread: [],
  };
}

function sumOfNations(what: string, counts: Readonly<Record<string, number>>): PrintedTotal {
  const read = Object.entries(counts).reduce(
    (sum, [nation, count]) => (nation === 'all' ? sum : sum + count),
    0,
  );
  return { what, printed: counts.all ?? read, read };
}

const unreadable = (text: string, why: string): ReadScrambles => ({
  scrambles: [],
  printed_totals: [],
  unread: [{ text: text.slice(0, 200), why }],
});

export type ReleaseEvent = Readonly<{
  kind: 'ships' | 'aircraft';
  firstDay: string;
  lastDay: string;
  ships: readonly NamedShips[];
  aircraft: readonly NamedAircraft[];
  carriers: readonly string[];
  nationalities: readonly string[];
  /** The publisher takes them to be of that nation. */
  isPresumed: boolean;
  place: BearingFrom | null;
  heading: string | null;
  sea: string | null;
  towards: string | null;
  straits: readonly string[];
  kinds: readonly SecurityEventKind[];
  /** Of the sentence before, where it names no place. */
  theatre: Theatre | 'elsewhere';
  passage: string;
  alreadyPublished: boolean;
}>;

/** `other`: known to be none of this reader's business. */
type ReleaseTopic = 'ships' | 'aircraft' | 'scrambles' | 'other' | 'unknown';

export type Release = Readonly<{
  topic: ReleaseTopic;
  title: string | null;
  published: string | null;
  events: readonly ReleaseEvent[];
  scrambles: readonly ScrambleCounts[];
  printed_totals: readonly PrintedTotal[];
  unread: readonly UnreadPart[];
  isCorrection: boolean;
}>;

const LETTERHEAD =
  /(?:統合幕僚監部)?報道発表資料(?!の一部)(?:https?:\/\/www\.mod\.go\.jp\/js\/?)?|https?:\/\/www\.mod\.go\.jp\/js\/?|[(【]お知らせ[)】]|\(問合せ先\)統合幕僚監部[^。]*?(?:\(内線\d+\)|電話[:0-9-]+)/g;
/** It then repeats the earlier release in full. */
const CORRECTION_NOTICE = /報道発表資料の一部訂正について.*?訂正(?:します|する|しました|いたします)。/;
const OFFICE = '(?:(?:防衛省)?統合幕僚監部|防衛省|外務省)';
const ERA_DAY = '(?:令和|平成)(?:\\d{1,2}|元)年\\d{1,2}月\\d{1,2}日';
const HEADER = new RegExp(`^.*?(?:${ERA_DAY}${OFFICE}|統合幕僚監部)`);
/** Below the title of a web page; the day of an event goes on with weekday or time. */
const BELOW_TITLE = new RegExp(`^${ERA_DAY}(?:${OFFICE}|(?![(、頃午にのから未早夜夕]|\\d{1,2}時))`);
const TITLE = /^(.{2,80}?について)/;
const MOVEMENTS =
  /(?:中国|ロシア|中露|北朝鮮|台湾|推定|国籍不明|外国)[^。]{0,40}?(艦艇|艦船|船舶|調査船|潜水艦|軍機|無人機|航空機|気球|ヘリ|機)[^。]{0,24}?(?:について|による|の?活動|抗議)|([一-龠ァ-ヶー]*(?:艦|船|艇|機|気球|ヘリコプター))の(?:動向|行動|航行|飛行|通過)について/;
/** Where the title says what was done and not by which craft. */
const IN_THE_AIR = /機|ヘリ|気球|飛行|領空/;
const ABOVE_TITLE = new RegExp(
  `^(?:${ERA_DAY}|[\\d.]+|${OFFICE}|\\(?お知らせ\\)?|報道発表(?:資料)?|報道資料)+$`,
);
const IN_BODY = /。|\d日\(|^(?:本日|\d{1,2}月\d{1,2}日)/;
const OTHER_SUBJECTS =
  /災害派遣|弾道ミサイル|訓練|演習|海賊対処|中東地域における日本関係船舶|急患輸送|出張|訪問|来訪|来日|会談|会議|会合|表敬|寄港|帰港|出港|要員交代|派遣|国際緊急援助|人事|協定|記念|周年|公募|募集|不発弾|輸送|視察|行事|式典|懇談|セミナー|シンポジウム|フォーラム|教育|交流|在外邦人/;

interface Told {
  readonly events: ReleaseEvent[];
  readonly totals: PrintedTotal[];
  readonly unread: UnreadPart[];
  /** To which `これらの艦艇` points. */
  current: readonly NamedShips[];
  nations: readonly string[];
  /** Of which only the title can say whose it is. */
  readonly ofSubmarine: string | null;
  sentenceDays: readonly MentionedDays[];
  again: boolean;
}

export function releaseOf(text: string, number: string | null): Release {
  const whole = oneLine(text).replace(LETTERHEAD, '');
  const notice = CORRECTION_NOTICE.exec(whole)?.[0] ?? '';
  const line = whole.replace(notice, '');
  const head = HEADER.exec(line.slice(0, 200))?.[0].length ?? 0;
  const title =
    titleLine(text) ??
    TITLE.exec(line.slice(head))?.[1] ??
    /([^。○:×)]{4,60}について)/.exec(line)?.[1] ??
    null;
  const below = line.slice(title === null ? 0 : line.indexOf(title) + title.length);
  const header = BELOW_TITLE.exec(below)?.[0] ?? '';
  const published = printedDay(line) ?? firstFullDate(header) ?? dayOfNumber(number);
  const topic = topicOf(line, title);
  const none = {
    title,
    published,
    events: [],
    scrambles: [],
    printed_totals: [],
    unread: [],
    isCorrection: false,
  };
  if (line === '')
    return {
      ...none,
      topic: 'unknown',
      unread: [
        {
          text: '',
          why: 'The text is empty: the file has no text layer, or its characters could not be decoded.',
        },
      ],
    };
  if (topic === 'other') return { ...none, topic };
  if (topic === 'unknown') {
    return {
      ...none,
      topic,
      unread: [
        {
          text: line.slice(0, 120),
          why: 'The release is on a subject that no rule knows; add it to the subjects of joint-staff/release.ts.',
        },
      ],
    };
  }
  if (topic === 'scrambles') return { ...none, topic, ...scrambleCountsOf(line, text) };
  if (published === null)
    return {
      ...none,
      topic,
      unread: [
        {
          text: line.slice(0, 120),
          why: 'No day of publication is printed and the file has no number, so months and days without a year cannot be placed.',
        },
      ],
    };
  const movements = movementsOf(below.slice(header.length), title ?? '', published, topic);
  return { ...none, topic, ...movements, isCorrection: notice !== '' };
}

/** On whichever side of day and office. */
function titleLine(text: string): string | null {
  for (const printed of text.split('\n')) {
    const line = oneLine(printed);
    if (line === '' || ABOVE_TITLE.test(line)) continue;
    if (IN_BODY.test(line) || line.length > 80) return null;
    if (topicOfTitle(line) !== null) return TITLE.exec(line)?.[1] ?? line;
  }
  return null;
}

/** A day further on is that of an event. */
function printedDay(line: string): string | null {
  return firstFullDate(new RegExp(`${ERA_DAY}${OFFICE}`).exec(line)?.[0] ?? '');
}

const dayOfNumber = (number: string | null): string | null => {
  const match = /p?(\d{4})(\d{2})(\d{2})_\d+/.exec(number ?? '');
  return match && `${match[1]}-${match[2]}-${match[3]}`;
};

function topicOfTitle(title: string): 'ships' | 'aircraft' | null {
  if (/共同訓練/.test(title)) return null;
  const subject = MOVEMENTS.exec(title);
  const craft = subject?.[1] ?? subject?.[2];
  if (craft !== undefined) return /艦|船|艇/.test(craft) ? 'ships' : 'aircraft';
  return kindsIn(title, []).length === 0 ? null : IN_THE_AIR.test(title) ? 'aircraft' : 'ships';
}

function topicOf(line: string, title: string | null): ReleaseTopic {
  if (/緊急発進(?:実施)?状況/.test(line.slice(0, 300))) return 'scrambles';
  const topic = topicOfTitle((title ?? line.slice(0, 200)).slice(-90));
  if (topic !== null) return topic;
  return OTHER_SUBJECTS.test(title ?? '') || OTHER_SUBJECTS.test(line.slice(0, 400)) ? 'other' : 'unknown';
}

/** Diagrams and captions repeat sentences in another order: claimed, but for new hull numbers. */
function movementsOf(body: string, title: string, published: string, kind: 'ships' | 'aircraft') {
  const told: Told = {
    events: [],
    totals: [],
    unread: [],
    current: [],
    nations: nationsOf(title),
    ofSubmarine: submarineOf(title),
    sentenceDays: [],
    again: false,
  };
  const lastStop = body.lastIndexOf('。');
  for (const { text } of sentencesOf(body.slice(0, lastStop + 1))) {
    for (const printed of unknownCarriersIn(
      text,
      told.events.some(({ carriers }) => carriers.length > 0),
    ))
      told.unread.push({
        text: `${printed}: ${text}`,
        why: 'An aircraft carrier whose name or hull number this reader does not know.',
      });
    claim(text, told, published, kind);
  }
  const inTitle = kindsIn(title, []).filter((one) => !told.events.some(({ kinds }) => kinds.includes(one)));
  const first = told.events.findIndex(({ alreadyPublished }) => !alreadyPublished);
  const [event] = told.events.slice(first);
  if (first >= 0 && event !== undefined)
    told.events[first] = { ...event, kinds: [...inTitle, ...event.kinds] };
  const captions = body.slice(lastStop + 1).split('行動概要')[0] ?? '';
  const named = new Set(told.events.flatMap(({ ships }) => ships.flatMap(({ hullNumbers }) => hullNumbers)));
  for (const { hullNumbers } of shipsOf(captions, null)) {
    const missing = hullNumbers.filter((hull) => !named.has(hull));
    if (missing.length > 0)
      told.unread.push({
        text: missing.join(', '),
        why: 'Pictures are captioned with hull numbers that no sentence of the release names.',
      });
  }
  if (told.events.length === 0)
    told.unread.push({
      text: body.slice(0, 200),
      why: 'The release is on movements of ships or aircraft, and no sentence with a day was understood.',
    });
  return { events: told.events, printed_totals: told.totals, unread: told.unread };
}

/** A submarine beside ships of a nation need not be of it. */
function submarineOf(title: string): string | null {
  const nations = nationsOf(title);
  if (title.includes('潜水艦')) return nationsOf(/[^及、・]*潜水艦/.exec(title)?.[0] ?? '')[0] ?? null;
  return nations.length === 1 ? (nations[0] ?? null) : null;
}

const WATCHED = /警戒監視|情報収集を(?:行|実施)|追尾/;
const SCRAMBLED = /緊急発進/;
const TOLD_AGAIN = /同一(?:である|の|と)/;
const LIST_FOLLOWS = /以下|次の(?:とおり|通り)|下表|別表/;
const LIST_ITEM = /^(?:\(?\d{1,2}[).、]?)?(?:\d{1,2}月)?\d{1,2}日/;
/** As sentences of their own say it. */
const DENIED = /(?:領空|領海|接続水域|排他的経済水域|レーダー照射)[^。]{0,24}(?:ない|なかった|ありません)$/;
const FLIGHTS = /発着艦|発艦|着艦/;
const CLAIMED_WITHOUT_EVENT =
  /初めて(?:確認|公表)|訂正|確認された艦艇欄の括弧書き|^※|特異な動向|外交ルート|申し入れ|抗議|懸念|引き続き|注視|今後とも|万全を期|国籍は|推定(?:している|される|した)$|被害|本件|関係省庁|指示|警告|通告|中国側|ロシア側|大使|召致/;

function claim(sentence: string, told: Told, published: string, kind: 'ships' | 'aircraft') {
  const table = /日時位置確認された艦艇(.*?)(?:※確認された艦艇欄の括弧書きは艦番号を示す|$)/.exec(sentence);
  if (table !== null) {
    readTable(table[1] ?? '', told, published);
    const rest = sentence.slice(table.index + table[0].length);
    if (rest !== '') claim(rest, told, published, kind);
    return;
  }
  if (SCRAMBLED.test(sentence) && !/^令和|^\d+月/.test(sentence)) {
    markScrambled(told);
    return;
  }
  if (WATCHED.test(sentence) && daysOf(sentence, published, published).days.length === 0) return;
  const before = told.events.findLast(({ alreadyPublished }) => !alreadyPublished) ?? told.events.at(-1);
  const context = before?.lastDay ?? published;
  told.again = TOLD_AGAIN.test(sentence)
    ? LIST_FOLLOWS.test(sentence)
    : told.again && LIST_ITEM.test(sentence);
  const isAgain = told.again || TOLD_AGAIN.test(sentence);
  const dated = daysOf(sentence, published, context, before?.firstDay ?? published);
  if (DENIED.test(sentence) && dated.days.length === 0) return;
  if (!isAgain)
    for (const day of dated.wrongWeekdays)
      told.unread.push({
        text: day,
        why: 'The printed weekday is not that of the day; either the day or the weekday is a misprint.',
      });
  const known = told.events.length;
  const read = isAgain
    ? readAgain(sentence, certainDays(sentence, dated), told, kind) || told.again
    : (FLIGHTS.test(sentence) && readFlights(sentence, dated, told)) || readSeen(sentence, dated, told, kind);
  if (!isAgain && dated.days.length > 0) told.sentenceDays = dated.days;
  const nation = presumedIn(sentence);
  if (nation !== null) presume(nation, told, told.events.length > known ? known : 0);
  if (!read && nation === null && !CLAIMED_WITHOUT_EVENT.test(sentence))
    told.unread.push({
      text: sentence,
      why: 'No rule claims this sentence of a release on ships or aircraft.',
    });
}

/** Of what has been told since `from` of no nation. */
function presume(nation: string, told: Told, from: number) {
  told.events.forEach((event, index) => {
    if (index >= from && event.nationalities.length === 0)
      told.events[index] = { ...event, nationalities: [nation], isPresumed: true };
  });
}

/** Against the aircraft told of so far, or those of its last ships. */
function markScrambled(told: Told) {
  const isNew = ({ alreadyPublished }: ReleaseEvent) => !alreadyPublished;
  const flew = told.events.filter((event) => isNew(event) && event.kind === 'aircraft');
  const met = new Set(flew.length > 0 ? flew : told.events.filter(isNew).slice(-1));
  told.events.forEach((event, index) => {
    if (met.has(event) && !event.kinds.includes('scramble'))
      told.events[index] = { ...event, kinds: [...event.kinds, 'scramble'] };
  });
}

const BETWEEN_DAYS = /^(?:午前|午後)?(?:、|及び|並びに|と|に)*$/;

/** One for each day or span; the first takes what stands before it. */
function partsOf(
  sentence: string,
  { days }: DatedText,
): readonly Readonly<{ days: MentionedDays; text: string }>[] {
  const lead = sentence.slice(0, days[0]?.from ?? 0);
  return days.map((day, index) => {
    // Days in a list share what follows the last.
    let end = index;
    while (
      days[end + 1] !== undefined &&
      BETWEEN_DAYS.test(sentence.slice(days[end]?.to, days[end + 1]?.from))
    )
      end += 1;
    const own = sentence.slice(
      end === index ? day.from : days[end]?.from,
      days[end + 1]?.from ?? sentence.length,
    );
    return {
      days: day,
      text: index === 0 || days[0] === undefined || isListed(sentence, days, index) ? lead + own : own,
    };
  });
}

function isListed(sentence: string, days: readonly MentionedDays[], index: number) {
  return days
    .slice(0, index)
    .every((day, at) => BETWEEN_DAYS.test(sentence.slice(day.to, days[at + 1]?.from)));
}

/** The sentence before names the ships. */
const GOES_ON = /^(?:その後|この後|さらに|また|この際|その際|具体的には)/;
const POINTS_BACK = /これらの|当該|同艦|同艇|それぞれ|両艦|同機/;

function eventOf(
  text: string,
  span: Readonly<{ first: string; last: string }>,
  told: Told,
  kind: 'ships' | 'aircraft',
): ReleaseEvent {
  const fallback = told.nations.length === 1 ? (told.nations[0] ?? null) : null;
  const printed = shipsOf(text, fallback, told.ofSubmarine).map(({ from: _, ...ships }) => ships);
  const before = told.current.filter(isSubmarine);
  const named = before.length > 0 && printed.length > 0 && printed.every(isBareSubmarine) ? before : printed;
  const aircraft = aircraftOf(text, fallback).map(({ from: _, ...one }) => one);
  const ships = named.length > 0 || aircraft.length > 0 || kind === 'aircraft' ? named : told.current;
  const nationalities = [...new Set([...ships, ...aircraft].flatMap(({ nationality }) => nationality ?? []))];
  const place = placesOf(text)[0];
  return {
    kind: aircraft.length > 0 && named.length === 0 ? 'aircraft' : kind,
    firstDay: span.first,
    lastDay: span.last,
    ships,
    aircraft,
    carriers: [...new Set([...ships.flatMap(({ carrier }) => carrier ?? []), ...carriersOf(text)])],
    nationalities:
      nationalities.length > 0 || ships.some(isBareSubmarine)
        ? nationalities
        : told.nations.length > 0
          ? told.nations
          : forcesOf(text),
    isPresumed: false,
    place:
      place === undefined
        ? null
        : { place: place.place, bearing: place.bearing, distanceKm: place.distanceKm },
    heading: headingOf(text),
    sea: seaOf(text),
    towards: towardsOf(text),
    straits: [...new Set(passagesOf(text).map(({ strait }) => strait))],
    kinds: kindsIn(text, aircraft),
    theatre: theatreOf(text) ?? told.events.at(-1)?.theatre ?? 'elsewhere',
    passage: text.trim(),
    alreadyPublished: false,
  };
}

const isSubmarine = ({ kind }: NamedShips) => kind === 'submarine';
const isBareSubmarine = (one: NamedShips) =>
  isSubmarine(one) && one.shipClass === null && one.hullNumbers.length === 0;

/** A beginning that may tell of the day before is a part of its own: `接続水域内を北西進した後、10日に…`. */
function partsAfterLead(
  sentence: string,
  dated: DatedText,
  before: Readonly<{ first: string; last: string }> | undefined,
  told: Told,
) {
  const lead = sentence.slice(0, dated.days[0]?.from ?? 0);
  // On the days of the sentence before.
  const isThen = /^(?:この際|その際)/.test(lead) && kindsIn(lead, []).length > 0;
  if (!isThen && (before === undefined || !/した(?:後|のち)、?$/.test(lead))) return partsOf(sentence, dated);
  const days = isThen || before === undefined ? told.sentenceDays : [before];
  return [
    ...days.map((one) => ({ days: one, text: lead })),
    ...partsOf(' '.repeat(lead.length) + sentence.slice(lead.length), dated),
  ];
}

function readSeen(sentence: string, dated: DatedText, told: Told, kind: 'ships' | 'aircraft') {
  const isOfShips =
    shipsOf(sentence, null).length > 0 ||
    aircraftOf(sentence, null).length > 0 ||
    POINTS_BACK.test(sentence) ||
    /艦艇|潜水艦|艦船|調査船|機が|機は|物体|ヘリコプター/.test(sentence) ||
    STRUCTURE.test(sentence) ||
    (GOES_ON.test(sentence) && told.events.length > 0);
  if (
    !isOfShips ||
    !/確認|航行|飛行|通過|[東西南北]進|遊弋|入域|侵入|侵犯|発見|投下|錨泊|停泊|照射|接近|追従|横切|設置|掘削/.test(
      sentence,
    )
  )
    return false;
  if (/初めて/.test(sentence) && dated.days.length === 0) return true;
  const before = told.events.findLast(({ alreadyPublished }) => !alreadyPublished);
  const undated =
    before === undefined ? [] : [{ days: { first: before.lastDay, last: before.lastDay }, text: sentence }];
  const parts = dated.days.length > 0 ? partsAfterLead(sentence, dated, undated[0]?.days, told) : undated;
  if (parts.length === 0) return false;
  for (const { days, text } of parts) {
    const event = eventOf(text, days, told, kind);
    noteUnknownPassages(text, told);
    if (shipsOf(text, null).length > 0) {
      told.current = event.ships;
      checkCount(text, event, told);
    }
    told.events.push(event);
  }
  return true;
}

function noteUnknownPassages(text: string, told: Told) {
  for (const { strait, isKnown } of passagesOf(text)) {
    if (!isKnown)
      told.unread.push({
        text: strait,
        why: 'A passage or strait that has no English name in joint-staff/release-words.ts; it is given as printed.',
      });
  }
}

/** Against the ships that were read. */
function checkCount(text: string, { ships, lastDay }: ReleaseEvent, told: Told) {
  const printed = /(?:の計|の|、計|合計)(\d+)隻(?=[をがの、]|$)/.exec(text)?.[1];
  // "And others" counts more than are named.
  if (printed === undefined || /(?:等|ほか|など|を含む)(?:の|複数の)?(?:計|合計)?\d+隻/.test(text)) return;
  told.totals.push({
    what: `ships named on ${lastDay}`,
    printed: Number(printed),
    read: ships.reduce((sum, { count }) => sum + count, 0),
  });
}

/** A number before a day makes another day of it, with a wrong weekday: `116日(木)`. */
const certainDays = (sentence: string, { days, wrongWeekdays }: DatedText): DatedText => ({
  days: days.filter(
    ({ from, to }) => !wrongWeekdays.some((wrong) => sentence.slice(from, to).includes(wrong)),
  ),
  wrongWeekdays,
});

/** Each day is an event of ships named beside it, else of those before. */
function readAgain(sentence: string, dated: DatedText, told: Told, kind: 'ships' | 'aircraft') {
  if (dated.days.length === 0) return dated.wrongWeekdays.length > 0;
  let ships: readonly NamedShips[] | null = null;
  const starts = dated.days.map(({ from }) => from);
  for (const [index, days] of dated.days.entries()) {
    const lead = sentence.slice(index === 0 ? 0 : (dated.days[index - 1]?.to ?? 0), days.from);
    const fallback = told.nations.length === 1 ? (told.nations[0] ?? null) : null;
    const named = shipsOf(lead, fallback).map(({ from: _, ...one }) => one);
    if (named.length > 0) ships = named.map((one) => knownAs(one, told.current));
    const text = sentence.slice(days.from, starts[index + 1] ?? sentence.length);
    const event = eventOf(text, days, { ...told, current: ships ?? told.current }, kind);
    noteUnknownPassages(text, told);
    told.events.push({
      ...event,
      ships: ships ?? told.current,
      carriers: carriersAmong(ships ?? told.current, text),
      alreadyPublished: true,
    });
  }
  return true;
}

const carriersAmong = (ships: readonly NamedShips[], text: string) => [
  ...new Set([...ships.flatMap(({ carrier }) => carrier ?? []), ...carriersOf(text)]),
];

/** The nationality it had at first. */
const knownAs = (one: NamedShips, current: readonly NamedShips[]): NamedShips => ({
  ...one,
  nationality:
    current.find(({ hullNumbers }) => hullNumbers.some((hull) => one.hullNumbers.includes(hull)))
      ?.nationality ?? one.nationality,
});

/** They place a carrier on their days. */
function readFlights(sentence: string, dated: DatedText, told: Told) {
  const carriers = carriersOf(sentence);
  const who = carriers.length > 0 ? carriers : carriersAmong(told.current, '');
  if (who.length === 0) return false;
  const before = told.events.findLast(({ alreadyPublished }) => !alreadyPublished);
  const parts =
    dated.days.length > 0
      ? partsOf(sentence, dated)
      : before === undefined
        ? []
        : [{ days: { first: before.firstDay, last: before.lastDay }, text: sentence }];
  for (const { days, text } of parts)
    told.events.push({
      ...eventOf(text, days, { ...told, current: [] }, 'ships'),
      ships: shipsWithCarrier(told.current, who),
      carriers: who,
      nationalities: ['China'],
    });
  return parts.length > 0;
}

const shipsWithCarrier = (ships: readonly NamedShips[], carriers: readonly string[]) =>
  ships.filter(({ carrier }) => carrier !== null && carriers.includes(carrier));

/** Day, place, ships. */
function readTable(table: string, told: Told, published: string) {
  const context = told.events.at(-1)?.lastDay ?? published;
  const dated = daysOf(table, published, context);
  for (const { days, text } of partsOf(table, dated)) {
    const event = eventOf(text, days, told, 'ships');
    told.events.push(event);
    if (event.ships.length > 0) told.current = event.ships;
  }
  if (dated.days.length === 0)
    told.unread.push({ text: table, why: 'A table of ships by day without a day.' });
}

export function lastNewDay({ events }: Release): string | null {
  const days = events.filter(({ alreadyPublished }) => !alreadyPublished).map(({ lastDay }) => lastDay);
  return days.length === 0 ? null : days.reduce((a, b) => (dayNumber(a) >= dayNumber(b) ? a : b));
}
