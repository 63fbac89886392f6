import { customScoringServices } from '#functions/scoring/custom-scoring.services.ts';
import { scoringServices } from '#functions/scoring/scoring.services.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { factsWithObservations, logUnreadableObject } from '#functions/scoring/scoring-steps.services.ts';
import { fileArchivedObjects } from '#functions/store/objects/archived-objects.ts';
import { inputSnapshotsIn } from '#functions/store/runs/input-snapshots.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { LOCAL_TABLES } from '#functions/store/sqlite/sqlite-store.ts';
import type { Tables } from '#functions/store/table/table.ts';

/** Plain, for a thread. */
export type LocalPlace = Readonly<{
  folder: string;
  codeVersion: string;
  /** A tenth of the draws and no explanations, for rehearsals. */
  brief?: boolean;
}>;

const LOCAL_RUN_ROW_DAYS = 14;
const LOCAL_RENEWED_BEFORE_DAYS = 7;
/** An hour: a run may follow each fact. */
const LOCAL_SUPERSEDED_SAME_DAY_DAYS = 1 / 24;

/** One process owns the store, so a run that is still `running` has died. */
export function localScoringServices(
  place: LocalPlace,
  tables: Tables,
): ScoringPorts & Required<Pick<ScoringPorts, 'customScoring'>> {
  const { folder, codeVersion, brief = false } = place;
  const objects = fileArchivedObjects(folder);
  const snapshots = inputSnapshotsIn(objects);
  const services = scoringServices({
    tables,
    table: LOCAL_TABLES.scores,
    snapshots,
    objects,
    codeVersion,
    brief,
  });
  const customPlace = {
    tables,
    scoresTable: LOCAL_TABLES.scores,
    signalsTable: LOCAL_TABLES.signals,
    snapshots,
    objects,
    codeVersion,
  };
  return {
    ...services,
    customScoring: customScoringServices({ ...customPlace, customScoreDays: LOCAL_RUN_ROW_DAYS }),
    newestFacts: factsWithObservations(observationLogIn(tables(LOCAL_TABLES.signals), logUnreadableObject)),
    events: null,
    abandonedAfterHours: 0,
    runRowDays: LOCAL_RUN_ROW_DAYS,
    renewedBeforeDays: LOCAL_RENEWED_BEFORE_DAYS,
    supersededSameDayDays: LOCAL_SUPERSEDED_SAME_DAY_DAYS,
  };
}
