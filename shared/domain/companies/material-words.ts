/**
 * Words of materials: English, Japanese, Chinese (simplified; traditional characters are the same word) and
 * German. A blank parts names, `_` stands for a
 * blank in one. Words that mean other things too (`đồng`, `fluorine`) are no names.
 */

/**
 * Symbol -> names beside those of the catalogue of words, French, Indonesian, Malay and Vietnamese ones too;
 * groups of elements begin with `@`.
 */
export const ELEMENT_WORDS: Readonly<Record<string, string>> = {
  Bi: '铋 bismut wismut 蒼鉛',
  C: 'graphite natural_graphite flake_graphite 石墨 天然石墨 鳞片石墨 黒鉛 黑铅 鱗片状黒鉛 グラファイト graphit naturgraphit flockengraphit grafit than_chì',
  CaF2: 'fluorite fluorspar calcium_fluoride 萤石 氟化钙 ホタル石 フッ化カルシウム flussspat fluorit calciumfluorid spath_fluor fluorin huỳnh_thạch',
  Ce: '铈 cer cérium serium xeri',
  Co: '钴 kobalt coban',
  Cu: '铜 kupfer cuivre tembaga kuprum đồng_tinh_luyện',
  Dy: '镝 disprosium dysprosi',
  Er: '铒 erbi',
  Eu: '铕 ユーロピウム europi',
  Ga: '镓 galium gali',
  Gd: '钆 gadolini',
  Ge: '锗 gecmani',
  Ho: '钬 holmi',
  In: '铟 インヂウム indi',
  La: '镧 ランタニウム lanthane lanthan lantanum lantan',
  Li: '锂 litium liti',
  Lu: '镥 ルテシウム lutécium lutesium luteti',
  Mg: '镁 magnésium magie magnesi',
  Mo: '钼 molybdän molybdène molibdenum molypden',
  Nb: '铌 niob columbium niobi',
  Nd: '钕 neodym ネオジウム néodyme neodimium',
  Ni: '镍 nikel niken',
  Pd: '钯 paladium paladi',
  Pm: '钷',
  Pr: '镨 praseodym プラセオジウム praséodyme praseodimium',
  Pt: '铂 铂金 platin プラチナ platine platina bạch_kim',
  Rh: '铑 rodium rodi',
  Sb: '锑 antimon antimoine',
  Sc: '钪 skandium scandi',
  Si: 'silicon 硅 矽 金属硅 工业硅 シリコン ケイ素 珪素 金属ケイ素 金属珪素 silicium silizium rohsilizium siliziummetall silikon silic',
  Sm: '钐 samari',
  Ta: '钽 tantal tantale tantan',
  Tb: '铽 terbi',
  Te: '碲 tellur tellure telurium telua',
  Tm: '铥',
  V: '钒 vanadin vanadi',
  W: '钨 wolfram tungstène vonfram',
  Y: '钇 itrium ytri',
  Yb: '镱 iterbium ytecbi',
  '@HREE':
    '中重稀土 重稀土 重希土 重希土類 heavy_rare_earth heavy_rare_earths schwere_seltene_erden terres_rares_lourdes tanah_jarang_berat',
  '@LREE':
    '轻稀土 軽希土 軽希土類 light_rare_earth light_rare_earths leichte_seltene_erden terres_rares_légères',
  '@REE':
    '稀土 希土類 レアアース rare_earth rare_earths seltene_erden seltenerd seltenerden terres_rares tanah_jarang nadir_bumi đất_hiếm',
};

/** Elements of a group that buyers ask for most, as suggestions. */
export const OF_GROUPS: Readonly<Record<string, readonly string[]>> = {
  '@HREE': ['Dy', 'Tb', 'Y'],
  '@LREE': ['Nd', 'Pr', 'La'],
  '@REE': ['Nd', 'Pr', 'Dy'],
};

