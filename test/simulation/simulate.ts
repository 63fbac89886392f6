/** `npm run simulate`: interleavings of processes on a store that fails, each from its seed. */
import { CommandFailure, type CommandSpecification, runCommand } from '#functions/commands/arguments.ts';
import { simulate } from './simulation.ts';

const unlessCount = (value: string): string | null => (/^[0-9]{1,9}$/.test(value) ? null : 'is no whole number.');

const COMMAND = {
  name: 'npm run simulate',
  does: `Plays runs, observations, decisions and imports side by side on a store that delays, throttles, loses and repeats, and kills processes. A failure
prints its seed, and --seed plays that one again.`,
  options: {
    seed: { value: 'N', says: 'play only this one', refuses: unlessCount },
    from: { value: 'N', says: 'first seed', default: '1', refuses: unlessCount },
    count: { value: 'N', says: 'how many', default: '100000', refuses: unlessCount },
  },
  examples: ['npm run simulate', 'npm run simulate -- --seed 1234'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, async ({ options: { seed, from, count } }) => {
  const first = Number(seed ?? from);
  const last = seed === undefined ? first + Number(count) - 1 : first;
  const broken: string[] = [];
  const sum = { steps: 0, runs: 0, accepted: 0, killed: 0 };
  for (let n = first; n <= last; n += 1) {
    try {
      const outcome = await simulate(n);
      for (const name of ['steps', 'runs', 'accepted', 'killed'] as const) sum[name] += outcome[name];
    } catch (error) {
      broken.push(`seed ${n}: ${error instanceof Error ? error.message : String(error)}`);
      console.error(broken.at(-1));
      if (seed !== undefined) throw error;
    }
  }
  console.log(
    `${last - first + 1} interleavings: ${sum.steps} calls, ${sum.runs} runs, ${sum.accepted} accepted, ${sum.killed} processes killed.`,
  );
  if (broken.length > 0) throw new CommandFailure(`${broken.length} broke an invariant; play one again with --seed.`);
});
