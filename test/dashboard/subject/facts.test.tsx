// @vitest-environment happy-dom
import { render } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { factsOf } from '#dashboard/rooms/subject/head.tsx';
import type { SubjectProps } from '#dashboard/rooms/subject/questions.ts';
import { UNSCORED_FIELDS } from '#domain/vocabulary/score-document.ts';

const written = (over: object, stock: number | null = null): string => {
  const document = { ...UNSCORED_FIELDS, as_of: '2026-11-29', cover_days: 62, stage: 'separation', ...over };
  const asked = { folder: 'elements', id: 'Dy', buyer: 'JPN', asOf: null, stock } as const;
  const facts = factsOf({ document: document as unknown as SubjectProps['document'], asked });
  const { container } = render(
    <>
      {facts.map(([name, value, note]) => (
        <p key={name}>
          {name}: {value} ({note})
        </p>
      ))}
    </>,
  );
  return container.innerHTML;
};

test('beside a chance stands when the register of controls was read, red where it is stale', () => {
  const stale = written({ register_read: '2026-10-15', stale_sources: ['policy-register'] });
  expect(stale).toMatch(/Export controls read up to: <i class="pin" style="[^"]*--red/);
  expect(stale).toContain('15 Oct 2026 (45 days before: a control announced since is in no number here)');
  const fresh = written({ register_read: '2026-11-28' });
  expect(fresh).toMatch(/style="[^"]*--green/);
  expect(fresh).toContain('28 Nov 2026 (1 day before)');
});

test('the stock is told as assumed and not the own one, until the own one is asked with', () => {
  expect(written({})).toContain('Stock assumed for Japan: 62 days (not your own; ');
  expect(written({}, 62)).toMatch(/Your stock: 62 days \(at its weakest step/);
});
