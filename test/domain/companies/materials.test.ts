import { describe, expect, test } from 'vitest';
import { materialVocabulary, resolveMaterial } from '#domain/companies/materials.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import contents from '../../../shared/reference/product-contents.json' with { type: 'json' };

const { elements, shares } = bundledReferenceData;
const stagesOf = (element: string) =>
  Object.fromEntries(shares.filter((row) => row.element === element).map(({ stage }) => [stage, {}]));
const vocabulary = materialVocabulary(
  Object.fromEntries(elements.map(({ symbol, name }) => [symbol, name])),
  elements.map(({ symbol }) => ({ element: symbol, stages: stagesOf(symbol) })),
  contents,
);
const read = (text: string) => resolveMaterial(text, vocabulary);
const meantBy = (text: string): string => {
  const found = read(text);
  if ('reason' in found) return `refused: ${found.reason}`;
  // Nothing in it is rated.
  if (found.doubts.some(({ code }) => code === 'material_not_rated')) return '-';
  return found.material.key.replace(/^element:/, '');
};
const kgOf = (text: string, element: string): number | null | undefined => {
  const found = read(text);
  return 'reason' in found
    ? undefined
    : found.material.elements.find((one) => one.element === element)?.kg_per_unit;
};

/**
 * What is meant by texts as they stand in price lists, customs descriptions and parts lists: product names of
 * SMM and Asian Metal (English, Chinese), of
 * Japanese trading houses and customs, of German dealers and suppliers of magnets, written down from that
 * usage before the code had read them; words that it lacked were added after.
 * Key without `element:`, or `-` where a buyer has to say more or the catalogue has no such material ->
 * texts.
 */
