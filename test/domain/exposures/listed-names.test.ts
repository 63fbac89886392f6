import { expect, test } from 'vitest';
import { listingsOfSites, nameScreen } from '#domain/exposures/listed-names.ts';
import { listedNamesOn } from '#domain/method/supplier-facts.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { ListedNamesRow } from '#domain/vocabulary/reference-data.ts';
import { languageOf } from '#domain/words/catalogue.ts';
import { rendered } from '#domain/words/render.ts';
import listedNames from '#reference/listed-names.json' with { type: 'json' };
import { referenceDataWith } from '#test/builders/reference-data.ts';

const listed_names = listedNames as unknown as readonly ListedNamesRow[];
const on = (day: string, known: string, notices = listed_names) =>
  listedNamesOn({
    data: referenceDataWith({ listed_names: notices }),
    day: dayNumber(day),
    known: dayNumber(known),
  });
const screen = nameScreen(on('2026-11-29', '2026-11-29'));

/**
 * How the same companies are written on invoices, in registers and in the press: what is asked -> the name on
 * the list, and where it is said to be.
 */
const VARIANTS: readonly (readonly [asked: string, listed: string, country?: string])[] = [
  ['MP Materials', 'MP Materials Corp.'],
  ['MP MATERIALS CORP', 'MP Materials Corp.', 'USA'],
  ['MP Materials Corporation', 'MP Materials Corp.', 'USA'],
  ['USA Rare Earth LLC', 'USA Rare Earth, Inc.', 'USA'],
  ['USAR', 'USA Rare Earth, Inc.'],
  ['TDK株式会社', 'TDK Corporation', 'JPN'],
  ['TDK Corp.', 'TDK Corporation', 'JPN'],
  ['TDK CORPORATION', 'TDK Corporation', 'CHN'],
  ['㈱TDK', 'TDK Corporation'],
  ['Mitsubishi Materials Corp', 'Mitsubishi Materials Corporation', 'JPN'],
  ['三菱材料株式会社', 'Mitsubishi Materials Corporation'],
  ['日油株式会社', 'NOF Corporation', 'JPN'],
  ['NOF Corp.', 'NOF Corporation'],
  ['日新電機株式会社', 'Nissin Electric Co., Ltd.', 'JPN'],
  ['Nissin Electric', 'Nissin Electric Co., Ltd.'],
  ['住友重機械工業株式会社', 'Sumitomo Heavy Industries, Ltd.', 'JPN'],
  ['Sumitomo Heavy Industries Limited', 'Sumitomo Heavy Industries, Ltd.'],
  ['住友重機械工業(株)', 'Sumitomo Heavy Industries, Ltd.'],
  ['豊和工業株式会社', 'Howa Machinery, Ltd.'],
  ['細谷火工株式会社', 'Hosoya Pyro-Engineering Co., Ltd.'],
  ['Hosoya Pyro Engineering Co Ltd', 'Hosoya Pyro-Engineering Co., Ltd.'],
  ['日本原燃株式会社', 'Japan Nuclear Fuel Limited'],
  ['三菱原子燃料株式会社', 'Mitsubishi Nuclear Fuel Co., Ltd.'],
  ['MITSUI E & S CO.,LTD.', 'MITSUI E&S Co., Ltd.', 'JPN'],
  ['Hino Motors', 'Hino Motors, Ltd.', 'JPN'],
  ['SUBARU CORP', 'SUBARU Corporation'],
  ['Nitto Denko K.K.', 'Nitto Denko Corporation'],
  ['日東電工株式会社', 'Nitto Denko Corporation'],
  ['Eneos Corp.', 'ENEOS Corporation'],
  ['Fujitsu Defense and National Security Ltd', 'Fujitsu Defense & National Security, Ltd.'],
  ['JAXA', 'Japan Aerospace Exploration Agency'],
  ['IHI Aerospace', 'IHI Aerospace Co., Ltd.', 'JPN'],
  ['Boeing Defense, Space and Security', 'Boeing Defense, Space & Security', 'USA'],
  ['漢翔航空工業股份有限公司', 'Aerospace Industrial Development Corp.', 'TWN'],
  ['龍德造船工業股份有限公司', 'Lungteh Shipbuilding Co., Ltd'],
  ['国际造船股份有限公司', 'CSBC Corporation, Taiwan'],
  ['中山科學研究院', 'National Chung-Shan Institute of Science & Technology'],
  ['洛克希德·马丁公司', 'Lockheed Martin Corporation'],
  ['The Lockheed Martin Corporation', 'Lockheed Martin Corporation', 'USA'],
  ['Excalibur Army spol. s r.o.', 'EXCALIBUR ARMY spol.s.r.o', 'CZE'],
  ['Tatra Trucks a. s.', 'TATRA TRUCKS a.s.', 'CZE'],
  ['Rheinmetall Aktiengesellschaft', 'Rheinmetall AG', 'DEU'],
  ['Lafert SpA', 'Lafert S.p.A.', 'ITA'],
  ['UAB Ekspla', 'Ekspla UAB', 'LTU'],
  ['Politechnika Wrocławska', 'Politechnika Wroclawska', 'POL'],
  ['Fabrique nationale de Herstal S.A.', 'FN Herstal', 'BEL'],
  ['TechInsights Europe Sp. z o.o.', 'TechInsights Europe Sp zo.o'],
  // Typing errors and additions: near, not hits.
  ['Sumitomo Heavy Industrys', 'Sumitomo Heavy Industries, Ltd.'],
  ['Nitto Denco Corporation', 'Nitto Denko Corporation'],
  ['Mitsubishi Material', 'Mitsubishi Materials Corporation'],
  ['Rheinmetal AG', 'Rheinmetall AG'],
  ['MP Materials Magnetics', 'MP Materials Corp.'],
  // Names in kana, and in English words of its own, that no row has.
  ['東京科学大学', 'Institute of Science Tokyo'],
  ['三菱マテリアル株式会社', 'Mitsubishi Materials Corporation'],
];

