/** Places and passages in Japanese releases: bearings and distances from islands, straits, and on which side of the first island chain a place lies. */

export interface BearingFrom {
  /** As printed: `沖ノ鳥島`. */
  readonly place: string;
  /** `N`, `NE`, …, `NNE`; `null` for the place itself. */
  readonly bearing: string | null;
  readonly distanceKm: number | null;
}

const COMPASS: Readonly<Record<string, string>> = {
  北: 'N',
  北北東: 'NNE',
  北東: 'NE',
  東北東: 'ENE',
  東: 'E',
  東南東: 'ESE',
  南東: 'SE',
  南南東: 'SSE',
  南: 'S',
  南南西: 'SSW',
  南西: 'SW',
  西南西: 'WSW',
  西: 'W',
  西北西: 'WNW',
  北西: 'NW',
  北北西: 'NNW',
};

const KM_PER_NAUTICAL_MILE = 1.852;

/** `対馬(長崎県)の南西約110kmの海域`; the distance may be missing: `喜界島(鹿児島県)の東の海域`. */
const PLACE =
  /([一-龠ヶノァ-ヴー]{1,12}?)(?:\([^()]{1,6}[都道府県][^()]{0,6}\))?の([東西南北]{1,3})方?(?:(?:沖)?(?:の)?約([\d,]+(?:\.\d+)?)(km|キロ|海里|マイル)|の海域|沖)/g;

export function placesOf(line: string): readonly (BearingFrom & { readonly from: number })[] {
  return [...line.matchAll(PLACE)].map((match) => ({
    place: (match[1] ?? '').replace(/^(?:太平洋上の|東シナ海上の|日本海上の)/, ''),
    bearing: COMPASS[match[2] ?? ''] ?? null,
    distanceKm: match[3] === undefined ? null : kilometres(match[3], match[4] ?? 'km'),
    from: match.index,
  }));
}

function kilometres(digits: string, unit: string): number {
  const value = Number(digits.replaceAll(',', ''));
  return unit === 'km' || unit === 'キロ' ? value : Math.round(value * KM_PER_NAUTICAL_MILE);
}

/** Passages between two islands by both names, in whichever order they are printed. */
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

/** A strait that ships or aircraft are said to have gone through, or a passage that has no English name here: then as printed. */
export interface NamedPassage {
  readonly strait: string;
  readonly isKnown: boolean;
  readonly from: number;
}

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
    const pair = BETWEEN.find(([x, y]) => (one.endsWith(x) && other === y) || (one.endsWith(y) && other === x));
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

/** Sea to which ships were last seen heading, in English; `null` where the text does not say. */
export const towardsOf = (line: string): string | null => SEAS[TOWARDS.exec(line)?.[1] ?? ''] ?? null;

/** First sea that a text names, in English. */
export const seaOf = (line: string): string | null => SEAS[IN_SEA.exec(line)?.[1] ?? ''] ?? null;

const HEADING = /(?:を|、|し)([東西南北]{1,3})(?:進|航)|([東西南北]{1,3})(?:進し|進する)/;

export const headingOf = (line: string): string | null => {
  const match = HEADING.exec(line);
  return COMPASS[match?.[1] ?? match?.[2] ?? ''] ?? null;
};

/** Islands on the ocean side of the first island chain, and lands beyond it. */
const OCEAN = [
  '沖ノ鳥島',
  '南鳥島',
  '硫黄島',
  '父島',
  '沖大東島',
  '北大東島',
  '南大東島',
  '大東島',
  '喜界島',
  '波照間島',
  'フィリピン',
  'グアム',
  '小笠原',
];
/** Islands of the chain: south and east of them is the Pacific, north and west the East China Sea. */
const CHAIN = [
  '沖縄本島',
  '沖縄島',
  '宮古島',
  '石垣島',
  '西表島',
  '与那国島',
  '多良間島',
  '奄美大島',
  '徳之島',
  '沖永良部島',
  '種子島',
  '屋久島',
  '台湾',
];
/** Islands and places inside the chain. */
const INSIDE = [
  '魚釣島',
  '久場島',
  '大正島',
  '尖閣諸島',
  '久米島',
  '横当島',
  '対馬',
  '五島列島',
  '男女群島',
  '草垣群島',
  '口永良部島',
  '済州島',
  '隠岐',
];

/** Scope of a carrier's place: `pacific` beyond the first island chain, `scs` inside it; `null` where the place is not known here. */
export function scopeOfPlace({ place, bearing }: BearingFrom): 'pacific' | 'scs' | null {
  if (OCEAN.some((name) => place.endsWith(name))) return 'pacific';
  if (INSIDE.some((name) => place.endsWith(name))) return 'scs';
  if (!CHAIN.some((name) => place.endsWith(name)) || bearing === null) return null;
  return /S|^E$|ENE/.test(bearing) ? 'pacific' : 'scs';
}

/** Straits through the first island chain, with the compass points towards which ships leave the Pacific through them. */
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

/** Does a strait lead from the seas of China into the Pacific? */
export const leadsToPacific = (strait: string): boolean => strait in INBOUND;

/** Does a passage through a strait with this heading end outside the Pacific? `null`: the heading is not stated, or the strait is no way out. */
export function isInbound(strait: string, heading: string | null): boolean | null {
  const inbound = INBOUND[strait];
  return inbound === undefined || heading === null ? null : inbound.test(heading);
}
