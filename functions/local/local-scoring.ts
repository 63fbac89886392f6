import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb-clients.ts';
import { fileInputSnapshots } from '#functions/adapters/file-input-snapshots.ts';
import { scoringServices } from '#functions/runtime/scoring-services.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { snapshotsFolder } from './data-folder.ts';
import { placeAt } from './embedded-dynamodb.ts';

/** Where a local service keeps its data; plain values, so that a thread can be told. */
export interface LocalPlace {
  readonly endpoint: string;
  readonly table: string;
  readonly folder: string;
  readonly codeVersion: string;
}

/** Rows of superseded runs are kept a week: a disk of one person is no archive. */
const LOCAL_SUPERSEDED_RUN_DAYS = 7;

export const localClient = ({ endpoint }: LocalPlace): DynamoDBDocumentClient => dynamodbForRuns(placeAt(endpoint));

/** The ports of a run on this machine. One process owns the store, so a run that is still `running` has died. */
export function localScoringServices(place: LocalPlace, client: DynamoDBDocumentClient): ScoringPorts {
  const { table, folder, codeVersion } = place;
  const services = scoringServices({ client, table, snapshots: fileInputSnapshots(snapshotsFolder(folder)), codeVersion });
  return {
    ...services,
    newestFacts: async () => bundledReferenceData,
    abandonedAfterHours: 0,
    supersededRunDays: LOCAL_SUPERSEDED_RUN_DAYS,
  };
}
