/** Ships and aircraft that Japanese releases name: class, kind, hull numbers, whose they are. Reads text in one line, see japanese-text.ts. */

/** Ships of one class that a sentence names together. */
export interface NamedShips {
  /** Class in English where this reader knows it, else as printed: `Luyang III`, `ルーヤンIII`; `null` for ships without a class. */
  readonly shipClass: string | null;
  /** Kind in English where known, else as printed: `destroyer`. */
  readonly kind: string;
  /** Name of a carrier, in English; `null` for other ships, whose names the publisher does not give. */
  readonly carrier: string | null;
  readonly hullNumbers: readonly string[];
  readonly count: number;
  readonly nationality: string | null;
}

export interface NamedAircraft {
  /** `Y-9`; `null` where the publisher does not say. */
  readonly type: string | null;
  readonly kind: string;
  readonly count: number | null;
  readonly nationality: string | null;
}

/** Chinese carriers by their names in Japanese texts; the second spelling is that of Chinese sources. */
const CARRIERS: Readonly<Record<string, string>> = {
  遼寧: 'Liaoning',
  辽宁: 'Liaoning',
  遼宁: 'Liaoning',
  リャオニン: 'Liaoning',
  山東: 'Shandong',
  山东: 'Shandong',
  シャンドン: 'Shandong',
  福建: 'Fujian',
  フージェン: 'Fujian',
};

const CLASSES: Readonly<Record<string, string>> = {
  クズネツォフ: 'Kuznetsov',
  フージェン: 'Fujian',
  ルーヤン: 'Luyang',
  レンハイ: 'Renhai',
  ジャンカイ: 'Jiangkai',
  ジャンウェイ: 'Jiangwei',
  ジャンダオ: 'Jiangdao',
  ジャンフ: 'Jianghu',
  ソブレメンヌイ: 'Sovremenny',
  ルージョウ: 'Luzhou',
  フチ: 'Fuchi',
  フユ: 'Fuyu',
  ドンディアオ: 'Dongdiao',
  シュパン: 'Shupang',
  ユーシェン: 'Yushen',
  ユージャオ: 'Yuzhao',
  ユーティン: 'Yuting',
  シャン: 'Shang',
  ソン: 'Song',
  ユアン: 'Yuan',
  ダーラオ: 'Dalao',
  ダージャン: 'Dajiang',
  アンウェイ: 'Anwei',
  ウダロイ: 'Udaloy',
  スラバ: 'Slava',
  ステレグシチー: 'Steregushchiy',
  グリシャ: 'Grisha',
  タランタル: 'Tarantul',
  ナヌチカ: 'Nanuchka',
  ロプーチャ: 'Ropucha',
  アリゲーター: 'Alligator',
  キロ: 'Kilo',
  ドルゴルーキー: 'Dolgorukiy',
  オスカー: 'Oscar',
  バルザム: 'Balzam',
  ヴィシニャ: 'Vishnya',
  ドゥブナ: 'Dubna',
  アルタイ: 'Altay',
  アムガ: 'Amga',
  'ボリス・チリキン': 'Boris Chilikin',
  'イゴリ・ベロウソフ': 'Igor Belousov',
  'マルシャル・ネデリン': 'Marshal Nedelin',
};

const KINDS: Readonly<Record<string, string>> = {
  空母: 'aircraft carrier',
  航空母艦: 'aircraft carrier',
  ミサイル駆逐艦: 'missile destroyer',
  駆逐艦: 'destroyer',
  ミサイル巡洋艦: 'missile cruiser',
  巡洋艦: 'cruiser',
  ミサイルフリゲート: 'missile frigate',
  フリゲート: 'frigate',
  フリゲート艦: 'frigate',
  小型フリゲート: 'small frigate',
  コルベット: 'corvette',
  情報収集艦: 'intelligence ship',
  測量艦: 'survey ship',
  海洋調査艦: 'research ship',
  海洋観測艦: 'research ship',
  ミサイル観測支援艦: 'missile range ship',
  補給艦: 'supply ship',
  高速戦闘支援艦: 'fast combat support ship',
  ミサイル補給艦: 'missile supply ship',
  揚陸艦: 'landing ship',
  ドック型揚陸艦: 'dock landing ship',
  戦車揚陸艦: 'tank landing ship',
  潜水艦: 'submarine',
  原子力潜水艦: 'nuclear submarine',
  潜水艦救難艦: 'submarine rescue ship',
  救難艦: 'rescue ship',
  救難えい船: 'salvage tug',
  航洋えい船: 'ocean tug',
  哨戒艇: 'patrol boat',
  ミサイル護衛哨戒艇: 'missile corvette',
  掃海艇: 'minesweeper',
  掃海艦: 'minesweeper',
  病院船: 'hospital ship',
  貨物船: 'cargo ship',
  練習艦: 'training ship',
  給油艦: 'oiler',
  海警船: 'coast guard ship',
};

