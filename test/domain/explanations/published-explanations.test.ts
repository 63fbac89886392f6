import { describe, expect, it } from 'vitest';
import type { ScheduledStep } from '#domain/explanations/calendar.ts';
import { changeDocument, differs } from '#domain/explanations/changes/change-document.ts';
import { explainChange } from '#domain/explanations/changes/subject-change.ts';
import type { CitedRow } from '#domain/explanations/document-context.ts';
import type { DriverInDepth } from '#domain/explanations/drivers.ts';
import { referenceNames } from '#domain/explanations/labels.ts';
import { contentOf, type Explanation } from '#domain/explanations/recompute.ts';
import type { WhatIf } from '#domain/explanations/what-if.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import type { Subject } from '#domain/vocabulary/score-document.ts';
import { languageOf } from '#domain/words/catalogue.ts';
import { englishWith, LONGEST_HEADLINE, LONGEST_LABEL, rendered } from '#domain/words/render.ts';
import { type RunScorer, runScorer } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';

const parameters = parametersOf(METHODOLOGY.document);
const english = englishWith(referenceNames(bundledReferenceData));
const japanese = languageOf('ja');

const scorerOn = (as_of: string): RunScorer =>
  runScorer(
    {
      run_id: 'r0000000001',
      as_of,
      known_at: as_of,
      started_at: `${as_of}T18:00:00.000Z`,
      code_version: 'test',
      methodology: { version: METHODOLOGY.document.version, sha256: METHODOLOGY.sha256 },
    },
    { data: bundledReferenceData, methodology: METHODOLOGY },
  );

type Published = Explanation & {
  readonly drivers: readonly DriverInDepth[];
  readonly counterfactuals: readonly WhatIf[];
  readonly scheduled_steps: readonly ScheduledStep[];
  readonly evidence: readonly CitedRow[];
};
const explanationOf = (scorer: RunScorer, subject: Pick<Subject, 'type' | 'id'>, buyer: string): Published =>
  scorer.findings(subject, buyer).explanation as unknown as Published;

/** Every second subject, for one buyer each, on days before, amid and after the controls of 2025. */
const SAMPLE: readonly Published[] = [
  '2024-06-01',
  '2025-04-10',
  '2025-10-20',
  '2026-11-20',
  '2026-12-05',
].flatMap((day, first) => {
  const scorer = scorerOn(day);
  const some = scorer.subjects.filter((_, n) => n % 2 === first % 2);
  return some.map((subject, n) =>
    explanationOf(scorer, subject, BUYERS[(n + first) % BUYERS.length] as string),
  );
});
const scored = SAMPLE.filter(({ score }) => score !== null);
const named = ({ subject, buyer, as_of }: Published): string =>
  `${subject.type} ${subject.id} for ${buyer} on ${as_of}`;

const hundredths = (points: number | null | undefined): number => Math.round(100 * (points ?? Number.NaN));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Every object within a value. */
function objectsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? within : [value as Readonly<Record<string, unknown>>, ...within];
}

it('the sample has scores of every type of subject, and subjects without one', () => {
  expect(new Set(scored.map(({ subject }) => subject.type))).toEqual(
    new Set(['country', 'element', 'supplier']),
  );
  expect(SAMPLE.length).toBeGreaterThan(scored.length);
  expect(scored.length).toBeGreaterThan(200);
});

describe('the figures of an explanation', () => {
  it('add up to the hundredth: drivers to their part, parts to the score', () => {
    for (const found of scored) {
      const { score, state, may_begin, security, without_security, drivers } = found;
      expect(sum([state, may_begin, security].map(hundredths)), named(found)).toBe(hundredths(score));
      expect(hundredths(without_security), named(found)).toBe(hundredths(state) + hundredths(may_begin));
      for (const [part, points] of Object.entries({ state, may_begin, security })) {
        const own = drivers
          .filter((driver) => driver.part === part)
          .map((driver) => hundredths(driver.points));
        expect(sum(own), `${part} of ${named(found)}`).toBe(hundredths(points));
      }
    }
  });

  it('have an interval around the middle, chances of bands that add up to 1, and quantiles in order', () => {
    for (const found of scored) {
      const { interval, bands, quantiles } = found;
      expect(
        interval !== null && interval.p05 <= interval.p50 && interval.p50 <= interval.p95,
        named(found),
      ).toBe(true);
      expect(sum((bands ?? []).map(({ chance }) => Math.round(10_000 * chance))), named(found)).toBe(10_000);
      expect(quantiles, named(found)).toEqual(quantiles?.toSorted((a, b) => a - b));
    }
  });
});

