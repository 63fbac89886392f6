/** `npm run recompute -- --subject Dy --buyer JPN [--url URL | --file F]`: does a published explanation follow from its own inputs? */
import { readFileSync } from 'node:fs';
import type { Explanation } from '#domain/explanations/recompute.ts';
import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import { BUYERS, type SubjectType } from '#domain/vocabulary/score-document.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { recomputer } from '#functions/scoring/results/recompute-explanation.ts';
import { choiceOption, runCommand, textOptions, UsageError } from './arguments.ts';

const USAGE =
  'npm run recompute -- --subject Dy [--type element|supplier|country] [--buyer JPN] [--url http://127.0.0.1:8080], or --file explanation.json (- is the standard input)';
const DEFAULT_URL = 'http://127.0.0.1:8080';
const SHOWN = 5;
const COLLECTIONS: Readonly<Record<SubjectType, string>> = { element: 'elements', supplier: 'suppliers', country: 'countries' };

async function get(url: string): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(url).catch((error: Error) => {
    throw new UsageError(`${url} does not answer (${error.cause instanceof Error ? error.cause.message : error.message}): is it running?`);
  });
  const body = (await answer.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
  if (!answer.ok) throw new UsageError(`${url} answers ${answer.status}: ${String(body.detail ?? answer.statusText)}`);
  return body;
}

function parsed(text: string, from: string): Explanation {
  try {
    const value = JSON.parse(text) as Explanation;
    if (typeof value.subject?.type === 'string' && value.methodology?.sha256 !== undefined) return value;
  } catch {
    // told below
  }
  throw new UsageError(`${from} is no explanation: send the whole JSON answer of /v1/elements/Dy/explanation.`);
}

/** Elements by default; a lower-case id is a supplier, three capitals are a country. */
const typeOf = (subject: string): SubjectType => (/^[A-Z]{3}$/.test(subject) ? 'country' : /^[A-Z]/.test(subject) ? 'element' : 'supplier');

await runCommand(async () => {
  const options = textOptions(['subject', 'type', 'buyer', 'url', 'file'], USAGE);
  const url = (options.url ?? DEFAULT_URL).replace(/\/$/, '');
  let explanation: Explanation;
  if (options.file !== undefined) {
    explanation = parsed(readFileSync(options.file === '-' ? 0 : options.file, 'utf8'), options.file);
  } else {
    if (options.subject === undefined) throw new UsageError(`Say whose score: ${USAGE}`);
    const buyer = choiceOption('buyer', options.buyer, BUYERS) ?? 'JPN';
    const type = (choiceOption('type', options.type, Object.keys(COLLECTIONS)) ?? typeOf(options.subject)) as SubjectType;
    const address = `${url}/v1/${COLLECTIONS[type]}/${encodeURIComponent(options.subject)}/explanation?buyer=${buyer}`;
    explanation = parsed(JSON.stringify(await get(address)), address);
  }
  const find = async (version: string): Promise<MethodologyDocument | null> => {
    const shipped = bundledMethodologies.get(version)?.document;
    if (shipped !== undefined) return shipped;
    const { sha256: _sha256, links: _links, ...document } = await get(`${url}/v1/methodologies/${encodeURIComponent(version)}`);
    return document as unknown as MethodologyDocument;
  };
  const { subject, buyer, as_of, methodology, score, status_reason } = explanation;
  const found = await recomputer(find, sha256Seed).check(explanation);
  const what = `${subject.type} ${subject.id} for ${buyer} on ${as_of}, methodology ${methodology.version} (${methodology.sha256.slice(0, 12)})`;
  if (found.length === 0) {
    console.log(`AGREES: ${what}: ${score ?? `no score (${status_reason})`}; every number follows from the inputs of the explanation.`);
    return;
  }
  console.log(`DIFFERS: ${what}: ${found.length} fields; the first is ${found[0]?.field}.`);
  for (const { field, published, recomputed } of found.slice(0, SHOWN)) {
    console.log(`  ${field}: published ${JSON.stringify(published)}, recomputed ${JSON.stringify(recomputed)}`);
  }
  process.exitCode = 1;
});
