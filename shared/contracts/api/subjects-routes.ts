import { route } from './api-route.ts';
import type { SubjectCollection } from './request-parts.ts';
import * as subjects from './subjects-answers.ts';
import { subjectRequest, subjectsRequest, suppliersRequest } from './subjects-requests.ts';

const SUBJECTS = {
  elements: {
    One: 'Element',
    Many: 'Elements',
    id: 'Dy',
    page: subjects.elementsPageSchema,
    entry: subjects.elementSchema,
  },
  suppliers: {
    One: 'Supplier',
    Many: 'Suppliers',
    id: 'lynas',
    page: subjects.suppliersPageSchema,
    entry: subjects.supplierSchema,
  },
  countries: {
    One: 'Country',
    Many: 'Countries',
    id: 'CHN',
    page: subjects.countriesPageSchema,
    entry: subjects.countrySchema,
  },
} as const;

export function catalogueRoutes<C extends SubjectCollection>(collection: C) {
  const { One, Many, id, page, entry } = SUBJECTS[collection];
  const isOfSuppliers = collection === 'suppliers';
  return [
    route({
      path: `/v1/${collection}`,
      operationId: `list${Many}`,
      handler: isOfSuppliers
        ? 'functions/api/custom-suppliers/custom-suppliers.handler.ts#listSuppliersHandler'
        : 'functions/api/subjects/subjects.handler.ts#listSubjectsHandler',
      tag: 'Subjects',
      request: isOfSuppliers ? suppliersRequest : subjectsRequest,
      answer: { name: `${Many}Page`, schema: page },
      example: `/v1/${collection}?buyer=JPN&limit=2`,
    }),
    route({
      path: `/v1/${collection}/{id}`,
      operationId: `get${One}`,
      handler: isOfSuppliers
        ? 'functions/api/custom-suppliers/custom-suppliers.handler.ts#getSupplierHandler'
        : 'functions/api/subjects/subjects.handler.ts#getSubjectHandler',
      tag: 'Subjects',
      request: subjectRequest,
      answer: { name: One, schema: entry },
      example: `/v1/${collection}/${id}?buyer=JPN`,
    }),
  ] as const;
}
