import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handler as deliverAlerts } from '#functions/alerts/deliver-alerts.handler.ts';
import { handler as fireAlerts } from '#functions/alerts/fire-alerts.handler.ts';
import { answerLocally } from '#functions/local/http-front.ts';
import { measureAge } from '#functions/scoring/observed-step.ts';
import { handler as runStep } from '#functions/scoring/run-steps.handler.ts';
import { handler as watchRuns } from '#functions/scoring/watch-runs.handler.ts';
import { handler as collect } from '#functions/sources/collect.handler.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { useTablesOfThisProcess } from '#functions/store/table/dynamodb-table.ts';
import { alarmNamed, isOn } from './alarm-state.ts';
import { functionNamed } from './synthesized.ts';

/** Metrics come from the lines that the functions write. */
describe('while the tables do not answer', () => {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const context = { getRemainingTimeInMillis: () => 60_000 } as Context;
  const fails = (work: Promise<unknown>) => expect(work).rejects.toThrow('the table does not answer');
  const measured = (name: string, step?: string) =>
    lines.flatMap((line) => (line[name] !== undefined && line.Step === step ? Number(line[name]) : []));

  beforeAll(() => {
    useTablesOfThisProcess(
      () =>
        new Proxy({} as never, { get: () => () => Promise.reject(new Error('the table does not answer')) }),
    );
    for (const name of ['Read', 'Steps', 'WatchRuns', 'FireAlerts', 'DeliverAlerts', 'Collect'])
      for (const [variable, value] of Object.entries(functionNamed(name).properties.Environment.Variables))
        vi.stubEnv(variable, typeof value === 'string' ? value : 'deployed');
    for (const [variable, value] of Object.entries({
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
    }))
      vi.stubEnv(variable, value);
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        for (const line of `${text}`.split('\n')) if (line.startsWith('{')) lines.push(JSON.parse(line));
        return true;
      });
  });
  afterAll(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it('ServerErrors is on: readers get 5xx', async () => {
    const event = {
      rawPath: '/v1/elements/Dy/score',
      rawQueryString: 'buyer=JPN',
      isBase64Encoded: false,
      headers: { host: 'api.example', authorization: `Bearer cpk_${'a'.repeat(10)}_${'b'.repeat(43)}` },
      requestContext: {
        http: { method: 'GET', path: '/v1/elements/Dy/score', sourceIp: '192.0.2.1' },
        requestId: 'q1',
        domainName: 'api.example',
      },
    } as unknown as APIGatewayProxyEventV2;
    const answers = await Promise.all([1, 2, 3].map(() => answerLocally(event, context)));
    const failed = answers.filter(({ statusCode }) => Number(statusCode) >= 500).length;
    expect([failed, isOn('ServerErrors', { '5xx': failed, Count: answers.length })]).toEqual([3, true]);
  });

  it('OldScores is on: nobody measures the age any more; so it is when nothing was published for 37 hours', async () => {
    await fails(watchRuns({}));
    expect([measured('PublishAge'), isOn('OldScores', {})]).toEqual([[], true]);
    const pointer = { as_of: '2026-11-27', published_at: '2026-11-27T18:40:00.000Z' } as RunPointer;
    const judgedAt = (now: string) => {
      const values: Record<string, number> = {};
      measureAge(pointer, now, { put: (one) => Object.assign(values, one.values) });
      return isOn('OldScores', values);
    };
    expect([judgedAt('2026-11-29T06:39:00.000Z'), judgedAt('2026-11-29T07:40:00.000Z')]).toEqual([
      false,
      true,
    ]);
  });

  it('CustomSuppliersUnranked is on: what cannot even be planned counts no clients', async () => {
    for (const step of ['PlanCustomSuppliers', 'CloseClients']) {
      await fails(runStep({ step, run_id: 'r0000000001' }));
      const failures = measured('StepFailures', step).reduce((sum, one) => sum + one, 0);
      const at = (done: number) =>
        isOn('CustomSuppliersUnranked', {
          [`StepFailures ${step}`]: failures,
          [`StepDuration ${step}`]: done,
        });
      expect([at(0), at(1)], step).toEqual([true, false]); // with its second try it was done
    }
  });

  it('SourceInTrouble is on: a call of the collector that fails counts as one', async () => {
    await expect(collect({ source: 'taiwan-mnd' })).rejects.toThrow();
    const newly = Math.max(...measured('sources_newly_in_trouble'));
    expect(isOn('SourceInTrouble', { SourcesNewlyInTrouble: newly })).toBe(true);
  });

  it('AlertsNotSent is on: by failed calls each minute, or by one of the judge in the queue', async () => {
    await fails(deliverAlerts({}, context));
    expect([isOn('AlertsNotSent', { Errors: 5 }), isOn('AlertsNotSent', { Errors: 2 })]).toEqual([
      true,
      false,
    ]);
    await fails(fireAlerts());
    expect(functionNamed('FireAlerts').properties.DeadLetterConfig.TargetArn['Fn::GetAtt'][0]).toMatch(
      /^LostCalls/,
    );
    expect([
      isOn('AlertsNotSent', { ApproximateNumberOfMessagesVisible: 1 }),
      alarmNamed('AlertsNotSent').EvaluationPeriods,
    ]).toEqual([true, 3]);
  });
});
