/** Languages of texts that people read, in the order in which a text has them. */
export const LANGUAGES = ['en', 'ja'] as const;
export type Lang = (typeof LANGUAGES)[number];
