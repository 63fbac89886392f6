import texts from './company.json' with { type: 'json' };
import { catalogue } from './language.ts';

export const COMPANY = catalogue(texts);
