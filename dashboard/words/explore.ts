import texts from './explore.json' with { type: 'json' };
import { catalogue } from './language.ts';

export const EXPLORE = catalogue(texts);
