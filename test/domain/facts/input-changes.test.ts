import { describe, expect, test } from 'vitest';
import { type InputChange, inputChanges, inputsOnLaterDay, withChanges } from '#domain/facts/input-changes.ts';
import type { ElementInputs, SignalReading } from '#domain/vocabulary/scoring-inputs.ts';
import { elementInputs, measure, relief } from '#test/builders/element-inputs.ts';

const today = elementInputs();
const on = (as_of: string, over: Partial<ElementInputs> = {}, known_at: string | null = as_of): ElementInputs => ({
  ...today,
  ...{ as_of, known_at },
  ...over,
});
const changes = (was: ElementInputs, is: ElementInputs, sameVintage = false): readonly InputChange[] =>
  inputChanges(was, is, () => sameVintage);
const told = (was: ElementInputs, is: ElementInputs) => changes(was, is).map(({ kind, cause, what }) => [kind, cause, what]);
/** The earlier inputs after the day has passed and everything has changed. */
const made = (was: ElementInputs, is: ElementInputs): ElementInputs => withChanges(inputsOnLaterDay(was, is), changes(was, is));

describe('what became public between two scores', () => {
  const [day, next] = ['2026-10-01', '2026-10-02'];

  test('is told once for all rows that waited for their day, by id; and only facts known by the later day may be used', () => {
    const waiting = { measures: [measure({ id: 'B', known_from: next }), measure()], reliefs: [relief({ id: 'A2', known_from: next })] };
    expect(changes(on(day, waiting), on(next, waiting))).toEqual([
      { kind: 'knowledge', knownAt: next, cause: 'new_event', what: 'A2, B', day: next },
    ]);
  });

  test('comes day by day: what was public earlier is known without what came later', () => {
    const rows = ['2026-10-02', '2026-10-05'].map((known_from, n) => measure({ id: `M${n}`, known_from }));
    const learned = (known: string, id: string) => ({ kind: 'knowledge', knownAt: known, cause: 'new_event', what: id });
    expect(changes(on(day, { measures: rows }), on('2026-10-09', { measures: rows }))).toEqual([
      { ...learned('2026-10-02', 'M0'), day: '2026-10-02' },
      { ...learned('2026-10-09', 'M1'), day: '2026-10-05' },
    ]);
    const added = changes(on(day, { measures: [] }), on('2026-10-09', { measures: rows }));
    expect(added.map(({ kind, day: of }) => [kind, of])).toEqual([
      ['knowledge', '2026-10-02'],
      ['knowledge', '2026-10-05'],
      ['measure', '2026-10-02'],
      ['measure', '2026-10-05'],
    ]);
  });

  test('begins after the earlier day and ends with the later one', () => {
    const with_ = (known_from: string) => ({ measures: [measure({ known_from })] });
    expect(told(on(day, with_(day)), on(next, with_(day)))).toEqual([]);
    expect(told(on(day, with_(next)), on(next, with_(next)))).toHaveLength(1);
    expect(told(on(day, with_('2026-10-03')), on(next, with_('2026-10-03')))).toEqual([]);
    expect(told(on(next, with_(next)), on(day, with_(next)))).toEqual([]); // nothing is forgotten
  });

  test('is a suspension, from its first day on', () => {
    const suspended = { measures: [measure({ suspended_from: '2026-10', suspended_to: '2027-10' })] };
    expect(told(on('2026-09-30', suspended), on(day, suspended))).toEqual([['knowledge', 'new_event', 'A']]);
    expect(told(on(day, suspended), on(next, suspended))).toEqual([]);
  });

  test('is what the earlier of both days allows: a score of a past day does not know more by the run that makes it', () => {
    const waiting = { measures: [measure({ known_from: next })] };
    expect(told(on(day, waiting, '2027-01-01'), on(next, waiting, '2027-01-01'))).toHaveLength(1);
    expect(told(on(day, waiting, null), on(next, waiting, null))).toHaveLength(1);
    expect(told(on(day, waiting), on(next, waiting, day))).toEqual([]);
  });

  test('is nothing on the same day, nor on an earlier one: a new row is all there is to tell', () => {
    const tomorrow = { measures: [measure({ known_from: '2026-10-03' })] };
    expect(told(on(day), on(day, tomorrow))).toEqual([['measure', 'new_event', 'A']]);
    expect(told(on(next), on(day, tomorrow))).toEqual([['measure', 'new_event', 'A']]);
  });

  test('does not hold a row that came in late: it was public on the earlier day, suspended since or not', () => {
    const late = (over: object) => told(on(day), on(next, { measures: [measure({ known_from: day, ...over })] }));
    expect(late({})).toEqual([['measure', 'data_update', 'A']]);
    expect(late({ suspended_from: next, suspended_to: '2027-10-02' })).toEqual([['measure', 'data_update', 'A']]);
  });

  test('needs no tables: scores without measures or reliefs can get their first', () => {
    const { measures: _m, reliefs: _r, ...bare } = today;
    const first = { measures: [measure({ known_from: next })], reliefs: [relief({ known_from: next })] };
    const [was, is] = [
      { ...bare, as_of: day },
      { ...bare, as_of: next, ...first },
    ];
    expect(told(was, is)).toEqual([
      ['knowledge', 'new_event', ''],
      ['measure', 'new_event', 'A'],
      ['relief', 'new_event', 'R'],
    ]);
    expect(made(was, is)).toEqual({ ...is, known_at: next });
    expect(told(is, was)).toEqual([
      ['measure', 'data_correction', 'A'],
      ['relief', 'data_correction', 'R'],
    ]);
    // rows of tables that are gone are no news either
    expect(told({ ...was, ...first }, { ...bare, as_of: next })).toEqual([
      ['measure', 'data_correction', 'A'],
      ['relief', 'data_correction', 'R'],
    ]);
  });
});

