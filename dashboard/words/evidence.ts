import texts from './evidence.json' with { type: 'json' };
import { catalogue } from './language.ts';

export const EVIDENCE = catalogue(texts.room);
/** Goods by their names in the register; elements have symbols. */
export const GOODS = catalogue<string>(
  Object.fromEntries(Object.entries(texts.goods).map(([name, japanese]) => [name, [name, japanese]])),
);
export const CONDITIONS = catalogue(texts.conditions);
/** Documents, in the order in which they are offered: title, and what each is about. */
export const DOCUMENTS = catalogue(texts.documents);
