/**
 * A process that makes run after run on the store in the folder it is given, and says each step, until it is
 * killed. Run n scores every subject `n / 100` above its base and speaks of the n-th day of the year, so that
 * a reader can see which run a number is from.
 */
import { runPipeline } from '#functions/local/run-pipeline.ts';
import { openKillableStore } from './killable-store.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('give the folder of the store');
const { ports, dayOfNextRun, close } = await openKillableStore(folder);
for (let n = 0; n < 20; n += 1) {
  const day = await dayOfNextRun();
  await runPipeline(
    { as_of: day },
    ports,
    () => `${day}T18:30:00.000Z`,
    ({ step }) => process.stdout.write(`${step}\n`),
  );
}
await close();