describe('a row of a measure that is another one', () => {
  const [day, next] = ['2026-10-01', '2026-10-02'];
  const row = measure();
  const cause = (is: Partial<typeof row>): string | undefined =>
    changes(on(day, { measures: [row] }), on(next, { measures: [{ ...row, ...is }] })).find(({ kind }) => kind === 'measure')?.cause;

  test('is an event where the suspension alone is new, and begins after the earlier day', () => {
    const truce = { suspended_from: next, suspended_to: '2027-10-02', residual_class: 'licence' };
    expect(cause(truce)).toBe('new_event');
    expect(cause({ ...truce, suspended_from: day })).toBe('data_correction');
    expect(cause({ ...truce, control_class: 'ban' })).toBe('data_correction');
  });

  test('is a correction in any other field, and nothing where it says the same', () => {
    expect(cause({ targets: ['JPN'] })).toBe('data_correction');
    expect(cause({})).toBeUndefined();
  });
});

describe('a signal', () => {
  const withSenkaku = (as_of: string, reading: SignalReading | null) => on(as_of, { signals: { senkaku: reading } });
  const [day, next] = ['2026-10-01', '2026-10-02'];
  const cause = (was: SignalReading | null, is: SignalReading | null) => told(withSenkaku(day, was), withSenkaku(next, is));

  test('that nobody observed again and that fades is a change of its own: until then it stands as it did', () => {
    expect(cause({ x: 2, age_days: 3 }, { x: 1.9, age_days: 4 })).toEqual([['signal', 'signal', 'senkaku']]);
    expect(inputsOnLaterDay(withSenkaku(day, { x: 2, age_days: 3 }), withSenkaku(next, { x: 1.9, age_days: 4 })).signals?.senkaku).toEqual({
      x: 2,
      age_days: 3,
    });
  });

  test('that only grew older says the same, until it is too old to be read: then it is unknown, which is coverage', () => {
    const [was, is] = [withSenkaku(day, { x: 2, age_days: 30 }), withSenkaku(next, { x: 2, age_days: 31 })];
    expect(told(was, is)).toEqual([]);
    expect(inputsOnLaterDay(was, is).signals?.senkaku).toEqual({ x: 2, age_days: 31 });
    const limit = { signal_stale_after_days: { carriers: 30, senkaku: 30, taiwan_strait: 30 } };
    const [stale] = inputChanges(was, is, () => false, limit);
    expect(stale).toMatchObject({ kind: 'signal', cause: 'coverage', what: 'senkaku' });
    expect(inputsOnLaterDay(was, is, limit).signals?.senkaku).toEqual({ x: 2, age_days: 30 });
    // a signal for which the method has no limit never grows too old
    expect(inputChanges(was, is, () => false, { signal_stale_after_days: {} })).toEqual([]);
  });

  test('that was observed is a change of its own; until then the old one stands', () => {
    expect(cause({ x: 2, age_days: 3 }, { x: 1, age_days: 0 })).toEqual([['signal', 'signal', 'senkaku']]);
    const later = inputsOnLaterDay(withSenkaku(day, { x: 2, age_days: 3 }), withSenkaku(next, { x: 1, age_days: 0 }));
    expect(later.signals?.senkaku).toEqual({ x: 2, age_days: 3 });
  });

  test('that was observed again and says the same is no change, and no older for it', () => {
    const [was, is] = [withSenkaku(day, { x: 2, age_days: 0 }), withSenkaku('2026-12-01', { x: 2, age_days: 0 })];
    expect(told(was, is)).toEqual([]);
    expect(inputsOnLaterDay(was, is).signals?.senkaku).toEqual({ x: 2, age_days: 0 });
  });

  test('that is another on the same day was put right or came in late: no time has passed', () => {
    const [was, is] = [withSenkaku(day, { x: 2, age_days: 0 }), withSenkaku(day, { x: 1, age_days: 0 })];
    expect(told(was, is)).toEqual([['signal', 'signal', 'senkaku']]);
    expect(inputsOnLaterDay(was, is).signals?.senkaku).toEqual({ x: 2, age_days: 0 });
  });

  test('that becomes known or unknown is coverage: without a state or an age it is not known', () => {
    const coverage = [['signal', 'coverage', 'senkaku']];
    expect(cause(null, { x: 1, age_days: 0 })).toEqual(coverage);
    expect(cause({ x: 1, age_days: 0 }, null)).toEqual(coverage);
    expect(cause({ x: 1, age_days: null }, { x: 1, age_days: 0 })).toEqual(coverage);
    expect(cause({ x: null, age_days: 0 }, { x: 1, age_days: 0 })).toEqual(coverage);
    expect(cause({ x: 1, age_days: 0 }, { x: 1, age_days: null })).toEqual(coverage);
    expect(told(on(day, { signals: null }), withSenkaku(next, { x: 1, age_days: 0 }))).toEqual(coverage);
    expect(told(withSenkaku(day, { x: 1, age_days: 0 }), on(next, { signals: null }))).toEqual(coverage);
    expect(inputsOnLaterDay(on(day, { signals: null }), withSenkaku(next, { x: 1, age_days: 0 })).signals?.senkaku).toBeNull();
    expect(inputsOnLaterDay(withSenkaku(day, { x: 1, age_days: 0 }), on(next, { signals: null })).signals?.senkaku).toEqual({
      x: 1,
      age_days: 0,
    });
  });

  test('of unknown age stays of unknown age, however many days pass', () => {
    const later = inputsOnLaterDay(withSenkaku(day, { x: 2, age_days: null }), withSenkaku('2026-11-01', { x: 1, age_days: 0 }));
    expect(later.signals?.senkaku).toEqual({ x: 2, age_days: null });
  });
});