/** Other elements that stand in names of alloys and compounds; alone they are not rated. */
export const CARRIER_WORDS: Readonly<Record<string, string>> = {
  Al: 'aluminium aluminum アルミニウム アルミ 铝',
  As: 'arsenic 砷 ヒ素 arsen',
  B: 'boron bor 硼 ホウ素 ボロン',
  Ca: 'calcium 钙 カルシウム kalzium',
  Cr: 'chromium chrome chrom 铬 クロム',
  Fe: 'iron ferro 铁 鉄 フェロ eisen',
  Mn: 'manganese mangan 锰 マンガン',
  Sn: 'tin 锡 スズ 錫 zinn',
  Ti: 'titanium titan 钛 チタン',
  Zn: 'zinc zink 锌 亜鉛',
  Zr: 'zirconium zirkonium zirkon 锆 ジルコニウム',
};

/**
 * Compounds by the word for what is bound; `:3` after a word: with so many oxygen atoms, or molecules of
 * water.
 */
const COMPOUND_WORDS = {
  acetate: 'acetate acetat 酢酸 醋酸 乙酸',
  arsenide: 'arsenide arsenid 砷化 ヒ化',
  carbide: 'carbide carbid karbid 炭化 碳化',
  carbonate: 'carbonate carbonat karbonat 炭酸 碳酸',
  chloride: 'chloride chlorid trichloride:0 tetrachloride:0 trichlorid:0 tetrachlorid:0 塩化 氯化',
  fluoride: 'fluoride fluorid trifluoride 弗化 ふっ化 フッ化 氟化',
  hydroxide: 'hydroxide hydroxid 水酸化 氢氧化',
  nitrate: 'nitrate nitrat 硝酸',
  nitride: 'nitride nitrid 窒化 氮化',
  oxalate: 'oxalate oxalat シュウ酸 蓚酸 草酸',
  oxide:
    'oxide oxides oxid oxyd 酸化 氧化 dioxide:2 dioxid:2 二酸化:2 二氧化:2 trioxide:3 trioxid:3 sesquioxide:3 三酸化:3 三酸化二:3 三氧化:3 三氧化二:3 tetroxide:4 tetraoxide:4 四酸化三:4 四氧化三:4 pentoxide:5 pentaoxide:5 pentoxid:5 五酸化:5 五酸化二:5 五氧化:5 五氧化二:5',
  phosphide: 'phosphide phosphid リン化 磷化',
  sulfate: 'sulfate sulphate sulfat 硫酸',
  telluride: 'telluride tellurid テルル化 碲化',
} as const;

/** Form in which a material comes -> words. */
export const FORM_WORDS = {
  ore: 'ore ores 鉱石 矿石 原矿 矿 鉱 erz erze',
  concentrate: 'concentrate concentrates 精鉱 精矿 konzentrat',
  ...COMPOUND_WORDS,
  compound: 'compound compounds salt 化合物 verbindung salz',
  refined: 'refined raffiniert 精製 精炼 精 electrolytic 电解 电积 電気',
  metal: 'metal metals ingot ingots metall 金属 インゴット 锭 地金',
  alloy: 'alloy alloys legierung 合金 vorlegierung master_alloy 母合金 中间合金',
  magnet: 'magnet magnets magnete magneten 磁石 マグネット 磁体 磁铁 磁钢 永磁',
  bonded: 'bonded ボンド 粘结 kunststoffgebunden kunststoffgebundener',
} as const;
export type Form = keyof typeof FORM_WORDS;
export const isCompound = (form: Form): boolean => form === 'compound' || Object.hasOwn(COMPOUND_WORDS, form);

/** Words that tell no other material. */
export const PLAIN_WORDS =
  'powder pulver 粉末 粉 high purity hochrein rein reines 高純度 高纯 grade min natural flake acid_grade strip_cast sponge schwamm 海绵 battery_grade 电池级 電池グレード technical industrial 工业 roasted 焙焼 焙烧 crude 粗 区熔 block disc disk ring cut 毛坯 scheiben druckguss säurequalität 酸級 of sintered gesintert gesinterter 焼結 烧结 permanent dauer 永久 cas 物 品 级 anhydrous wasserfrei wasserfreies 無水 无水';

