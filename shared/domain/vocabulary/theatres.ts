/** Where a security crisis can begin. */
export const THEATRES = ['senkaku', 'taiwan'] as const;
export type Theatre = (typeof THEATRES)[number];