/** Companies that are on no list but sound like ones that are. */
const INNOCENT: readonly (readonly [asked: string, country?: string])[] = [
  ...(
    [
      'Mitsubishi Chemical',
      'Mitsubishi Corporation',
      'Mitsubishi Estate',
      'Mitsubishi Heavy Industries, Ltd.',
    ] as const
  ).map((name) => [name, 'JPN'] as const),
  ...(
    [
      'Mitsubishi Electric Corporation',
      '三菱電機株式会社',
      'Sumitomo Corporation',
      'Sumitomo Metal Mining Co., Ltd.',
    ] as const
  ).map((name) => [name, 'JPN'] as const),
  ...(
    [
      'Komatsu Ltd.',
      'Fujitsu Limited',
      'NEC Corporation',
      'Hitachi, Ltd.',
      'IHI Corporation',
      'OKI Data Corporation',
    ] as const
  ).map((name) => [name, 'JPN'] as const),
  ...(
    [
      'Nissan Electric',
      'Nitto Boseki',
      'Hino City',
      'Japan Steel Works',
      'Mitsui Mining & Smelting',
      'TDL Corporation',
    ] as const
  ).map((name) => [name, 'JPN'] as const),
  ['Rare Earths America', 'USA'],
  ['American Rare Earths', 'USA'],
  ['USA Tungsten Inc.', 'USA'],
  ['PM Materials', 'USA'],
  ['General Electric Company', 'USA'],
  ['General Motors', 'USA'],
  ['Boeing', 'USA'],
  ['Cubic Mining', 'AUS'],
  ['Hudson Resources', 'CAN'],
  ['Sierra Metals', 'CAN'],
  ['Garnet GmbH', 'DEU'],
  ['Vigo Minerals', 'ESP'],
  ['Lynas Rare Earths Ltd', 'AUS'],
  ['Shin-Etsu Chemical Co., Ltd.', 'JPN'],
  ['TDK Lambda Americas', 'USA'],
  ['东芝株式会社', 'JPN'],
];

const found = (asked: string, country?: string) => screen(asked, country === undefined ? [] : [country]);

test('screening hits names as they are written, shows typing errors as near, and takes no innocent name for a hit', () => {
  const hits = VARIANTS.filter(([asked, listed, country]) =>
    found(asked, country).some(({ match, name }) => match === 'itself' && name === listed),
  );
  const hidden = VARIANTS.filter(([asked, listed, country]) =>
    found(asked, country).every(({ name }) => name !== listed),
  );
  const wrong = INNOCENT.filter(([asked, country]) =>
    found(asked, country).some(({ match }) => match !== 'near'),
  );
  const near = INNOCENT.filter(([asked, country]) => found(asked, country).length > 0);
  expect({
    variants: VARIANTS.length,
    hits: hits.length,
    innocent: INNOCENT.length,
    near: near.length,
  }).toEqual({
    variants: 54,
    hits: 48,
    innocent: 36,
    near: 13,
  });
  expect(wrong).toEqual([]);
  expect(hidden.map(([asked]) => asked)).toEqual(['三菱マテリアル株式会社']);
});

test('a hit is told with list, day, notice and measure; a near name with how near, and never beside a hit', () => {
  expect(found('三菱電機', 'JPN').map(({ match, summary }) => [match, summary])[0]).toEqual([
    'near',
    "A similar name, Mitsubishi Electric Engineering Company, Limited, has been on China's export control list since 29 Jun 2026 (alike to 0.93): no hit, compare them.",
  ]);
  const [hit, ...more] = found('TDK', 'JPN');
  expect(more).toEqual([]);
  expect(hit).toMatchObject({
    match: 'itself',
    list: 'watch',
    listed: '2026-02-24',
    measure: 'CN-2026-12',
    summary: "TDK Corporation has been on China's watch list since 24 Feb 2026.",
    notice: 'https://www.mofcom.gov.cn/zwgk/zcfb/art/2026/art_bac18400512d408a8d4c2f964e36ac11.html',
  });
  expect(
    rendered({ code: hit?.summary_code ?? '', params: hit?.summary_params ?? {} }, languageOf('ja')),
  ).toBe('TDK Corporationは2026年2月24日から中国の注視リストに載っている。');
});

test('a listing of a later day does not exist earlier, and one that has ended is over', () => {
  const matches = (day: string, known: string, notices = listed_names) =>
    listingsOfSites([{ listed_as: 'parent', listed_name: 'TDK Corporation' }], on(day, known, notices)).map(
      ({ match }) => match,
    );
  expect(matches('2026-11-29', '2026-11-29')).toEqual(['parent']);
  expect(matches('2026-11-29', '2026-02-23')).toEqual([]);
  const ended = listed_names.map((notice) => ({ ...notice, ended: '2026-11-29' }));
  expect([matches('2026-11-28', '2026-11-29', ended), matches('2026-11-29', '2026-11-29', ended)]).toEqual([
    ['parent'],
    [],
  ]);
});
