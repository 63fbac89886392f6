import { Stack } from 'aws-cdk-lib';
import { type ILogGroup, QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface SavedQueriesProps {
  /** Logs of the functions that answer requests. */
  readonly requests: readonly ILogGroup[];
  /** Logs of the steps of a run. */
  readonly steps: readonly ILogGroup[];
  /** One line for each request, of the gateway. */
  readonly access: ILogGroup;
}

/** Questions of Logs Insights that the runbook sends people to, so that nobody writes them at night. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, { requests, steps, access }: SavedQueriesProps) {
    super(scope, id);
    const query = (name: string, logGroups: readonly ILogGroup[], queryString: QueryString): void => {
      new QueryDefinition(this, name, {
        queryDefinitionName: `${Stack.of(this).stackName}/${name}`,
        queryString,
        logGroups: [...logGroups],
      });
    };
    query(
      'FailedRequests',
      requests,
      new QueryString({
        fields: ['@timestamp', 'request_id', 'route', 'status', 'key', 'message', 'error.name', 'error.message'],
        filterStatements: ['level = "ERROR" or status >= 500'],
        sort: '@timestamp desc',
        limit: 100,
      }),
    );
    query(
      'RequestsByKey',
      requests,
      new QueryString({
        filterStatements: ['message = "request"'],
        statsStatements: ['sum(coalesce(stands_for, 1)) as requests, pct(duration_ms, 99) as p99_ms by key, route'],
        sort: 'requests desc',
        limit: 50,
      }),
    );
    query(
      'SlowRoutes',
      [access],
      new QueryString({
        statsStatements: [
          'count(*) as requests, pct(latency_ms, 99) as p99_ms, pct(integration_latency_ms, 99) as p99_function_ms by route',
        ],
        sort: 'p99_ms desc',
        limit: 50,
      }),
    );
    query(
      'AnswersByStatus',
      [access],
      new QueryString({ statsStatements: ['count(*) as requests by status, route, source_ip'], sort: 'requests desc', limit: 50 }),
    );
    query(
      'StepsOfRuns',
      steps,
      new QueryString({
        fields: ['@timestamp', 'run_id', 'step', 'batch', 'message', 'duration_ms', 'write_units', 'error.name', 'error.message'],
        filterStatements: ['ispresent(step)'],
        sort: '@timestamp desc',
        limit: 200,
      }),
    );
  }
}
