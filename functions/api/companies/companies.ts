import { MOST_COMPANIES } from '#contracts/api/companies.ts';
import type { FieldError } from '#contracts/api/problem.ts';
import type { Company } from '#domain/companies/company.ts';
import { closestMatch, invalidRequest } from '#functions/http/expected-errors.ts';
import type { ClientItem } from '#functions/store/client-items.ts';
import type { CustomSuppliers } from '#functions/store/custom-suppliers.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { KindOfItem } from '../alerts/stored-items.ts';
import { storedSuppliers } from '../custom-suppliers/custom-suppliers.ts';
import { catalogue } from '../published-run/run-documents.ts';

export const COMPANY: KindOfItem = { one: 'company', list: '/v1/companies', most: MOST_COMPANIES };

const linksOf = (id: string) => {
  const self = `/v1/companies/${encodeURIComponent(id)}`;
  return { self, results: `${self}/results` };
};

/** As an answer shows it. */
export const shownCompany = ({ id, version, updated_at, content }: ClientItem<Company>) => ({
  id,
  version,
  updated_at,
  company: content,
  links: linksOf(id),
});

/** As the list shows it. */
export const listedCompany = ({ id, version, updated_at, content }: ClientItem<Company>) => ({
  id,
  version,
  updated_at,
  name: content.name,
  country: content.country,
  needs: content.needs.length,
  stock: content.stock.length,
  sources: content.sources.length,
  links: linksOf(id),
});

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

/** Names in a company that do not exist in the current run, nor among the suppliers that the client has stored. Before the first run none can be told from a wrong one. */
async function mistakesOfReference(
  company: Company,
  client: string,
  { scores, suppliers }: ReferencePorts,
): Promise<readonly FieldError[]> {
  const run = await scores.currentRun();
  if (run === null) return [];
  const [elements, shipped] = await Promise.all(
    (['element', 'supplier'] as const).map(async (type) => (await catalogue(scores, run.run_id, type)).map(({ id }) => id)),
  );
  const watched = company.watch.map((id, index) => ({ pointer: `/watch/${index}`, id }));
  const named = [...suppliersNamed(company), ...watched.filter(({ id }) => !elements?.includes(id))];
  const unshipped = [...new Set(named.map(({ id }) => id))].filter((id) => !shipped?.includes(id));
  const own = new Set((await storedSuppliers(client, unshipped, suppliers)).map(({ id }) => id));
  return named.flatMap(({ pointer, id }) => {
    if (shipped?.includes(id) || own.has(id)) return [];
    const isWatched = pointer.startsWith('/watch');
    const guess = closestMatch(id, [...(shipped ?? []), ...(isWatched ? (elements ?? []) : [])]);
    const lists = `${isWatched ? '/v1/elements and ' : ''}/v1/suppliers?custom=include`;
    const detail = `There is no ${isWatched ? 'element or supplier' : 'supplier'} \`${id}\`.${guess === null ? '' : ` Did you mean \`${guess}\`?`} Look at ${lists}.`;
    return [{ pointer, code: 'unknown_reference', detail }];
  });
}

/** Throws `invalid_request` for names that do not exist, all in one round. */
export async function refuseUnknownNames(company: Company, client: string, ports: ReferencePorts): Promise<void> {
  const mistakes = await mistakesOfReference(company, client, ports);
  if (mistakes.length > 0) throw invalidRequest(mistakes);
}
