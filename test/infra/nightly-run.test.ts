import validateStateMachine from 'asl-validator';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { RUN_EVENT_SCHEMAS } from '#contracts/run/run-events.ts';
import { RUN_STEPS } from '#contracts/run/run-messages.ts';
import { CUSTOM_MINUTES } from '#functions/scoring/custom-scoring.ts';
import { functionNamed, PROD, resourcesOf } from './synthesized.ts';

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Result?: unknown;
  readonly ResultPath?: string;
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Choices?: readonly {
    readonly Next: string;
    readonly Variable?: string;
    readonly NumericGreaterThan?: number;
  }[];
  readonly Retry?: readonly Record<string, unknown>[];
  readonly Catch?: readonly {
    readonly ErrorEquals: string[];
    readonly Next: string;
    readonly ResultPath?: string;
  }[];
  readonly TimeoutSeconds?: number;
  readonly Resource?: string;
  readonly Parameters?: Record<string, unknown>;
  readonly MaxConcurrency?: number;
  readonly ToleratedFailurePercentage?: number;
  readonly ItemReader?: { readonly Parameters: Record<string, unknown> };
  readonly ItemProcessor?: { readonly States: Record<string, State> };
}
interface Machine {
  readonly StartAt: string;
  readonly States: Record<string, State>;
  readonly TimeoutSeconds: number;
}

/** `{...}` in place of ARNs. */
function definitionOf(template: Template): Machine {
  const [machine] = resourcesOf(template, 'AWS::StepFunctions::StateMachine');
  const parts = machine?.[1].Properties.DefinitionString['Fn::Join'][1] as (
    | string
    | Record<string, unknown>
  )[];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : referenceName(part))).join(''));
}

const arnOf = (functionId: string, qualifier = ''): string =>
  `arn:aws:lambda:eu-west-1:123456789012:function:${functionId}${qualifier}`;

const { service: template } = PROD;
const versions = Object.fromEntries(resourcesOf(template, 'AWS::Lambda::Version'));

function referenceName(reference: Record<string, unknown>): string {
  const [functionId] = (reference['Fn::GetAtt'] ?? []) as string[];
  const version = versions[`${reference.Ref}`];
  if (version !== undefined) return arnOf(version.Properties.FunctionName.Ref, ':1');
  return functionId === undefined ? 'aws' : arnOf(functionId);
}
const machine = definitionOf(template);
const state = (name: string): State => {
  const found = machine.States[name];
  if (found === undefined)
    throw new Error(`no state ${name} among ${Object.keys(machine.States).join(', ')}`);
  return found;
};

const allStates = (): [string, State][] =>
  [
    machine.States,
    ...Object.values(machine.States).map(({ ItemProcessor }) => ItemProcessor?.States ?? {}),
  ].flatMap((states) => Object.entries(states));
const isOfEarlierRun = (name: string): boolean => name.startsWith('Earlier');
const isOfClients = (name: string): boolean => name.includes('Custom') || name === 'CloseClients';

describe('the nightly schedule', () => {
  it('starts a run at 03:30 in Tokyo, to the minute', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(30 3 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Tokyo',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
    });
  });

  it('gives up within the hour instead of starting last night in the coming one', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Target: Match.objectLike({
        Arn: { Ref: resourcesOf(template, 'AWS::StepFunctions::StateMachine')[0]?.[0] },
        RetryPolicy: { MaximumEventAgeInSeconds: 2700, MaximumRetryAttempts: 3 },
        Input: '{}',
      }),
    });
  });
});

describe('the watch of runs', () => {
  const watch = functionNamed('WatchRuns');

  it('looks each minute, drops a look that comes too late for its minute, and has less time than that', () => {
    const own = resourcesOf(template, 'AWS::Scheduler::Schedule').filter(
      ([, { Properties }]) => Properties.Target.Arn['Fn::GetAtt']?.[0] === watch.logicalId,
    );
    expect(own.map(([, { Properties }]) => Properties)).toMatchObject([
      {
        ScheduleExpression: 'rate(1 minute)',
        State: 'ENABLED',
        Target: { RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 } },
      },
    ]);
    expect(watch.properties.Timeout).toBeLessThan(60);
    expect(watch.properties.Environment.Variables.RUN_MACHINE_ARN).toEqual({
      Ref: resourcesOf(template, 'AWS::StepFunctions::StateMachine')[0]?.[0],
    });
  });
});

const CUSTOM_WAY = ['PlanCustomSuppliers', 'AreThereCustomSuppliers', 'ScoreCustomBatches', 'CloseClients'];