const LABELLED: Readonly<Record<'en' | 'ja' | 'zh' | 'de', Readonly<Record<string, string>>>> = {
  en: {
    '-': 'rare earth magnet | magnets | ferrite magnet | Rare earth oxide | synthetic graphite | silicon carbide | magnesium oxide | Iron ore 62% | titanium sponge | electric motor | Rare earth concentrate | Monazite | Bastnaesite | NdFeB swarf | Sodium antimonate | Cemented carbide | Ammonium molybdate | Ammonium metavanadate | K-salt | Lithium iron phosphate | Black mass | Nickel briquettes | MHP | Nickel pig iron | Copper scrap | Expandable graphite | Graphite electrode | Hydrofluoric acid | Ferrosilicon 75% | Magnesium die casting alloy AZ91 | Platinum gauze',
    'Bi:metal': 'Bismuth ingot 99.99%',
    'Bi:refining': 'Bismuth oxide',
    C: 'Flake graphite 94%C | natural graphite',
    'C:refining': 'Spherical graphite 99.95%',
    CaF2: 'Fluorspar acid grade 97%',
    'Ce-La-Nd-Pr:metal': 'Mischmetal',
    'Ce-La:separation': 'Lanthanum-cerium carbonate',
    'Ce:separation': 'Cerium carbonate | cerium dioxide',
    'Co:metal': 'cobalt metal',
    'Co:refining': 'Cobalt sulphate 20.5% | Cobalt tetroxide | Cobalt hydroxide 30% | Cobalt cut cathode',
    'Cu:mine': 'Copper concentrate 25%',
    'Cu:refining': 'copper cathode',
    Dy: 'Dysprosium',
    'Dy:metal': 'Dysprosium Metal 99% | Dysprosium-iron alloy | Ferro-dysprosium | Dy-Fe',
    'Dy:separation': 'dysprosium oxide 99.5%min | Dysprosium fluoride',
    Ga: 'Gallium 99.99%',
    'Ga:metal': 'gallium metal 4N',
    'Ga:refining': 'Gallium oxide | Gallium nitrate',
    'Gd:metal': 'Gadolinium-iron alloy',
    'Ge:metal': 'Germanium ingot',
    'Ge:refining': 'Germanium tetrachloride',
    'In:metal': 'Indium ingot 99.995',
    'In:refining': 'Indium tin oxide',
    'La:separation': 'Lanthanum chloride',
    'Li:metal': 'Lithium metal 99.9%',
    'Li:mine': 'Spodumene concentrate 6%',
    'Li:refining':
      'Lithium carbonate battery grade 99.5% | Lithium hydroxide monohydrate 56.5% | Lithium chloride | LiPF6',
    'Lu:separation': 'Lutetium oxide',
    'Mg:metal': 'Magnesium ingot 99.9%',
    'Mo:metal': 'Ferro molybdenum',
    'Mo:mine': 'Roasted molybdenum concentrate',
    'Mo:refining': 'Molybdenum trioxide',
    'Nb:metal': 'Ferroniobium',
    'Nb:refining': 'Niobium pentoxide',
    Nd: 'Neodymium (Nd)',
    'Nd-Pr': 'NdPr',
    'Nd-Pr:metal': 'Praseodymium-neodymium metal | nd-pr metal',
    'Nd-Pr:separation': 'PrNd oxide',
    'Nd:magnet': 'Bonded NdFeB magnet',
    'Nd:metal': 'NdFeB strip cast alloy',
    'Nd:separation': 'Neodymium oxide (Nd2O3) | Neodymium fluoride',
    'Ni:metal': 'Ferronickel',
    'Ni:refining': 'Nickel sulphate',
    Pd: 'Palladium sponge',
    'Pd:refining': 'Palladium chloride',
    'Pr:separation': 'Pr6O11 | PRASEODYMIUM OXIDE',
    Pt: 'platinum',
    Rh: 'Rhodium 99.95%',
    'Sb:metal': 'Antimony ingot 99.65% | Antimony metal 99.85%',
    'Sb:mine': 'Antimony concentrate 60%',
    'Sc:metal': 'Aluminium-scandium master alloy',
    'Sc:separation': 'Scandium oxide | Scandium fluoride',
    Si: 'Silicon metal 553',
    'Sm:metal': 'samarium metal',
    'Sm:separation': 'Samarium oxide 99.5%',
    Ta: 'Tantalum powder',
    'Ta:mine': 'tantalite ore | Tantalum ore 30% Ta2O5',
    'Ta:refining': 'Tantalum pentoxide',
    'Tb:metal': 'Terbium metal ingot',
    'Tb:separation': 'Terbium oxide, 4N | Tb4O7',
    Te: 'Tellurium 4N',
    'Te:refining': 'Tellurium dioxide',
    'V:metal': 'Ferro-vanadium 80% | Vanadium-aluminium alloy',
    'V:refining': 'Vanadium pentoxide flake 98%',
    'W:metal': 'Ferro-tungsten 80% | Tungsten metal powder',
    'W:mine': 'Tungsten concentrate 65% WO3 | wolframite ore',
    'W:refining': 'Tungsten trioxide',
    'Y:metal': 'Yttrium-aluminium alloy',
    'Y:separation': 'Yttrium oxide 5N powder',
    'product:ammonium-paratungstate': 'APT | Ammonium Paratungstate 88.5% WO3 min',
    'product:antimony-trioxide': 'antimony trioxide 99.8%',
    'product:bismuth-telluride': 'Bismuth telluride',
    'product:ev-traction-motor': 'EV motor',
    'product:gallium-arsenide': 'GaAs',
    'product:germanium-dioxide': 'Germanium dioxide 5N',
    'product:indium-phosphide': 'Indium phosphide wafer',
    'product:ndfeb-magnet':
      'Sintered NdFeB magnet, N42SH, 40x20x10 mm | NdFeB N52 | neodymium iron boron | Neodymium magnet block N35EH',
    'product:samarium-cobalt-magnet': 'Samarium cobalt magnet | SmCo 2:17 magnets | SmCo5 magnet disc',
    'product:smartphone': 'Smartphone',
    'product:tungsten-carbide': 'Tungsten carbide powder',
  },
  ja: {
    '-': '希土類磁石 | 磁石 | フェライト磁石 | 人造黒鉛 | シリコーンゴム | レアアース | 鉄鉱石 | ゲルマニウム単結晶 | タングステン酸アンモニウム | 超硬合金 | タンタル箔 | コバルト酸リチウム | ニッケルマット | 膨張黒鉛 | ポリシリコン | 白金族 | サマコバ',
    'Bi:metal': 'ビスマス地金',
    C: '天然黒鉛 | 鱗片状黒鉛',
    'C:refining': '球状黒鉛',
    CaF2: '蛍石 | 蛍石（酸級）',
    'Ce-La-Nd-Pr:metal': 'ミッシュメタル',
    'Ce:separation': '酸化セリウム | 炭酸セリウム',
    'Co:refining': '硫酸コバルト | 水酸化コバルト',
    'Cu:refining': '電気銅 | 銅カソード',
    Dy: 'ジスプロシウム | ｼﾞｽﾌﾟﾛｼｳﾑ',
    'Dy:metal': '金属ジスプロシウム | フェロジスプロシウム | ジスプロシウム鉄',
    'Dy:separation': '酸化ジスプロシウム',
    Ga: '高純度ガリウム 6N',
    'Ga:metal': '金属ガリウム',
    'Gd:separation': '酸化ガドリニウム',
    In: 'インジウム',
    'In:refining': '酸化インジウム',
    'La:separation': '塩化ランタン | 酸化ランタン 4N',
    'Li:metal': '金属リチウム',
    'Li:refining': '炭酸リチウム | 水酸化リチウム一水和物 | 水酸化リチウム',
    'Mg:metal': 'マグネシウム合金 | マグネシウム地金',
    'Mo:metal': 'フェロモリブデン',
    'Mo:mine': 'モリブデン精鉱',
    'Mo:refining': '酸化モリブデン',
    'Nb:metal': 'フェロニオブ',
    'Nb:refining': '酸化ニオブ',
    Nd: 'ネオジム | ネオジウム',
    'Nd-Pr:metal': 'ジジム合金 | ネオジム・プラセオジム合金',
    'Nd:magnet': 'ネオジムボンド磁石',
    'Nd:separation': 'フッ化ネオジム',
    'Ni:metal': 'フェロニッケル',
    'Ni:refining': '硫酸ニッケル',
    Pd: 'パラジウム',
    Pt: '白金',
    Rh: 'ロジウム粉末',
    'Sb:metal': 'アンチモン地金',
    Si: '金属シリコン',
    'Sm:metal': 'サマリウム金属',
    'Sm:separation': '酸化サマリウム',
    Ta: 'タンタル粉末',
    Tb: 'テルビウム',
    'Tb:separation': '酸化テルビウム（Ｔｂ４Ｏ７）',
    V: 'バナジウム',
    'V:metal': 'フェロバナジウム',
    'V:refining': '五酸化バナジウム',
    W: 'タングステン粉',
    'W:metal': 'フェロタングステン',
    'W:mine': 'タングステン鉱石',
    'Y:separation': '酸化イットリウム 99.99%',
    Yb: 'イッテルビウム',
    'product:antimony-trioxide': '三酸化アンチモン | 酸化アンチモン',
    'product:cadmium-telluride': 'テルル化カドミウム',
    'product:gallium-arsenide': 'ヒ化ガリウム',
    'product:gallium-nitride': '窒化ガリウム',
    'product:germanium-dioxide': '二酸化ゲルマニウム',
    'product:indium-phosphide': 'リン化インジウム',
    'product:ndfeb-magnet':
      'ネオジム磁石 | ネオジム磁石(N42SH) | ネオジム焼結磁石 | ネオジム・鉄・ボロン磁石 | ネオジム磁石 40×20×10mm N48H',
    'product:samarium-cobalt-magnet': 'サマリウムコバルト磁石 | サマコバ磁石',
    'product:smartphone': 'スマートフォン',
    'product:tungsten-carbide': '炭化タングステン',
  },
  zh: {
    '-': '稀土永磁 | 磁体 | 铁氧体磁体 | 人造石墨 | 碳化硅 | 多晶硅 | 稀土 | 铁矿石 | 稀土精矿 | 氟碳铈矿 | 独居石 | 乙二醇锑 | 偏钨酸铵 | 钼酸铵 | 偏钒酸铵 | 石墨电极',
    'Bi:metal': '铋锭',
    'Bi:refining': '氧化铋',
    C: '天然石墨 | 鳞片石墨',
    'C:refining': '球形石墨',
    CaF2: '萤石 | 螢石',
    'Ce-La:metal': '镧铈金属',
    'Ce-La:separation': '碳酸镧铈',
    'Ce:separation': '碳酸铈',
    'Co-Sm:metal': '钐钴合金',
    'Co:refining': '硫酸钴 | 四氧化三钴 | 氯化钴',
    'Cu:refining': '电解铜 | 阴极铜',
    Dy: '镝 | 鏑',
    'Dy:metal': '金属镝 | 镝铁合金 | 镝铁',
    'Dy:separation': '氧化镝 | 氟化镝',
    Ga: '高纯镓 7N',
    'Ga:metal': '金属镓',
    'Gd:metal': '钆铁合金',
    'Gd:separation': '氧化钆',
    'Ge:metal': '锗锭 | 区熔锗锭',
    In: '粗铟',
    'In:refining': '精铟',
    'La:separation': '氯化镧',
    'Li:metal': '金属锂',
    'Li:mine': '锂辉石精矿',
    'Li:refining': '电池级碳酸锂 | 单水氢氧化锂 | 工业级碳酸锂',
    'Lu:metal': '金属镥',
    'Lu:separation': '氧化镥 99.99%',
    'Mg:metal': '镁锭',
    'Mo:metal': '钼铁',
    'Mo:mine': '钼精矿',
    'Mo:refining': '三氧化钼 | 氧化钼',
    'Nb:metal': '铌铁',
    'Nb:refining': '五氧化二铌',
    'Nd-Pr:metal': '金属镨钕',
    'Nd-Pr:separation': '镨钕氧化物 | 氧化镨钕',
    'Nd:magnet': '粘结钕铁硼',
    'Nd:metal': '钕铁硼合金',
    'Ni:metal': '镍铁',
    'Ni:refining': '硫酸镍 | 电积镍',
    Pt: '铂金',
    'Sb:metal': '锑锭',
    'Sb:mine': '锑精矿',
    'Sc:metal': '铝钪合金',
    'Sc:separation': '氧化钪',
    Si: '工业硅',
    'Sm:metal': '金属钐',
    'Sm:separation': '氧化钐',
    Ta: '钽粉',
    'Ta:refining': '氧化钽',
    'Tb:metal': '铽铁',
    'Tb:separation': '氧化铽 99.99% | 氧化鋱',
    'Te:metal': '碲锭',
    'V:metal': '钒氮合金 | 钒铁',
    'V:refining': '五氧化二钒',
    W: '钨粉',
    'W:metal': '钨铁',
    'W:mine': '钨精矿 65% | 黑钨精矿 | 白钨精矿',
    'Y:metal': '金属钇',
    'Y:separation': '氧化钇',
    'product:ammonium-paratungstate': '仲钨酸铵',
    'product:antimony-trioxide': '三氧化二锑',
    'product:bismuth-telluride': '碲化铋',
    'product:gallium-arsenide': '砷化镓',
    'product:gallium-nitride': '氮化镓',
    'product:germanium-dioxide': '二氧化锗',
    'product:indium-phosphide': '磷化铟',
    'product:ndfeb-magnet': '钕铁硼 | 釹鐵硼磁鐵 | 烧结钕铁硼 N45SH | 钕铁硼毛坯 N52',
    'product:samarium-cobalt-magnet': '钐钴磁钢',
    'product:tungsten-carbide': '碳化钨粉',
  },
  de: {
    '-': 'Seltenerdmagnet | Dauermagnet | Ferritmagnet | Synthetischer Graphit | Siliciumcarbid | Seltene Erden | Eisenerz | Stahl | Elektromotor | Hartmetall | Ferrosilizium | Nickelmatte | Kupferdraht | Blähgraphit | Flusssäure | Platinmetalle | Ferrochrom',
    Bi: 'Wismut',
    'Bi:refining': 'Wismutoxid',
    C: 'Naturgraphit | Flockengraphit',
    CaF2: 'Flussspat | Flußspat | Flussspat (Säurequalität)',
    'Ce-La-Nd-Pr:metal': 'Mischmetall',
    'Ce-La:metal': 'Lanthan-Cer-Metall',
    'Ce:separation': 'Ceroxid | Cercarbonat',
    'Co:refining': 'Kobaltsulfat | Kobalthydroxid',
    'Cu:mine': 'Kupferkonzentrat',
    'Cu:refining': 'Kupferkathoden',
    Dy: 'Dysprosium',
    'Dy:metal': 'Dysprosiummetall | Ferrodysprosium',
    'Dy:separation': 'Dysprosiumoxid',
    Ga: 'Gallium, hochrein 6N',
    'Ga:refining': 'Galliumoxid',
    'Gd:separation': 'Gadoliniumoxid',
    'Ge:refining': 'Germaniumtetrachlorid',
    In: 'Indium',
    'La:separation': 'Lanthanchlorid',
    'Li:refining': 'Lithiumcarbonat | Lithiumhydroxid-Monohydrat | Lithiumhydroxid',
    'Mg:metal': 'Magnesiumlegierung | Magnesium-Druckgusslegierung',
    'Mo:metal': 'Ferromolybdän',
    'Mo:mine': 'Molybdänkonzentrat',
    'Mo:refining': 'Molybdäntrioxid | Molybdänoxid',
    'Nb:metal': 'Ferroniob',
    'Nb:refining': 'Niobpentoxid',
    Nd: 'Neodym',
    'Nd-Pr:metal': 'Neodym-Praseodym-Legierung',
    'Nd:magnet': 'Kunststoffgebundener NdFeB-Magnet',
    'Nd:separation': 'Neodymoxid | Neodymfluorid',
    'Ni:refining': 'Nickelsulfat',
    'Pd:refining': 'Palladiumchlorid',
    Pt: 'Platin',
    'Sb:metal': 'Antimonmetall',
    'Sb:mine': 'Antimonkonzentrat',
    'Sc:separation': 'Scandiumoxid',
    Si: 'Siliziummetall | Rohsilizium',
    'Sm:separation': 'Samariumoxid',
    Ta: 'Tantalpulver',
    'Ta:refining': 'Tantalpentoxid',
    'Tb:separation': 'Terbiumoxid 99,99 %',
    Te: 'Tellur',
    'Te:refining': 'Tellurdioxid',
    V: 'Vanadin',
    'V:metal': 'Ferrovanadium',
    'V:refining': 'Vanadiumpentoxid',
    W: 'Wolframpulver',
    'W:metal': 'Ferrowolfram',
    'W:mine': 'Wolframerz | Wolframkonzentrat',
    'W:refining': 'Wolframtrioxid',
    'Y:separation': 'Yttriumoxid',
    'product:ammonium-paratungstate': 'Ammoniumparawolframat',
    'product:antimony-trioxide': 'Antimontrioxid',
    'product:gallium-arsenide': 'Galliumarsenid',
    'product:gallium-nitride': 'Galliumnitrid',
    'product:germanium-dioxide': 'Germaniumdioxid',
    'product:indium-phosphide': 'Indiumphosphid',
    'product:ndfeb-magnet':
      'Neodym-Magnet | Neodymmagnete N45H | Neodym-Eisen-Bor-Magnet | Neodym-Eisen-Bor | Neodym Scheibenmagnet N42',
    'product:samarium-cobalt-magnet': 'Samarium-Kobalt-Magnet | SmCo-Magnete',
    'product:smartphone': 'Smartphone',
    'product:tungsten-carbide': 'Wolframkarbid | Wolframcarbid-Pulver',
  },
};

