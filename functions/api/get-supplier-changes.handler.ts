import { subjectChangesRequest } from '#contracts/changes-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbReadScoreChanges } from '#functions/adapters/dynamodb-score-changes.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerIfChanged } from '#functions/runtime/conditional-answer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { ownSupplierServices } from '#functions/runtime/own-supplier-services.ts';
import { pagingOf } from '#functions/runtime/paging.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { changesAnswer, pageOfChanges } from './changes-answer.ts';
import { resyncLink } from './list-changes.ts';
import { ownOrShipped } from './own-or-shipped.ts';
import { ownSupplierChanges } from './own-supplier-changes.ts';
import { PRIVATE } from './own-suppliers.ts';
import { requirePublished } from './require-published.ts';

const publishedChanges = oncePerColdStart(() =>
  dynamodbReadScoreChanges(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(subjectChangesRequest, (request) => {
  const services = ownSupplierServices();
  const { event, path, query, caller } = request;
  const { scores, suppliers } = services;
  const subject = { type: 'supplier', id: path.id, buyer: query.buyer } as const;
  return ownOrShipped(
    async () => {
      const body = await changesAnswer({ scores, changes: publishedChanges() }, event, subject, { ...query, buyer: undefined });
      return answerIfChanged(event, { body });
    },
    async () => {
      const run = await requirePublished(scores);
      const paging = pagingOf(event, null);
      const page = await ownSupplierChanges(caller.client, path.id, query, paging.at, services);
      return answerIfChanged(event, { body: pageOfChanges(page, paging, run, resyncLink(subject, {})), headers: PRIVATE });
    },
    { client: caller.client, id: path.id, ended: true },
    () => suppliers,
  );
});
