/** Of CloudWatch. */
type MetricUnit = 'Count' | 'Milliseconds' | 'Seconds' | 'Percent' | 'None';

type ServiceMetric = Readonly<{
  unit: MetricUnit;
  /** Null: one for the service. */
  by: 'Step' | 'Signal' | 'Class' | null;
  says: string;
}>;

const metric = (unit: MetricUnit, by: ServiceMetric['by'], says: string): ServiceMetric => ({
  unit,
  by,
  says,
});

export const SERVICE_METRICS = {
  ScoresMade: metric('Count', null, 'results of a run with a score, one for each subject and buyer'),
  ScoresUnknown: metric('Count', null, 'results of a run without a score, each with its reason'),
  RunsRefused: metric('Count', null, 'runs that the guard held back'),
  MeanCoverage: metric('None', null, 'mean coverage of the results of a run that have one, 0 to 1'),
  LargestMovement: metric(
    'None',
    null,
    'points by which the chance that moved most did, score or scarcity, against the run before',
  ),
  FarMovements: metric(
    'Percent',
    null,
    'part of the compared scores that moved far, by the bound of the guard',
  ),
  SignalAgeDays: metric(
    'Count',
    'Signal',
    'days between the newest observation of a signal and the day of the run',
  ),
  StepDuration: metric('Milliseconds', 'Step', 'how long a step of a run took'),
  WriteUnits: metric('Count', 'Step', 'write units of DynamoDB that a step of a run used'),
  ReadUnits: metric('Count', 'Step', 'read units of DynamoDB that a step of a run used'),
  StepFailures: metric('Count', 'Step', 'calls of a step of a run that ended with an error'),
  CustomClientsUnranked: metric(
    'Count',
    null,
    'clients whose custom suppliers a run has not ranked: they are scored when they are read',
  ),
  PublishAge: metric('Seconds', null, 'time since the scores that readers see were published'),
  NightsLost: metric('Count', null, 'nights without a finished run three hours after they began: 1 or 0'),
  ScoresAgeDays: metric('Count', null, 'days since the day of the scores that readers see'),
  CountsFarAbove: metric(
    'Count',
    null,
    'counts far above any before that became known in the last three days',
  ),
  RequestErrors: metric(
    'Count',
    'Class',
    'answers by class of error: failed (5xx), refused (401, 403), limited (429), mistaken (other 4xx)',
  ),
  ColdStarts: metric('Count', null, 'requests that had a function start'),
} as const satisfies Readonly<Record<string, ServiceMetric>>;

export type ServiceMetricName = keyof typeof SERVICE_METRICS;

/** In logs, and a dimension of all metrics. */
export const SERVICE_NAME = 'chokepoint';

export const metricsNamespaceOf = (stackName: string): string => `Chokepoint/${stackName}`;
