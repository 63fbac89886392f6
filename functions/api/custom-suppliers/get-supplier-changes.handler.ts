import { subjectChangesRequest } from '#contracts/api/changes/changes-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbReadScoreChanges } from '#functions/adapters/dynamodb/dynamodb-score-changes.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { changesResponse, pageOfChanges } from '../changes/changes-response.ts';
import { resyncLink } from '../changes/list-changes.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { customOrShipped } from './custom-or-shipped.ts';
import { customSupplierChanges } from './custom-supplier-changes.ts';
import { customSupplierServices } from './custom-suppliers.services.ts';
import { PRIVATE } from './custom-suppliers.ts';

const publishedChanges = oncePerColdStart(() =>
  dynamodbReadScoreChanges(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(subjectChangesRequest, (request) => {
  const services = customSupplierServices();
  const { event, path, query, caller } = request;
  const { scores, suppliers } = services;
  const subject = { type: 'supplier', id: path.id, buyer: query.buyer } as const;
  return customOrShipped(
    async () => {
      const body = await changesResponse({ scores, changes: publishedChanges() }, event, subject, { ...query, buyer: undefined });
      return answerIfChanged(event, { body });
    },
    async () => {
      const run = await requirePublished(scores);
      const paging = pagingOf(event, null);
      const page = await customSupplierChanges(caller.client, path.id, query, paging.at, services);
      return answerIfChanged(event, { body: pageOfChanges(page, paging, run, resyncLink(subject, {})), headers: PRIVATE });
    },
    { client: caller.client, id: path.id, ended: true },
    () => suppliers,
  );
});
