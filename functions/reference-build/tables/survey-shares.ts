import * as z from 'zod';
import { type OreCompositionRow, type ShareRow, shareRow } from '#domain/vocabulary/reference-data.ts';
import type { Sources } from '../codes.ts';
import { grade, joinNotes } from '../provenance.ts';

export const PRODUCTION_FILE = 'editions/survey_production.csv';
const STAGES_FILE = 'editions/survey_stages.csv';
/** The survey prints only the sum of the fifteen rare earths. */
const RARE_EARTHS = 'REE';
const REST = 'OTH';
const SHORT_UNITS: Readonly<Record<string, string>> = {
  'metric tons': 't',
  kilograms: 'kg',
  'thousand metric tons': 'kt',
};
/** Named before another could follow; a row keeps its id. */
const NAMED_WITHOUT_EDITION = 'MCS2026';

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
  return rows.map(({ cells }) => ({
    ...cells,
    printedFor: /^rare earths$/i.test(cells.commodity ?? '') ? RARE_EARTHS : cells.element,
  }));
}
export type SurveyStage = ReturnType<typeof surveyStages>[number];

export function surveyProduction({ raw, codes, editions }: Sources, stages: readonly SurveyStage[]) {
  const { rows, reject } = raw.read(
    PRODUCTION_FILE,
    ['edition', 'element', 'stage', 'country'],
    z.strictObject({
      edition: z
        .string()
        .refine((name) => editions.some(({ id }) => id === name), 'an edition of editions.csv'),
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
const sumOf = (numbers: Iterable<number>) => [...numbers].reduce((sum, one) => sum + one, 0);

/** Parts of the rare earths of a country by its ores, each analysis scaled to 1. */
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
    const known = (analyses.get(location) ?? []).map(
      ({ element, reo_percent }) => [element, reo_percent ?? 0] as const,
    );
    const whole = sumOf(known.map(([, percent]) => percent));
    return Object.fromEntries(known.map(([element, percent]) => [element, percent / whole]));
  };
  return new Map(
    [...Map.groupBy(table.rows, ({ cells }) => cells.country)].map(([country, rows]) => {
      const ofOres = rows.map(({ cells }) => ({ weight: cells.weight, of: parts(cells.location) }));
      const whole = sumOf(ofOres.map(({ weight }) => weight));
      const partOf = (element: string) =>
        sumOf(ofOres.map(({ weight, of }) => (weight / whole) * (of[element] ?? 0)));
      return [country, { partOf, note: rows[0]?.cells.note ?? '' }];
    }),
  );
}

const rounded = (value: number) => Number(value.toFixed(6));

/** Six digits that sum to 1: the unnamed rest takes the rounding, else the largest share. */
function sharesOf(amounts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const whole = sumOf(amounts.values());
  const named = [...amounts]
    .filter(([country, amount]) => country !== REST && amount > 0)
    .map(([country, amount]) => [country, rounded(amount / whole)] as const);
  const rest = rounded(1 - sumOf(named.map(([, share]) => share)));
  const [largest] = named.toSorted(([, one], [, other]) => other - one)[0] ?? [];
  const corrected = named.map(
    ([country, share]) => [country, country === largest && rest < 0 ? rounded(share + rest) : share] as const,
  );
  return new Map([...corrected, [REST, Math.max(0, rest)]]);
}

const printed = (amount: number) => amount.toLocaleString('en');

function separationPlants({ raw, codes, editions }: Sources) {
  const amount = z.number().min(0).nullable();
  const { rows } = raw.read(
    'supply/ree_separation.csv',
    ['element', 'country', 'origins'],
    z.strictObject({
      element: codes.rareEarth,
      country: codes.origin,
      origins: z.array(codes.country),
      reo_tonnes: amount,
      tonnes: amount,
      share: amount,
      since: z
        .string()
        .refine((name) => editions.some(({ id }) => id === name), 'an edition of editions.csv'),
      quality: grade,
      concentration: z.number().min(1),
      source: z.string().min(1, 'a source'),
      source_url: z.string().nullable(),
      note: z.string().min(1, 'how it was worked out'),
    }),
    { country: 'country_iso3', concentration: 'dirichlet_concentration' },
  );
  return [...Map.groupBy(rows, ({ cells }) => cells.element).values()].map((plants) =>
    plants.map(({ cells }) => cells),
  );
}
type SeparationPlant = ReturnType<typeof separationPlants>[number][number];

/** What an edition prints, and the separation of rare earths that follows from it. */
export function surveyShares(sources: Sources, ores: readonly OreCompositionRow[]): readonly ShareRow[] {
  const mixes = oreMixes(sources, ores);
  const stages = surveyStages(sources);
  const separation = separationPlants(sources);
  const tables = Map.groupBy(
    surveyProduction(sources, stages),
    ({ edition, element, stage }) => `${edition} ${element} ${stage}`,
  );
  return sources.editions.flatMap((edition) => {
    const year = Number(edition.published.slice(0, 4));
    const amountsOf = (element: string, stage: string): Amounts => {
      const rows = tables.get(`${edition.id} ${element} ${stage}`) ?? [];
      return new Map(
        rows.flatMap(({ country, amount }) => (amount === null ? [] : [[country, amount] as const])),
      );
    };
    const rowsOf = (
      stage: Pick<ShareRow, 'element' | 'stage' | 'quality' | 'concentration'>,
      { amounts, source, source_url = edition.source_url, note }: Derivation,
    ) =>
      (sumOf(amounts.values()) === 0 ? [] : [...sharesOf(amounts)]).map(
        ([country, share]): ShareRow => ({
          row: `share:${stage.element}:${stage.stage}:${country}${edition.id === NAMED_WITHOUT_EDITION ? '' : `@${edition.id}`}`,
          element: stage.element,
          stage: stage.stage,
          country,
          share,
          date: String(year - 1),
          basis: 'derived',
          quality: stage.quality,
          concentration: stage.concentration,
          source,
          source_url,
          note: note(country),
          known_from: edition.known_from,
          known_from_basis: 'edition',
          edition: edition.id,
          published: edition.published,
        }),
      );
    const ore = amountsOf(RARE_EARTHS, 'mine');
    return [
      ...stages.flatMap((stage) => {
        const isRare = stage.printedFor === RARE_EARTHS;
        const amounts = amountsOf(stage.printedFor, stage.stage);
        return rowsOf(
          stage,
          isRare
            ? ofRareEarths(stage.element, amounts, mixes, year)
            : ofWholeStage(stage, amounts, edition.id, year),
        );
      }),
      ...separation.flatMap((plants) => {
        const [{ element, quality, concentration, since }] = plants as [SeparationPlant];
        const first = sources.editions.find(({ id }) => id === since)?.published ?? '';
        if (ore.size === 0 || edition.published < first) return [];
        return rowsOf(
          { element, stage: 'separation', quality, concentration },
          ofSeparation(plants, ore, mixes, year),
        );
      }),
    ];
  });
}

type Amounts = ReadonlyMap<string, number>;
type Mixes = ReturnType<typeof oreMixes>;

type Derivation = Readonly<{
  amounts: Amounts;
  source: string;
  source_url?: string | null;
  note: (country: string) => string | null;
}>;

function ofWholeStage(
  { unit, note, note_edition }: SurveyStage,
  amounts: Amounts,
  edition: string,
  year: number,
): Derivation {
  const whole = printed(sumOf(amounts.values()));
  return {
    amounts,
    source: `USGS Mineral Commodity Summaries ${year} (${year - 1}e)`,
    note: (country) =>
      country === REST
        ? 'other countries as listed by USGS'
        : joinNotes(
            `${printed(amounts.get(country) ?? 0)} of ${whole} ${SHORT_UNITS[unit]}`,
            (note_edition ?? edition) === edition ? note : null,
          ),
  };
}

/** Ore that nobody knows has the mean of the others. */
function ofRareEarths(element: string, tonnes: Amounts, mixes: Mixes, year: number): Derivation {
  const known = [...tonnes].filter(([country]) => mixes.has(country));
  const partIn = (country: string): number => mixes.get(country)?.partOf(element) ?? mean;
  const mean =
    sumOf(known.map(([country, amount]) => amount * partIn(country))) /
    sumOf(known.map(([, amount]) => amount));
  const amounts = new Map([...tonnes].map(([country, amount]) => [country, amount * partIn(country)]));
  const whole = sumOf(amounts.values()).toFixed(0);
  return {
    amounts,
    source: `USGS MCS ${year} tonnage ${year - 1}e x USGS Minerals Yearbook 2022 Table 2 ore composition`,
    note(country) {
      const amount = printed(tonnes.get(country) ?? 0);
      if (country === REST)
        return `USGS "Other" ${amount} t REO of unknown ore, spread composition-neutrally`;
      const oxide = (amounts.get(country) ?? 0).toFixed(0);
      const of = `${amount} t REO x ${(100 * partIn(country)).toFixed(3)}% = ${oxide} of ${whole} t oxide`;
      return joinNotes(of, mixes.get(country)?.note ?? 'ore unknown: the mean of the others');
    },
  };
}

/** Ore without an analysis counts for nothing. */
function ofSeparation(
  plants: readonly SeparationPlant[],
  ore: Amounts,
  mixes: Mixes,
  year: number,
): Derivation {
  const oxides = ({ element, origins, reo_tonnes, tonnes }: SeparationPlant) =>
    tonnes ??
    sumOf(
      origins.map(
        (origin) => (reo_tonnes ?? ore.get(origin) ?? 0) * (mixes.get(origin)?.partOf(element) ?? 0),
      ),
    );
  const places = Map.groupBy(plants, ({ country }) => country);
  const named = new Map([...places].map(([country, rows]) => [country, sumOf(rows.map(oxides))]));
  const rest = places.get(REST)?.[0]?.share ?? 0;
  const [first] = plants as [SeparationPlant];
  return {
    amounts: new Map([...named, [REST, (sumOf(named.values()) * rest) / (1 - rest)]]),
    source: first.source.replace('{edition}', String(year)),
    ...(first.source_url === null ? {} : { source_url: first.source_url }),
    note: (country) =>
      places.get(country)?.[0]?.note.replace('{oxide}', (named.get(country) ?? 0).toFixed(0)) ?? null,
  };
}

/** Nobody publishes a split: China halfway between the stages before and after, all others unnamed. */
export function metalShares(shares: readonly ShareRow[]): readonly ShareRow[] {
  const ofChina = shares.filter(({ country }) => country === 'CHN');
  return ofChina.flatMap((separation): readonly ShareRow[] => {
    const magnet = ofChina.find(({ element, stage }) => stage === 'magnet' && element === separation.element);
    if (separation.stage !== 'separation' || magnet === undefined) return [];
    const middle = (separation.share + magnet.share) / 2;
    const note = `midpoint of China separation share ${separation.share.toFixed(4)} and magnet share ${magnet.share} = ${middle.toFixed(4)}; known producers outside China (Japan, Vietnam, Thailand, UK LCM, Estonia, US MP) have no tonnage`;
    const parts = sharesOf(new Map([['CHN', middle]]).set(REST, 1 - middle));
    return [...parts].map(([country, share]) => ({
      ...(magnet.known_from > separation.known_from ? magnet : separation),
      date: separation.date,
      row: separation.row.replace(':separation:CHN', `:metal:${country}`),
      ...({
        stage: 'metal',
        country,
        share,
        basis: 'derived',
        quality: 'C',
        concentration: 30,
        note,
      } as const),
      source: 'derived between neighbouring stages; no retrieved source publishes a country split',
      source_url: 'https://www.iea.org/data-and-statistics/data-tools/critical-minerals-data-explorer',
    }));
  });
}
