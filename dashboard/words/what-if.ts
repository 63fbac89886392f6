import { catalogue } from './language.ts';
import texts from './what-if.json' with { type: 'json' };

export const WHAT_IF = catalogue(texts);
