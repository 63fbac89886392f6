import * as z from 'zod';
import { MOST_ROWS } from '#contracts/api/companies.ts';
import type { FieldError } from '#contracts/api/problem.ts';
import { calendarDate } from '#contracts/api/request-parts.ts';
import { unitProblem } from '#domain/companies/cells.ts';
import type { Company } from '#domain/companies/company.ts';
import { materialsOf, remarksOnRows } from '#domain/companies/company-results.ts';
import { linesOf } from '#domain/companies/lines.ts';
import { overWhole } from '#domain/companies/source-shares.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { roundTo } from '#domain/vocabulary/published-numbers.ts';
import { type Language, message, rendered } from '#domain/words/render.ts';
import { didYouMean, meantBy } from '#functions/http/expected-errors.ts';
import { runVocabulary } from '#functions/store/clients/company-worlds.ts';
import { type CustomSuppliers, storedSuppliers } from '#functions/store/clients/custom-suppliers.ts';
import { catalogue, type PublishedScores } from '#functions/store/scores/published-scores.ts';

type ReferencePorts = Readonly<{
  scores: PublishedScores;
  suppliers: Pick<CustomSuppliers, 'get'>;
}>;

type Named = Readonly<{
  pointer: string;
  id: string;
}>;

const name = (longest: number) => z.string().min(1).max(longest).nullable().catch(null);
const day = calendarDate.nullable().catch(null);
const share = z.number().min(0).max(1).catch(0);
const namesRow = z.object({
  material: z.string().max(200).catch(''),
  supplier_id: name(64),
  unit: name(20),
  share,
  since: day,
  contract_until: day,
});
const UNREAD = namesRow.parse({});
const namesRows = (list: keyof typeof MOST_ROWS) =>
  z.array(namesRow.catch(UNREAD)).max(MOST_ROWS[list]).catch([]);
/** Null, or empty, where it cannot be read. */
const namesSchema = z
  .object({
    needs: namesRows('needs'),
    stock: namesRows('stock'),
    sources: namesRows('sources'),
    watch: z.array(name(64)).max(MOST_ROWS.watch).catch([]),
  })
  .catch({ needs: [], stock: [], sources: [], watch: [] });
type Names = z.output<typeof namesSchema>;

const suppliersNamed = ({ needs, sources }: Names): readonly Named[] =>
  Object.entries({ needs, sources }).flatMap(([name, rows]) =>
    rows.flatMap(({ supplier_id: id }, index) =>
      id === null ? [] : [{ pointer: `/${name}/${index}/supplier_id`, id }],
    ),
  );

async function mistakesOfNames(
  company: Names,
  client: string,
  runId: string,
  { scores, suppliers }: ReferencePorts,
): Promise<readonly FieldError[]> {
  const [elements, shipped] = await Promise.all(
    (['element', 'supplier'] as const).map(async (type) =>
      (await catalogue(scores, runId, type)).map(({ id }) => id),
    ),
  );
  const watched = company.watch.flatMap((id, index) =>
    id === null ? [] : [{ pointer: `/watch/${index}`, id }],
  );
  const named = [...suppliersNamed(company), ...watched.filter(({ id }) => !elements?.includes(id))];
  const unshipped = [...new Set(named.map(({ id }) => id))].filter((id) => !shipped?.includes(id));
  const own = new Set((await storedSuppliers(client, unshipped, suppliers)).map(({ id }) => id));
  return named.flatMap(({ pointer, id }) => {
    if (shipped?.includes(id) || own.has(id)) return [];
    const isWatched = pointer.startsWith('/watch');
    const guess = didYouMean(id, [...(shipped ?? []), ...(isWatched ? (elements ?? []) : [])]);
    const lists = `${isWatched ? '/v1/elements and ' : ''}/v1/suppliers?custom=include`;
    const detail = `There is no ${isWatched ? 'element or supplier' : 'supplier'} \`${id}\`.${guess} Look at ${lists}.`;
    return [{ pointer, code: 'unknown_reference', detail }];
  });
}

/**
 * Materials that are not understood, wrong units, and sources of one material that deliver more than the
 * whole.
 */
function mistakesOfMaterials(
  company: Names,
  read: ReturnType<typeof materialsOf>,
  language: Language,
): readonly FieldError[] {
  const unread = (['needs', 'stock', 'sources'] as const).flatMap((list) =>
    company[list].flatMap(({ material }, index): FieldError[] => {
      const found = read(material);
      if ('material' in found) return [];
      const { reason, detail, suggestions } = found;
      return [
        {
          pointer: `/${list}/${index}/material`,
          code: reason,
          detail: `${rendered(detail, language)}${meantBy(suggestions)}`,
        },
      ];
    }),
  );
  const otherUnits = company.needs.flatMap(({ material, unit }, index): FieldError[] => {
    const found = read(material);
    const problem =
      unit === null ? null : unitProblem(unit, 'material' in found ? found.material.unit : null);
    return problem === null
      ? []
      : [{ pointer: `/needs/${index}/unit`, code: 'unknown_unit', detail: rendered(problem, language) }];
  });
  const sources = company.sources.flatMap((row, index) => {
    const found = read(row.material);
    return 'material' in found ? [{ ...row, index, key: found.material.key }] : [];
  });
  const over = [...Map.groupBy(sources, ({ key }) => key).values()].flatMap((rows): FieldError[] => {
    const sum = overWhole(rows);
    const last = rows.at(-1);
    if (sum === null || last === undefined) return [];
    const params = { material: last.material, share: roundTo(sum.share, 4), day: sum.from ?? '' };
    const detail = message(sum.from === null ? 'sources_over_whole' : 'sources_over_whole_from', params);
    return [
      { pointer: `/sources/${last.index}/share`, code: 'over_whole', detail: rendered(detail, language) },
    ];
  });
  return [...unread, ...otherUnits, ...over];
}

/**
 * In one round: its shape, as `shape` says, and names, materials and units in what can be read. Before the
 * first run none of these can be told from a wrong one.
 */
export async function mistakesOfCompany(
  company: unknown,
  shape: readonly FieldError[],
  client: string,
  ports: ReferencePorts,
  language?: Language,
): Promise<readonly FieldError[]> {
  const run = await ports.scores.currentRun();
  if (run === null) return shape;
  const read = namesSchema.parse(company);
  const [names, vocabulary] = await Promise.all([
    mistakesOfNames(read, client, run.run_id, ports),
    runVocabulary(ports.scores, run.run_id),
  ]);
  const { languageOf } = await import('#domain/words/catalogue.ts'); // texts are loaded by who is told of mistakes or figures
  const materials = materialsOf(vocabulary);
  const spoken = language ?? languageOf('en');
  const held =
    shape.length > 0
      ? []
      : remarksOnRows(
          company as Company,
          linesOf(company as Company, dayNumber(run.as_of), materials).gaps,
          materials,
        ).filter(({ reason }) => reason === 'over_five_years');
  const isTold = ({ pointer }: FieldError) =>
    shape.some((one) => one.pointer && `${pointer}/`.startsWith(`${one.pointer}/`));
  return [
    ...shape,
    ...[...names, ...mistakesOfMaterials(read, materials, spoken)].filter((one) => !isTold(one)),
    ...held.map(({ pointer, reason, detail }) => ({
      pointer,
      code: reason,
      detail: rendered(detail, spoken),
    })),
  ];
}
