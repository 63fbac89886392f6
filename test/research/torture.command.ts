/** `npx node test/research/torture.command.ts`: is all there that was accepted, wherever the process is killed? */
import { CommandFailure, type CommandSpecification, runCommand, unlessWholeNumber } from '#functions/commands/command-line.ts';
import { torture } from './torture/torture.ts';

const COMMAND = {
  name: 'npx node test/research/torture.command.ts',
  does: `Starts a process that writes to a store, kills it with -9, opens the store again and looks for all that was accepted; again and again, at instants
that follow from the seed: while the store is made, and while it takes writes. Prints a line for each kill that left a fault, and a closing line;
exit code 1 when there was one.`,
  options: {
    kills: { value: 'N', says: 'how often', default: '100', refuses: unlessWholeNumber(1) },
    seed: { value: 'N', says: 'another seed, other instants', default: '1', refuses: unlessWholeNumber(0) },
  },
  examples: ['npx node test/research/torture.command.ts --kills 100', 'npx node test/research/torture.command.ts --kills 20 --seed 7'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, async ({ options }) => {
  const [kills, seed] = [Number(options.kills), Number(options.seed)];
  const count = { creation: 0, writing: 0, inNamespace: 0, accepted: 0, faults: 0 };
  await torture(kills, seed, ({ number, instant, inNamespace, afterMs, accepted, fault }) => {
    count[instant] += 1;
    if (inNamespace) count.inNamespace += 1;
    count.accepted = Math.max(count.accepted, accepted);
    if (fault === null) return;
    count.faults += 1;
    console.log(`kill ${number} (${instant}, ${afterMs} ms, seed ${seed}): ${fault}`);
  });
  console.log(
    `${kills} kills (${count.creation} while the store was made, ${count.writing} while it took writes, ${count.inNamespace} in a process namespace of its own): ${kills - count.faults} restarts with all that was accepted, ${count.faults} faults.`,
  );
  if (count.faults > 0) throw new CommandFailure(`${count.faults} of ${kills} kills left a fault.`);
});
