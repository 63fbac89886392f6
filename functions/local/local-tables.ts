import type { DynamodbPlace } from '#functions/adapters/dynamodb/dynamodb-clients.ts';

/** Name of the table of scores of a local service. */
export const LOCAL_SCORES_TABLE = 'Chokepoint-Scores';

/** Names of the tables of a local service beside the scores. */
export const LOCAL_TABLES = { access: 'Chokepoint-Access', signals: 'Chokepoint-Signals' } as const;

/** Client settings for a DynamoDB at this address that needs no real credentials; the SDK insists on some. */
export const placeAt = (endpoint: string): DynamodbPlace & { readonly endpoint: string; readonly region: string } => ({
  endpoint,
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
