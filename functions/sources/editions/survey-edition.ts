import * as z from 'zod';
import type { Sources } from '#functions/reference-build/codes.ts';
import {
  PRODUCTION_FILE,
  surveyProduction,
  surveyStages,
} from '#functions/reference-build/tables/survey-shares.ts';
import { agreesWithRows, type ReadDocument } from '../publishers/document-reader.ts';
import { type EditionReading, type Restated, rewritten, type Statement } from './edition.ts';

const COUNTRIES_FILE = 'editions/survey_countries.csv';
/** Beyond these it is another column or unit: from 2025 to 2026 the largest was 1.2. */
const TOTALS = { least: 2 / 3, most: 1.5 };

const same = (one: unknown, other: string) => String(one).toLowerCase() === other.toLowerCase();
const sum = (values: readonly (number | null)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

export function surveyEdition(
  documents: readonly ReadDocument[],
  sources: Sources,
  id: string,
  statement: Statement,
): EditionReading {
  const { raw, codes } = sources;
  const countries = new Map(
    raw
      .read(
        COUNTRIES_FILE,
        ['name'],
        z.strictObject({ name: z.string().min(1, 'a name'), country: codes.origin }),
        {
          country: 'country_iso3',
        },
      )
      .rows.map(({ cells }) => [cells.name.toLowerCase(), cells.country]),
  );
  const all = surveyStages(sources);
  const accepted = surveyProduction(sources, all);
  const newestFirst = sources.editions
    .toSorted((one, other) => (one.published < other.published ? 1 : -1))
    .map((edition) => edition.id);
  const figures = documents.flatMap(({ observations }) => observations.map(({ values }) => values));
  const year = Number(id.slice(-4)) - 1;
  const newest = Math.max(...figures.map((figure) => Number(figure.year)));
  if (newest !== year)
    return {
      file: PRODUCTION_FILE,
      rows: [],
      told: [],
      faults: [`The newest year of the document is ${newest}; ${id} speaks of ${year}.`],
    };

  const faults: string[] = [];
  const restated: Restated[] = [];
  const stages = [
    ...new Map(
      all.flatMap(({ commodity, detail, printedFor, ...one }) =>
        commodity === null || detail === null
          ? []
          : [[`${printedFor}:${one.stage}`, { ...one, printedFor, commodity, detail }] as const],
      ),
    ),
  ];
  const unknown = (statement.only ?? []).filter((name) => !stages.some(([stage]) => stage === name));
  if (unknown.length > 0)
    faults.push(
      `${unknown.join(', ')} is no stage of the survey: ${stages.map(([name]) => name).join(', ')}.`,
    );
  const wanted = stages.filter(([name]) => statement.only?.includes(name) ?? true);
  const rows = wanted.flatMap(([name, { printedFor, stage, commodity, detail, unit }]) => {
    const printed = figures.filter(
      (one) =>
        one.statistic === 'production' &&
        same(one.commodity, commodity) &&
        same(one.detail, detail) &&
        !/^world total/i.test(String(one.country)),
    );
    const amountsOf = (of: number) => {
      const amounts = new Map<string, number | null>();
      for (const { country: text, value, unit: printedUnit } of printed.filter((one) => one.year === of)) {
        const country = countries.get(String(text).toLowerCase());
        const amount = value as number | null;
        if (country === undefined)
          faults.push(
            `${name}: ${COUNTRIES_FILE} has no country ${JSON.stringify(text)}. A new name of a country is added there.`,
          );
        else if (amounts.has(country) && amounts.get(country) !== amount)
          faults.push(`${name}: ${text} stands twice in ${of}, as ${amounts.get(country)} and ${amount}.`);
        else amounts.set(country, amount);
        if (printedUnit !== unit)
          faults.push(`${name}: ${text} is in ${JSON.stringify(printedUnit)}, not in ${unit}.`);
      }
      return amounts;
    };
    const [now, earlier] = [amountsOf(year), amountsOf(year - 1)];
    if (sum([...now.values()]) === 0) {
      faults.push(
        `${name} is not printed for ${year} as ${commodity}, ${detail}. Its words stand in survey_stages.csv; for an excerpt, name its stages with --only.`,
      );
      return [];
    }
    const of = accepted.filter((row) => row.element === printedFor && row.stage === stage);
    const previous = newestFirst.find((edition) => of.some((row) => row.edition === edition));
    const before = of.filter((row) => row.edition === previous);
    const lost = before.filter(
      ({ country }) => !now.has(country) && !statement.without.includes(`${name}:${country}`),
    );
    for (const { country } of lost)
      faults.push(
        `${name}: ${country}, a row of ${previous}, is gone. If the survey left it out, say so with --without ${name}:${country}.`,
      );
    const pairs = before.map(({ country, amount }) => ({
      before: amount,
      after: earlier.get(country) ?? null,
    }));
    restated.push(...pairs);
    const total = sum([...earlier.values()]) / sum(before.map(({ amount }) => amount));
    if (
      earlier.size > 0 &&
      previous === `MCS${year}` &&
      (total < TOTALS.least || total > TOTALS.most) &&
      !statement.rewritten
    )
      faults.push(
        `${name}: the world of ${year - 1} is ${total.toFixed(2)} times that of ${previous}. If the survey rewrote it, add --rewritten.`,
      );
    return [...now].toSorted().map(([country, amount]) => ({
      edition: id,
      element: printedFor,
      stage,
      country_iso3: country,
      amount,
    }));
  });
  const far = statement.rewritten ? null : rewritten(restated, (before) => before / 2);
  const commodities = wanted.map(([, { commodity }]) => commodity.toLowerCase());
  const isWanted = (text: string): boolean =>
    commodities.some((commodity) => text.toLowerCase().includes(commodity));
  const unread = documents.flatMap((document) => document.unread.map(({ text, why }) => `${text}: ${why}`));
  const totals = documents.flatMap(({ printed_totals }) =>
    printed_totals.filter((total) => !agreesWithRows(total)),
  );
  return {
    file: PRODUCTION_FILE,
    rows,
    faults: [
      ...faults,
      ...(far === null ? [] : [far]),
      ...unread.filter(isWanted),
      ...totals
        .filter(({ what }) => isWanted(what))
        .map(({ what, printed, read }) => `${what}: ${printed} is printed, the rows give ${read}.`),
    ],
    told: [
      ...(wanted.length < stages.length
        ? [`${stages.length - wanted.length} stages keep their edition.`]
        : []),
      ...unread.filter((text) => !isWanted(text)).map((text) => `Not scored and not read: ${text}`),
    ],
  };
}
