/**
 * `npm run fuzz -- [--requests 20000] [--seed 20261001] [--url http://127.0.0.1:8080]`: asks a service odd things made from its OpenAPI
 * document. Without --url it starts one of its own on a folder that is thrown away. Exit code 1 when an answer is not one of the contract.
 */
import { fuzzService } from '#functions/commands/checks/fuzz/fuzz-service.ts';
import { startThrowawayService } from '#functions/local/throwaway-service.ts';
import { runCommand, textOptions, UsageError } from '../arguments.ts';
import { fuzzTable } from './fuzz-table.ts';

const USAGE = 'npm run fuzz -- [--requests 20000] [--seed 20261001] [--url http://127.0.0.1:8080]';
const LONGEST_MS = 1000;
const EVERY = 2000;
const MOST_SHOWN = 20;

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  const number = Number(text ?? otherwise);
  if (!Number.isSafeInteger(number) || number < 1) throw new UsageError(`--${name} ${text} is no whole number from 1. Usage: ${USAGE}`);
  return number;
}

await runCommand(async () => {
  const options = textOptions(['requests', 'seed', 'url'], USAGE);
  const requests = wholeNumber('requests', options.requests, 20_000);
  const seed = wholeNumber('seed', options.seed, 20_261_001);
  const service = options.url === undefined ? await startThrowawayService(console.log) : { url: options.url, stop: async () => undefined };
  try {
    console.log(`${requests} requests of seed ${seed} to ${service.url}`);
    const onProgress = (done: number): void => {
      if (done % EVERY === 0) console.log(`  ${done}`);
    };
    const report = await fuzzService({ url: service.url, seed, requests, longestMs: LONGEST_MS, onProgress });
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