describe('a field', () => {
  const day = '2026-10-01';
  const was = on(day, { stages: { separation: { world: { CHN: 1 }, import_reliance: 0.5 } }, cover: { default: 60 }, si_sr: 0.9 });

  test('is told by its path, as deep as facts of their own lie', () => {
    const is = on(day, { ...was, stages: { separation: { world: { CHN: 0.9, MYS: 0.1 }, import_reliance: 0.5 } }, si_sr: 0.8 });
    expect(changes(was, is)).toEqual([
      { kind: 'field', path: ['si_sr'], value: 0.8, cause: 'data_update', what: 'si_sr', day },
      {
        kind: 'field',
        path: ['stages', 'separation', 'world'],
        value: { CHN: 0.9, MYS: 0.1 },
        cause: 'data_update',
        what: 'stages.separation.world',
        day,
      },
    ]);
    expect(made(was, is)).toEqual({ ...is, signals: made(was, is).signals });
  });

  test('is a correction where the rows are of the same vintage', () => {
    expect(changes(was, on(day, { ...was, si_sr: 0.8 }), true)[0]?.cause).toBe('data_correction');
  });

  test('is news where a company is put on a list or taken off: a company without a listing is on none, not unknown', () => {
    const listed = { as_of: '2026-06-22', listing: { class: 'control_list', china_content: null } };
    const free = { as_of: '2026-06-22', listing: null };
    for (const [was, is] of [
      [free, listed],
      [listed, free],
    ] as const)
      expect(inputChanges(was, is, () => true)).toEqual([
        { kind: 'field', path: ['listing'], value: is.listing, cause: 'new_event', what: 'listing', day: '2026-06-22' },
      ]);
  });

  test('is coverage where one of both is unknown, also when a whole table comes or goes', () => {
    const { cover: _, ...uncovered } = was;
    expect(told(was, { ...uncovered, si_sr: null })).toEqual([
      ['field', 'coverage', 'cover.default'],
      ['field', 'coverage', 'si_sr'],
    ]);
    expect(told(on(day, { ...was, cover: null }), was)).toEqual([['field', 'coverage', 'cover.default']]);
    expect(made({ ...was, cover: null }, was).cover).toEqual({ default: 60 });
    expect(made({ ...was, stages: {} }, was).stages).toEqual(was.stages);
  });

  test('that is unknown in both, in whatever way, is no change', () => {
    expect(changes({ ...was, annual_tonnes: null }, was)).toEqual([]);
  });
});

test('one of several changes can be made without the others', () => {
  const was = on('2026-10-01', { measures: [measure(), measure({ id: 'B' })], si_sr: 0.9 });
  const is = on('2026-10-01', {
    measures: [measure({ id: 'B' }), measure({ id: 'C' })],
    si_sr: 0.8,
    signals: { senkaku: { x: 1, age_days: 0 } },
  });
  const some = (kept: string) =>
    withChanges(
      was,
      changes(was, is).filter(({ what }) => what === kept),
    );
  expect(some('A').measures?.map(({ id }) => id)).toEqual(['B']);
  expect(some('C').measures?.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
  expect(some('C').si_sr).toBe(0.9);
  expect(some('si_sr')).toEqual({ ...was, si_sr: 0.8 });
  expect(some('senkaku').signals).toEqual({ ...was.signals, senkaku: { x: 1, age_days: 0 } });
});
