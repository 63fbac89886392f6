/** Longest label of a driver, a measure or a what-if, in characters. */
export const LONGEST_LABEL = 40;

/** Longest headline of a score, in characters. */
export const LONGEST_HEADLINE = 140;

/** The text, cut to a length with an ellipsis as its last character where it is longer. */
export const fitted = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
