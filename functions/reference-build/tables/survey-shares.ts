/** World shares out of the tonnages that an edition of the Mineral Commodity Summaries prints, and those of the stages between. */
import * as z from 'zod';
import { type OreCompositionRow, type ShareRow, shareRow } from '#domain/vocabulary/reference-data.ts';
import type { Sources } from '../codes.ts';
import { grade, joinNotes } from '../provenance.ts';

export const PRODUCTION_FILE = 'editions/survey_production.csv';
const STAGES_FILE = 'editions/survey_stages.csv';
/** Stands in the table of production for the fifteen rare earths, of which the survey prints the sum. */
const RARE_EARTHS = 'REE';
const REST = 'OTH';
const SHORT_UNITS: Readonly<Record<string, string>> = { 'metric tons': 't', kilograms: 'kg', 'thousand metric tons': 'kt' };
/** Rows of this edition were named before another could follow, and a row keeps its id. */
const NAMED_WITHOUT_EDITION = 'MCS2026';

/** `survey_stages.csv`: under which words the survey prints the output of an element at a stage (`null`: it does no longer), and how well that is known. */
export function surveyStages({ raw, codes }: Sources) {
  const { rows } = raw.read(
    STAGES_FILE,
    ['element', 'stage'],
    z.strictObject({
      element: codes.symbol,
      stage: shareRow.shape.stage,
      commodity: z.string().nullable(),
      detail: z.string().nullable(),
      unit: z.enum(['metric tons', 'kilograms', 'thousand metric tons']),
      quality: grade,
      concentration: z.number().min(1),
      note: z.string().nullable(),
      note_edition: z.string().nullable(),
    }),
    { concentration: 'dirichlet_concentration' },
  );
  return rows.map(({ cells }) => ({ ...cells, printedFor: /^rare earths$/i.test(cells.commodity ?? '') ? RARE_EARTHS : cells.element }));
}
export type SurveyStage = ReturnType<typeof surveyStages>[number];

/** `survey_production.csv`: what an edition prints for its last year, in the unit of the stage; `null` for what it withholds. */
export function surveyProduction({ raw, codes, editions }: Sources, stages: readonly SurveyStage[]) {
  const { rows, reject } = raw.read(
    PRODUCTION_FILE,
    ['edition', 'element', 'stage', 'country'],
    z.strictObject({
      edition: z.string().refine((name) => editions.some(({ id }) => id === name), 'an edition of editions.csv'),
      element: codes.buyerElement,
      stage: shareRow.shape.stage,
      country: codes.origin,
      amount: z.number().min(0).nullable(),
    }),
    { country: 'country_iso3' },
  );
  for (const { line, cells } of rows)
    if (!stages.some((one) => one.printedFor === cells.element && one.stage === cells.stage))
      reject(line, 'stage', cells.stage, `a stage of ${cells.element} that ${STAGES_FILE} has`);
  return rows.map(({ cells }) => cells);
}

type Numbers = Readonly<Record<string, number>>;
const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, one) => sum + one, 0);

/** `ree_ore_mixes.csv`: parts of the elements in the rare earths of a country, 0 to 1, by the analyses of its ores; each analysis is scaled to 1. */
function oreMixes({ raw, codes }: Sources, ores: readonly OreCompositionRow[]) {
  const analyses = Map.groupBy(ores, ({ location }) => location);
  const table = raw.read(
    'supply/ree_ore_mixes.csv',
    ['country', 'location'],
    z.strictObject({
      country: codes.country,
      location: z.string().refine((name) => analyses.has(name), 'a location of ree_ore_composition.csv'),
      weight: z.number().positive(),
      source: z.string().min(1, 'a source'),
      note: z.string().min(1, 'which ores these are'),
    }),
    { country: 'country_iso3' },
  );
  const parts = (location: string): Numbers => {
    const known = (analyses.get(location) ?? []).map(({ element, reo_percent }) => [element, reo_percent ?? 0] as const);
    const whole = sumOf(known.map(([, percent]) => percent));
    return Object.fromEntries(known.map(([element, percent]) => [element, percent / whole]));
  };
  return new Map(
    [...Map.groupBy(table.rows, ({ cells }) => cells.country)].map(([country, rows]) => {
      const ofOres = rows.map(({ cells }) => ({ weight: cells.weight, of: parts(cells.location) }));
      const whole = sumOf(ofOres.map(({ weight }) => weight));
      const partOf = (element: string): number => sumOf(ofOres.map(({ weight, of }) => (weight / whole) * (of[element] ?? 0)));
      return [country, { partOf, note: rows[0]?.cells.note ?? '' }];
    }),
  );
}

/** Shares have six digits. */
const rounded = (value: number): number => Number(value.toFixed(6));

/** Shares of six digits that sum to 1: the unnamed rest takes what rounding leaves, and where that is less than nothing, the largest share. */
function sharesOf(amounts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const whole = sumOf(amounts.values());
  const named = [...amounts]
    .filter(([country, amount]) => country !== REST && amount > 0)
    .map(([country, amount]) => [country, rounded(amount / whole)] as const);
  const rest = rounded(1 - sumOf(named.map(([, share]) => share)));
  const [largest] = named.toSorted(([, one], [, other]) => other - one)[0] ?? [];
  const corrected = named.map(([country, share]) => [country, country === largest && rest < 0 ? rounded(share + rest) : share] as const);
  return new Map([...corrected, [REST, Math.max(0, rest)]]);
}

const printed = (amount: number): string => amount.toLocaleString('en');

