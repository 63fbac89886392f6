/** Buyers that every run scores, in the order in which they are offered. */
export const BUYERS = ['JPN', 'USA', 'EUU', 'KOR', 'TWN'] as const;
export type Buyer = (typeof BUYERS)[number];
