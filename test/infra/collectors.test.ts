import { describe, expect, it } from 'vitest';
import { collectorEventSchema } from '#contracts/collection/collector-event.ts';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { parseCollectContact } from '../../infra/stage-settings.ts';
import { resourcesOf, synthesizedService } from './synthesized-service.ts';

const NIGHTLY = 'cron(30 3 * * ? *)';

describe('the schedules of the collectors', () => {
  const { template, functions } = synthesizedService('prod');
  const schedules = resourcesOf(template, 'AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties);
  const ofSource = (name: string) => {
    const collector = functions.find(({ properties }) => properties.Environment.Variables.SOURCE === name);
    const found = schedules.filter(({ Target }) => Target.Arn['Fn::GetAtt']?.[0] === collector?.logicalId);
    expect(found, name).toHaveLength(1);
    return found[0];
  };

  it.each(SOURCE_CONTRACTS.map(({ name, asked }) => [name, asked] as const))(
    'ask %s %s, an hour before the nightly run, and not again once that has begun',
    (name, asked) => {
      const schedule = ofSource(name);
      expect(schedule).toMatchObject({
        ScheduleExpression: asked === 'daily' ? 'cron(30 2 * * ? *)' : 'cron(30 2 1 * ? *)',
        ScheduleExpressionTimezone: 'Asia/Tokyo',
        FlexibleTimeWindow: { Mode: 'OFF' },
        State: 'ENABLED',
      });
      expect(schedules.filter(({ ScheduleExpression }) => ScheduleExpression === NIGHTLY)).toHaveLength(1);
      expect(schedule.Target.RetryPolicy.MaximumEventAgeInSeconds).toBeLessThan(3600);
      expect(collectorEventSchema.parse(JSON.parse(schedule.Target.Input))).toEqual({ since: null });
    },
  );

  it('and files that are handed in have a collector work once at a time, where executions can be reserved', () => {
    const reserved = functions
      .filter(({ properties }) => properties.Environment.Variables.SOURCE !== undefined)
      .map(({ properties }) => properties.ReservedConcurrentExecutions);
    expect(reserved).toEqual(SOURCE_CONTRACTS.map(() => 1));
  });
});

describe('the contact of the collectors', () => {
  it('is an address or mail, and nothing when none is given', () => {
    expect(parseCollectContact(undefined)).toBeUndefined();
    expect(parseCollectContact('ops@example.com')).toBe('ops@example.com');
    expect(parseCollectContact('https://example.com/collector')).toBe('https://example.com/collector');
    expect(() => parseCollectContact('me')).toThrow('collectContact is "me"');
    expect(() => parseCollectContact(7)).toThrow('collectContact is 7');
  });
});
