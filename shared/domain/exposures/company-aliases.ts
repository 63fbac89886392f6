/**
 * Other names of a company, as its sites in the register have them: former and short names, names of its
 * plants' companies, tickers.
 */

import type { Candidate } from './match-subject.ts';

interface NamedSite {
  readonly supplier_name: string;
  /** The company as the source words it for this site: `Proterial (ex Hitachi Metals)`. */
  readonly company: string;
  /** For example `JL MAG (SZ:300748)`. */
  readonly owner: string | null;
}

const ACRONYM = /^[A-Z]{2,6}$/;
const FORMER = /^ex ([^/]+)$/;
const TICKER = /\b[A-Z]{2,4}:[A-Z0-9]{2,6}\b/;

/**
 * `VACUUMSCHMELZE (VAC)` is VACUUMSCHMELZE and VAC; what else stands in brackets is a partner, an owner or a
 * place.
 */
function namesIn(words: string): readonly string[] {
  const [, base = words, inside = ''] = /^([^(]+) \((.+)\)/.exec(words) ?? [];
  const parts = inside
    .split(', ')
    .flatMap((part) => (ACRONYM.test(part) ? [part] : (FORMER.exec(part)?.[1] ?? [])));
  return /[/,]/.test(base) ? parts : [base, ...parts];
}

/** A ticker that stands alone, or behind the name of the company itself; others are those of owners. */
function tickersIn(owner: string, name: string): readonly string[] {
  const [ticker] = TICKER.exec(owner) ?? [];
  if (ticker === undefined) return [];
  const whose = owner
    .replace(TICKER, '')
    .replaceAll(/[() ]+/g, ' ')
    .trim();
  return name.includes(whose) ? [ticker, ticker.slice(ticker.indexOf(':') + 1)] : [];
}

/** In byte order, without the name that the company has as a subject. */
export function companyAliases(sites: readonly NamedSite[]): readonly string[] {
  const names = sites.flatMap(({ supplier_name, company, owner }) => [
    ...namesIn(supplier_name),
    ...namesIn(company),
    ...tickersIn(owner ?? '', supplier_name),
  ]);
  return [...new Set(names)]
    .filter((name) => sites.every(({ supplier_name }) => supplier_name !== name))
    .sort();
}

/**
 * Names of companies in their own script or that of their buyers, as the companies write them: id of the
 * supplier -> names.
 */
export const LOCAL_COMPANY_NAMES: Readonly<Record<string, readonly string[]>> = {
  'china-northern-rare-earth': ['中国北方稀土', '北方稀土'],
  'china-rare-earth-group': ['中国稀土集团', '中国稀土'],
  'daido-steel': ['大同特殊鋼'],
  'jl-mag': ['江西金力永磁科技', '金力永磁'],
  'korea-zinc': ['고려아연'],
  lynas: ['ライナス'],
  'mitsubishi-materials': ['三菱マテリアル'],
  'ningbo-yunsheng': ['宁波韵升'],
  proterial: ['プロテリアル', '日立金属'],
  'shenghe-resources': ['盛和资源'],
  'shin-etsu-chemical': ['信越化学工業', '信越化学'],
  'toyota-tsusho': ['豊田通商'],
  'xiamen-tungsten': ['厦门钨业'],
  'yantai-zhenghai': ['烟台正海磁性材料', '正海磁材'],
  'yunnan-chihong': ['云南驰宏锌锗', '驰宏锌锗'],
  'zhong-ke-san-huan': ['北京中科三环高技术', '中科三环'],
};

/**
 * A supplier of the shipped facts as it is looked up, by all its names. These facts hold no LEI and no DUNS
 * number, so both stay unknown.
 */
export const shippedSupplier = ({ id, name, aliases = [], countries = [] }: NamedSupplier): Candidate => ({
  ...{ type: 'supplier', id, name, lei: null, duns: null, external_ids: {}, origin: 'shipped', countries },
  aliases: [...aliases, ...(LOCAL_COMPANY_NAMES[id] ?? [])],
});

/** A supplier as a catalogue names it. */
export interface NamedSupplier {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[] | undefined;
  readonly countries?: readonly string[] | undefined;
}
