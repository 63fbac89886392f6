import { dayNumber, isoDate } from '#domain/time/calendar.ts';

/**
 * Without white space and line breaks, full-width as half-width, Roman numerals as letters, wave dashes as
 * `~`.
 */
export function oneLine(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[~〜∼～]/g, '~')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[\s\u200b\ufeff]+/g, '');
}

type SentencePart = Readonly<{
  text: string;
  ended: boolean;
}>;

/** Stops in quotation marks or brackets do not occur. */
export function sentencesOf(line: string): readonly SentencePart[] {
  const parts = line.split('。');
  return parts.flatMap((text, index) => (text === '' ? [] : [{ text, ended: index < parts.length - 1 }]));
}

export type MentionedDays = Readonly<{
  first: string;
  last: string;
  from: number;
  to: number;
}>;

const UNTIL =
  /^(?:午前|午後|正午|未明|早朝|夕方|夜)?(?:\d{1,2}時)?(?:\d{1,2}分|半)?(?:頃|以降|台)?(?:から|~|-)$/;

export type DatedText = Readonly<{
  days: readonly MentionedDays[];
  wrongWeekdays: readonly string[];
}>;

const ERAS: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925 };
const WEEKDAYS = '日月火水木金土';
const DAY =
  '(?:(令和|平成|昭和)(\\d{1,2}|元)年|(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日(?:\\(([日月火水木金土])(?:[・、]?[祝休振]日?)?\\))?';
/** Or `同日` (that day), `本日` (of the release), `昨日` (the day before). */
const DAYS = new RegExp(`(?:${DAY}(?!間|連続|ぶり|目)|(同日|本日|今般|昨日)(?:\\(\\d{1,2}日\\))?)`, 'g');

const DAYS_OF_ERA_DATE = new RegExp(DAY);

/** `null` where no day has a year. */
export function firstFullDate(line: string): string | null {
  for (const match of line.matchAll(new RegExp(DAYS_OF_ERA_DATE, 'g'))) {
    const year = yearOf(match);
    if (year !== null && match[4] !== undefined) return dateOf(year, Number(match[4]), Number(match[5]));
  }
  return null;
}

/**
 * A missing year is that of the day before, else the last one that is not after the release; a missing month
 * the one near `context` whose weekday fits.
 */
export function daysOf(
  line: string,
  released: string,
  context: string,
  sameDay: string = context,
): DatedText {
  const days: MentionedDays[] = [];
  const wrongWeekdays: string[] = [];
  let near = context;
  let statedYear: number | null = null;
  for (const match of line.matchAll(DAYS)) {
    const from = match.index;
    const to = from + match[0].length;
    const day: string | null =
      wordDay(match[7], released, days.at(-1)?.last ?? sameDay) ??
      resolved(match, { released, near, statedYear });
    if (day === null) continue;
    if (yearOf(match) !== null) statedYear = Number(day.slice(0, 4));
    near = day;
    if (match[6] !== undefined && weekdayOf(day) !== match[6]) wrongWeekdays.push(match[0]);
    const before = days.at(-1);
    if (before !== undefined && UNTIL.test(line.slice(before.to, from)) && before.first <= day) {
      days[days.length - 1] = { ...before, last: day, to };
    } else days.push({ first: day, last: day, from, to });
  }
  return { days, wrongWeekdays };
}

type DayContext = Readonly<{
  released: string;
  near: string;
  statedYear: number | null;
}>;

function resolved(match: RegExpMatchArray, { released, near, statedYear }: DayContext): string | null {
  const day = Number(match[5]);
  const year = yearOf(match);
  if (match[4] !== undefined) {
    const month = Number(match[4]);
    if (year !== null) return dateOf(year, month, day);
    if (statedYear !== null)
      return firstAfter(near, [dateOf(statedYear, month, day), dateOf(statedYear + 1, month, day)], released);
    const years = [0, 1].map((back) => dateOf(Number(released.slice(0, 4)) - back, month, day));
    return years.find((one) => one !== null && one <= released) ?? years[0] ?? null;
  }
  const candidates = [0, 1, -1].flatMap(
    (months) => dateOf(Number(near.slice(0, 4)), Number(near.slice(5, 7)) + months, day) ?? [],
  );
  const fits = candidates.filter(
    (one) => one <= released && (match[6] === undefined || weekdayOf(one) === match[6]),
  );
  return fits[0] ?? candidates.find((one) => one <= released) ?? candidates[0] ?? null;
}

