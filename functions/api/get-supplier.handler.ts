import { subjectRequest } from '#contracts/subjects-request.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerFromCurrentRun } from '#functions/runtime/conditional-answer.ts';
import { ownSupplierServices } from '#functions/runtime/own-supplier-services.ts';
import { getSubject } from './get-subject.ts';
import { ownOrShipped } from './own-or-shipped.ts';
import { ownSupplierAnswer } from './own-suppliers.ts';

export const handler = apiHandler(subjectRequest, (request) => {
  const services = ownSupplierServices();
  const { scores } = services;
  const { buyer } = request.query;
  const subject = { type: 'supplier', id: request.path.id, buyer } as const;
  const shipped = () =>
    answerFromCurrentRun(request, scores, async (run) => {
      const entry = await getSubject(scores, run.run_id, subject);
      return { body: { ...entry, buyer, run_id: run.run_id, as_of: run.as_of } };
    });
  const asked = { client: request.caller.client, id: request.path.id };
  return ownOrShipped(
    shipped,
    (stored) => ownSupplierAnswer(stored, buyer, services),
    asked,
    () => services.suppliers,
  );
});