describe('the words of an explanation', () => {
  const summaryOf = ({ drivers }: Published, id: string): string =>
    drivers.find((driver) => driver.id === id)?.summary ?? '';

  it('tell only of changes that can happen and move the score', () => {
    for (const found of scored) {
      for (const { difference, scarce_difference, description } of found.counterfactuals)
        expect(Math.max(...[difference, scarce_difference ?? 0].map(Math.abs)), description).toBeGreaterThan(
          0.04,
        );
    }
    const cobalt = explanationOf(scorerOn('2026-11-29'), { type: 'element', id: 'Co' }, 'USA');
    const lifted = cobalt.counterfactuals
      .filter(({ kind }) => kind === 'measure_lifted')
      .map(({ measure }) => measure);
    expect(lifted, 'the suspension of exports ended when the quota began').toEqual(['CD-2025-CO-QUOTA']);
  });

  it('say what is suspended, what is not known of feed, what is at the sites alone, and that a crisis stops all that Taiwan imports', () => {
    const scorer = scorerOn('2026-11-29');
    const vac = summaryOf(
      explanationOf(scorer, { type: 'supplier', id: 'vacuumschmelze' }, 'JPN'),
      'measure:CHN',
    );
    // None of its feed is named, so it is the mix of the world: of metal 96.1 % is China's, and of the oxide of
    // the others 98.3 %.
    expect(vac).toContain(
      "China, on which 100 % of what VACUUMSCHMELZE (VAC) delivers depends (its unnamed feed is taken as its country's mix)",
    );
    expect(vac).toContain('(2025-10-09, suspended until 10 Jan 2027)');
    const proterial = explanationOf(scorer, { type: 'supplier', id: 'proterial' }, 'JPN');
    // One of its two sites is in China, and the other lives on Chinese metal; in Japan there is a site alone.
    for (const part of ['CHN China 100', 'JPN Japan 50']) {
      const [code, place, percent] = part.split(' ');
      expect(summaryOf(proterial, `disruption:${code}`)).toContain(
        `${place}, on which ${percent} % of what Proterial delivers depends`,
      );
    }
    const cerium = explanationOf(scorer, { type: 'element', id: 'Ce' }, 'TWN');
    expect(summaryOf(cerium, 'security:taiwan')).toMatch(
      /^A crisis in the Taiwan Strait may stop all imports of Taiwan:/,
    );
  });

  it('are whole sentences and short labels in both languages', () => {
    for (const found of SAMPLE) {
      for (const object of objectsIn({ ...contentOf(found), inputs: null })) {
        for (const [name, code] of Object.entries(object)) {
          if (!name.endsWith('_code')) continue;
          const field = name.slice(0, -'_code'.length);
          const said = {
            code: code as string,
            params: object[`${field}_params`] as DriverInDepth['label_params'],
          };
          for (const language of [english, japanese]) {
            const text = rendered(said, language);
            expect(text, `${name} of ${named(found)}`).toMatch(/^[^{}]*[^{}\s][^{}]*$/);
            expect(text, `${name} of ${named(found)}`).not.toMatch(
              /undefined|NaN|null|\[object|Infinity|\b(?:label|cause|what_if|condition)_/,
            );
          }
        }
        const { label, headline } = object;
        if (typeof label === 'string') expect(label.length, label).toBeLessThanOrEqual(LONGEST_LABEL);
        if (typeof headline === 'string')
          expect(headline.length, headline).toBeLessThanOrEqual(LONGEST_HEADLINE);
        for (const text of ['summary', 'description', 'title', 'status_reason'].map((name) => object[name]))
          if (text != null) expect(text, named(found)).toMatch(/^(?!.*(?:undefined|NaN|\[object)).+$/);
      }
    }
  });

  it('rest on rows with a source', () => {
    for (const found of SAMPLE) {
      const cited = new Set(found.evidence.map(({ row }) => row));
      for (const driver of found.drivers)
        for (const row of driver.evidence) expect(cited, `${driver.id} of ${named(found)}`).toContain(row);
      for (const { row, source, date } of found.evidence)
        expect(source !== '' && date !== '', row).toBe(true);
    }
    const controls = scored
      .flatMap(({ drivers }) => drivers)
      .filter(({ kind, points }) => kind === 'measure' && points > 0);
    expect(controls.length).toBeGreaterThan(20);
    for (const { id, evidence } of controls)
      expect(
        evidence.some((row) => row.startsWith('policy:')),
        id,
      ).toBe(true);
  });
});

describe('what would be', () => {
  const whatIf = (found: Published, kind: string): readonly WhatIf[] =>
    found.counterfactuals.filter((one) => one.kind === kind);

  it('is safer with more stock, without measures and with a calm theatre, and worse without a suspension and at the maximum', () => {
    for (const found of scored) {
      for (const kind of ['stock_doubled', 'measure_lifted', 'all_measures_lifted', 'theatre_calm'])
        for (const { id, difference } of whatIf(found, kind))
          expect(difference, `${id} of ${named(found)}`).toBeLessThanOrEqual(0);
      for (const kind of ['suspension_lapses', 'theatre_maximum'])
        for (const { id, difference } of whatIf(found, kind))
          expect(difference, `${id} of ${named(found)}`).toBeGreaterThanOrEqual(0);
      for (const { id, score, difference } of found.counterfactuals)
        expect(
          Math.abs(score - (found.score as number) - difference),
          `${id} of ${named(found)}`,
        ).toBeLessThanOrEqual(0.0101);
      const [all] = whatIf(found, 'all_measures_lifted');
      for (const one of whatIf(found, 'measure_lifted'))
        expect(one.score, named(found)).toBeGreaterThanOrEqual((all?.score ?? 0) - 0.01);
    }
    const kinds = new Set(scored.flatMap(({ counterfactuals }) => counterfactuals.map(({ kind }) => kind)));
    expect(kinds.size).toBe(7);
  });

  it('is dated in order, and no safer with a measure than without it', () => {
    const all = scored.flatMap((found) => found.scheduled_steps.map((step) => ({ found, step })));
    expect(new Set(all.map(({ step }) => step.what))).toEqual(
      new Set(['takes_effect', 'suspension_ends', 'ends', 'undecided']),
    );
    for (const { found, step } of all) {
      expect(step.in_days > 0 || step.what === 'undecided', `${step.measures} of ${named(found)}`).toBe(true);
      if (step.in_days <= 731)
        expect(step.difference, `${step.measures} of ${named(found)}`).toBeGreaterThanOrEqual(0);
      else expect([step.score_if_in_force, step.score_if_not, step.difference]).toEqual([null, null, null]);
    }
    for (const { scheduled_steps } of scored) {
      const dates = scheduled_steps.map(({ date }) => date);
      expect(dates).toEqual(dates.toSorted());
      const said = scheduled_steps.map(({ date, description }) => `${date} ${description}`);
      expect(said).toEqual([...new Set(said)]);
    }
  });

  it('is open where a suspension ran out without a decision, and the document says since when', () => {
    // MOFCOM announcement 72 of 2025 suspends the ban on gallium for the United States until 27 November
    // 2026.
    const [before, after] = ['2026-11-27', '2026-11-28'].map((day) =>
      explanationOf(scorerOn(day), { type: 'element', id: 'Ga' }, 'USA'),
    );
    expect([before?.undecided_since, after?.undecided_since]).toEqual([null, '2026-11-28']);
    expect(after?.scheduled_steps.find(({ measures }) => measures.includes('CN-2024-46'))).toMatchObject({
      what: 'undecided',
      in_days: 0,
    });
    expect(Math.abs((after?.score ?? 0) - (before?.score ?? 0))).toBeLessThan(1); // a decision moves it, a date does not
  });

  const AHEAD =
    'The suspension of China No. 46/2024 ends on 27 Nov 2026; if it is not renewed: in force again.';
  const RAN_OUT =
    'The suspension of China No. 46/2024 ran out on 27 Nov 2026; no decision seen (register read up to 15 Oct 2026).';
  const RAN_OUT_JA =
    '中国 2024年第46号の適用停止は2026年11月27日に期限切れとなりました。その後の決定は確認されていません(公表は2026年10月15日分まで確認済み)。';
  it.each([
    ['2026-11-20', AHEAD, ', suspended until 27 Nov 2026)'],
    ['2026-11-27', AHEAD, ', suspended until 27 Nov 2026)'],
    ['2026-11-29', RAN_OUT, ', suspension ran out on 27 Nov 2026, no decision seen)'],
  ])('says on %s what the end of a suspension means', (day, description, inDriver) => {
    const found = explanationOf(scorerOn(day), { type: 'element', id: 'Ga' }, 'USA');
    const step = found?.scheduled_steps.find(({ measures }) => measures.includes('CN-2024-46'));
    expect(step?.description).toBe(description);
    if (description === RAN_OUT)
      expect(
        rendered(
          { code: step?.description_code as 'nothing', params: step?.description_params ?? {} },
          japanese,
        ),
      ).toBe(RAN_OUT_JA);
    expect(found?.drivers.find(({ id }) => id === 'measure:CHN')?.summary).toContain(inDriver);
  });

  it.each([
    ['2026-11-27', 0],
    ['2026-11-20', 0.01],
  ])('tells between %s and the day after the end that it ran out, not that time passed', (from, least) => {
    const [was, is] = [from, '2026-11-28'].map((day) =>
      explanationOf(scorerOn(day), { type: 'element', id: 'Ga' }, 'USA'),
    ) as [Published, Published];
    const change = explainChange(was as never, is as never, parameters);
    expect(change.by_cause.lapse ?? 0).toBeGreaterThanOrEqual(least);
    const told = changeDocument(
      {
        before: was,
        after: is,
        explained: { attribution: change, driversBefore: was.drivers, driversAfter: is.drivers },
      },
      {
        run_id: 'r2',
        as_of: is.as_of,
        computed_at: '2026-11-28T18:30:00Z',
        previous: { run_id: 'r1', as_of: from },
      },
      (id) => id,
    );
    expect(told.reasons.find(({ cause }) => cause === 'lapse')).toMatchObject({
      what: 'CN-2024-46',
      description: RAN_OUT,
    });
    expect(told.summary).toContain('the suspension of CN-2024-46 ran out');
    expect(differs(was, is)).toBe(true);
  });
});