/** `symbols:form` -> minerals by the element that they are traded for, mixes, and other names of both. */
export const MATERIAL_WORDS: Readonly<Record<string, string>> = {
  'C:refined': 'spherical_graphite 球形石墨 球状黒鉛 sphärischer_graphit',
  'Co:refined': 'cobalt_cathode cobalt_cut_cathode',
  'Cu:ore': 'chalcopyrite chalkopyrit 黄铜矿 黄銅鉱 quặng_đồng',
  'Cu:refined':
    'copper_cathode copper_cathodes 阴极铜 銅カソード kupferkathode kupferkathoden elektrolytkupfer',
  'La-Ce-Nd-Pr:alloy': 'mischmetal misch_metal mischmetall ミッシュメタル 混合稀土金属',
  'Li:ore': 'spodumene spodumen 锂辉石 リチア輝石 スポジュメン lepidolite lepidolith 锂云母 リチア雲母',
  'Mo:ore': 'molybdenite molybdänit 辉钼矿 輝水鉛鉱',
  'Nb:ore': 'pyrochlore pyrochlor 烧绿石 パイロクロア',
  'Nd-Pr:': 'didymium didym ジジム',
  'Ni:refined': 'nickel_cathode nickel_cathodes nickelkathode nickelkathoden',
  'Ni:alloy': 'ferronickel feronikel',
  'Sb:ore': 'stibnite antimonit 辉锑矿 輝安鉱',
  'Ta:ore': 'coltan コルタン tantalite tantalit タンタライト 钽铁矿',
  'W:ore': 'wolframite scheelite wolframit scheelit 黑钨 白钨 鉄マンガン重石 灰重石',
};

/** Names that tell the formula. */
export const FORMULA_WORDS: Readonly<Record<string, string>> = {
  CoO: '氧化亚钴',
  LiOH·H2O:
    'lithium_hydroxide_monohydrate lithiumhydroxid_monohydrat 水酸化リチウム一水和物 水酸化リチウム1水和物 单水氢氧化锂 一水氢氧化锂',
};

/** Formulas of compounds as they are traded; of several the name does not tell which. `R` is a rare earth. */
export const FORMULAS: Readonly<Partial<Record<Form, string>>> = {
  acetate: 'R(CH3COO)3 R(CH3COO)3·4H2O',
  arsenide: 'GaAs InAs',
  carbide: 'WC TaC NbC VC Mo2C',
  carbonate: 'R2(CO3)3 R2(CO3)3·8H2O Li2CO3 CoCO3 NiCO3',
  chloride: 'RCl3 RCl3·6H2O LiCl GaCl3 GeCl4 InCl3 SbCl3 TaCl5 NbCl5 PdCl2 CoCl2 CoCl2·6H2O NiCl2 NiCl2·6H2O',
  fluoride: 'RF3 LiF',
  hydroxide: 'R(OH)3 LiOH LiOH·H2O Co(OH)2 Ni(OH)2',
  nitrate: 'R(NO3)3 R(NO3)3·6H2O Co(NO3)2 Co(NO3)2·6H2O Ni(NO3)2 Ni(NO3)2·6H2O',
  nitride: 'GaN TaN VN',
  oxalate: 'R2(C2O4)3 R2(C2O4)3·10H2O',
  oxide:
    'R2O3 CeO2 Pr6O11 Tb4O7 Bi2O3 CoO Co3O4 CuO Cu2O Ga2O3 GeO2 In2O3 Li2O MoO3 Nb2O5 NiO PdO PtO2 Rh2O3 Sb2O3 Ta2O5 TeO2 V2O3 V2O5 WO3',
  phosphide: 'GaP InP',
  sulfate: 'R2(SO4)3 R2(SO4)3·8H2O CoSO4 CoSO4·7H2O CuSO4 CuSO4·5H2O NiSO4 NiSO4·6H2O',
  telluride: 'Bi2Te3 CdTe',
};

export const RARE_EARTHS = 'La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Sc Y'.split(' ');

