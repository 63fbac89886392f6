import { describe, expect, test } from 'vitest';
import { materialVocabulary, resolveMaterial } from '#domain/companies/materials.ts';
import { bundledReferenceData } from '#functions/store/bundled-reference-data.ts';
import contents from '../../../shared/reference/product-contents.json' with { type: 'json' };

const { elements, shares } = bundledReferenceData;
const stagesOf = (element: string) => Object.fromEntries(shares.filter((row) => row.element === element).map(({ stage }) => [stage, {}]));
const vocabulary = materialVocabulary(
  Object.fromEntries(elements.map(({ symbol, name }) => [symbol, name])),
  elements.map(({ symbol }) => ({ element: symbol, stages: stagesOf(symbol) })),
  contents,
);
const read = (text: string) => resolveMaterial(text, vocabulary);
const meantBy = (text: string): string => {
  const found = read(text);
  return 'reason' in found ? `refused: ${found.reason}` : found.material.key.replace(/^element:/, '');
};
const kgOf = (text: string, element: string): number | null | undefined => {
  const found = read(text);
  return 'reason' in found ? undefined : found.material.elements.find((one) => one.element === element)?.kg_per_unit;
};

/**
 * What is meant by texts as they stand in price lists, customs descriptions and parts lists: product names of SMM and Asian Metal (English, Chinese), of
 * Japanese trading houses and customs, of German dealers and suppliers of magnets, written down from that usage before they were read by the code once.
 * The key without `element:`, or `-` where a buyer has to say more.
 */
