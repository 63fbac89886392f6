/** Names of the tables of a local service beside the scores. */
export const LOCAL_TABLES = { access: 'Chokepoint-Access', signals: 'Chokepoint-Signals' } as const;
