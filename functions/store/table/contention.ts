/** Nothing of this change is stored, and sending it again later helps. */
export class Contention extends Error {
  override readonly name = 'Contention';
}

const MOST_TRIES = 20;
const FIRST_WAIT_MS = 4;
const LONGEST_WAIT_MS = 400;

const waited = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * `attempt` resolves to `null` when it lost, and is repeated after a random, doubling wait. `what` is for the
 * message of `Contention`.
 */
export async function retriedAgainstOthers<T>(
  what: string,
  attempt: () => Promise<T | null>,
  wait: (milliseconds: number) => Promise<void> = waited,
): Promise<T> {
  for (let lost = 0; lost < MOST_TRIES; lost += 1) {
    const outcome = await attempt();
    if (outcome !== null) return outcome;
    await wait(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** lost));
  }
  throw new Contention(`${what} is being changed by others all the time`);
}
