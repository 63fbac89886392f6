import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { DateList } from '../../parts/date-list.tsx';
import type { ScoreRow } from '../../service/questions.ts';
import { capitalised, chance, daysBetween, filled, wholeChance } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { TODAY } from '../../words/today.ts';
import { elementsAhead, type Line, within } from './questions.ts';

const SHOWN = 5;

type Effect = Readonly<{
  name: string;
  now: number;
  after: number;
  scarce: number | null;
  scarcer: number | null;
}>;

const sizeOf = ({ now, after, scarce, scarcer }: Effect): number =>
  Math.max(Math.abs(after - now), scarcer === null || scarce === null ? 0 : Math.abs(scarcer - scarce));

/** `Erbium 7 → 21%, scarcity 29 → 50%`. */
const effectText = ({ name, now, after, scarce, scarcer }: Effect): string => {
  const score = `${name} ${wholeChance(now)} → ${chance(after)}`;
  if (scarce === null || scarcer === null) return score;
  return `${score}, ${filled(WORDS.scarceIs, { chance: `${wholeChance(scarce)} → ${chance(scarcer)}` })}`;
};

type Step = Pick<
  NonNullable<ScoreRow['scheduled_steps']>[number],
  'what' | 'date' | 'in_days' | 'description' | 'score_if_in_force' | 'score_if_not'
> &
  Pick<NonNullable<ScoreRow['scheduled_steps']>[number], 'scarce_if_in_force' | 'scarce_if_not'>;
type StepsOfRow = Partial<Pick<ScoreRow, 'score' | 'scarce'>> &
  Readonly<{
    subject: Readonly<{ name: string }>;
    scheduled_steps?: readonly Step[] | null | undefined;
  }>;

/**
 * Dates that are set, each once, with the elements whose chance it would move by a point or more from
 * today's, most first: by what takes effect, by a
 * suspension that is not renewed, by a control that ends.
 */
export function datedSteps(rows: readonly StepsOfRow[]) {
  const steps = rows.flatMap(({ subject, score: now = null, scarce = null, scheduled_steps: own }) =>
    (own ?? []).map((step) => ({ ...step, name: capitalised(subject.name), now, scarce })),
  );
  return [...Map.groupBy(steps, ({ date, description }) => `${date} ${description}`).values()]
    .map((same) => {
      const { date, in_days, description } = same[0] as (typeof steps)[number];
      const effects = same
        .flatMap(({ name, what, now, scarce, ...step }) => {
          const [after, scarcer] =
            what === 'ends'
              ? [step.score_if_not, step.scarce_if_not]
              : [step.score_if_in_force, step.scarce_if_in_force];
          if (now === null || after === null) return [];
          // Time alone moves scarcity by more than most dates do.
          const isMoved = Math.abs((step.scarce_if_in_force ?? 0) - (step.scarce_if_not ?? 0)) >= 1;
          return [{ name, now, after, scarce, scarcer: isMoved ? scarcer : null }];
        })
        .filter((effect) => sizeOf(effect) >= 1)
        .sort((one, other) => sizeOf(other) - sizeOf(one));
      return { date, in_days, description, effects };
    })
    .sort((one, other) => one.date.localeCompare(other.date) || other.effects.length - one.effects.length);
}

const rowsOf = (lines: readonly Line[], on: string): Parameters<typeof datedSteps>[0] =>
  lines.map((line) => {
    const { score = null, scarce = null } = within(line, 365) ?? {};
    const steps = (line.scheduled_steps ?? []).map(({ if_in_force: one, if_not: other, ...step }) => ({
      ...{ ...step, in_days: daysBetween(on, step.date) },
      ...{ score_if_in_force: one?.score ?? null, scarce_if_in_force: one?.scarce ?? null },
      ...{ score_if_not: other?.score ?? null, scarce_if_not: other?.scarce ?? null },
    }));
    return { subject: { name: line.name }, score, scarce, scheduled_steps: steps };
  });

/** What is set to happen to own lines. `on`: the day of their chances. */
export const NextDates = ({ lines, on }: Readonly<{ lines: readonly Line[]; on: string }>) => (
  <Dates of={datedSteps(rowsOf(lines, on))} />
);

export const DatesOfElements = ({
  elements,
  buyer,
}: Readonly<{
  elements: readonly string[];
  buyer: Buyer;
}>) => (
  <Answered to={elementsAhead(buyer)} room="12rem">
    {({ data }) => <Dates of={datedSteps(data.filter(({ subject }) => elements.includes(subject.id)))} />}
  </Answered>
);

const Dates = ({ of }: Readonly<{ of: ReturnType<typeof datedSteps> }>) => (
  <Card title={TODAY.nextDates}>
    {of.length === 0 ? (
      <p class="muted">{TODAY.noDates}</p>
    ) : (
      <DateList
        of={of.slice(0, SHOWN).map(({ date, in_days: ahead, description, effects }) => ({
          key: `${date} ${description}`,
          date,
          ahead,
          text: [
            description,
            <span class="sub">{effects.slice(0, SHOWN).map(effectText).join('; ') || TODAY.noEffect}</span>,
          ],
        }))}
      />
    )}
  </Card>
);
