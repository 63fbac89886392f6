// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { postMeasureRequest } from '#contracts/api/measures.ts';
import { sentOf } from '#dashboard/rooms/evidence/enter-measure.tsx';

function typed(fields: Readonly<Record<string, string>>, stages: readonly string[] = []): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const stage of stages) form.append('stages', stage);
  return form;
}

test('what a form says is a measure of the contract; empty fields are not sent', () => {
  const form = typed(
    {
      title: 'Licences for Dy',
      actor: 'MOFCOM',
      control_class: 'licence',
      elements: 'Dy, Tb',
      origins: 'CHN',
      targets: 'ALL',
      coverage: '0.5',
      scope: ' ',
    },
    ['separation', 'metal'],
  );
  expect(postMeasureRequest.body.parse(sentOf(form, 'own', null))).toMatchObject({
    title: 'Licences for Dy',
    visibility: 'own',
    applies: [{ elements: ['Dy', 'Tb'], stages: ['separation', 'metal'], coverage: 0.5 }],
    origins: ['CHN'],
    targets: ['ALL'],
    scope: null,
    effective_from: null,
  });
});

test('completing a measure keeps what the form has no field for, and names what it keeps suspended', () => {
  const applies = [
    { elements: ['Dy'], stages: ['separation'] },
    { elements: ['Nd'], stages: ['metal'], coverage: 0.3 },
  ];
  const before = {
    id: 'CN-2026-31',
    mapping: { control_class: 'licence', applies },
  };
  const sent = postMeasureRequest.body.parse(
    sentOf(
      typed({
        ...{ title: 'No. 70', actor: 'MOFCOM', effective_to: '2027-01-10' },
        ...{ earlier: 'CN-2025-57, CN-2025-61', relief: 'extends_suspension' },
      }),
      'public',
      before as never,
    ),
  );
  const relief = { kind: 'extends_suspension', measures: ['CN-2025-57', 'CN-2025-61'] };
  expect(sent).toMatchObject({ id: 'CN-2026-31', relief, applies, visibility: 'public' });
});
