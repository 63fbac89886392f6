import * as z from 'zod';
import { optionalText, text } from './cells.ts';
import { readCsvTable } from './csv-table.ts';
import type { ProblemList } from './problems.ts';

/** Codes that rows may use. */
export interface Vocabulary {
  readonly symbols: ReadonlySet<string>;
  /** Group word -> symbols; empty for lists that name no scored element. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly symbolsAndGroups: ReadonlySet<string>;
  /** Keys of the buyer tables: symbols and the five group rows. */
  readonly buyerElements: ReadonlySet<string>;
  readonly rareEarths: ReadonlySet<string>;
  readonly countries: ReadonlySet<string>;
  /** Countries, the European Union and the unnamed remainder. */
  readonly origins: ReadonlySet<string>;
  /** Countries, the European Union and every country. */
  readonly targets: ReadonlySet<string>;
  readonly buyers: ReadonlySet<string>;
}

/** Territories with their own trade that the governance indicators do not list. */
const TERRITORIES_WITHOUT_GOVERNANCE = ['NCL'];
const BUYER_GROUP_ROWS = ['HREE', 'LREE', 'REE', 'NdFeB', 'ALL'];

/** The codes come from the data themselves: elements, element groups, and the economies of the governance table. */
export function readVocabulary(supplyFolder: string, problems: ProblemList): Vocabulary {
  const read = <Shape extends z.ZodRawShape>(file: string, schema: z.ZodObject<Shape>) =>
    readCsvTable(supplyFolder, file, schema, problems).rows.map((row) => row.cells);
  const symbols = new Set(read('scoring_elements.csv', z.object({ symbol: text('a symbol') })).map((row) => row.symbol));
  const groups = new Map<string, string[]>();
  for (const row of read('element_groups.csv', z.object({ group: text('a group'), element: optionalText }))) {
    groups.set(row.group, [...(groups.get(row.group) ?? []), ...(row.element === null ? [] : [row.element])]);
  }
  const economies = read('governance.csv', z.object({ iso3: text('a country code') })).map((row) => row.iso3);
  const countries = new Set([...economies, ...TERRITORIES_WITHOUT_GOVERNANCE]);
  return {
    symbols,
    groups,
    symbolsAndGroups: new Set([...symbols, ...groups.keys()]),
    buyerElements: new Set([...symbols, ...BUYER_GROUP_ROWS]),
    rareEarths: new Set(groups.get('REE') ?? []),
    countries,
    origins: new Set([...countries, 'EUU', 'OTH']),
    targets: new Set([...countries, 'EUU', 'ALL']),
    buyers: new Set([...countries, 'EUU']),
  };
}

/** Symbols of a list of symbols and group words, each once, in the order of their first mention. */
export function expandGroups(words: readonly string[], vocabulary: Vocabulary): readonly string[] {
  return [...new Set(words.flatMap((word) => vocabulary.groups.get(word) ?? [word]))];
}

/** The tables of shares call the refining of rare earths `separation`; so do we everywhere. */
export function stagesOf(stages: readonly string[], symbols: readonly string[], vocabulary: Vocabulary): readonly string[] {
  const rare = symbols.some((symbol) => vocabulary.rareEarths.has(symbol));
  const other = symbols.some((symbol) => !vocabulary.rareEarths.has(symbol));
  return stages.flatMap((stage) => (stage === 'refining' && rare ? (other ? ['separation', 'refining'] : ['separation']) : [stage]));
}
