import texts from './account.json' with { type: 'json' };
import { catalogue } from './language.ts';

export const ACCOUNT = catalogue(texts);
