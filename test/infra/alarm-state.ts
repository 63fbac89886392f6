import { PROD, resourcesOf } from './synthesized.ts';

interface Watched {
  readonly Id: string;
  readonly MetricStat?: {
    readonly Metric: {
      readonly MetricName: string;
      readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
    };
  };
  readonly Expression?: string;
}

export const alarms = resourcesOf(PROD.service, 'AWS::CloudWatch::Alarm').map(([id, { Properties }]) => {
  const parts = (Properties.Metrics ?? []) as Watched[];
  return {
    id,
    name: id.replace(/^Alarms(.*)[0-9A-F]{8}$/, '$1'),
    watches: [Properties.MetricName, ...parts.map(({ MetricStat: stat }) => stat?.Metric.MetricName)].filter(
      (name) => name !== undefined,
    ),
    expression: parts.find(({ Expression }) => Expression !== undefined)?.Expression ?? null,
    parts,
    ...Properties,
  };
});

export const alarmNamed = (name: string) => {
  const found = alarms.find((alarm) => alarm.name === name);
  if (found === undefined) throw new Error(`no alarm ${name}`);
  return found;
};

/** `BurnRate 60`, `StepFailures RateCompanies`. */
const TOLD_APART_BY = ['Step', 'BurnRateWindowMinutes'];

/** By name of the metric; its formula is read as one of JavaScript. */
export function isOn(name: string, measured: Readonly<Record<string, number>>): boolean {
  const alarm = alarmNamed(name);
  const { expression, MetricName, Threshold, TreatMissingData } = alarm;
  const parts: readonly Watched[] = alarm.parts;
  if (expression === null)
    return MetricName in measured
      ? Number(measured[MetricName]) >= Threshold
      : TreatMissingData === 'breaching';
  const series = parts.flatMap(({ Id, MetricStat: stat }) => {
    if (stat === undefined) return [];
    const { MetricName: metric, Dimensions: dimensions = [] } = stat.Metric;
    const by = dimensions.find((dimension) => TOLD_APART_BY.includes(dimension.Name))?.Value;
    return [[Id, measured[by === undefined ? metric : `${metric} ${by}`] ?? null] as const];
  });
  const functions = {
    IF: (is: boolean, yes: number, no: number) => (is ? yes : no),
    FILL: (one: number | null, other: number) => one ?? other,
  };
  const formula = `${expression}`.replaceAll(' AND ', ' && ').replaceAll(' OR ', ' || ');
  const names = [...Object.keys(functions), ...series.map(([id]) => id)];
  return (
    new Function(...names, `return ${formula}`)(
      ...Object.values(functions),
      ...series.map(([, value]) => value),
    ) >= Threshold
  );
}
