/** For whom an element is at risk: `npx node docs/integrations/typescript/compare-buyers.ts Dy`. */
const [element = 'Dy'] = process.argv.slice(2);
const url = process.env.CHOKEPOINT_URL ?? 'http://127.0.0.1:8080';
const key = process.env.CHOKEPOINT_KEY;
const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };

/** What is read of an answer; `npx openapi-typescript` makes the types of all answers of it. */
interface Score {
  readonly score: number | null;
  readonly status_reason: string | null;
  readonly interval: { readonly p05: number; readonly p95: number } | null;
}

for (const buyer of ['JPN', 'USA', 'EUU', 'KOR', 'TWN']) {
  const response = await fetch(`${url}/v1/elements/${element}/score?buyer=${buyer}`, { headers });
  if (!response.ok) {
    const { status, code, detail } = (await response.json()) as { status: number; code: string; detail: string };
    console.error(`${status} ${code}: ${detail}`);
    process.exitCode = 1;
    break;
  }
  const { score, status_reason, interval } = (await response.json()) as Score;
  const range = interval === null ? '' : `  (${interval.p05} to ${interval.p95})`;
  console.log(`${buyer}  ${score ?? `unknown: ${status_reason}`}${range}`);
}
