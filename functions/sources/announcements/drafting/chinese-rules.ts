/** Announcements of China's Ministry of Commerce in Chinese, as they have been worded since 2023. */
import { announcementNumber } from '#functions/sources/publishers/mofcom/announcement-number.ts';
import { dayOf, type GoodsNamed, NO_GOODS, type Suspension, type TextRules } from './text-rules.ts';

/** Goods as announcements name them. Longer names first: graphite anodes are not graphite. */
const GOODS: Readonly<Record<string, string>> = {
  人造石墨负极材料: 'artificial graphite anode',
  石墨负极材料: 'artificial graphite anode',
  锂电池: 'lithium batteries',
  超硬材料: 'superhard',
  稀土设备和原辅料: 'REE equipment',
  石墨: 'graphite',
  镧: 'La',
  铈: 'Ce',
  镨: 'Pr',
  钕: 'Nd',
  钐: 'Sm',
  铕: 'Eu',
  钆: 'Gd',
  铽: 'Tb',
  镝: 'Dy',
  钬: 'Ho',
  铒: 'Er',
  铥: 'Tm',
  镱: 'Yb',
  镥: 'Lu',
  钪: 'Sc',
  钇: 'Y',
  镓: 'Ga',
  锗: 'Ge',
  锑: 'Sb',
  钨: 'W',
  碲: 'Te',
  铋: 'Bi',
  钼: 'Mo',
  铟: 'In',
};
/** Summaries that stand in titles and name no element. */
const SUMMARY = /(?:稀土|加强|下列|上述|以下|有关|其他|全部|目的|用途|用户)$/;

const NAME = Object.keys(GOODS).join('|');
/** A list of goods before `相关物项`, or one kind of goods before `两用物项`. */
const LISTED = /(?:对|涉及|不予许可|^[一二三四五六七八九十]+、(?:[0-9][A-E][0-9]{3}\s*)?)?([\p{Script=Han}、]+?)相关(?:两用)?物项/gu;
const DUAL_USE_OF_ONE = new RegExp(`(${NAME})两用物项`, 'gu');
const TECHNOLOGY = /稀土相关技术/;

const CHINESE_DAY = /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/;
const UNTIL = new RegExp(`至\\s*${CHINESE_DAY.source}`);
const FROM_DAY = new RegExp(`自\\s*${CHINESE_DAY.source}(?:\\d{1,2}时(?:\\d{1,2}分)?)?\\s*起\\s*(?:正式)?(?:实施|施行|生效)`, 'g');
const FROM_PUBLICATION = /自(?:本?公告)?(?:公布|发布|即日)(?:之)?日?起/;
const SUSPENDED = /公告\s*(\d{4})\s*年?\s*第?\s*(\d+)\s*号((?:\s*[、及和,，]\s*第?\d+号)*)/g;

const goodsOf = (list: string): GoodsNamed => {
  // `原产于…的相关两用物项`: goods by their origin, not by name.
  if (list.endsWith('的')) return NO_GOODS;
  const parts = list.split(/[、和及]/).filter((part) => part !== '');
  const words: string[] = [];
  const unknown: string[] = [];
  for (const part of parts) {
    const name = Object.keys(GOODS).find((known) => part.endsWith(known));
    if (name !== undefined) words.push(GOODS[name] as string);
    else if (!SUMMARY.test(part)) unknown.push(part);
  }
  return { words, unknown };
};

function goods(sentence: string): GoodsNamed {
  // Legal bases and suspended texts are named with titles that speak of goods.
  if (sentence.includes('暂停实施')) return NO_GOODS;
  if (sentence.includes('稀土设备和原辅料相关物项')) return { words: ['REE equipment'], unknown: [] };
  const listed = [...sentence.matchAll(LISTED)].map(([, list = '']) => goodsOf(list));
  const single = [...sentence.matchAll(DUAL_USE_OF_ONE)].map(([, name = '']) => GOODS[name] as string);
  return {
    words: [...listed.flatMap(({ words }) => words), ...single, ...(TECHNOLOGY.test(sentence) ? ['REE technologies'] : [])],
    unknown: listed.flatMap(({ unknown }) => unknown),
  };
}

