// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { DayBars, usualOf } from '#dashboard/rooms/evidence/day-bars.tsx';
import { lightOf, worstFirst } from '#dashboard/rooms/evidence/sources.tsx';

afterEach(cleanup);

test('what is usual leaves out unread days, and nine days in ten lie in it', () => {
  const counts = Array.from({ length: 100 }, (_, n) => ({ date: `${n}`, count: 100 - n }));
  expect(usualOf(counts)).toEqual({ half: 50, low: 5, high: 95 });
  expect(usualOf([])).toBeNull();
});

test('days are read out by key, and one that nobody has read is told apart from a day with none', () => {
  const counts = [
    { date: '2026-11-01', count: 0 },
    { date: '2026-11-02', count: 12 },
  ];
  const { container } = render(<DayBars name="Ships" counts={counts} from="2026-11-01" to="2026-11-04" usual={usualOf(counts)} />);
  const plot = screen.getByRole('slider');
  const said = [plot.getAttribute('aria-valuetext')];
  for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft']) {
    fireEvent.keyDown(plot, { key });
    said.push(plot.getAttribute('aria-valuetext'));
  }
  expect(said).toEqual(['most 12 a day', '4 Nov 2026: nobody has read it', '3 Nov 2026: nobody has read it', '2 Nov 2026: 12', '1 Nov 2026: 0']);
  const unread = [...container.querySelectorAll<HTMLElement>('.unread')].map(({ style }) => [style.left, style.width]);
  expect(unread).toEqual([['50.000%', '50.000%']]);
});

test('a source is too old from its limit on: red where every chance rests on it; the worst come first', () => {
  const source = (id: string, reading_age_days: number, limit_days: number) => ({ id, reading_age_days, limit_days });
  const register = source('policy-register', 15, 14);
  const old = source('security-events', 99, 90);
  const older = source('imf-portwatch', 133, 90);
  const fresh = source('policy-register', 14, 14);
  expect([register, old, fresh].map(lightOf)).toEqual(['red', 'amber', 'green']);
  const all = [fresh, old, older, register];
  expect(worstFirst(all as never)).toEqual([register, older, old, fresh]);
});
