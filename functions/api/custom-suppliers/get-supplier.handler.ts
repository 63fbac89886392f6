import { subjectRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun, PRIVATE, tagOfVersion } from '#functions/http/conditional-response.ts';
import { getSubject } from '../subjects/get-subject.ts';
import { customOrShipped } from './custom-or-shipped.ts';
import { customSupplierServices } from './custom-suppliers.services.ts';
import { customSupplierInRun } from './custom-suppliers.ts';

export const handler = apiHandler(subjectRequest, (request) => {
  const services = customSupplierServices();
  const { scores } = services;
  const { buyer } = request.query;
  const subject = { type: 'supplier', id: request.path.id, buyer } as const;
  const shipped = () =>
    answerFromCurrentRun(request, scores, async (run) => {
      const entry = await getSubject(scores, run.run_id, subject);
      return { body: { ...entry, buyer, run_id: run.run_id, as_of: run.as_of } };
    });
  const asked = { client: request.caller.client, id: request.path.id };
  return customOrShipped(
    shipped,
    async (stored) => ({
      body: await customSupplierInRun(asked.client, stored, buyer, services),
      headers: { etag: tagOfVersion(stored), ...PRIVATE },
    }),
    asked,
    () => services.suppliers,
  );
});
