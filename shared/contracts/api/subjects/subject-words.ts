/** How the routes of the three types of subject are worded, and which handler serves them. */
import type { ApiHandlerFile } from '../api-route.ts';
import type { SubjectCollection } from '../request-parts.ts';

/** Names of a collection in addresses, operation ids and sentences, and a subject that ships. */
export const SUBJECT_WORDS = {
  elements: { one: 'element', many: 'elements', One: 'Element', Many: 'Elements', id: 'Dy' },
  suppliers: { one: 'supplier', many: 'suppliers', One: 'Supplier', Many: 'Suppliers', id: 'lynas' },
  countries: { one: 'country', many: 'countries', One: 'Country', Many: 'Countries', id: 'CHN' },
} as const;

/** A sentence that is true of suppliers only, with a space before it; an empty text for the other collections. */
export const forSuppliers = (collection: SubjectCollection, sentence: string): string => (collection === 'suppliers' ? ` ${sentence}` : '');

/** Routes of suppliers also serve custom suppliers: another handler does. */
export const handlerFor = (collection: SubjectCollection, shipped: ApiHandlerFile, withCustom: ApiHandlerFile): ApiHandlerFile =>
  collection === 'suppliers' ? withCustom : shipped;