const NATIONS: Readonly<Record<string, string>> = { 中国: 'China', ロシア: 'Russia', 北朝鮮: 'North Korea', 台湾: 'Taiwan' };
const NATION = /(推定)?(中国|ロシア|北朝鮮|台湾)(?=海軍|軍|海警|の?[^、。]{0,8}?(?:機|無人機)[(×x])/g;

/** Words of kinds, longest first, so that a missile destroyer is not a destroyer. */
const KIND_WORDS = Object.keys(KINDS).sort((a, b) => b.length - a.length);
/** A class, a kind, a name, a count, hull numbers: `ステレグシチー級フリゲート2隻(艦番号「333」及び「343」)`, or without a class `貨物船6隻`. */
const SHIPS =
  /(?:([ァ-ヶーA-Z0-9・]+?)(改)?(I{1,3}|IV|VI{0,3}|[0-9])?(改)?(?:型|級))?((?:(?!級)[ァ-ヶー一-龠えい])*?(?:艦|艇|船|空母|フリゲート艦?|コルベット))(?:「([^」0-9]{1,8})」)?(?:(\d+)隻)?(?:\(([^()]*\d[^()]*)\))?/g;
const CARRIER_NAME = new RegExp(`空母「?(${Object.keys(CARRIERS).join('|')})」?`, 'g');
const HULL_PHRASE = /^(?:艦番号)?(?:(?:及び|並びに|と|、|・)?「?\d{1,4}」?)+$/;

/** Ships of a text with where each stands in it. A kind alone (`当該艦艇`, `潜水艦` in a sentence on others) counts only with a count or a hull number. */
export interface PlacedShips extends NamedShips {
  readonly from: number;
}

/** The ships that a text names. `nationality` is that of the ships whose navy the text does not name. */
export function shipsOf(line: string, nationality: string | null): readonly PlacedShips[] {
  const found: PlacedShips[] = [];
  for (const match of line.matchAll(SHIPS)) {
    const [, className, , grade, , kindText = '', name, count, bracket] = match;
    const kind = KIND_WORDS.find((word) => kindText.endsWith(word));
    const hullNumbers = bracket !== undefined && HULL_PHRASE.test(bracket) ? (bracket.match(/\d{1,4}/g) ?? []) : [];
    const carrier = name === undefined ? null : (CARRIERS[name] ?? null);
    if (className === undefined && (kind === undefined || (hullNumbers.length === 0 && count === undefined && carrier === null))) continue;
    if (/^(?:海上自衛隊|海自|護衛)/.test(kindText)) continue;
    found.push({
      shipClass: className === undefined ? null : classNameOf(className, grade, match[2] ?? match[4]),
      kind: kind === undefined ? kindText : (KINDS[kind] ?? kindText),
      carrier,
      hullNumbers,
      count: count === undefined ? Math.max(1, hullNumbers.length) : Number(count),
      nationality: nationalityBefore(line, match.index + match[0].length) ?? nationality,
      from: match.index,
    });
  }
  return found;
}

/** Carriers that a text names anywhere, each once, in the order of the text. */
export function carriersOf(line: string): readonly string[] {
  return [...new Set([...line.matchAll(CARRIER_NAME)].flatMap((match) => CARRIERS[match[1] ?? ''] ?? []))];
}

const AIRCRAFT =
  /(推定)?(?:(中国|ロシア|北朝鮮|台湾)軍?の?)?([一-龠ァ-ヶー/]{0,10}?(?:機|ヘリコプター|ヘリ))(?:\((?:推定)?([A-Za-z]{1,4}-?\d{1,3}[A-Z]?)\))?(?:[×xX]?(\d+)機)/g;

/** The aircraft that a text counts: `中国軍の情報収集機(Y-9)×1機`. */
export function aircraftOf(line: string, nationality: string | null): readonly (NamedAircraft & { readonly from: number })[] {
  let nation = nationality;
  return [...line.matchAll(AIRCRAFT)].map((match) => {
    nation = match[2] === undefined ? (nationalityBefore(line, match.index) ?? nation) : (NATIONS[match[2]] ?? null);
    return { type: match[4] ?? null, kind: match[3] ?? '', count: Number(match[5]), nationality: nation, from: match.index };
  });
}

/** Nations whose ships or aircraft a title speaks of, each once. */
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

function classNameOf(printed: string, grade: string | undefined, modified: string | undefined): string {
  const name = CLASSES[printed] ?? printed;
  return `${modified === undefined ? '' : 'modified '}${name}${grade === undefined ? '' : ` ${grade}`}`;
}
