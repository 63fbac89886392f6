import { describe, expect, it } from 'vitest';
import { DEPLOYMENT_STAGES, parseAlarmEmail, parseStage, stageSettings } from '../../infra/stage-settings.ts';

describe('the settings of a stage', () => {
  it('are chosen by a name, and a wrong name says which there are', () => {
    expect(parseStage('prod')).toBe('prod');
    for (const wrong of ['production', '', undefined, 7])
      expect(() => parseStage(wrong)).toThrow('give one of dev, prod, for example: -c stage=dev');
  });

  it('take an address for alarms or none, but no typing error', () => {
    expect(parseAlarmEmail('on-call@example.com')).toBe('on-call@example.com');
    expect(parseAlarmEmail(undefined)).toBeUndefined();
    for (const wrong of ['on-call', '', 'a b@example.com', true])
      expect(() => parseAlarmEmail(wrong)).toThrow('alarmEmail=on-call@example.com');
  });

  it('keep within what the platform takes: an inline map runs 40 batches at once', () => {
    for (const stage of DEPLOYMENT_STAGES) expect(stageSettings[stage].batchesAtOnce, stage).toBeLessThanOrEqual(40);
  });

  it('never open the API to every page', () => {
    expect(DEPLOYMENT_STAGES.flatMap((stage) => stageSettings[stage].corsAllowedOrigins)).not.toContain('*');
  });

  it('protect the data of prod and reserve its executions', () => {
    expect(stageSettings.prod).toMatchObject({ protectsData: true, reservesConcurrency: true, runsNightly: true });
  });
});
