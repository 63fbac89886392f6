// @vitest-environment happy-dom
import { render } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { factsOf } from '#dashboard/rooms/subject/head.tsx';
import type { SubjectProps } from '#dashboard/rooms/subject/questions.ts';
import { SuppliersThatMatter } from '#dashboard/rooms/subject/measures.tsx';
import { Why } from '#dashboard/rooms/subject/why.tsx';
import { hasTwoEnds } from '#domain/vocabulary/band-scale.ts';
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
  expect(written({}, 62)).toMatch(/Your stock: 62 days \(at the step/);
});

test('a chance has its range beside it, but none below 3', () => {
  const interval = { p05: 0.27, p50: 1.42, p95: 59.78 };
  const both = { scarce: 69.08, scarce_interval: { p05: 53.86, p50: 69.84, p95: 81.87 } };
  expect(written({ score: 13.71, interval, ...both })).toMatch(
    /Standstill between: &lt;1 and 59% .*Scarcity between: 54 and 82% /,
  );
  expect(written({ score: 2.99, interval, ...both })).toContain('Standstill between: – (below 3%: no range is known)');
});

test.each([
  ['tungsten for Japan: humps near nothing and at several times the chance', 13.71, 1.42, 59.78, true],
  ['dysprosium for Japan: one hump', 29.2, 27.89, 56.65, false],
  ['below 3 there is no range to tell of', 2.9, 0.1, 20, false],
])('of %s', (_, score, p50, p95, isTold) => {
  expect(hasTwoEnds(score, { p05: 0, p50, p95 })).toBe(isTold);
});

test.each([
  ['dysprosium', [25.88, 2.79, 0.53], 29.2, ['in force 26', 'may begin 3', 'security <1']],
  ['germanium', [11.36, 0.12, 0.03], 11.51, ['in force 12', 'may begin <1', 'security <1']],
])('the parts of %s add up to the whole number of its chance', (_, [state, may_begin, security], score, said) => {
  const document = { ...UNSCORED_FIELDS, score, state, may_begin, security, drivers: [], evidence: [] };
  const { container } = render(<Why document={document as unknown as SubjectProps['document']} />);
  expect([...container.querySelectorAll('.key > span')].map((part) => part.textContent)).toEqual(said);
});

test('scarcity without a supplier is named by its step, as the one at the top may be of another', () => {
  const lost = { supplier: 'mp', name: 'MP', stage: 'mine', output: {}, score: 29.2, scarce: 54.76 };
  const document = { stage: 'magnet', scarce_stage: 'separation', critical_suppliers: [lost] };
  const { container } = render(<SuppliersThatMatter document={document as unknown as SubjectProps['document']} />);
  expect(container.querySelector('thead')?.textContent).toContain('Scarcity (Magnet)');
});
