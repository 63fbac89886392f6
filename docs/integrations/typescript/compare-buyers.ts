/** For whom an element is at risk: `npx node docs/integrations/typescript/compare-buyers.ts Dy`. */
import { ChokepointError, chokepointClient } from '../../../shared/client/chokepoint-client.ts';

const [element = 'Dy'] = process.argv.slice(2);
const client = chokepointClient({ url: process.env.CHOKEPOINT_URL ?? 'http://127.0.0.1:8080', key: process.env.CHOKEPOINT_KEY });

try {
  for (const buyer of ['JPN', 'USA', 'EUU', 'KOR', 'TWN'] as const) {
    const { data } = await client.GET('/v1/elements/{id}/score', { params: { path: { id: element }, query: { buyer } } });
    const range = data?.interval == null ? '' : `  (${data.interval.p05} to ${data.interval.p95})`;
    console.log(`${buyer}  ${data?.score ?? `unknown: ${data?.status_reason}`}${range}`);
  }
} catch (error) {
  if (!(error instanceof ChokepointError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
