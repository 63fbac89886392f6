import { companiesRequest, companyRequest, deleteCompanyRequest, putCompanyRequest } from '#contracts/api/companies.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, answerVersion, expectedOf, PRIVATE, tagOfVersion } from '#functions/http/conditional-response.ts';
import { oncePerColdStart } from '#functions/http/kept-values.ts';
import { readEnvironment } from '#functions/http/read-environment.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { companiesIn } from '#functions/store/companies.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { endItem, existingItem, storeItem } from '../alerts/stored-items.ts';
import { customSupplierServices } from '../custom-suppliers/custom-suppliers.services.ts';
import { COMPANY, listedCompany, refuseUnknownNames, shownCompany } from './companies.ts';

const companies = oncePerColdStart(() => companiesIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME)));

export const listCompaniesHandler = apiHandler(companiesRequest, async ({ caller, event }) => {
  const stored = (await companies().list(caller.client)).filter(({ deleted }) => !deleted);
  return answerIfChanged(event, { body: { data: stored.map(listedCompany), links: { self: event.rawPath } }, headers: PRIVATE });
});

export const getCompanyHandler = apiHandler(companyRequest, async ({ path, caller, event }) => {
  const stored = await existingItem(companies(), COMPANY, caller.client, path.id);
  return answerVersion(event, stored, shownCompany(stored));
});

export const putCompanyHandler = writingApiHandler(putCompanyRequest, async ({ path, body, caller, event }) => {
  await refuseUnknownNames(body, caller.client, customSupplierServices());
  const expected = expectedOf(event.headers);
  const change = { client: caller.client, id: path.id, content: body, expected, now: new Date().toISOString() };
  const stored = await storeItem(companies(), COMPANY, change);
  return { status: stored.version === 1 ? 201 : 200, body: shownCompany(stored), headers: { etag: tagOfVersion(stored), ...PRIVATE } };
});

export const deleteCompanyHandler = writingApiHandler(deleteCompanyRequest, async ({ path, caller, event }) => {
  const change = { client: caller.client, id: path.id, expected: expectedOf(event.headers), now: new Date().toISOString() };
  return { body: await endItem(companies(), COMPANY, change), headers: PRIVATE };
});
