import { describe, expect, test } from 'vitest';
import { PUBLISHED_CAUSES } from '#domain/explanations/changes/change-attribution.ts';
import { causeLabel, withCauseLabels } from '#domain/explanations/changes/change-document.ts';
import { stageLabel } from '#domain/explanations/labels.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { languageOf } from '#domain/words/catalogue.ts';

describe('every stage and every cause', () => {
  test.each([
    ...STAGES.map((stage) => stageLabel(stage)),
    ...PUBLISHED_CAUSES.map((cause) => causeLabel(cause)),
  ])('has a label of at most 40 characters in both languages: $label', ({ label, label_code }) => {
    expect(label).toMatch(/^[A-Z][a-z ,]{2,39}$/);
    expect(label).not.toBe(label_code);
    expect(languageOf('ja')(label_code)).toMatch(/^\P{ASCII}{1,40}$/u);
  });
});

test('a change names its causes with points, the largest first, and the cause of each reason', () => {
  const by_cause = {
    new_event: 1.5,
    data_update: 0,
    data_correction: -4,
    methodology: 0,
    coverage: 0,
    time_passing: 0,
    override: 0,
  };
  const reasons = [{ cause: 'data_correction', what: 'cover.default' }];
  expect(withCauseLabels({ by_cause, reasons })).toEqual({
    by_cause,
    causes: [
      { cause: 'data_correction', points: -4, label: 'Source revised', label_code: 'cause_data_correction' },
      { cause: 'new_event', points: 1.5, label: 'New measure or event', label_code: 'cause_new_event' },
    ],
    reasons: [
      {
        cause: 'data_correction',
        what: 'cover.default',
        label: 'Source revised',
        label_code: 'cause_data_correction',
      },
    ],
  });
});

test('a change without a delta has no causes', () => {
  expect(withCauseLabels({ by_cause: null, reasons: [] })).toEqual({
    by_cause: null,
    causes: [],
    reasons: [],
  });
});
