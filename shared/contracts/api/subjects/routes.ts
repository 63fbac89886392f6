import { route } from '../api-route.ts';
import type { SubjectCollection } from '../request-parts.ts';
import { forSuppliers, handlerFor, SUBJECT_WORDS } from './subject-words.ts';
import { subjectRequest, subjectsRequest, suppliersRequest } from './subjects-request.ts';
import * as subjects from './subjects-response.ts';

const CUSTOM_BESIDE_SHIPPED =
  'An id that does not ship is looked for among the suppliers you have stored: every run scores them (`basis: published`), and what you store or change is scored at once with the facts of the current run until the next (`basis: on_request`); their `ETag` is the version to send as `If-Match`.';

const SCHEMAS = {
  elements: { page: subjects.elementsPageSchema, entry: subjects.elementSchema },
  suppliers: { page: subjects.suppliersPageSchema, entry: subjects.supplierSchema },
  countries: { page: subjects.countriesPageSchema, entry: subjects.countrySchema },
} as const;

/** Catalogue and entry of one type of subject. */
export function catalogueRoutes<C extends SubjectCollection>(collection: C) {
  const { one, many, One, Many, id } = SUBJECT_WORDS[collection];
  const { page, entry } = SCHEMAS[collection];
  return [
    route({
      path: `/v1/${collection}`,
      operationId: `list${Many}`,
      handler: handlerFor(
        collection,
        'functions/api/subjects/list-subjects.handler.ts',
        'functions/api/custom-suppliers/list-suppliers.handler.ts',
      ),
      tag: 'Subjects',
      summary: `List ${many}`,
      description: `The catalogue of ${many} in the order of their ids, each with its current score for the buyer. For a ranking use /v1/scores.${forSuppliers(collection, 'Suppliers that you have stored are listed with `custom=include`, or alone with `custom=only`.')}`,
      request: collection === 'suppliers' ? suppliersRequest : subjectsRequest,
      answer: { name: `${Many}Page`, schema: page },
      example: `/v1/${many}?buyer=JPN&limit=2`,
    }),
    route({
      path: `/v1/${collection}/{id}`,
      operationId: `get${One}`,
      handler: handlerFor(
        collection,
        'functions/api/subjects/get-subject.handler.ts',
        'functions/api/custom-suppliers/get-supplier.handler.ts',
      ),
      tag: 'Subjects',
      summary: `Get one ${one}`,
      description: `The catalogue entry of one ${one} with its current score for the buyer.${forSuppliers(collection, CUSTOM_BESIDE_SHIPPED)}`,
      request: subjectRequest,
      answer: { name: One, schema: entry },
      example: `/v1/${many}/${id}?buyer=JPN`,
    }),
  ] as const;
}
