import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { fireAlertsEnvironmentSchema } from '#contracts/environment/alerts-environment.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { companiesIn } from '#functions/store/clients/companies.ts';
import { companyResultsIn } from '#functions/store/clients/company-results.ts';
import { noObjects } from '#functions/store/objects/run-objects.ts';
import { eventbridgeRunEvents } from '#functions/store/runs/run-events.ts';
import { publishedScoresIn } from '#functions/store/scores/published-scores.ts';
import { scoreChangesIn } from '#functions/store/scores/score-changes.ts';
import { PATIENT } from '#functions/store/table/aws-calls.ts';
import { tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import { alertStores } from './alert-stores.services.ts';
import { type FireAlertsPorts, fireAlerts } from './fire-alerts.ts';

/** Nobody waits for it: patient. */
const services: () => FireAlertsPorts = oncePerColdStart(() => {
  const environment = readEnvironment(fireAlertsEnvironmentSchema);
  const tables = tablesForRuns();
  return {
    ...alertStores(tables, environment.SIGNALS_TABLE_NAME),
    changes: scoreChangesIn(tables(environment.SCORES_TABLE_NAME)),
    scores: publishedScoresIn(tables(environment.SCORES_TABLE_NAME), noObjects),
    events: eventbridgeRunEvents(new EventBridgeClient(PATIENT), environment.EVENT_BUS_ARN),
    hasMail: true,
    companies: companiesIn(tables(environment.SIGNALS_TABLE_NAME)),
    nights: companyResultsIn(tables(environment.SCORES_TABLE_NAME)),
  };
});

/** Called by the event that a run is completed. What was missed is judged with the next one. */
export const handler = async (): Promise<void> => {
  await fireAlerts(services(), new Date().toISOString());
};
