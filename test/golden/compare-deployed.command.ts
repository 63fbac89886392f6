/**
 * Compares scores that a deployment computes with those of this checkout, to the last digit: on past days,
 * which facts that came in since do not change.
 * API_URL and API_KEY (scope scores:read) stand in the environment; without a key it is asked without one.
 * Exit code 1 with each difference.
 */

import { scorerOn } from '#functions/commands/moved-scores.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';

const DAYS = ['2023-08-15', '2025-04-10', '2025-10-12'];
const SUBJECTS = [
  ['element', 'Dy'],
  ['element', 'Ga'],
  ['element', 'Nd'],
  ['supplier', 'lynas'],
] as const;
const BUYERS = ['JPN', 'USA'];

const { API_URL = 'http://127.0.0.1:8080', API_KEY = '' } = process.env;
let [compared, different] = [0, 0];
for (const day of DAYS) {
  const scorer = scorerOn(day, bundledReferenceData);
  for (const [type, id] of SUBJECTS)
    for (const buyer of BUYERS) {
      const address = `${API_URL}/v1/${type}s/${id}/score?buyer=${buyer}&as_of=${day}`;
      const answer = await fetch(
        address,
        API_KEY === '' ? {} : { headers: { authorization: `Bearer ${API_KEY}` } },
      );
      const { score, interval, headline, detail = '' } = (await answer.json()) as Record<string, unknown>;
      const there = answer.ok ? { score, interval, headline } : { status: answer.status, detail };
      const own = scorer.findings({ type, id }, buyer).result.document;
      const here = { score: own.score, interval: own.interval, headline: own.headline };
      compared += 1;
      if (JSON.stringify(there) === JSON.stringify(here)) continue;
      different += 1;
      console.error(`${address}\n  there ${JSON.stringify(there)}\n  here  ${JSON.stringify(here)}`);
    }
}
console.log(`${compared} scores compared, ${different} different`);
if (different > 0) process.exitCode = 1;
