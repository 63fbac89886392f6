import texts from './gate.json' with { type: 'json' };
import { catalogue } from './language.ts';

export const GATE = catalogue(texts);
