import { type DocumentKind, FIRST_BYTES, type SourceContract } from '#contracts/collection/source-contract.ts';

type Expected = Pick<SourceContract, 'kind' | 'encoding'>;

/** Signs of a page that lets people in and programs not, in the first part of a page. None of them is got round. */
const CHALLENGES: readonly RegExp[] = [
  /<title>\s*Just a moment/i,
  /<title>\s*Attention Required!/i,
  /<title>\s*Access Denied/i,
  /<title>\s*请稍候/,
  /cf-browser-verification|cf_chl_opt|challenge-platform/i,
  /_Incapsula_Resource|Request unsuccessful\. Incapsula/i,
  /Enable JavaScript and cookies to continue/i,
  /sec-if-cpt-container|\/_sec\/cp_challenge/i,
];
const LOOKED_AT_BYTES = 65_536;

/** Whether an answer is the page of a guard, whatever its status says. */
export function isChallenge(bytes: Uint8Array, headers: Readonly<Record<string, unknown>>): boolean {
  if (headers['cf-mitigated'] !== undefined) return true;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, LOOKED_AT_BYTES));
  return (
    looksLikePage(start) &&
    CHALLENGES.some((sign) => sign.test(start) || sign.test(new TextDecoder().decode(bytes.subarray(0, LOOKED_AT_BYTES))))
  );
}

const looksLikePage = (start: string): boolean => /^\s*(?:\uFEFF|ï»¿)?\s*(?:<!doctype html|<html|<head|<\?xml|<!--)/i.test(start);

/** Why bytes are not the kind of document that a contract names, as a sentence; `null` when they are. */
export function wrongKind(bytes: Uint8Array, { kind, encoding }: Expected): string | null {
  if (bytes.length === 0) return `The answer is empty; a ${kind} was expected.`;
  const first = FIRST_BYTES[kind];
  if (first !== undefined) {
    const found = Buffer.from(bytes.subarray(0, first.length / 2)).toString('hex');
    return found === first ? null : `The first bytes are ${found}; a ${kind} begins with ${first}${pageInstead(bytes)}.`;
  }
  const text = decoded(bytes, encoding);
  if (text === null) return `The bytes are no ${encoding}; the publisher may have changed its encoding.`;
  return wrongText(text.trimStart(), kind);
}

const pageInstead = (bytes: Uint8Array): string =>
  looksLikePage(new TextDecoder('latin1').decode(bytes.subarray(0, 1024))) ? ', and this is a web page' : '';

/** `null` for bytes that are none of the encoding. */
function decoded(bytes: Uint8Array, encoding: SourceContract['encoding']): string | null {
  try {
    return new TextDecoder(encoding === 'binary' ? 'latin1' : encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function wrongText(text: string, kind: DocumentKind): string | null {
  const begins = JSON.stringify(text.slice(0, 20));
  if (kind === 'html') return text.includes('<') ? null : `It begins with ${begins} and has no tag; a web page was expected.`;
  if (kind === 'json') return /^[[{]/.test(text) ? null : `It begins with ${begins}; JSON was expected.`;
  return text.startsWith('<') || !text.includes(',') ? `It begins with ${begins}; a table with commas was expected.` : null;
}
