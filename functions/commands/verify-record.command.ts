import {
  runCommand,
  SERVICE_ENVIRONMENT,
  SERVICE_OPTIONS,
  serviceToAsk,
  UsageError,
} from './command-line.ts';

import { bytesOfFolder, bytesOfService, savingTo, verifyRecord } from './verify-record.ts';

await runCommand(
  {
    name: 'npm run verify-record',
    does: `Computes every hash of the track record anew from what a service publishes: each sheet of forecasts, each link, and their order.
Prints a line for each fault and a closing line; exit code 1 when there is a fault. Note the head: given later with --head, it shows that nothing before it was rewritten.`,
    options: {
      ...SERVICE_OPTIONS,
      from: { value: 'FOLDER', says: 'a folder that --save wrote, instead of a service' },
      save: { value: 'FOLDER', says: 'keep everything that is read in this folder' },
      head: {
        value: 'SHA256',
        says: 'a head that you noted earlier; it must still be a link of the chain',
        refuses: (value: string) =>
          /^[0-9a-f]{64}$/.test(value)
            ? null
            : 'is no SHA-256: write 64 hexadecimal digits in small letters.',
      },
    },
    environment: SERVICE_ENVIRONMENT,
    examples: ['npm run verify-record -- --save record', 'npm run verify-record -- --from record'],
  },
  async ({ options }) => {
    const { from, save, head } = options;
    if (from !== undefined && save !== undefined)
      throw new UsageError(`--from and --save exclude each other.`);
    const published = from === undefined ? bytesOfService(serviceToAsk(options)) : bytesOfFolder(from);
    const record = await verifyRecord(
      save === undefined ? published : savingTo(save, published),
      head ?? null,
    );
    for (const problem of record.problems) console.log(problem);
    const end = record.head === null ? 'no chain yet' : `chain head ${record.head}`;
    console.log(`${record.runs} runs, ${record.forecasts} forecasts, ${end}`);
    if (record.problems.length > 0) process.exitCode = 1;
  },
);
