import { catalogue } from './language.ts';
import texts from './today.json' with { type: 'json' };

export const TODAY = catalogue(texts);
