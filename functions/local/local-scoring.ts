import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { fileArchivedObjects } from '#functions/adapters/archive/file-archived-objects.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { fileInputSnapshots } from '#functions/adapters/file-input-snapshots.ts';
import { fileRunEvents } from '#functions/adapters/file-run-events.ts';
import { factsWithObservations, tellUnreadable } from '#functions/scoring/newest-facts.services.ts';
import { ownScoringServices } from '#functions/scoring/own/own-scoring.services.ts';
import { scoringServices } from '#functions/scoring/scoring.services.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { observationLogIn } from '#functions/store/observation-log.ts';
import { eventsFolder, snapshotsFolder } from './data-folder.ts';
import { LOCAL_TABLES, placeAt } from './local-tables.ts';
import { storeOfThread } from './store/embedded-client.ts';
import type { Durability } from './store/store-file.ts';

/** Where a local service keeps its data. Plain values, so that they can be passed to a thread. */
export interface LocalPlace {
  /** Address of a DynamoDB; `null` for the store in the folder. */
  readonly endpoint: string | null;
  readonly table: string;
  readonly folder: string;
  readonly codeVersion: string;
  /** As `brief` of the scoring services: a tenth of the draws and no explanations, for rehearsals only. Not brief when absent. */
  readonly brief?: boolean;
}

/** Rows and objects of a run are kept two weeks: a disk of one person is no archive. */
const LOCAL_RUN_ROW_DAYS = 14;
const LOCAL_RENEWED_BEFORE_DAYS = 7;
/** An hour: a run may follow each fact that comes in, and each is a whole one. */
const LOCAL_SUPERSEDED_SAME_DAY_DAYS = 1 / 24;

/** The client of a thread. The folder must have been prepared by the process that has it. */
export const threadClient = ({ endpoint, folder }: LocalPlace, durability: Durability): DynamoDBDocumentClient =>
  endpoint === null ? storeOfThread(folder, durability).client : dynamodbForRuns(placeAt(endpoint));

/** The ports of a run on this machine. One process owns the store, so a run that is still `running` has died. */
export function localScoringServices(place: LocalPlace, client: DynamoDBDocumentClient): Required<ScoringPorts> {
  const { table, folder, codeVersion, brief = false } = place;
  const snapshots = fileInputSnapshots(snapshotsFolder(folder));
  const services = scoringServices({ client, table, snapshots, objects: fileArchivedObjects(folder), codeVersion, brief });
  const ownPlace = { client, scoresTable: table, signalsTable: LOCAL_TABLES.signals, snapshots, codeVersion };
  return {
    ...services,
    ownSuppliers: ownScoringServices({ ...ownPlace, ownScoreDays: LOCAL_RUN_ROW_DAYS }),
    newestFacts: factsWithObservations(observationLogIn(dynamodbTable(client, LOCAL_TABLES.signals), tellUnreadable)),
    events: fileRunEvents(eventsFolder(folder)),
    abandonedAfterHours: 0,
    runRowDays: LOCAL_RUN_ROW_DAYS,
    renewedBeforeDays: LOCAL_RENEWED_BEFORE_DAYS,
    supersededSameDayDays: LOCAL_SUPERSEDED_SAME_DAY_DAYS,
  };
}
