import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { linesBehind, pastFigures } from '#domain/alerts/past-figures.ts';
import type { RehearsedPoint, RehearsedSeries } from '#domain/alerts/rehearsal.ts';
import type { Company } from '#domain/companies/company.ts';
import type { CompanyWorld } from '#domain/companies/company-results.ts';
import type { MaterialVocabulary } from '#domain/companies/materials.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import type { ClientItem } from '#functions/store/clients/client-items.ts';
import { suppliersNamedBy } from '#functions/store/clients/companies.ts';
import { type CustomSuppliers, storedSuppliers } from '#functions/store/clients/custom-suppliers.ts';
import type { SupplierChain } from '#functions/store/clients/supplier-chain.ts';
import { chainForAnswer } from '../custom-suppliers/scores-of-client.ts';
import type { Rescorer } from '../published-run/rescorer.ts';

export type CompanyRehearsalPorts = Readonly<{
  suppliers: Pick<CustomSuppliers, 'get'>;
  rescorer: Pick<Rescorer, 'customSuppliersOn' | 'companyWorldOn'>;
  vocabulary: MaterialVocabulary;
}>;

const WEEKS = 52;
const DAYS_OF_WEEK = 7;
/** One takes a quarter of a second. */
const MOST_ELEMENTS = 16;

/**
 * Week by week: each company as it is now, with the facts of the day. Throws `invalid_request` for too much
 * work.
 */
export async function companyHistories(
  rule: AlertRule,
  client: string,
  companies: readonly ClientItem<Company>[],
  asOf: string,
  ports: CompanyRehearsalPorts,
): Promise<readonly RehearsedSeries[]> {
  const last = dayNumber(asOf);
  const today = { as_of: asOf, vocabulary: ports.vocabulary };
  const lines = companies.flatMap(({ content }) => linesBehind(rule, content, today));
  refuseTooMuch(lines.reduce((sum, { elements }) => sum + elements.length, 0));
  const days = Array.from({ length: WEEKS + 1 }, (_, week) => isoDate(last - (WEEKS - week) * DAYS_OF_WEEK));
  const series: RehearsedSeries[] = [];
  for (const { id, content: company } of companies) {
    const suppliers = await storedSuppliers(client, suppliersNamedBy(company), ports.suppliers);
    const chain = await chainForAnswer(client, suppliers, new Map(), ports.suppliers);
    const points: (RehearsedPoint & Readonly<{ line: string | null }>)[] = [];
    for (const day of days) {
      const world = await worldOn(day, company, suppliers, chain, ports);
      points.push(
        ...pastFigures(rule, company, world).map(({ line, value }) => ({ ...pointOf(day, value), line })),
      );
    }
    const of = { subject: { type: 'company' as const, id }, buyer: company.country };
    series.push(
      ...[...Map.groupBy(points, ({ line }) => line)].map(([line, history]) => ({
        ...of,
        line,
        points: history,
      })),
    );
  }
  return series;
}

function refuseTooMuch(elements: number) {
  if (elements <= MOST_ELEMENTS) return;
  const detail = `Its past takes ${WEEKS * elements} scores, ${elements} elements of lines in each of ${WEEKS} weeks, and an answer may take ${WEEKS * MOST_ELEMENTS}: rehearse up to ${MOST_ELEMENTS} elements at a time, by \`materials\` or \`ids\`. The rule can be stored all the same.`;
  throw invalidRequest([{ pointer: '/materials', code: 'too_many', detail }]);
}

async function worldOn(
  day: string,
  { country, end_use }: Company,
  suppliers: readonly StoredSupplier[],
  chain: SupplierChain,
  { rescorer, vocabulary }: CompanyRehearsalPorts,
): Promise<CompanyWorld> {
  const when = { as_of: day, known_at: day, end_use };
  const scorer = rescorer.customSuppliersOn(when);
  const own = suppliers.map(async (one) => ({
    id: one.id,
    inputs: await scorer.inputs(one, country, end_use, chain),
  }));
  return rescorer.companyWorldOn(when, country, await Promise.all(own), vocabulary);
}

const pointOf = (as_of: string, score: number | null): RehearsedPoint => ({
  ...{
    as_of,
    score,
    p05: null,
    p95: null,
    methodology: 'the present one',
    origin: 'replayed',
    by_cause: null,
  },
});