const LABELLED: Readonly<Record<'en' | 'ja' | 'zh' | 'de', string>> = {
  en: `
    Dysprosium | Dy
    dysprosium oxide 99.5%min | Dy:separation
    Dysprosium Metal 99% | Dy:metal
    Dysprosium-iron alloy | Dy:metal
    Ferro-dysprosium | Dy:metal
    Dysprosium fluoride | Dy:separation
    Terbium oxide, 4N | Tb:separation
    Tb4O7 | Tb:separation
    Terbium metal ingot | Tb:metal
    PrNd oxide | Nd-Pr:separation
    Praseodymium-neodymium metal | Nd-Pr:metal
    NdPr | Nd-Pr
    Neodymium (Nd) | Nd
    Neodymium oxide (Nd2O3) | Nd:separation
    Cerium carbonate | Ce:separation
    cerium dioxide | Ce:separation
    Lanthanum chloride | La:separation
    Mischmetal | Ce-La-Nd-Pr:metal
    Yttrium oxide 5N powder | Y:separation
    Yttrium-aluminium alloy | Y:metal
    Scandium oxide | Sc:separation
    Aluminium-scandium master alloy | Sc:metal
    samarium metal | Sm:metal
    Samarium cobalt magnet | product:samarium-cobalt-magnet
    SmCo 2:17 magnets | product:samarium-cobalt-magnet
    Sintered NdFeB magnet, N42SH, 40x20x10 mm | product:ndfeb-magnet
    NdFeB N52 | product:ndfeb-magnet
    NdFeB strip cast alloy | Nd:metal
    Bonded NdFeB magnet | Nd:magnet
    neodymium iron boron | product:ndfeb-magnet
    rare earth magnet | -
    magnets | -
    ferrite magnet | -
    Rare earth oxide | -
    Gallium 99.99% | Ga
    gallium metal 4N | Ga:metal
    Gallium oxide | Ga:refining
    GaAs | product:gallium-arsenide
    Germanium dioxide 5N | product:germanium-dioxide
    Germanium ingot | Ge:metal
    Antimony ingot 99.65% | Sb:metal
    antimony trioxide 99.8% | product:antimony-trioxide
    Antimony concentrate 60% | Sb:mine
    Tungsten concentrate 65% WO3 | W:mine
    APT | product:ammonium-paratungstate
    Ammonium Paratungstate 88.5% WO3 min | product:ammonium-paratungstate
    Tungsten carbide powder | product:tungsten-carbide
    Ferro-tungsten 80% | W:metal
    wolframite ore | W:mine
    Ferro molybdenum | Mo:metal
    Molybdenum trioxide | Mo:refining
    Ferro-vanadium 80% | V:metal
    Vanadium pentoxide flake 98% | V:refining
    Ferroniobium | Nb:metal
    Tantalum pentoxide | Ta:refining
    Tantalum powder | Ta
    tantalite ore | Ta:mine
    Lithium carbonate battery grade 99.5% | Li:refining
    Lithium hydroxide monohydrate 56.5% | Li:refining
    Spodumene concentrate 6% | Li:mine
    Cobalt sulphate 20.5% | Co:refining
    Cobalt tetroxide | Co:refining
    cobalt metal | Co:metal
    Nickel sulphate | Ni:refining
    Ferronickel | Ni:metal
    copper cathode | Cu:refining
    Bismuth ingot 99.99% | Bi:metal
    Bismuth telluride | product:bismuth-telluride
    Tellurium 4N | Te
    Indium ingot 99.995 | In:metal
    Flake graphite 94%C | C
    natural graphite | C
    Spherical graphite 99.95% | C:refining
    synthetic graphite | -
    Fluorspar acid grade 97% | CaF2
    Silicon metal 553 | Si
    silicon carbide | -
    Magnesium ingot 99.9% | Mg:metal
    magnesium oxide | -
    Palladium sponge | Pd
    platinum | Pt
    Rhodium 99.95% | Rh
    Iron ore 62% | -
    titanium sponge | -
    electric motor | -
    EV motor | product:ev-traction-motor
    Smartphone | product:smartphone`,
  ja: `
    ジスプロシウム | Dy
    酸化ジスプロシウム | Dy:separation
    ｼﾞｽﾌﾟﾛｼｳﾑ | Dy
    金属ジスプロシウム | Dy:metal
    フェロジスプロシウム | Dy:metal
    テルビウム | Tb
    酸化テルビウム（Ｔｂ４Ｏ７） | Tb:separation
    ネオジム | Nd
    ネオジウム | Nd
    ネオジム磁石 | product:ndfeb-magnet
    ネオジム磁石(N42SH) | product:ndfeb-magnet
    ネオジム焼結磁石 | product:ndfeb-magnet
    ネオジム・鉄・ボロン磁石 | product:ndfeb-magnet
    ネオジムボンド磁石 | Nd:magnet
    サマリウムコバルト磁石 | product:samarium-cobalt-magnet
    サマコバ磁石 | product:samarium-cobalt-magnet
    希土類磁石 | -
    磁石 | -
    フェライト磁石 | -
    ジジム合金 | Nd-Pr:metal
    ミッシュメタル | Ce-La-Nd-Pr:metal
    酸化セリウム | Ce:separation
    塩化ランタン | La:separation
    酸化イットリウム 99.99% | Y:separation
    イッテルビウム | Yb
    金属ガリウム | Ga:metal
    ヒ化ガリウム | product:gallium-arsenide
    窒化ガリウム | product:gallium-nitride
    二酸化ゲルマニウム | product:germanium-dioxide
    三酸化アンチモン | product:antimony-trioxide
    アンチモン地金 | Sb:metal
    タングステン鉱石 | W:mine
    炭化タングステン | product:tungsten-carbide
    フェロタングステン | W:metal
    五酸化バナジウム | V:refining
    フェロバナジウム | V:metal
    フェロニオブ | Nb:metal
    タンタル粉末 | Ta
    炭酸リチウム | Li:refining
    水酸化リチウム一水和物 | Li:refining
    硫酸コバルト | Co:refining
    硫酸ニッケル | Ni:refining
    電気銅 | Cu:refining
    インジウム | In
    天然黒鉛 | C
    鱗片状黒鉛 | C
    球状黒鉛 | C:refining
    人造黒鉛 | -
    蛍石 | CaF2
    金属シリコン | Si
    シリコーンゴム | -
    マグネシウム合金 | Mg:metal
    白金 | Pt
    パラジウム | Pd
    レアアース | -
    鉄鉱石 | -
    スマートフォン | product:smartphone`,
  zh: `
    镝 | Dy
    鏑 | Dy
    氧化镝 | Dy:separation
    金属镝 | Dy:metal
    镝铁合金 | Dy:metal
    镝铁 | Dy:metal
    氧化铽 99.99% | Tb:separation
    氧化鋱 | Tb:separation
    镨钕氧化物 | Nd-Pr:separation
    氧化镨钕 | Nd-Pr:separation
    金属镨钕 | Nd-Pr:metal
    钕铁硼 | product:ndfeb-magnet
    釹鐵硼磁鐵 | product:ndfeb-magnet
    烧结钕铁硼 N45SH | product:ndfeb-magnet
    粘结钕铁硼 | Nd:magnet
    钕铁硼合金 | Nd:metal
    钐钴磁钢 | product:samarium-cobalt-magnet
    稀土永磁 | -
    磁体 | -
    铁氧体磁体 | -
    碳酸铈 | Ce:separation
    氯化镧 | La:separation
    氧化钇 | Y:separation
    金属镓 | Ga:metal
    砷化镓 | product:gallium-arsenide
    二氧化锗 | product:germanium-dioxide
    锗锭 | Ge:metal
    锑锭 | Sb:metal
    三氧化二锑 | product:antimony-trioxide
    钨精矿 65% | W:mine
    仲钨酸铵 | product:ammonium-paratungstate
    碳化钨粉 | product:tungsten-carbide
    钨铁 | W:metal
    黑钨精矿 | W:mine
    钼铁 | Mo:metal
    钼精矿 | Mo:mine
    三氧化钼 | Mo:refining
    五氧化二钒 | V:refining
    钒铁 | V:metal
    铌铁 | Nb:metal
    氧化钽 | Ta:refining
    电池级碳酸锂 | Li:refining
    单水氢氧化锂 | Li:refining
    锂辉石精矿 | Li:mine
    硫酸钴 | Co:refining
    四氧化三钴 | Co:refining
    硫酸镍 | Ni:refining
    电解铜 | Cu:refining
    精铟 | In:refining
    铋锭 | Bi:metal
    碲锭 | Te:metal
    天然石墨 | C
    鳞片石墨 | C
    球形石墨 | C:refining
    人造石墨 | -
    萤石 | CaF2
    螢石 | CaF2
    工业硅 | Si
    碳化硅 | -
    多晶硅 | -
    镁锭 | Mg:metal
    稀土 | -
    铁矿石 | -`,
  de: `
    Dysprosium | Dy
    Dysprosiumoxid | Dy:separation
    Dysprosiummetall | Dy:metal
    Ferrodysprosium | Dy:metal
    Terbiumoxid 99,99 % | Tb:separation
    Neodym | Nd
    Neodymoxid | Nd:separation
    Neodym-Praseodym-Legierung | Nd-Pr:metal
    Neodym-Magnet | product:ndfeb-magnet
    Neodymmagnete N45H | product:ndfeb-magnet
    Neodym-Eisen-Bor-Magnet | product:ndfeb-magnet
    Samarium-Kobalt-Magnet | product:samarium-cobalt-magnet
    Seltenerdmagnet | -
    Dauermagnet | -
    Ferritmagnet | -
    Kunststoffgebundener NdFeB-Magnet | Nd:magnet
    Mischmetall | Ce-La-Nd-Pr:metal
    Ceroxid | Ce:separation
    Cercarbonat | Ce:separation
    Lanthanchlorid | La:separation
    Yttriumoxid | Y:separation
    Gallium, hochrein 6N | Ga
    Galliumarsenid | product:gallium-arsenide
    Germaniumdioxid | product:germanium-dioxide
    Antimontrioxid | product:antimony-trioxide
    Antimonmetall | Sb:metal
    Wolframerz | W:mine
    Wolframkonzentrat | W:mine
    Wolframkarbid | product:tungsten-carbide
    Wolframcarbid-Pulver | product:tungsten-carbide
    Ferrowolfram | W:metal
    Ammoniumparawolframat | product:ammonium-paratungstate
    Ferromolybdän | Mo:metal
    Molybdäntrioxid | Mo:refining
    Vanadiumpentoxid | V:refining
    Ferrovanadium | V:metal
    Ferroniob | Nb:metal
    Tantalpulver | Ta
    Lithiumcarbonat | Li:refining
    Lithiumhydroxid-Monohydrat | Li:refining
    Kobaltsulfat | Co:refining
    Nickelsulfat | Ni:refining
    Kupferkathoden | Cu:refining
    Indium | In
    Wismut | Bi
    Tellur | Te
    Naturgraphit | C
    Flockengraphit | C
    Synthetischer Graphit | -
    Flussspat | CaF2
    Flußspat | CaF2
    Siliziummetall | Si
    Siliciumcarbid | -
    Magnesiumlegierung | Mg:metal
    Platin | Pt
    Seltene Erden | -
    Eisenerz | -
    Stahl | -
    Elektromotor | -
    Smartphone | product:smartphone`,
};

