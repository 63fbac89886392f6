import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { SERVICE_METRICS } from '#contracts/run/service-metrics.ts';
import { emfMetrics, type Measurement } from '#functions/http/metrics.ts';

/**
 * The rules of "Specification: Embedded metric format" (Amazon CloudWatch User Guide): members of the metadata object, of a MetricDirective, a
 * DimensionSet and a MetricDefinition, and units of MetricDatum.
 */
const UNITS =
  'Seconds|Microseconds|Milliseconds|Bytes|Kilobytes|Megabytes|Gigabytes|Terabytes|Bits|Kilobits|Megabits|Gigabits|Terabits|Percent|Count|Bytes/Second|Kilobytes/Second|Megabytes/Second|Gigabytes/Second|Terabytes/Second|Bits/Second|Kilobits/Second|Megabits/Second|Gigabits/Second|Terabits/Second|Count/Second|None'.split(
    '|',
  );
const directive = z.strictObject({
  Namespace: z.string().min(1).max(1024),
  Dimensions: z.array(z.array(z.string().min(1).max(250)).max(30)).min(1),
  Metrics: z.array(z.strictObject({ Name: z.string().min(1).max(1024), Unit: z.enum(UNITS) })).max(100),
});
const rootNode = z.looseObject({ _aws: z.strictObject({ Timestamp: z.int().min(0), CloudWatchMetrics: z.array(directive) }) });

const NOW = 1_700_000_000_000;
function written(measured: Measurement, namespace = 'Chokepoint/Chokepoint-prod-Service'): readonly string[] {
  const lines: string[] = [];
  emfMetrics(
    namespace,
    (line) => lines.push(line),
    () => NOW,
  ).put(measured);
  return lines;
}

describe('a measurement in the embedded metric format', () => {
  it.each<Measurement>([
    { of: {}, values: { ScoresMade: 935, MeanCoverage: 0.71, LargestMovement: 0 } },
    { of: { Step: 'Complete' }, values: { StepDuration: 4210, WriteUnits: 1024.5 } },
    { of: { Signal: 'taiwan_strait' }, values: { SignalAgeDays: 96 } },
    { of: {}, values: Object.fromEntries(Object.keys(SERVICE_METRICS).map((name, n) => [name, n])) },
  ])('keeps the rules of its specification, and the root has every target member: %j', (measured) => {
    const [line = '', ...more] = written(measured);
    expect(more).toEqual([]);
    expect(line.endsWith('\n') && line.indexOf('\n') === line.length - 1).toBe(true); // one document a line, nothing before and after
    const root = rootNode.parse(JSON.parse(line));
    for (const { Dimensions, Metrics } of root._aws.CloudWatchMetrics) {
      for (const name of Dimensions.flat()) expect(typeof root[name], name).toBe('string');
      for (const { Name } of Metrics) expect(typeof root[Name], Name).toBe('number');
      expect(Metrics.map(({ Name }) => Name).sort()).toEqual(Object.keys(measured.values).sort());
    }
    expect(root._aws.Timestamp).toBe(NOW);
  });

  it('leaves out what is unknown, and writes nothing when nothing is known or nobody measures', () => {
    expect(written({ of: {}, values: { ScoresMade: Number.NaN } })).toEqual([]);
    expect(written({ of: {}, values: {} })).toEqual([]);
    expect(written({ of: {}, values: { ScoresMade: 1 } }, '')).toEqual([]);
    const [line = ''] = written({ of: {}, values: { ScoresMade: 1, MeanCoverage: Number.NaN } });
    expect(JSON.parse(line)).not.toHaveProperty('MeanCoverage');
  });
});