/** A stated year carries on, into the next where months say so. */
function firstAfter(near: string, candidates: readonly (string | null)[], released: string): string | null {
  return candidates.find((one) => one !== null && one >= near && one <= released) ?? candidates[0] ?? null;
}

function wordDay(word: string | undefined, released: string, last: string): string | null {
  if (word === undefined) return null;
  return word === '同日' ? last : isoDate(dayNumber(released) - (word === '昨日' ? 1 : 0));
}

function yearOf(match: RegExpMatchArray): number | null {
  if (match[3] !== undefined) return Number(match[3]);
  const era = match[1] === undefined ? undefined : ERAS[match[1]];
  return era === undefined ? null : era + (match[2] === '元' ? 1 : Number(match[2]));
}

function dateOf(year: number, month: number, day: number): string | null {
  const time = new Date(Date.UTC(year, month - 1, day));
  return time.getUTCDate() === day ? time.toISOString().slice(0, 10) : null;
}

const weekdayOf = (day: string) => WEEKDAYS.charAt(new Date(`${day}T00:00:00Z`).getUTCDay());

export type NamedShips = Readonly<{
  /** In English where known: `Luyang III`, `ルーヤンIII`; `null`: no class. */
  shipClass: string | null;
  kind: string;
  carrier: string | null;
  hullNumbers: readonly string[];
  count: number;
  nationality: string | null;
}>;

export type NamedAircraft = Readonly<{
  type: string | null;
  kind: string;
  count: number | null;
  nationality: string | null;
}>;

const CARRIERS: Readonly<Record<string, string>> = {
  遼寧: 'Liaoning',
  山東: 'Shandong',
  福建: 'Fujian',
};

const CLASSES: Readonly<Record<string, string>> = {
  クズネツォフ: 'Kuznetsov',
  ルーヤン: 'Luyang',
  レンハイ: 'Renhai',
  ジャンカイ: 'Jiangkai',
  フチ: 'Fuchi',
  フユ: 'Fuyu',
  ドンディアオ: 'Dongdiao',
  シュパン: 'Shupang',
  ユーシェン: 'Yushen',
  ウダロイ: 'Udaloy',
  スラバ: 'Slava',
  ステレグシチー: 'Steregushchiy',
  タランタル: 'Tarantul',
  キロ: 'Kilo',
  バルザム: 'Balzam',
  ヴィシニャ: 'Vishnya',
  ドゥブナ: 'Dubna',
  アルタイ: 'Altay',
  アムガ: 'Amga',
  'イゴリ・ベロウソフ': 'Igor Belousov',
};

const KINDS: Readonly<Record<string, string>> = {
  空母: 'aircraft carrier',
  ミサイル駆逐艦: 'missile destroyer',
  駆逐艦: 'destroyer',
  ミサイル巡洋艦: 'missile cruiser',
  フリゲート: 'frigate',
  情報収集艦: 'intelligence ship',
  測量艦: 'survey ship',
  補給艦: 'supply ship',
  高速戦闘支援艦: 'fast combat support ship',
  ミサイル補給艦: 'missile supply ship',
  揚陸艦: 'landing ship',
  潜水艦: 'submarine',
  航洋えい船: 'ocean tug',
  ミサイル護衛哨戒艇: 'missile corvette',
  貨物船: 'cargo ship',
};

