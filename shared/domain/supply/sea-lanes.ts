/** Straits, canals and seas that the table of routes names, in byte order. */
export const SEA_LANES = ['east_china_sea', 'luzon_strait', 'malacca', 'panama', 'south_china_sea', 'suez', 'taiwan_strait'] as const;
export type SeaLane = (typeof SEA_LANES)[number];