const labelled = Object.values(LABELLED).flatMap((texts) =>
  texts
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()) as [text: string, meant: string]),
);

test('of the labelled texts none is taken for another thing', () => {
  const answers = labelled.map(([text, meant]) => ({ text, meant, answer: meantBy(text) }));
  const refused = answers.filter(({ answer, meant }) => answer.startsWith('refused') && meant !== '-').map(({ text }) => text);
  const wrong = answers.filter(({ answer, meant }) => !answer.startsWith('refused') && answer !== meant);
  expect(wrong).toEqual([]);
  expect(refused).toEqual([]);
  expect(answers.length).toBeGreaterThan(250);
});

describe('the part of an element', () => {
  // Mass fractions as handbooks print them: Gupta and Krishnamurthy, Extractive Metallurgy of Rare Earths; USGS conversion factors for lithium and tungsten.
  test.each([
    ['dysprosium oxide', 'Dy', 0.8713],
    ['Nd2O3', 'Nd', 0.8574],
    ['酸化プラセオジム', 'Pr', 0.8277],
    ['Terbiumoxid', 'Tb', 0.8502],
    ['氧化铈', 'Ce', 0.8141],
    ['wo3', 'W', 0.793],
    ['DyF3', 'Dy', 0.7403],
    ['lithium carbonate', 'Li', 0.1879],
    ['LiOH·H2O', 'Li', 0.1654],
    ['vanadium pentoxide', 'V', 0.5602],
    ['三酸化アンチモン', 'Sb', 0.8354],
    ['tungsten carbide', 'W', 0.9387],
    ['Dysprosium metal', 'Dy', 1],
    ['Nd2(CO3)3', 'Nd', 0.6158],
  ])('in %s is stoichiometry', (text, element, kg) => {
    expect(kgOf(text, element)).toBeCloseTo(kg, 3);
  });

  test.each(['NdPr', 'PrNd metal', 'mischmetal', 'DyFe', 'ferro-vanadium 80%', 'tungsten concentrate 65% WO3', 'neodymium alloy'])(
    'in %s is not known, and the reading says so',
    (text) => {
      const found = read(text);
      if ('reason' in found) throw new Error(found.reason);
      expect(found.material.elements.every(({ kg_per_unit }) => kg_per_unit === null)).toBe(true);
      expect(found.doubts.map(({ code }) => code)).toEqual(['material_parts']);
    },
  );

  test('lies between those of the compounds that a name may mean', () => {
    const found = read('lithium hydroxide');
    if ('reason' in found) throw new Error(found.reason);
    // 6.94 of 41.96 with water, 6.94 of 23.95 without
    expect(found.material.elements).toEqual([
      { element: 'Li', kg_per_unit: null, kg_low: expect.closeTo(0.1654, 4), kg_high: expect.closeTo(0.2898, 4), evidence: null },
    ]);
  });

  test('in a magnet is that of the catalogue, with a doubt where a grade is named', () => {
    const found = read('NdFeB magnet N42SH');
    expect(found).toMatchObject({
      material: {
        stage: 'magnet',
        unit: 'kg',
        elements: [
          { element: 'Dy', kg_per_unit: 0.04 },
          { element: 'Nd', kg_per_unit: 0.26 },
        ],
      },
      doubts: [{ code: 'material_grade' }],
    });
    expect(read('ndfeb')).toMatchObject({ doubts: [] });
  });
});