export const NATIONS: Readonly<Record<string, string>> = {
  中国: 'China',
  ロシア: 'Russia',
  北朝鮮: 'North Korea',
  台湾: 'Taiwan',
};
const NATION = /(推定)?(中国|ロシア|北朝鮮|台湾)(?=海軍|軍|海警|の?[^、。]{0,8}?(?:機|無人機)[(×x])/g;

/** Longest first: a missile destroyer is no destroyer. */
const KIND_WORDS = Object.keys(KINDS).sort((a, b) => b.length - a.length);
/** `ステレグシチー級フリゲート2隻(艦番号「333」及び「343」)`, `貨物船6隻`. */
const SHIPS =
  /(?:([ァ-ヶーA-Z0-9・]+?)(改)?(I{1,3}|IV|VI{0,3}|[0-9])?(改)?(?:型|級))?((?:(?!級)[ァ-ヶー一-龠えい])*?(?:艦(?!救難)|艇|船|空母|フリゲート艦?|コルベット))(?:「([^」0-9]{1,8})」)?(?:(\d+)隻)?(?:\(([^()]*\d[^()]*)\))?/g;
const CARRIER_NAME = new RegExp(`(?:空母|空母「|「(?=[^」]+」))(${Object.keys(CARRIERS).join('|')})`, 'g');
const CARRIER_HULLS: Readonly<Record<string, string>> = { 16: 'Liaoning', 17: 'Shandong', 18: 'Fujian' };
const CARRIER_WORD =
  /(当該|同|本|両|これらの)?空母(?!艦載|打撃|機動|部隊|級|群)(?:「([^」]{1,12})」)?(?:(\d+)隻)?(?:\(([^()]*)\))?/g;
const HULL_PHRASE = /^(?:艦番号)?(?:(?:及び|並びに|と|、|・)?「?\d{1,4}」?)+$/;

/**
 * A kind alone counts only with a count or hull number, but for a submarine, of which nothing else is said.
 */
interface PlacedShips extends NamedShips {
  readonly from: number;
}

/**
 * `nationality`: of ships whose navy the text does not name; `ofSubmarine`: of a submarine without a class.
 */
export function shipsOf(
  line: string,
  nationality: string | null,
  ofSubmarine: string | null = nationality,
): readonly PlacedShips[] {
  const found: PlacedShips[] = [];
  for (const match of line.matchAll(SHIPS)) {
    const [, className, , grade, , kindText = '', name, count, bracket] = match;
    const kind = KIND_WORDS.find((word) => kindText.endsWith(word));
    const hullNumbers =
      bracket !== undefined && HULL_PHRASE.test(bracket) ? (bracket.match(/\d{1,4}/g) ?? []) : [];
    const carrier =
      CARRIERS[name ?? ''] ?? (kind === '空母' ? (CARRIER_HULLS[hullNumbers[0] ?? ''] ?? null) : null);
    const isBare = className === undefined && hullNumbers.length === 0 && count === undefined;
    if (isBare && carrier === null && kind !== '潜水艦') continue;
    if (/^(?:海上自衛隊|海自|護衛)/.test(kindText)) continue;
    found.push({
      shipClass: className === undefined ? null : classNameOf(className, grade, match[2] ?? match[4]),
      kind: kind === undefined ? kindText : (KINDS[kind] ?? kindText),
      carrier,
      hullNumbers,
      count: count === undefined ? Math.max(1, hullNumbers.length) : Number(count),
      nationality:
        nationalityBefore(line, match.index + match[0].length) ??
        (isBare && kind === '潜水艦' ? ofSubmarine : nationality),
      from: match.index,
    });
  }
  return found;
}

export function carriersOf(line: string): readonly string[] {
  return [...new Set([...line.matchAll(CARRIER_NAME)].flatMap((match) => CARRIERS[match[1] ?? ''] ?? []))];
}

/** As printed. A carrier alone is the one named before. */
export function unknownCarriersIn(line: string, isNamedBefore: boolean): readonly string[] {
  let isNamed = isNamedBefore;
  return [...line.matchAll(CARRIER_WORD)].flatMap(([printed, back, name, number, bracket]) => {
    const hull = bracket?.match(/\d{1,4}/)?.[0];
    const isKnown =
      (name !== undefined && name in CARRIERS) ||
      (name === undefined && hull !== undefined && hull in CARRIER_HULLS);
    const pointsBack =
      isNamed && name === undefined && hull === undefined && (number === undefined || back !== undefined);
    isNamed ||= isKnown;
    return isKnown || pointsBack ? [] : [printed];
  });
}

const AIRCRAFT =
  /(推定)?(?:(中国|ロシア|北朝鮮|台湾)軍?の?)?([A-Za-z]{1,4}-?\d{1,3}[A-Z]?)?([一-龠ァ-ヶー/]{0,10}?(?:機|ヘリコプター|ヘリ))(?:\((?:推定)?([A-Za-z]{1,4}-?\d{1,3}[A-Z]?)\))?(?:[×xX]?(\d+)機)/g;

/** `中国軍の情報収集機(Y-9)×1機`, `Y-9情報収集機1機`. */
export function aircraftOf(
  line: string,
  nationality: string | null,
): readonly (NamedAircraft & Readonly<{ from: number }>)[] {
  let nation = nationality;
  return [...line.matchAll(AIRCRAFT)].map((match) => {
    nation =
      match[2] === undefined ? (nationalityBefore(line, match.index) ?? nation) : (NATIONS[match[2]] ?? null);
    return {
      type: match[3] ?? match[5] ?? null,
      kind: match[4] ?? '',
      count: Number(match[6]),
      nationality: nation,
      from: match.index,
    };
  });
}

/** `当該潜水艦は中国のものと推定している`. */
export const presumedIn = (line: string): string | null =>
  NATIONS[
    /(中国|ロシア|北朝鮮|台湾)(?:海軍|軍)?(?:所属|籍)?の?(?:もの|潜水艦|艦艇|航空機|無人機)?(?:である)?(?:もの)?(?:と|だと)(?:強く)?(?:推定|みられ|考えられ)/.exec(
      line,
    )?.[1] ?? ''
  ] ?? null;

export const forcesOf = (line: string): readonly string[] => [
  ...new Set([...line.matchAll(NATION)].flatMap((match) => NATIONS[match[2] ?? ''] ?? [])),
];

export function nationsOf(line: string): readonly string[] {
  return [
    ...new Set(
      [...line.matchAll(/中国|ロシア|北朝鮮|台湾|中露/g)].flatMap(([word]) =>
        word === '中露' ? ['China', 'Russia'] : (NATIONS[word] ?? []),
      ),
    ),
  ];
}

function nationalityBefore(line: string, index: number): string | null {
  let last: string | null = null;
  for (const match of line.matchAll(NATION)) if (match.index < index) last = NATIONS[match[2] ?? ''] ?? last;
  return last;
}

function classNameOf(printed: string, grade: string | undefined, modified: string | undefined) {
  const name = CLASSES[printed] ?? printed;
  return `${modified === undefined ? '' : 'modified '}${name}${grade === undefined ? '' : ` ${grade}`}`;
}

export type BearingFrom = Readonly<{
  place: string;
  bearing: string | null;
  distanceKm: number | null;
}>;

/** In their order: 北北東 is NNE. */
const COMPASS: Readonly<Record<string, string>> = { 北: 'N', 東: 'E', 南: 'S', 西: 'W' };
const bearingOf = (words = ''): string | null => [...words].map((word) => COMPASS[word]).join('') || null;

const KM_PER_NAUTICAL_MILE = 1.852;

/** `対馬(長崎県)の南西約110kmの海域`; without a distance `喜界島(鹿児島県)の東の海域`. */
const PLACE =
  /([一-龠ヶノァ-ヴー]{1,12}?)(?:\([^()]{1,6}[都道府県][^()]{0,6}\))?の([東西南北]{1,3})方?(?:(?:沖)?(?:の)?約([\d,]+(?:\.\d+)?)(km|キロ|海里|マイル)|の海域|沖)/g;

export function placesOf(line: string): readonly (BearingFrom & Readonly<{ from: number }>)[] {
  return [...line.matchAll(PLACE)].map((match) => ({
    place: (match[1] ?? '').replace(/^(?:太平洋上の|東シナ海上の|日本海上の)/, ''),
    bearing: bearingOf(match[2]),
    distanceKm: match[3] === undefined ? null : kilometres(match[3], match[4] ?? 'km'),
    from: match.index,
  }));
}

function kilometres(digits: string, unit: string) {
  const value = Number(digits.replaceAll(',', ''));
  return unit === 'km' || unit === 'キロ' ? value : Math.round(value * KM_PER_NAUTICAL_MILE);
}

/** In either order. */
const BETWEEN: readonly (readonly [string, string, string])[] = [
  ['沖縄本島', '宮古島', 'Miyako'],
  ['沖縄島', '宮古島', 'Miyako'],
  ['与那国島', '台湾', 'Yonaguni'],
  ['与那国島', '西表島', 'Yonaguni-Iriomote'],
  ['奄美大島', '横当島', 'Amami-Yokoate'],
  ['石垣島', '宮古島', 'Ishigaki-Miyako'],
  ['屋久島', '口永良部島', 'Yakushima-Kuchinoerabu'],
  ['屋久島', '種子島', 'Yakushima-Tanegashima'],
  ['沖永良部島', '徳之島', 'Okinoerabu-Tokunoshima'],
  ['沖縄本島', '与論島', 'Okinawa-Yoron'],
];

const STRAITS: Readonly<Record<string, string>> = {
  大隅: 'Osumi',
  対馬: 'Tsushima',
  津軽: 'Tsugaru',
  宗谷: 'Soya',
  トカラ: 'Tokara',
  吐噶喇: 'Tokara',
  宮古: 'Miyako',
  与那国: 'Yonaguni',
  台湾: 'Taiwan',
  バシー: 'Bashi',
  ルソン: 'Luzon',
  根室: 'Nemuro',
  択捉: 'Etorofu',
  国後: 'Kunashiri',
};

const PASSAGE =
  /([一-龠ヶノァ-ヴー]{1,8})(?:\([^()]*\))?(?:と|及び|-)([一-龠ヶノァ-ヴー]{1,8}?)(?:\([^()]*\))?(?:と)?の?間(?:の海域|の海峡|の接続水域|を|、)|([一-龠ァ-ヴー]{1,6})(?:海峡|水道)(?!周辺|付近|の(?:南|北|東|西))/g;

type NamedPassage = Readonly<{
  strait: string;
  isKnown: boolean;
  from: number;
}>;

export function passagesOf(line: string): readonly NamedPassage[] {
  return [...line.matchAll(PASSAGE)].map((match) => {
    const [, a, b, strait] = match;
    if (strait !== undefined) {
      const known = Object.keys(STRAITS).find((name) => strait.endsWith(name));
      return {
        strait: known === undefined ? `${strait}海峡` : (STRAITS[known] ?? strait),
        isKnown: known !== undefined,
        from: match.index,
      };
    }
    const [one, other] = [a ?? '', b ?? ''];
    const pair = BETWEEN.find(
      ([x, y]) => (one.endsWith(x) && other === y) || (one.endsWith(y) && other === x),
    );
    return { strait: pair?.[2] ?? `${one}-${other}`, isKnown: pair !== undefined, from: match.index };
  });
}

const SEAS: Readonly<Record<string, string>> = {
  太平洋: 'Pacific',
  東シナ海: 'East China Sea',
  南シナ海: 'South China Sea',
  日本海: 'Sea of Japan',
  オホーツク海: 'Sea of Okhotsk',
  フィリピン海: 'Pacific',
};
const TOWARDS = new RegExp(`(${Object.keys(SEAS).join('|')})(?:方面)?(?:へ|に)(?:向けて|向かって|向け|抜け)`);
const IN_SEA = new RegExp(`(${Object.keys(SEAS).join('|')})`);

export const towardsOf = (line: string): string | null => SEAS[TOWARDS.exec(line)?.[1] ?? ''] ?? null;

export const seaOf = (line: string): string | null => SEAS[IN_SEA.exec(line)?.[1] ?? ''] ?? null;

const HEADING = /(?:を|、|し)([東西南北]{1,3})(?:進|航)|([東西南北]{1,3})(?:進し|進する)/;

export const headingOf = (line: string): string | null => {
  const match = HEADING.exec(line);
  return bearingOf(match?.[1] ?? match?.[2]);
};

/** On the ocean side of the first island chain. */
const OCEAN =
  /(?:沖ノ鳥島|南鳥島|硫黄島|父島|沖大東島|北大東島|南大東島|大東島|喜界島|波照間島|フィリピン|グアム|小笠原)$/u;
/** South and east of them is the Pacific. */
const CHAIN =
  /(?:沖縄本島|沖縄島|宮古島|石垣島|西表島|与那国島|多良間島|奄美大島|徳之島|沖永良部島|種子島|屋久島|台湾)$/u;
const INSIDE =
  /(?:魚釣島|久場島|大正島|尖閣諸島|久米島|横当島|対馬|五島列島|男女群島|草垣群島|口永良部島|済州島|隠岐)$/u;

/** `pacific`: beyond the chain, `scs`: inside; `null`: unknown. */
export function scopeOfPlace({ place, bearing }: BearingFrom): 'pacific' | 'scs' | null {
  if (OCEAN.test(place)) return 'pacific';
  if (INSIDE.test(place)) return 'scs';
  if (!CHAIN.test(place) || bearing === null) return null;
  return /S|^E$|ENE/.test(bearing) ? 'pacific' : 'scs';
}

/** Straits through the chain, with headings that leave the Pacific. */
const INBOUND: Readonly<Record<string, RegExp>> = {
  Miyako: /N|^W$/,
  'Ishigaki-Miyako': /N/,
  Yonaguni: /N/,
  'Yonaguni-Iriomote': /N/,
  'Amami-Yokoate': /W|^S$/,
  'Okinawa-Yoron': /W/,
  'Okinoerabu-Tokunoshima': /W/,
  Tokara: /W/,
  Osumi: /W/,
  Bashi: /W/,
  Luzon: /W/,
};

export const leadsToPacific = (strait: string): boolean => strait in INBOUND;

/** `null`: unknown. */
export function isInbound(strait: string, heading: string | null): boolean | null {
  const inbound = INBOUND[strait];
  return inbound === undefined || heading === null ? null : inbound.test(heading);
}
