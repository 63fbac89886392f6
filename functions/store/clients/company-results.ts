import { createHash } from 'node:crypto';
import { companyResultsKey, EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import type { CompanyNight } from '#domain/alerts/company-figures.ts';
import type { CompanyResults } from '#domain/companies/company-results.ts';
import type { MethodologyReference } from '#domain/vocabulary/score-document.ts';
import { gunzipJson, gzipJson } from '../table/compression.ts';
import type { Table } from '../table/table.ts';

/** What of a company is kept: its figures, what helps (with a budget), or details of its lines. */
export type KeptPart = 'results' | 'details' | 'helps' | `helps ${number}`;

/** `client` comes from the API key or the list of companies: no method takes it from a request. */
export type KeptCompanyResults = ReturnType<typeof companyResultsIn>;

export type FiguresOfCompany = Readonly<{
  methodology: MethodologyReference;
  results: CompanyResults;
}>;

/** Names the versions that figures are made from: of the company, and of all that it lives on. */
export const madeFrom = (
  company: Readonly<{ version: number }>,
  suppliers: readonly Readonly<{ id: string; version: number }>[],
): string =>
  createHash('sha256')
    .update(JSON.stringify([company.version, suppliers.map(({ id, version }) => `${id} ${version}`).sort()]))
    .digest('base64url');

export function companyResultsIn(table: Table) {
  return {
    async get(
      client: string,
      id: string,
      runId: string,
      part: KeptPart,
      made_from: string,
    ): Promise<unknown> {
      const item = await table.get(companyResultsKey(client, id, runId, part), { eventual: true });
      return item?.made_from === made_from ? gunzipJson(item.content as Uint8Array) : null;
    },
    /** Of the newest run up to one, whatever they were made from. */
    async newest(
      client: string,
      id: string,
      upTo: string,
    ): Promise<(CompanyNight & Readonly<{ run_id: string }>) | null> {
      const { pk, sk } = companyResultsKey(client, id, upTo, 'results');
      const item = (await table.range({ pk, to: sk, limit: 2, descending: true })).find((one) =>
        one.sk.endsWith('#results'),
      );
      if (item === undefined) return null;
      const { methodology, results } = gunzipJson(item.content as Uint8Array) as FiguresOfCompany;
      const [run_id = ''] = item.sk.split('#');
      return { run_id, made_from: `${item.made_from} ${methodology.sha256}`, results };
    },
    async put(
      client: string,
      id: string,
      runId: string,
      part: KeptPart,
      made_from: string,
      content: unknown,
      expiresAt: number,
    ): Promise<void> {
      await table.put({
        ...companyResultsKey(client, id, runId, part),
        made_from,
        content: gzipJson(content),
        [EXPIRY_ATTRIBUTE]: expiresAt,
      });
    },
  };
}
