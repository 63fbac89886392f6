/** A turn of work in the one thread that also answers everybody else; a step that takes longer takes its time. */
const LONGEST_TURN_MS = 20;

const othersFirst = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A function to be called between steps of work: it lets other requests in whenever a turn has lasted long enough. `clock`: milliseconds that only grow. */
function takingTurns(clock: () => number = () => performance.now()): () => Promise<void> {
  let begun = clock();
  return async () => {
    if (clock() - begun <= LONGEST_TURN_MS) return;
    await othersFirst();
    begun = clock();
  };
}

/**
 * Maps items in order, and lets other requests in between. For work of many steps that a request may ask for: days of a history, rows of a page, names to
 * be found.
 */
export async function mapInTurns<T, R>(
  items: Iterable<T>,
  work: (item: T, index: number) => R | Promise<R>,
  clock?: () => number,
): Promise<R[]> {
  const results: R[] = [];
  const betweenSteps = takingTurns(clock);
  for (const item of items) {
    await betweenSteps();
    results.push(await work(item, results.length));
  }
  return results;
}
