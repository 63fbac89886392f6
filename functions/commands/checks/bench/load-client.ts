/**
 * A thread that reads scores at rising rates: a client beside the service would take half of its core. Each request is sent on time whether or not earlier ones
 * are answered, so that a queue shows in the times.
 */
import { Agent, get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import type { MeasuredLoad } from '../../pages/cost/measured-night.ts';

const RATES = [10, 100, 400, 1000, 2000, 3000, 4000, 6000];
const SECONDS_OF_A_RATE = 5;
const ELEMENTS = ['Dy', 'Tb', 'Nd', 'Pr', 'Sm', 'Gd', 'Y', 'La'];
/** A request that is not answered by then has failed. */
const LONGEST_WAIT_MS = 5000;

const url = workerData as string;
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
await loadAt(20);
const found: MeasuredLoad[] = [];
for (const rate of RATES) found.push(await loadAt(rate));
agent.destroy();
parentPort?.postMessage(found);

async function loadAt(rate: number): Promise<MeasuredLoad> {
  const total = rate * SECONDS_OF_A_RATE;
  const begun = performance.now();
  const times = await Promise.all(Array.from({ length: total }, (_, number) => answeredIn(begun + (1000 * number) / rate, number)));
  const answered = times.filter((time) => time !== null).sort((left, right) => left - right);
  const seconds = (performance.now() - begun) / 1000;
  const at = (part: number): number => answered[Math.min(answered.length - 1, Math.floor(part * answered.length))] ?? LONGEST_WAIT_MS;
  return {
    asked: rate,
    answered: Math.round((10 * answered.length) / seconds) / 10,
    p50_ms: Math.round(10 * at(0.5)) / 10,
    p99_ms: Math.round(10 * at(0.99)) / 10,
    failed: times.length - answered.length,
  };
}

/** Milliseconds from the moment that the request was due; null when it failed. */
function answeredIn(due: number, number: number): Promise<number | null> {
  return new Promise((resolve) => {
    setTimeout(
      () => {
        const path = `/v1/elements/${ELEMENTS[number % ELEMENTS.length]}/score?buyer=JPN`;
        const request = get(`${url}${path}`, { agent, timeout: LONGEST_WAIT_MS }, (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode === 200 ? performance.now() - due : null));
        });
        request.on('timeout', () => request.destroy());
        request.on('error', () => resolve(null));
      },
      Math.ceil(Math.max(0, due - performance.now())), // never before it is due
    );
  });
}
