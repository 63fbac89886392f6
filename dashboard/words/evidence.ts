/** Texts of the room Evidence. */
import texts from './evidence.json' with { type: 'json' };
import { catalogue } from './language.ts';

export const EVIDENCE = catalogue(texts.room);
/** What a measure does. */
export const CLASSES = catalogue(texts.classes);
/** Fields of a measure, as a form has them. */
export const FIELDS = catalogue(texts.fields);
/** States of what this service reads by itself. */
export const CONDITIONS = catalogue(texts.conditions);
/** Documents, in the order in which they are offered: title, and what each is about. */
export const DOCUMENTS = catalogue(texts.documents);