/** Shares of every edition in the table of production, stage by stage. An edition that does not print a stage gives none for it. */
export function surveyShares(sources: Sources, ores: readonly OreCompositionRow[]): readonly ShareRow[] {
  const mixes = oreMixes(sources, ores);
  const stages = surveyStages(sources);
  const production = surveyProduction(sources, stages);
  const tables = Map.groupBy(production, ({ edition, element, stage }) => `${edition} ${element} ${stage}`);
  return sources.editions.flatMap((edition) =>
    stages.flatMap((stage) => {
      const rows = tables.get(`${edition.id} ${stage.printedFor} ${stage.stage}`) ?? [];
      const amounts = new Map(rows.flatMap(({ country, amount }) => (amount === null ? [] : [[country, amount] as const])));
      if (sumOf(amounts.values()) === 0) return [];
      const year = String(Number(edition.published.slice(0, 4)) - 1);
      const of = stage.printedFor === RARE_EARTHS ? ofRareEarths(stage, amounts, mixes) : ofWholeStage(stage, amounts, edition.id);
      return [...sharesOf(of.amounts)].map(
        ([country, share]): ShareRow => ({
          row: `share:${stage.element}:${stage.stage}:${country}${edition.id === NAMED_WITHOUT_EDITION ? '' : `@${edition.id}`}`,
          element: stage.element,
          stage: stage.stage,
          country,
          share,
          date: year,
          basis: 'derived',
          quality: stage.quality,
          concentration: stage.concentration,
          source: of.source(edition.published.slice(0, 4), year),
          source_url: edition.source_url,
          note: of.note(country),
          known_from: edition.known_from,
          known_from_basis: 'edition',
          edition: edition.id,
          published: edition.published,
        }),
      );
    }),
  );
}

interface Derivation {
  readonly amounts: ReadonlyMap<string, number>;
  readonly source: (edition: string, year: string) => string;
  readonly note: (country: string) => string | null;
}

function ofWholeStage({ unit, note, note_edition }: SurveyStage, amounts: ReadonlyMap<string, number>, edition: string): Derivation {
  const whole = printed(sumOf(amounts.values()));
  return {
    amounts,
    source: (of, year) => `USGS Mineral Commodity Summaries ${of} (${year}e)`,
    note: (country) =>
      country === REST
        ? 'other countries as listed by USGS'
        : joinNotes(
            `${printed(amounts.get(country) ?? 0)} of ${whole} ${SHORT_UNITS[unit]}`,
            (note_edition ?? edition) === edition ? note : null,
          ),
  };
}

/** One rare earth: tonnes of oxides times its part of them. Where nobody knows the ore it has the mean of the others, which moves no share of theirs. */
function ofRareEarths({ element }: SurveyStage, tonnes: ReadonlyMap<string, number>, mixes: ReturnType<typeof oreMixes>): Derivation {
  const known = [...tonnes].filter(([country]) => mixes.has(country));
  const partIn = (country: string): number => mixes.get(country)?.partOf(element) ?? mean;
  const mean = sumOf(known.map(([country, amount]) => amount * partIn(country))) / sumOf(known.map(([, amount]) => amount));
  const amounts = new Map([...tonnes].map(([country, amount]) => [country, amount * partIn(country)]));
  const whole = sumOf(amounts.values()).toFixed(0);
  return {
    amounts,
    source: (edition, year) => `USGS MCS ${edition} tonnage ${year}e x USGS Minerals Yearbook 2022 Table 2 ore composition`,
    note(country) {
      const amount = printed(tonnes.get(country) ?? 0);
      if (country === REST) return `USGS "Other" ${amount} t REO of unknown ore, spread composition-neutrally`;
      const oxide = (amounts.get(country) ?? 0).toFixed(0);
      const of = `${amount} t REO x ${(100 * partIn(country)).toFixed(3)}% = ${oxide} of ${whole} t oxide`;
      return joinNotes(of, mixes.get(country)?.note ?? 'ore unknown: the mean of the others');
    },
  };
}

export type StatedShare = Omit<ShareRow, 'row' | 'known_from' | 'known_from_basis' | 'edition' | 'published'>;

/** Metal of rare earths, of which nobody publishes a split: China halfway between its shares of the stages before and after, all others unnamed. */
export function metalShares(shares: readonly StatedShare[]): readonly StatedShare[] {
  const ofChina = (element: string, of: 'separation' | 'magnet'): number | undefined =>
    shares.find((row) => row.element === element && row.stage === of && row.country === 'CHN')?.share;
  return [...new Set(shares.map(({ element }) => element))].flatMap((element) => {
    const [separation, magnet] = [ofChina(element, 'separation'), ofChina(element, 'magnet')];
    if (separation === undefined || magnet === undefined) return [];
    const middle = (separation + magnet) / 2;
    const note = `midpoint of China separation share ${separation.toFixed(4)} and magnet share ${magnet} = ${middle.toFixed(4)}; known producers outside China (Japan, Vietnam, Thailand, UK LCM, Estonia, US MP) have no tonnage`;
    return [
      ...sharesOf(
        new Map([
          ['CHN', middle],
          [REST, 1 - middle],
        ]),
      ),
    ].map(([country, share]) => ({
      ...({ element, stage: 'metal', country, share, date: '2025', basis: 'derived', quality: 'C', concentration: 30, note } as const),
      source: 'derived between neighbouring stages; no retrieved source publishes a country split',
      source_url: 'https://www.iea.org/data-and-statistics/data-tools/critical-minerals-data-explorer',
    }));
  });
}
