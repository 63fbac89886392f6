/** Words in files of companies: headings, names of files, units, money and what stands for unknown. */

export const LANGUAGES = ['en', 'ja', 'zh', 'de'] as const;
export type FileLanguage = (typeof LANGUAGES)[number];

export const FILE_KINDS = ['needs', 'stock', 'sources', 'sites'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Words in the name of a file. */
export const KIND_WORDS: Readonly<Record<FileKind, string>> = {
  needs:
    'needs|demand|bom|bill of materials|parts|部品表|需要|所要量|需求|物料清单|bedarf|stückliste|stueckliste',
  stock: 'stock|inventory|stocks|在庫|库存|bestand|lager|lagerbestand',
  sources: 'sources|suppliers|sourcing|仕入先|調達先|供应商|采购来源|lieferanten|bezugsquellen',
  sites: 'sites|plants|locations|拠点|工場|工厂|据点|standorte|werke',
};

/**
 * Field -> headings, `|` between them; `*12`: what the column holds times that is what the field means, a
 * month of use or of stock.
 */
export const FIELD_WORDS = {
  material: {
    en: 'material|materials|raw material|substance|element|commodity|product|material description',
    ja: '材料|材料名|原材料|原料|素材|物質|元素|鉱種|品目|材質',
    zh: '材料|原材料|原料|物料|物料名称|材料名称|元素|产品',
    de: 'Material|Werkstoff|Rohstoff|Stoff|Element|Materialbezeichnung|Produkt',
  },
  name: {
    en: 'name|description|item|item name|part|part name|component|article',
    ja: '品名|名称|部品名|製品名|品目名|摘要',
    zh: '品名|名称|零件名称|部件|产品名称|描述',
    de: 'Bezeichnung|Name|Beschreibung|Artikel|Teil|Bauteil|Benennung',
  },
  id: {
    en: 'id|part number|part no|part id|item number|material number|sku|number|no|line|position|site id',
    ja: '番号|品番|部品番号|図番|品目コード|コード|行',
    zh: '编号|零件号|料号|物料编码|物料号|序号',
    de: 'Nummer|Teilenummer|Artikelnummer|Materialnummer|Sachnummer|Nr|Pos|Zeile',
  },
  quantity: {
    en: 'quantity|qty|amount|annual quantity|yearly use|annual usage|annual use|usage|consumption|annual demand|demand|volume|weight|monthly usage*12|monthly quantity*12',
    ja: '数量|年間数量|使用量|年間使用量|年間所要量|所要量|重量|購入量|年間購入量|月間使用量*12|月間数量*12',
    zh: '数量|年用量|用量|年度用量|年需求量|需求量|重量|月用量*12',
    de: 'Menge|Jahresmenge|Jahresbedarf|Bedarf|Verbrauch|Jahresverbrauch|Anzahl|Gewicht|Monatsbedarf*12|Monatsverbrauch*12',
  },
  unit: {
    en: 'unit|units|uom|unit of measure|base unit of measure|buom|bun',
    ja: '単位',
    zh: '单位|计量单位',
    de: 'Einheit|Mengeneinheit|Basismengeneinheit|ME',
  },
  stock_unit: { en: 'unit of stock', ja: '在庫単位', zh: '库存单位', de: 'Bestandseinheit|Lagereinheit' },
  spend: {
    en: 'spend|annual spend|cost|costs|value|purchase value|annual cost|total cost',
    ja: '金額|年間金額|購入金額|調達金額|費用|コスト|年間購入額|購入額',
    zh: '金额|采购金额|年采购额|成本|费用|采购额',
    de: 'Kosten|Ausgaben|Einkaufswert|Einkaufsvolumen|Jahreskosten|Betrag|Wert',
  },
  revenue_at_stake: {
    en: 'revenue at stake|revenue|sales|turnover|revenue at risk',
    ja: '影響売上|売上|売上高|売上金額|関連売上',
    zh: '相关销售额|销售额|营业额|受影响收入',
    de: 'Umsatz|betroffener Umsatz|Umsatz im Risiko',
  },
  currency: { en: 'currency', ja: '通貨', zh: '货币|币种', de: 'Währung|Waehrung' },
  stock: {
    en: 'stock|inventory|stock quantity|on hand|kilograms|stock on hand',
    ja: '在庫|在庫量|在庫数量|現在庫|保有在庫',
    zh: '库存|库存量|库存数量|现有库存',
    de: 'Bestand|Lagerbestand|Vorrat|Lagermenge|Bestandsmenge',
  },
  days: {
    en: 'days|stock days|days of stock|days of use|cover days|coverage days|days of supply|weeks of stock*7|weeks of supply*7|months of stock*30.4375|months of supply*30.4375',
    ja: '在庫日数|日数|備蓄日数|在庫月数*30.4375|備蓄月数*30.4375|在庫週数*7',
    zh: '库存天数|天数|可用天数|库存月数*30.4375|库存周数*7',
    de: 'Reichweite|Bestandsreichweite|Lagerreichweite|Tage',
  },
  as_of: {
    en: 'as of|date|stock date|counted on|inventory date',
    ja: '在庫日|基準日|日付|棚卸日|時点',
    zh: '日期|盘点日期|截止日期',
    de: 'Stichtag|Datum|Stand|Inventurdatum',
  },
  site: {
    en: 'site|plant|location|warehouse',
    ja: '拠点|工場|倉庫|事業所',
    zh: '工厂|地点|仓库|据点',
    de: 'Standort|Werk|Lagerort',
  },
  supplier_id: {
    en: 'supplier|supplier id|vendor|supplier name|manufacturer|source',
    ja: '仕入先|調達先|サプライヤー|購入先|取引先|メーカー|仕入先名',
    zh: '供应商|供货商|厂家|供应商名称',
    de: 'Lieferant|Lieferantenname|Hersteller|Bezugsquelle|Zulieferer',
  },
  country: {
    en: 'country|country of origin|origin|supplier country',
    ja: '国|原産国|調達国|国名|生産国',
    zh: '国家|原产国|产地|来源国',
    de: 'Land|Herkunftsland|Ursprungsland|Lieferland',
  },
  share: {
    en: 'share|share of need|percentage|ratio|split|portion',
    ja: '比率|割合|シェア|調達比率|構成比|購入比率',
    zh: '比例|占比|份额|采购比例',
    de: 'Anteil|Lieferanteil|Quote|Prozent',
  },
  since: {
    en: 'since|from|start|start date|contract start',
    ja: '開始日|契約開始日|開始',
    zh: '开始日期|合同开始',
    de: 'seit|ab|Vertragsbeginn|Beginn',
  },
  contract_until: {
    en: 'contract until|until|contract end|end date|expiry|contract expiry',
    ja: '契約期限|契約終了日|契約満了日|終了日|期限',
    zh: '合同到期|合同截止|到期日|结束日期',
    de: 'Vertrag bis|Vertragsende|bis|Laufzeit bis|gültig bis',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<FileLanguage, string>>>>;
export type FileField = keyof typeof FIELD_WORDS;

export const FIELDS_OF_KIND: Readonly<Record<FileKind, readonly FileField[]>> = {
  needs: [
    ...(['material', 'name', 'id', 'quantity', 'unit', 'spend', 'revenue_at_stake', 'currency'] as const),
    ...([
      'stock',
      'stock_unit',
      'days',
      'as_of',
      'site',
      'supplier_id',
      'country',
      'share',
      'since',
      'contract_until',
    ] as const),
  ],
  stock: ['material', 'stock', 'unit', 'days', 'as_of', 'site'],
  sources: ['material', 'supplier_id', 'country', 'share', 'since', 'contract_until'],
  sites: ['id', 'name', 'country'],
};

/** Unit as companies are stored with it, and how many of it one is -> words. */
export const UNIT_WORDS: readonly (readonly [
  unit: 'g' | 'kg' | 't' | 'each' | 'MW',
  factor: number,
  words: string,
])[] = [
  ['g', 1, 'g|gram|grams|gramm|gr|グラム|克'],
  ['kg', 1, 'kg|kgs|kilogram|kilograms|kilo|kilogramm|キログラム|キロ|公斤|千克'],
  ['t', 1000, 'kt|kiloton|kilotons|kilotonne|kilotonnes|kilotonnen|千トン|千吨'],
  ['t', 1, 't|mt|ton|tons|tonne|tonnes|metric ton|metric tons|to|トン|吨|公吨'],
  // International avoirdupois pound, exact by the agreement of 1959.
  ['kg', 0.45359237, 'lb|lbs|pound|pounds|ポンド|磅|pfund'],
  ['each', 1, 'each|ea|pc|pcs|piece|pieces|unit|units|stück|stk|st|個|本|台|枚|ヶ|ケ|個数|个|件|只'],
  ['each', 1000, '千個|千个|tsd stück'],
  ['MW', 1, 'mw|megawatt|メガワット|兆瓦'],
];

export const KG_PER_UNIT: ReadonlyMap<string, number> = new Map([
  ['g', 0.001],
  ['kg', 1],
  ['t', 1000],
]);

/** Days in one -> words. A month is the twelfth of a year. */
export const SPAN_WORDS: readonly (readonly [days: number, words: string])[] = [
  [1, 'd|day|days|tag|tage|tagen|日|日分|天'],
  [7, 'w|wk|wks|week|weeks|woche|wochen|週|週間|週分|周'],
  [30.4375, 'mo|month|months|monat|monate|monaten|月|か月|ヶ月|ケ月|カ月|ヵ月|か月分|ヶ月分|月分|个月'],
  [365.25, 'y|a|yr|year|years|jahr|jahre|jahren|年|年分'],
];

/** Currency -> words. */
export const MONEY_WORDS: readonly (readonly [currency: string, words: string])[] = [
  ['EUR', '€|eur|euro|euros|ユーロ|欧元'],
  ['JPY', 'jpy|yen|円|日元|日円'],
  ['USD', '$|us$|usd|dollar|dollars|米ドル|ドル|美元'],
  ['CNY', 'cny|rmb|yuan|元|人民币|人民元'],
  ['KRW', '₩|krw|won|ウォン|韩元'],
  ['TWD', 'nt$|twd|ntd|新台币'],
  ['GBP', '£|gbp'],
  ['CHF', 'chf'],
];
/** How many of a currency one is -> words before or behind it, or alone. */
export const SCALE_WORDS: readonly (readonly [factor: number, words: string])[] = [
  [1000, "k|t|thousand|thousands|tsd|000|000s|'000|1000|1 000|千"],
  [1e4, '万'],
  [1e6, 'm|mn|mio|million|millions|百万'],
  [1e8, '億|亿'],
];

/** Words of a heading that change nothing. */
export const PERIOD_WORDS =
  'year|yr|a|p a|per year|annual|年|年間|每年|jahr|pro jahr|jährlich|annum|per annum';

/** Cells that say that a value is not known. */
export const UNKNOWN_WORDS = 'n a|na|unknown|tbd|null|不明|未定|未知|不详|k a|unbekannt|offen';

/** What rows of sums have in place of a material. */
export const TOTAL_WORDS =
  'total|totals|subtotal|grand total|sum|合計|小計|総計|计|合计|总计|小计|summe|gesamt|gesamtsumme|zwischensumme';

/** Code -> names of daily use that no list of countries has. */
export const COUNTRY_WORDS: Readonly<Record<string, string>> = {
  ARE: 'UAE|VAE|Emirates',
  AUS: '豪州|豪',
  CAN: '加|加国',
  CHN: 'PRC|PR China|VR China|Mainland China|Peoples Republic of China|China Peoples Republic|中華人民共和国|中国大陸|チャイナ',
  CIV: 'Ivory Coast',
  COD: 'DRC|DR Congo|RDC|Congo DR|Congo Kinshasa|Congo Democratic Republic|Democratic Republic of Congo|Congo The Democratic Republic of the|DR Kongo|DRコンゴ',
  COG: 'Congo Brazzaville|Republic of Congo',
  DEU: 'Federal Republic of Germany|独逸|独',
  FRA: '仏|仏国',
  GBR: 'UK|Great Britain|Britain|England|Großbritannien|United Kingdom of Great Britain and Northern Ireland',
  HKG: 'Hongkong|Hong Kong SAR China',
  IND: '印|印度',
  IRN: 'Islamic Republic of Iran|Iran Islamic Republic of',
  JPN: '日本国|Nippon',
  KGZ: 'Kyrgyz Republic',
  KOR: 'Korea|Republic of Korea|Korea Republic of|Korea South|S Korea|大韓民国|韓',
  LAO: 'Lao PDR',
  MKD: 'Macedonia',
  MMR: 'ミャンマー|Burma|Birma|ビルマ|Republic of the Union of Myanmar|缅甸联邦',
  NLD: 'Holland',
  PRK: 'Democratic Peoples Republic of Korea|Korea North|DPRK',
  RUS: 'Russian Federation|Russische Föderation|ロシア連邦|露',
  SVK: 'Slovak Republic',
  SWZ: 'Swaziland',
  THA: 'タイ国|タイ王国',
  TUR: 'Turkey',
  TWN: 'Taiwan China|Taiwan Province of China|Chinese Taipei|Taiwan ROC|Republic of China|中華民国',
  USA: 'United States of America|America|Amerika|アメリカ|米|Vereinigte Staaten von Amerika',
  VNM: 'Viet Nam|ヴェトナム|越南',
  ZAF: '南ア|RSA',
};
