/** How the routes of the three types of subject are worded, and which handler serves them. */

import { type ApiHandlerName, route } from './api-route.ts';
import type { SubjectCollection } from './request-parts.ts';
import * as subjects from './subjects-answers.ts';
import { subjectRequest, subjectsRequest, suppliersRequest } from './subjects-requests.ts';

/** Names of a collection in addresses, operation ids and sentences, and a subject that ships. */
const SUBJECT_WORDS = {
  elements: { one: 'element', many: 'elements', One: 'Element', Many: 'Elements', id: 'Dy' },
  suppliers: { one: 'supplier', many: 'suppliers', One: 'Supplier', Many: 'Suppliers', id: 'lynas' },
  countries: { one: 'country', many: 'countries', One: 'Country', Many: 'Countries', id: 'CHN' },
} as const;

/**
 * A sentence that is true of suppliers only, with a space before it; an empty text for the other collections.
 */
const forSuppliers = (collection: SubjectCollection, sentence: string): string =>
  collection === 'suppliers' ? ` ${sentence}` : '';

/** Routes of suppliers also serve custom suppliers: another handler does. */
const handlerFor = (
  collection: SubjectCollection,
  shipped: ApiHandlerName,
  withCustom: ApiHandlerName,
): ApiHandlerName => (collection === 'suppliers' ? withCustom : shipped);

const CUSTOM_BESIDE_SHIPPED =
  'An id that does not ship is looked for among the suppliers you have stored: every run scores them (`basis: published`), what you store or change meanwhile is scored at once (`basis: on_request`); their `ETag` is the version to send as `If-Match`.';

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
        'functions/api/subjects/subjects.handler.ts#listSubjectsHandler',
        'functions/api/custom-suppliers/custom-suppliers.handler.ts#listSuppliersHandler',
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
        'functions/api/subjects/subjects.handler.ts#getSubjectHandler',
        'functions/api/custom-suppliers/custom-suppliers.handler.ts#getSupplierHandler',
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
