/**
 * Words of materials: English, Japanese, Chinese (simplified; traditional characters are the same word) and
 * German. A blank parts names, `_` stands for a blank in one. Words that mean other things too (`đồng`, `fluorine`) are no names.
 */
import words from './material-words.json' with { type: 'json' };

/**
 * Symbol -> names beside those of the catalogue of words, French, Indonesian, Malay and Vietnamese ones too;
 * groups of elements begin with `@`.
 */
export const ELEMENT_WORDS: Readonly<Record<string, string>> = words.elements;

/** Elements of a group that buyers ask for most, as suggestions. */
export const OF_GROUPS: Readonly<Record<string, readonly string[]>> = {
  '@HREE': ['Dy', 'Tb', 'Y'],
  '@LREE': ['Nd', 'Pr', 'La'],
  '@REE': ['Nd', 'Pr', 'Dy'],
};

/** Other elements that stand in names of alloys and compounds; alone they are not rated. */
export const CARRIER_WORDS: Readonly<Record<string, string>> = words.carriers;

/**
 * Form in which a material comes -> words; `:3` after the word for what is bound: with so many oxygen atoms, or
 * molecules of water.
 */
export const FORM_WORDS = words.forms;
export type Form = keyof typeof FORM_WORDS;

/** Words that tell no other material. */
export const PLAIN_WORDS = words.plain;

/** `symbols:form` -> minerals by the element that they are traded for, mixes, and other names of both. */
export const MATERIAL_WORDS: Readonly<Record<string, string>> = words.materials;

/** Names that tell the formula. */
export const FORMULA_WORDS: Readonly<Record<string, string>> = words.formula_names;

/** Formulas of compounds as they are traded; of several the name does not tell which. `R` is a rare earth. */
export const FORMULAS: Readonly<Partial<Record<Form, string>>> = words.formulas;
export const isCompound = (form: Form): boolean => form === 'compound' || Object.hasOwn(FORMULAS, form);

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
export const OTHER_MATERIALS: Readonly<Record<string, string>> = words.other_materials;

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
export const MAGNETS: readonly Readonly<{
  product: string;
  of: string;
  whole: readonly string[];
}>[] = [
  { product: 'ndfeb-magnet', of: 'Nd', whole: ['B', 'Fe', 'Nd'] },
  { product: 'samarium-cobalt-magnet', of: 'Sm', whole: ['Co', 'Sm'] },
];

/** Names of several things -> what may be meant. */
export const AMBIGUOUS_WORDS: Readonly<Record<string, string>> = words.ambiguous;
