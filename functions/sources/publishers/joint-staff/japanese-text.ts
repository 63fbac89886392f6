/** Text of Japanese releases in one form: half-width digits, no spaces, one kind of wave dash, so that one rule reads what PDFs write in five ways. */

/**
 * One line of characters without white space. Full-width digits, letters and brackets become half-width, Roman numerals become letters (`Ⅲ` is
 * `III`), and wave dashes become `~`. Line breaks vanish, also those in the middle of a word: Japanese is written without spaces.
 */
export function oneLine(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[~〜∼～]/g, '~')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[\s\u200b\ufeff]+/g, '');
}

/** Sentences of a text in one line, each without its full stop; the last part may lack one, which {@link SentencePart.ended} tells. */
export interface SentencePart {
  readonly text: string;
  readonly ended: boolean;
}

/** Cuts a text in one line at its full stops. Stops inside quotation marks or brackets do not occur in releases and are not looked for. */
export function sentencesOf(line: string): readonly SentencePart[] {
  const parts = line.split('。');
  return parts.flatMap((text, index) => (text === '' ? [] : [{ text, ended: index < parts.length - 1 }]));
}
