/** For whom an element is at risk: see README.md. */
import { ChokepointError, chokepointClient } from '@chokepoint/client';

const { CHOKEPOINT_URL: url = 'http://127.0.0.1:8080', CHOKEPOINT_KEY: key } = process.env;
const client = chokepointClient({ url, key });
const [id = 'Dy'] = process.argv.slice(2);

try {
  for (const buyer of ['JPN', 'USA', 'EUU', 'KOR', 'TWN'] as const) {
    const { score, status_reason, interval } = await client.get('/v1/elements/{id}/score', { id, buyer });
    const range = interval === null ? '' : `  (${interval.p05} to ${interval.p95})`;
    console.log(`${buyer}  ${score ?? `unknown: ${status_reason}`}${range}`);
  }
} catch (error) {
  if (!(error instanceof ChokepointError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
