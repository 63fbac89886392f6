/** `npm run fuzz`: sends odd requests, derived from its OpenAPI document, to a service. Exit code 1 when a response breaks the contract. */

import { type CommandSpecification, runCommand, unlessWholeNumber } from '#functions/commands/arguments.ts';
import { SERVICE_ENVIRONMENT, serviceToAsk } from '#functions/commands/shared-options.ts';
import { startThrowawayService } from '#functions/local/throwaway-service.ts';
import { fuzzService } from '#test/research/fuzz/fuzz-service.ts';
import { fuzzTable } from './fuzz-table.ts';

const LONGEST_MS = 1000;
const EVERY = 2000;
const MOST_SHOWN = 20;

const COMMAND = {
  name: 'npm run fuzz',
  does: `Asks a service odd things made from its OpenAPI document; every answer must be one of the contract.
Without --url and --port it starts a service of its own on a folder that is thrown away. It writes what the contract allows to be written.`,
  options: {
    requests: { value: 'N', says: 'how many', default: '20000', refuses: unlessWholeNumber(1) },
    seed: { value: 'N', says: 'the same seed asks the same things', default: '20261001', refuses: unlessWholeNumber(1) },
    // Not from the environment: nobody writes odd things into a service because a variable happens to be set.
    url: { value: 'URL', says: 'address of the service' },
    port: { value: 'PORT', says: 'port of a service on this machine' },
  },
  environment: SERVICE_ENVIRONMENT,
  examples: ['npm run fuzz -- --requests 2000', 'npm run fuzz -- --port 8080 --seed 7'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, async ({ options: { url, port, ...options } }) => {
  const [requests, seed] = [Number(options.requests), Number(options.seed)];
  const { key, url: asked } = serviceToAsk({ url, port: port ?? '' });
  const service =
    url === undefined && port === undefined ? await startThrowawayService(console.log) : { url: asked, stop: async () => undefined };
  try {
    console.log(`${requests} requests of seed ${seed} to ${service.url}`);
    const onProgress = (done: number): void => {
      if (done % EVERY === 0) console.log(`  ${done}`);
    };
    const report = await fuzzService({ url: service.url, key, seed, requests, longestMs: LONGEST_MS, onProgress });
    console.log(fuzzTable(report));
    for (const { request, fault, answer } of report.findings.slice(0, MOST_SHOWN)) {
      const sent = request.body === null ? '' : ` body ${JSON.stringify(request.body.toString('utf8').slice(0, 200))}`;
      console.log(
        `\n${fault}: ${request.method} ${request.address.slice(0, 300)} ${JSON.stringify(request.headers).slice(0, 300)}${sent}\n  ${answer}`,
      );
    }
    console.log(`\nseed ${seed}: ${report.findings.length} findings, slowest ${report.slowestMs.toFixed(0)} ms`);
    if (report.findings.length > 0) process.exitCode = 1;
  } finally {
    await service.stop();
  }
});
