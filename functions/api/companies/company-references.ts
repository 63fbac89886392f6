import type { FieldError } from '#contracts/api/problem.ts';
import type { Company } from '#domain/companies/company.ts';
import { materialsOf } from '#domain/companies/company-results.ts';
import type { MaterialVocabulary } from '#domain/companies/materials.ts';
import { overWhole } from '#domain/companies/source-shares.ts';
import { roundTo } from '#domain/vocabulary/published-numbers.ts';
import { type Language, message, rendered } from '#domain/words/render.ts';
import { didYouMean, invalidRequest, meantBy } from '#functions/http/expected-errors.ts';
import { runVocabulary } from '#functions/store/company-worlds.ts';
import { type CustomSuppliers, storedSuppliers } from '#functions/store/custom-suppliers.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { catalogue } from '../published-run/run-documents.ts';

interface ReferencePorts {
  readonly scores: PublishedScores;
  readonly suppliers: Pick<CustomSuppliers, 'get'>;
}

/** A name in a company, and where it stands. */
interface Named {
  readonly pointer: string;
  readonly id: string;
}

const suppliersNamed = ({ needs, sources }: Company): readonly Named[] =>
  Object.entries({ needs, sources }).flatMap(([name, rows]) =>
    rows.flatMap(({ supplier_id: id }, index) => (id === null ? [] : [{ pointer: `/${name}/${index}/supplier_id`, id }])),
  );

/** Names in a company that do not exist in the run, nor among the suppliers that the client has stored. */
async function mistakesOfNames(
  company: Company,
  client: string,
  runId: string,
  { scores, suppliers }: ReferencePorts,
): Promise<readonly FieldError[]> {
  const [elements, shipped] = await Promise.all(
    (['element', 'supplier'] as const).map(async (type) => (await catalogue(scores, runId, type)).map(({ id }) => id)),
  );
  const watched = company.watch.map((id, index) => ({ pointer: `/watch/${index}`, id }));
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

/** Materials that are not understood, and sources of one material that deliver more than the whole together. */
function mistakesOfMaterials(company: Company, vocabulary: MaterialVocabulary, language: Language): readonly FieldError[] {
  const read = materialsOf(vocabulary);
  const unread = (['needs', 'stock', 'sources'] as const).flatMap((list) =>
    company[list].flatMap(({ material }, index): FieldError[] => {
      const found = read(material);
      if ('material' in found) return [];
      const { reason, detail, suggestions } = found;
      return [{ pointer: `/${list}/${index}/material`, code: reason, detail: `${rendered(detail, language)}${meantBy(suggestions)}` }];
    }),
  );
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
    return [{ pointer: `/sources/${last.index}/share`, code: 'over_whole', detail: rendered(detail, language) }];
  });
  return [...unread, ...over];
}

/** Names that do not exist and materials that are not understood. Before the first run none can be told from a wrong one. */
export async function mistakesOfReference(
  company: Company,
  client: string,
  ports: ReferencePorts,
  language?: Language,
): Promise<readonly FieldError[]> {
  const run = await ports.scores.currentRun();
  if (run === null) return [];
  const [names, vocabulary] = await Promise.all([
    mistakesOfNames(company, client, run.run_id, ports),
    runVocabulary(ports.scores, run.run_id),
  ]);
  const { languageOf } = await import('#domain/words/catalogue.ts'); // texts are loaded by who is told of mistakes or figures
  return [...names, ...mistakesOfMaterials(company, vocabulary, language ?? languageOf('en'))];
}

/** Throws `invalid_request` for names that do not exist and materials that are not understood, all in one round. */
export async function refuseUnknownNames(company: Company, client: string, ports: ReferencePorts): Promise<void> {
  const mistakes = await mistakesOfReference(company, client, ports);
  if (mistakes.length > 0) throw invalidRequest(mistakes);
}
