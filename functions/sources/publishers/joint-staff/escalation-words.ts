import type { SecurityEventKind } from '#domain/vocabulary/reference-data.ts';
import type { Theatre } from '#domain/vocabulary/theatres.ts';
import type { NamedAircraft } from './release-words.ts';

/** In the same clause: `領海への侵入はなかった`. */
const DENIED = /^[^、。]{0,24}(?:なかった|ない|いない|ません)/;

const says = (text: string, words: RegExp) =>
  [...text.matchAll(new RegExp(words, 'g'))].some(
    (match) => !DENIED.test(text.slice(match.index + match[0].length).replaceAll(/\([^()]*\)/g, '')),
  );

const within = (zone: string): RegExp => new RegExp(`${zone}(?!の?外)`);

/** Counted in a table of its own. */
const COAST_GUARD = /海警|公船/;
const SURVEY = /測量艦|調査船|調査活動|海洋調査|ワイヤ/;
export const STRUCTURE = /ブイ|掘削|試掘|構造物|資源開発/;
const EEZ = within('(?:排他的経済水域|EEZ)');

const WORDINGS: readonly (readonly [SecurityEventKind, (text: string) => boolean])[] = [
  [
    'airspace_violation',
    (text) =>
      says(
        text,
        /(?<!対)領空を?侵犯(?!措置|のおそれ|に対する措置)|領(?:空|海上空)内?[にへ][^、。]{0,12}?(?:侵入|進入)|領(?:空|海上空)内?を[^、。]{0,8}?(?:侵犯|飛行)/,
      ),
  ],
  ['radar_lock_on', (text) => says(text, /レーダー[をの]?[^、。]{0,8}?照射/)],
  [
    'territorial_sea_entry_navy',
    (text) =>
      !COAST_GUARD.test(text) &&
      says(
        text,
        /領海(?!の?外)内?(?:に[^。]{0,40}?(?:侵入|入域|入った)|を[^。]{0,40}?(?:航行|通航|[東西南北]進))|領海侵入/,
      ),
  ],
  ['contiguous_zone_navy', (text) => !COAST_GUARD.test(text) && says(text, within('接続水域'))],
  ['survey_ship_eez', (text) => SURVEY.test(text) && !STRUCTURE.test(text) && says(text, EEZ)],
  ['navy_eez', (text) => !SURVEY.test(text) && !STRUCTURE.test(text) && says(text, EEZ)],
  ['buoy', (text) => says(text, /ブイ[^。]{0,24}?(?:設置|投入|敷設)/)],
  ['resource_development', (text) => says(text, /掘削|試掘|構造物|資源開発/)],
  ['abnormal_approach', (text) => says(text, /(?:異常|特異|危険)(?:な|に)接近|異常接近|近接飛行/)],
];

export const kindsIn = (text: string, aircraft: readonly NamedAircraft[]): readonly SecurityEventKind[] => [
  ...WORDINGS.flatMap(([kind, isSaid]) => (isSaid(text) ? [kind] : [])),
  ...(aircraft.some(({ kind }) => kind.includes('無人機')) || says(text, /無人機(?:[が×を]|\()/)
    ? (['drone'] as const)
    : []),
];

/** In the order in which they decide. */
const WATERS: readonly (readonly [Theatre | 'elsewhere', RegExp])[] = [
  ['senkaku', /尖閣|魚釣島|久場島|大正島/],
  ['taiwan', /与那国|西表|波照間|台湾|バシー|ルソン/],
  [
    'senkaku',
    /沖縄|宮古|久米島|石垣|多良間|大東島|奄美|横当島|喜界島|徳之島|沖永良部|与論島|屋久島|口永良部|種子島|大隅|トカラ|吐噶喇|草垣|男女群島|五島列島|東シナ海/,
  ],
  [
    'elsewhere',
    /北海道|宗谷|津軽|根室|国後|択捉|オホーツク|対馬|日本海|隠岐|硫黄島|父島|小笠原|沖ノ鳥島|南鳥島|伊豆|八丈島|太平洋/,
  ],
];

export const theatreOf = (text: string): Theatre | 'elsewhere' | null =>
  WATERS.find(([, places]) => places.test(text))?.[0] ?? null;
