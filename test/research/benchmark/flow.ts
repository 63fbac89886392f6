/**
 * The chance that the flow from some origin stops for sixty days, which is another question than whether
 * users stand: the two states of a control and the numbers of the method, without stock and need.
 */
import type { Parameters } from '#domain/method/parameters.ts';
import type { DayNumber } from '#domain/time/calendar.ts';
import { LEAST_STOPPED, type Outcome, WINDOW } from '../../../docs/benchmark/score.mjs';

const YEAR = 365.25;

/** Chance that a control in effect stops its flow for long enough, by how it was seen since it began. */
function stopOf(
  control: Outcome,
  seen: readonly Outcome[],
  day: DayNumber,
  { first, release, relapse, kind, reading }: Parameters,
): number {
  const sights = seen
    .filter(({ origin, outcome }) => origin === control.origin && outcome !== 'unknown')
    .flatMap(({ begins, ends, outcome }) => {
      const [from, to] = [Math.max(control.begins, begins), Math.min(ends, day)];
      const count = Math.max(0, Math.floor((to - from) / reading.quarter) + 1);
      return Array.from({ length: count }, (_, n) => ({
        at: to - n * reading.quarter,
        odds: outcome === 'yes' ? reading.odds : 1 / reading.odds,
      }));
    })
    .sort((a, b) => a.at - b.at);
  const kinds = [kind, 1, 1 / kind].map((of) => {
    const [mu, nu] = [(release.feed * of) / YEAR, relapse / of / YEAR];
    const rest = nu / (mu + nu);
    const moved = (chance: number, days: number): number =>
      rest + (chance - rest) * Math.exp(-(mu + nu) * days);
    let [chance, weight, at] = [first, 1, control.begins];
    for (const sight of sights) {
      const before = moved(chance, sight.at - at);
      const evidence = before * sight.odds + 1 - before;
      [chance, weight, at] = [(before * sight.odds) / evidence, weight * evidence, sight.at];
    }
    const lasts = Math.exp(-mu * LEAST_STOPPED);
    const goesOn = moved(chance, day - at) * lasts;
    const again = (1 - goesOn) * -Math.expm1(-nu * (WINDOW - LEAST_STOPPED)) * lasts;
    return { weight, stop: goesOn + again };
  });
  const weights = kinds.reduce((sum, { weight }) => sum + weight, 0);
  return kinds.reduce((sum, { weight, stop }) => sum + weight * stop, 0) / weights;
}

/**
 * Percent. `known`: outcomes of the pair known on the day; of the controls of an origin the one most likely
 * to stop the flow counts. `control`: chance, in percent, of a control that becomes known within the window.
 */
export function flowChance(
  known: readonly Outcome[],
  day: DayNumber,
  control: number,
  parameters: Parameters,
): number {
  const seen = known.filter(({ track }) => track === 'stopped');
  const controls = known.filter(
    ({ track, begins, ends }) =>
      track === 'in_effect' && ends >= day && begins <= day + WINDOW - LEAST_STOPPED,
  );
  const byOrigin = [...Map.groupBy(controls, ({ origin }) => origin).values()].map((of) =>
    Math.max(
      ...of.map((one) =>
        one.begins <= day ? stopOf(one, seen, day, parameters) : parameters.announced * parameters.first,
      ),
    ),
  );
  const begins =
    ((control / 100) * parameters.announced * parameters.first * (WINDOW - LEAST_STOPPED)) / WINDOW;
  return 100 * (1 - byOrigin.reduce((none, stop) => none * (1 - stop), 1 - begins));
}
