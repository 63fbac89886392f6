import * as z from 'zod';
import {
  companiesRequest,
  companyRequest,
  companySchema,
  deleteCompanyRequest,
  putCompanyRequest,
} from '#contracts/api/companies.ts';
import { importCompanyRequest } from '#contracts/api/company-imports.ts';
import { companyReportRequest, companyResultsRequest } from '#contracts/api/company-results.ts';
import { REGISTER_OF_MEASURES } from '#domain/vocabulary/scoring-inputs.ts';
import type { Lang } from '#domain/vocabulary/template.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import {
  answerIfChanged,
  answerOfWrite,
  answerVersion,
  changeOf,
  expectedOf,
  PRIVATE,
} from '#functions/http/conditional-response.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import { CSV_TYPE } from '#functions/http/http-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { bodyErrors, READING } from '#functions/http/parse-request.ts';
import { serviceAddress } from '#functions/http/rate-limit.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { endItem, existingItem, storeItem } from '../alerts/stored-items.ts';
import { customSupplierServices } from '../custom-suppliers/custom-suppliers.services.ts';
import { listSources } from '../facts/list-sources.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import { companies, companyResultsServices } from './companies.services.ts';
import { COMPANY, listedCompany, shownCompany } from './companies.ts';

export const listCompaniesHandler = apiHandler(companiesRequest, async ({ caller, event }) => {
  const stored = (await companies().list(caller.client)).filter(({ deleted }) => !deleted);
  return answerIfChanged(event, {
    body: { data: stored.map(listedCompany), ...pagingOf(event, null).links(null) },
    headers: PRIVATE,
  });
});

export const getCompanyHandler = apiHandler(companyRequest, async ({ path, caller, event }) => {
  const stored = await existingItem(companies(), COMPANY, caller.client, path.id);
  return answerVersion(event, stored, shownCompany(stored));
});

type AskedResults = Readonly<{
  id: string;
  client: string;
  lang: Lang;
  expand: readonly string[];
  budget: number | undefined;
}>;

/** Throws `not_found`. */
async function resultsShown({ id, client, lang, expand, budget }: AskedResults) {
  const stored = await existingItem(companies(), COMPANY, client, id);
  const [{ figuresOfCompany }, { shownResults }, { languageOf }] = await Promise.all([
    import('./company-results.ts'),
    import('./results-in-language.ts'),
    import('#domain/words/catalogue.ts'),
  ]);
  const services = companyResultsServices();
  const run = await requirePublished(services.scores);
  const asked = {
    run,
    budget,
    now: new Date().toISOString(),
    helps: budget !== undefined || expand.includes('helps'),
    details: expand.includes('details'),
  };
  const [figures, sources] = await Promise.all([
    figuresOfCompany(client, stored, asked, services),
    listSources(services.scores, run.run_id, run.as_of),
  ]);
  const body = shownResults(stored, figures, {
    run,
    register_read: sources.find((one) => one.id === REGISTER_OF_MEASURES)?.read_on || null,
    alternatives: expand.includes('alternatives'),
    language: languageOf(lang),
  });
  return { body, sources, language: languageOf(lang) };
}

export const getCompanyResultsHandler = apiHandler(
  companyResultsRequest,
  async ({ path, query: { format, expand = [], budget }, lang, caller: { client }, event }) => {
    const { body } = await resultsShown({ id: path.id, client, lang, expand, budget });
    if (format === 'json') return answerIfChanged(event, { body, headers: PRIVATE });
    const { resultsAsCsv } = await import('./results-as-table.ts');
    return answerIfChanged(event, { body: resultsAsCsv(body), headers: { ...PRIVATE, ...CSV_TYPE } });
  },
);

export const getCompanyReportHandler = apiHandler(
  companyReportRequest,
  async ({ path, query: { budget }, lang, caller: { client }, event }) => {
    const [{ body, sources, language }, { companyReport }, { htmlAnswer }] = await Promise.all([
      resultsShown({ id: path.id, client, lang, expand: ['details', 'helps'], budget }),
      import('../report/company-report.ts'),
      import('../report/report-as-html.ts'),
    ]);
    const self = `${serviceAddress(event)}${event.rawPath}${event.rawQueryString === '' ? '' : `?${event.rawQueryString}`}`;
    const { body: html, headers } = htmlAnswer(
      companyReport(body, sources, { self, budget }, lang, language),
    );
    return answerIfChanged(event, { body: html, headers: { ...PRIVATE, ...headers } });
  },
);

/** Looked at beside what the company names, so that all mistakes come in one round. */
const anyBody = { ...putCompanyRequest, body: z.unknown() } as const;

export const putCompanyHandler = writingApiHandler(anyBody, async (request) => {
  const { body, caller } = request;
  const { mistakesOfCompany } = await import('./company-references.ts');
  const read = companySchema.safeParse(body, READING);
  const shape = read.success ? [] : bodyErrors(read.error.issues);
  const mistakes = await mistakesOfCompany(read.data ?? body, shape, caller.client, companyResultsServices());
  if (!read.success || mistakes.length > 0) throw invalidRequest(mistakes);
  const change = { ...changeOf(request), content: read.data };
  const stored = await storeItem(companies(), COMPANY, change);
  return answerOfWrite(stored, change.now, shownCompany(stored));
});

export const importCompanyHandler = writingApiHandler(
  importCompanyRequest,
  async ({ query, lang, body, caller: { client }, event }) => {
    const [{ importCompany }, { languageOf }] = await Promise.all([
      import('./import-company.ts'),
      import('#domain/words/catalogue.ts'),
    ]);
    const condition = expectedOf(event.headers);
    const importer = {
      client,
      expected: condition === 'nothing' ? 'anything' : condition,
      now: new Date().toISOString(),
      language: languageOf(lang),
    } as const;
    const { scores, suppliers } = customSupplierServices();
    return {
      body: await importCompany({ query, body }, importer, { companies: companies(), scores, suppliers }),
      headers: PRIVATE,
    };
  },
);

export const deleteCompanyHandler = writingApiHandler(deleteCompanyRequest, async (request) => ({
  body: await endItem(companies(), COMPANY, changeOf(request)),
  headers: PRIVATE,
}));