/** Mixes that are written as formulas, whatever the case of their letters. */
export const MIXES = 'NdFeB NdPr PrNd SmCo DyFe TbFe NdFe HoFe GdFe FeNb FeV FeMo FeW FeNi AlNiCo'.split(' ');

/**
 * Entries of the catalogue that are one material and not the chemical element: what else holds it is made
 * from other feed.
 */
export const ONLY_AS: Readonly<Record<string, readonly Form[]>> = {
  C: ['ore', 'concentrate', 'refined'],
  CaF2: ['ore', 'concentrate'],
  Mg: ['metal', 'alloy', 'refined'],
  Si: ['metal', 'refined'],
};

/** Materials of that kind by their names: symbol -> names. */
export const OTHER_MATERIALS: Readonly<Record<string, string>> = {
  C: 'carbon kohlenstoff 碳 炭素 synthetic_graphite artificial_graphite 人造石墨 人造黒鉛 人工黒鉛 人造グラファイト synthetischer_graphit kunstgraphit',
  Si: 'silica quartz quarz 石英 シリカ silicone silicones シリコーン 硅胶 polysilicon 多晶硅 silicon_wafer ferrosilicon ferrosilizium 硅铁 フェロシリコン',
  Mg: 'magnesia magnesite magnesit',
};

/** Product -> last stage and names beside those of the catalogue. */
export const PRODUCT_WORDS: Readonly<
  Record<string, readonly [stage: 'refining' | 'magnet' | null, words: string]>
> = {
  'ammonium-paratungstate': [
    'refining',
    '仲钨酸铵 パラタングステン酸アンモニウム ammoniumparawolframat ammonium-parawolframat wolframsaures_ammonium',
  ],
  'antimony-trioxide': ['refining', ''],
  'battery-electric-car': [null, '电动汽车 纯电动汽车 電気自動車 elektroauto batterieelektrisches_fahrzeug'],
  'bismuth-telluride': ['refining', ''],
  'cadmium-telluride': ['refining', '碲化镉 テルル化カドミウム cadmiumtellurid'],
  'ev-battery-pack': [null, '动力电池包 駆動用電池パック 車載電池パック traktionsbatterie'],
  'ev-traction-motor': [null, '驱动电机 駆動用モーター 駆動モーター トラクションモーター traktionsmotor'],
  'gallium-arsenide': ['refining', 'gallium_arsenide_wafer'],
  'gallium-nitride': ['refining', ''],
  'germanium-dioxide': ['refining', ''],
  'hard-disk-magnet': ['magnet', 'hdd磁石 硬盘磁体 festplattenmagnet'],
  'indium-phosphide': ['refining', 'indium_phosphide_wafer'],
  'ndfeb-magnet': ['magnet', 'ネオジ磁石'],
  'samarium-cobalt-magnet': ['magnet', 'サマコバ磁石'],
  smartphone: [null, 'スマートフォン スマホ 智能手机'],
  'tungsten-carbide': ['refining', 'wc'],
  'wind-turbine-direct-drive': [null, '直驱永磁风力发电机 ダイレクトドライブ風力発電機'],
};

/**
 * Magnets by what is in them: they are such a magnet when a text names a magnet of the first element, or all
 * that follows `whole`.
 */
export const MAGNETS: readonly {
  readonly product: string;
  readonly of: string;
  readonly whole: readonly string[];
}[] = [
  { product: 'ndfeb-magnet', of: 'Nd', whole: ['B', 'Fe', 'Nd'] },
  { product: 'samarium-cobalt-magnet', of: 'Sm', whole: ['Co', 'Sm'] },
];

/** Names of several things -> what may be meant. */
export const AMBIGUOUS_WORDS: Readonly<Record<string, string>> = {
  Co: 'co',
  In: 'in',
  Si: 'silikon',
  'ev-traction-motor': 'motor motors electric_motor permanent_magnet_motor モーター 电机 电动机 elektromotor',
  'wind-turbine-direct-drive':
    'wind_turbine wind_generator offshore_wind_turbine 風力発電機 风力发电机 windkraftanlage windturbine',
};