describe('the state machine of a run', () => {
  it('is accepted by a validator of the states language', async () => {
    const { isValid, errors } = await validateStateMachine(machine, { checkPaths: true, checkArn: true });
    expect(errors).toEqual([]);
    expect(isValid).toBe(true);
  });

  it('names a version of the function in every task, so that a night ends with the code it began with, and the step that it asks for', () => {
    const called = allStates().filter(([, { Resource = '' }]) => Resource.startsWith('arn:aws:lambda:'));
    const steps = called.filter(
      ([, { Resource }]) => Resource === arnOf(functionNamed('Steps').logicalId, ':1'),
    );
    const own = steps.filter(([name]) => !isOfEarlierRun(name)).map(([name]) => name);
    expect(own.sort()).toEqual([...RUN_STEPS].sort());
    for (const [name, { Parameters }] of steps)
      expect(Parameters, name).toMatchObject({ step: name.replace(/^Earlier/, '') });
    for (const name of ['RankBatch', 'FollowBatch', 'CloseBatch'])
      expect(allStates().find(([one]) => one === name)?.[1].Parameters, name).toEqual({
        step: name,
        'request.$': '$',
      });
    const others = called.filter((one) => !steps.includes(one));
    expect(others.map(([name, { Resource }]) => [name, Resource])).toEqual(
      ['ScoreBatch', 'ScoreCustomBatch'].map((name) => [
        name,
        arnOf(functionNamed('Scorer').logicalId, ':1'),
      ]),
    );
  });

  it('keeps the versions that a deployment no longer names, and the right to run them', () => {
    const policies = resourcesOf(template, 'AWS::IAM::Policy').flatMap(
      ([, { Properties }]) => Properties.PolicyDocument.Statement,
    );
    const invocable = policies.flatMap(({ Action, Resource }) =>
      Action === 'lambda:InvokeFunction' ? [Resource].flat() : [],
    );
    template.allResources('AWS::Lambda::Version', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    for (const name of ['Steps', 'Scorer'])
      expect(invocable, name).toContainEqual({
        'Fn::Join': ['', [{ 'Fn::GetAtt': [functionNamed(name).logicalId, 'Arn'] }, ':*']],
      });
  });

  it('goes begin, score batches, complete, guard, rank batches, what clients own, publish, follow batches, after', () => {
    const way: string[] = [];
    for (
      let name: string | undefined = state('IsARunUnfinished').Default;
      name !== undefined;
      name = state(name).Next ?? state(name).Choices?.[0]?.Next
    )
      way.push(name);
    expect(way).toEqual([
      'Begin',
      'ScoreBatches',
      'Complete',
      'DidTheGuardPass',
      'RankBatches',
      ...CUSTOM_WAY,
      'Publish',
      'IsItPublished',
      'PlanFollowUp',
      'FollowBatches',
      'Show',
      'CloseBatches',
      'After',
      'Completed',
    ]);
  });

  it('finishes an earlier run first, by the same maps, as long as there is one, and goes on without what cannot be finished', () => {
    expect(machine.StartAt).toBe('Settle');
    expect(state('IsARunUnfinished')).toMatchObject({
      Choices: [{ Variable: '$.earlier.found', BooleanEquals: true, Next: 'EarlierPlanFollowUp' }],
      Default: 'Begin',
    });
    const way = ['PlanFollowUp', 'FollowBatches', 'Show', 'CloseBatches', 'After'].map(
      (name) => `Earlier${name}`,
    );
    for (const [n, name] of way.entries()) {
      expect(state(name).Next, name).toBe(way[n + 1] ?? 'Settle');
      expect(state(name).Catch?.at(-1), name).toMatchObject({ ErrorEquals: ['States.ALL'], Next: 'Begin' });
    }
    for (const name of ['EarlierFollowBatches', 'EarlierCloseBatches'])
      expect(state(name)).toMatchObject({
        MaxConcurrency: 10,
        ItemReader: { Parameters: { 'Key.$': '$.earlier.plan' } },
      });
    const tries = allStates().filter(([name, { Type }]) => Type === 'Task' && isOfEarlierRun(name));
    for (const [name, { Retry }] of tries) expect(Retry?.at(-1)?.MaxAttempts, name).toBe(3);
  });

  it('tells changes anew when another run was told in between', () => {
    expect(state('Show').Catch).toEqual([
      { ErrorEquals: ['FeedWentOn'], ResultPath: null, Next: 'PlanFollowUp' },
    ]);
  });

  it('does each batch of the same plan in its turn, with executions reserved for two runs', () => {
    for (const name of ['ScoreBatches', 'RankBatches', 'FollowBatches', 'CloseBatches']) {
      expect(state(name), name).toMatchObject({ MaxConcurrency: 10, ResultPath: null });
      expect(state(name).ItemReader?.Parameters['Key.$'], name).toBe('$.plan');
      expect(state(name).ToleratedFailurePercentage, name).toBeUndefined();
    }
    for (const name of ['Scorer', 'Steps'])
      expect(functionNamed(name).properties.ReservedConcurrentExecutions, name).toBe(22);
  });

  it('publishes whatever becomes of custom suppliers, and goes past them when nobody has any', () => {
    for (const name of ['PlanCustomSuppliers', 'ScoreCustomBatches'])
      expect(state(name).Catch, name).toEqual([
        { ErrorEquals: ['States.ALL'], ResultPath: '$.custom_error', Next: 'CloseClients' },
      ]);
    expect(state('CloseClients')).toMatchObject({
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Publish' }],
      Next: 'Publish',
    });
    expect(state('AreThereCustomSuppliers')).toMatchObject({
      Choices: [{ Variable: '$.custom.batches', NumericGreaterThan: 0, Next: 'ScoreCustomBatches' }],
      Default: 'CloseClients',
    });
    expect(state('ScoreCustomBatches')).toMatchObject({ ToleratedFailurePercentage: 100, ResultPath: null });
    expect(state('ScoreCustomBatches').ItemReader?.Parameters['Key.$']).toBe('$.custom.plan');
  });

  it('has time left to publish when custom suppliers take all of theirs: the last to begin, and its second try that finds the run too old', () => {
    const waits = 3 * (5 + 10 + 20);
    const longest = {
      score: state('ScoreCustomBatches').ItemProcessor?.States.ScoreCustomBatch?.TimeoutSeconds,
      close: state('CloseClients').TimeoutSeconds,
    };
    const closeBegins = Math.max(
      CUSTOM_MINUTES.score * 60 + (longest.score ?? 0) + waits,
      CUSTOM_MINUTES.close * 60,
    );
    expect(closeBegins + (longest.close ?? 0) + waits + (state('Publish').TimeoutSeconds ?? 0)).toBeLessThan(
      machine.TimeoutSeconds,
    );
  });

  it('tries steps for clients again a few times only', () => {
    const tasks = allStates().filter(([name, { Type }]) => Type === 'Task' && isOfClients(name));
    expect(tasks.map(([name]) => name).sort()).toEqual([
      'CloseClients',
      'PlanCustomSuppliers',
      'ScoreCustomBatch',
    ]);
    for (const [name, { Retry }] of tasks)
      expect(
        Retry?.map(({ MaxAttempts }) => MaxAttempts),
        name,
      ).toEqual([0, 1, 3]);
  });

  it('ends quietly when a newer run was published first', () => {
    expect(state('IsItPublished')).toMatchObject({
      Choices: [{ Variable: '$.publication.published', BooleanEquals: true, Next: 'PlanFollowUp' }],
      Default: 'Overtaken',
    });
    expect(state('Overtaken').Type).toBe('Succeed');
  });

  it('gives its name to the first step, which goes on with the run that it has begun already', () => {
    expect(state('Begin').Parameters).toEqual({
      step: 'Begin',
      'request.$': '$',
      'execution.$': '$$.Execution.Name',
    });
  });

  it('ends as failed when the guard refuses the run, so that it is never counted as published', () => {
    expect(state('DidTheGuardPass').Default).toBe('TellRefused');
    expect(state('TellRefused').Next).toBe('RefusedByGuard');
    expect(state('RefusedByGuard').Type).toBe('Fail');
  });

  it('marks the run as failed when a step before or at publishing gives up, with the name of the step', () => {
    for (const name of ['ScoreBatches', 'Complete', 'RankBatches', 'Publish']) {
      expect(state(name).Catch, name).toEqual([
        { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: `${name}GaveUp` },
      ]);
      expect(state(`${name}GaveUp`)).toMatchObject({
        Type: 'Pass',
        Result: name,
        ResultPath: '$.step',
        Next: 'MarkFailed',
      });
    }
    expect(state('MarkFailed').Parameters).toMatchObject({
      'run_id.$': '$.run_id',
      'failure.$':
        "States.Format('the step {} gave up with {} in execution {}', $.step, $.error.Error, $$.Execution.Name)",
    });
  });

  it('goes on with a run that readers see, and tells of every other, also when it cannot be marked', () => {
    expect(state('MarkFailed').Next).toBe('DoReadersSeeIt');
    expect(state('DoReadersSeeIt')).toMatchObject({
      Choices: [{ Variable: '$.marked.published', BooleanEquals: true, Next: 'PlanFollowUp' }],
      Default: 'TellFailed',
    });
    expect(state('MarkFailed').Catch).toEqual([
      { ErrorEquals: ['States.ALL'], ResultPath: '$.mark_error', Next: 'TellFailed' },
    ]);
    expect(state(state('TellFailed').Next ?? '')).toMatchObject({ Type: 'Fail', ErrorPath: '$.error.Error' });
    expect(state('Begin').Catch).toEqual([
      { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'NotBegun' },
    ]);
  });

  it('never marks a run as failed once readers see it', () => {
    for (const name of ['PlanFollowUp', 'FollowBatches', 'CloseBatches', 'After'])
      expect(state(name).Catch, name).toBeUndefined();
  });

  it('has every execution that failed, took too long or was stopped written down by a function outside of it', () => {
    const rules = resourcesOf(template, 'AWS::Events::Rule').filter(([, { Properties }]) =>
      JSON.stringify(Properties.EventPattern).includes('aws.states'),
    );
    expect(rules.map(([, { Properties }]) => Properties.EventPattern)).toEqual([
      {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [{ Ref: resourcesOf(template, 'AWS::StepFunctions::StateMachine')[0]?.[0] }],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
    ]);
    expect(rules[0]?.[1].Properties.Targets).toMatchObject([
      {
        Arn: { 'Fn::GetAtt': [functionNamed('WatchRuns').logicalId, 'Arn'] },
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400 },
      },
    ]);
  });

  it('tells on the bus of the stack when a run has failed, in the shape that is documented', () => {
    const [bus] = resourcesOf(template, 'AWS::Events::EventBus');
    for (const name of ['TellFailed', 'TellRefused']) {
      const { Entries: entries } = state(name).Parameters as {
        Entries: { Detail: Record<string, string>; EventBusName: string }[];
      };
      const [entry] = entries;
      expect(entry, name).toMatchObject({ Source: 'chokepoint', DetailType: 'run.failed' });
      expect(entry?.EventBusName, name).toContain(bus?.[0]);
      const asked = Object.fromEntries(
        Object.entries(entry?.Detail ?? {}).map(([field, path]) => [field.replace('.$', ''), path]),
      );
      expect(RUN_EVENT_SCHEMAS['run.failed'].safeParse(asked).error, name).toBeUndefined();
    }
  });

  it('tells no stack trace to the run record: names of errors only', () => {
    expect(JSON.stringify(state('MarkFailed').Parameters)).not.toContain('Cause');
  });

  it('rides out half an hour of trouble, does not repeat what would fail the same, and lets no step hang', () => {
    const tasks = allStates().filter(
      ([name, { Type, Resource }]) =>
        Type === 'Task' &&
        Resource?.includes('function:') &&
        !isOfClients(name) &&
        !isOfEarlierRun(name) &&
        name !== 'Settle',
    );
    expect(tasks.map(([name]) => name).sort()).toEqual([
      'After',
      'Begin',
      'CloseBatch',
      'Complete',
      'FollowBatch',
      'MarkFailed',
      'PlanFollowUp',
      'Publish',
      'RankBatch',
      'ScoreBatch',
      'Show',
    ]);
    for (const [name, task] of tasks) {
      expect(task.Retry, name).toEqual([
        {
          ErrorEquals: [
            'RunRefused',
            'TypeError',
            'RangeError',
            'ReferenceError',
            'SyntaxError',
            'ZodError',
            'FeedWentOn',
          ],
          MaxAttempts: 0,
        },
        {
          ErrorEquals: ['States.Timeout', 'Sandbox.Timedout', 'Lambda.Unknown'],
          IntervalSeconds: 5,
          MaxAttempts: 1,
        },
        {
          ErrorEquals: ['States.ALL'],
          IntervalSeconds: 5,
          MaxAttempts: 40,
          BackoffRate: 2,
          MaxDelaySeconds: 120,
          JitterStrategy: 'FULL',
        },
      ]);
      expect(task.TimeoutSeconds, name).toBeLessThanOrEqual(900);
    }
    // Full jitter waits half of the longest wait on average, and 40 waits differ little from their mean.
    const waits = Array.from({ length: 40 }, (_, n) => Math.min(120, 5 * 2 ** n));
    const mean = waits.reduce((sum, wait) => sum + wait / 2, 0);
    const spread = Math.sqrt(waits.reduce((sum, wait) => sum + wait ** 2 / 12, 0));
    expect(mean - 1.5 * spread).toBeGreaterThan(1800);
    expect(machine.TimeoutSeconds).toBe(3600);
    expect(mean + 3 * spread).toBeLessThan(machine.TimeoutSeconds);
  });

  it('waits for a step no longer than its function may take', () => {
    for (const [name, { TimeoutSeconds }] of allStates().filter(([, { Resource }]) =>
      Resource?.includes('function:'),
    ))
      expect(TimeoutSeconds, name).toBeLessThanOrEqual(
        functionNamed(name.startsWith('Score') ? 'Scorer' : 'Steps').properties.Timeout,
      );
  });

  it('is logged without the data it carries', () => {
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      LoggingConfiguration: Match.objectLike({ Level: 'ALL', IncludeExecutionData: false }),
    });
  });
});