describe('the same text', () => {
  test.each(['Dysprosium oxide', 'NdFeB magnet N42SH', 'Dy2O3', 'NdPr metal', 'tungsten carbide'])(
    '%s in capitals, small and full-width letters, brackets or between blanks is the same',
    (text) => {
      const wide = [...text].map((sign) => (sign > ' ' && sign <= '~' ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign)).join('');
      for (const written of [text.toUpperCase(), text.toLowerCase(), wide, `[${text}]`, `  ${text}\u3000`])
        expect(meantBy(written)).toBe(meantBy(text));
    },
  );

  test.each([
    'y',
    'v',
    'CO',
    'in-house',
    'PVC',
    'co',
    'vanadium phosphide titanate',
    'Dy2O3 Tb4O7 metal',
    'Nd2O3 dysprosium',
    'smartphone dysprosium',
    '2026',
  ])('%s is no material', (text) => expect(meantBy(text)).toContain('refused'));
});

describe('a problem', () => {
  test.each([
    ['dysproseum oxide', ['Dy']],
    ['gallyum oxide', ['Ga', 'gallium-nitride', 'gallium-arsenide']],
    ['magnet', ['ndfeb-magnet', 'samarium-cobalt-magnet']],
    ['希土類', ['Nd', 'Pr', 'Dy']],
    ['Dysprosol dysprosium', ['Dy']],
    ['kryptonite', []],
  ])('with %s has candidates', (text, suggestions) => {
    expect(read(text)).toMatchObject({ suggestions });
  });

  test('suggests nothing that is a problem itself', () => {
    const suggestions = labelled.flatMap(([text]) => {
      const found = read(`${text} x`);
      return 'reason' in found ? found.suggestions : [];
    });
    expect(suggestions.length).toBeGreaterThan(100);
    expect(suggestions.filter((one) => 'reason' in read(one))).toEqual([]);
  });

  test('of nothing says what to send', () => {
    expect(read(' - ')).toMatchObject({ reason: 'nothing_named', detail: { code: 'material_missing' } });
  });
});