function suspends(sentence: string): Suspension | null {
  if (!sentence.includes('暂停实施')) return null;
  // The title and the number of the suspending text itself stand before the words "announces".
  const said = sentence.replace(/^[^“《]*?公告\d{4}年第\d+号\s*(?=公布)/u, '');
  const keys = [...said.matchAll(SUSPENDED)].flatMap(([, year, first, further = '']) =>
    [first, ...[...further.matchAll(/\d+/g)].map(([number]) => number)].map((number) => `MOFCOM ${year} No. ${Number(number)}`),
  );
  if (keys.length === 0) return null;
  return { keys: [...new Set(keys)], part: /第[一二三四五六七八九十]+[款条项]/.exec(said)?.[0] ?? null };
}

const readDay = (text: string): string | null => {
  const [, year, month, day] = CHINESE_DAY.exec(text) ?? [];
  return year === undefined ? null : dayOf(year, month, day);
};

export const CHINESE_ANNOUNCEMENT_RULES: TextRules = {
  instrument(lines) {
    for (const line of lines) {
      const number = announcementNumber(line);
      if (number !== null) return { value: { instrumentNo: number.instrumentNo, title: line }, sentence: line };
    }
    return null;
  },
  dated(lines) {
    const stated = lines.find((line) => line.includes('发文日期'));
    const compact = /(\d{4})(\d{2})(\d{2})(?!\d)/.exec(stated ?? '');
    const day = readDay(stated ?? '') ?? (compact === null ? null : dayOf(compact[1], compact[2], compact[3]));
    if (stated !== undefined && day !== null) return { value: day, sentence: stated };
    // A text without a head is signed with its day, which stands alone on the last line.
    const signed = lines.findLast((line) => /^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$/.test(line));
    const signedOn = readDay(signed ?? '');
    return signed === undefined || signedOn === null ? null : { value: signedOn, sentence: signed };
  },
  sentences: (text) =>
    text
      .split(/[。\n]/)
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence !== ''),
  begins(sentence, dated) {
    const stated = [...sentence.matchAll(FROM_DAY)].map(([, year, month, day]) => dayOf(year, month, day)).filter((day) => day !== null);
    return FROM_PUBLICATION.test(sentence) && dated !== null ? [dated, ...stated] : stated;
  },
  ends(sentence) {
    const [, year, month, day] = UNTIL.exec(sentence) ?? [];
    return year === undefined ? null : dayOf(year, month, day);
  },
  suspends,
  kinds: [
    [/列入出口管制管控名单/, 'entity_list'],
    [/原则上不予许可[\p{Script=Han}]/u, 'ban'],
    [/禁止[^，。]*(?:军事用户|军事用途)[^。]*出口/, 'end_use_ban'],
    [/稀土相关技术/, 'technology_ban'],
    [/申请许可|许可证|未经许可|实施出口管制/, 'licence'],
  ],
  goods,
  // A licence for dual-use items is no statement about all of them.
  dualUse: /(?:禁止|加强)[^。]*两用物项(?!出口许可)|列入出口管制管控名单/,
  stages: [
    [/开采/, 'mine'],
    [/氧化|化合物|冶炼分离/, 'refining'],
    [/金属[镧铈镨钕钐铕钆铽镝钬铒铥镱镥钪钇镓锗锑钨铋钼铟]|金属冶炼|合金/, 'metal'],
    [/永磁材料|磁材制造/, 'magnet'],
  ],
  targets: [
    [/(?:对|向)美国|家美国实体/, 'USA'],
    [/(?:对|向)日本|家日本实体/, 'JPN'],
    [/(?:对|向)台湾地区|家台湾地区实体/, 'TWN'],
    [/(?:对|向)欧盟|家欧盟实体/, 'EUU'],
    [/向中国以外的其他国家和地区/, 'ALL'],
  ],
  controls: /决定对[^。]*实施出口管制|未经许可不得出口/,
};