const labelled = Object.values(LABELLED).flatMap((meant) =>
  Object.entries(meant).flatMap(([key, texts]) => texts.split(' | ').map((text) => [text, key] as const)),
);

test('of the labelled texts none is taken for another thing', () => {
  const answers = labelled.map(([text, meant]) => ({ text, meant, answer: meantBy(text) }));
  const refused = answers
    .filter(({ answer, meant }) => answer.startsWith('refused') && meant !== '-')
    .map(({ text }) => text);
  const wrong = answers.filter(({ answer, meant }) => !answer.startsWith('refused') && answer !== meant);
  expect(wrong).toEqual([]);
  expect(refused).toEqual(['nd-pr metal', '钒氮合金']);
  expect(answers.length).toBeGreaterThan(400);
});

describe('the part of an element', () => {
  // Mass fractions as handbooks print them: Gupta and Krishnamurthy, Extractive Metallurgy of Rare Earths;
  // USGS conversion factors for lithium and tungsten.
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
    ['LiFePO4', 'Li', 0.044],
  ])('in %s is stoichiometry', (text, element, kg) => {
    expect(kgOf(text, element)).toBeCloseTo(kg, 3);
  });

  test.each([
    'NdPr',
    'PrNd metal',
    'mischmetal',
    'DyFe',
    'ferro-vanadium 80%',
    'tungsten concentrate 65% WO3',
    'neodymium alloy',
  ])('in %s is not known, and the reading says so', (text) => {
    const found = read(text);
    if ('reason' in found) throw new Error(found.reason);
    expect(found.material.elements.every(({ kg_per_unit }) => kg_per_unit === null)).toBe(true);
    expect(found.doubts.map(({ code }) => code)).toEqual(['material_parts']);
  });

  test('lies between those of the compounds that a name may mean', () => {
    const found = read('lithium hydroxide');
    if ('reason' in found) throw new Error(found.reason);
    // 6.94 of 41.96 with water, 6.94 of 23.95 without
    expect(found.material.elements).toEqual([
      {
        element: 'Li',
        kg_per_unit: null,
        kg_low: expect.closeTo(0.1654, 4),
        kg_high: expect.closeTo(0.2898, 4),
        evidence: null,
      },
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
      const wide = [...text]
        .map((sign) => (sign > ' ' && sign <= '~' ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign))
        .join('');
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
    'lithium cathode',
    'Lithium-Elektrolyt',
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
