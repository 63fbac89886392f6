/** English for the sentences of documents: the templates, with the names of the reference data. */
import { SHORT_ENGLISH_NAMES } from '../vocabulary/country-names.ts';
import { ENGLISH_TEXTS } from './english.ts';
import type { Language } from './render.ts';

/** Names as they stand in a sentence. */
interface NamesInSentences {
  readonly country: (code: string) => string;
  readonly element: (symbol: string) => string;
}

const textOf = (code: string): string | undefined => (ENGLISH_TEXTS as Readonly<Record<string, string>>)[code];

export function englishWith(names: NamesInSentences): Language {
  return (code) => {
    const [kind, id] = code.split('.', 2);
    if (id === undefined) return textOf(code);
    if (kind === 'short') return SHORT_ENGLISH_NAMES[id];
    return kind === 'country' ? names.country(id) : names.element(id);
  };
}
