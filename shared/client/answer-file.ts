/** What names the file of an answer in a static copy; its fields, and how many, do not: a file has all. */
const NAMING = ['subject_type', 'subjects', 'element', 'state', 'buyer', 'from', 'to', 'interval', 'shape'];
const NOT_NAMING = ['lang', 'fields', 'metrics', 'limit', 'expand', 'custom', 'visibility'];

const LONGEST_NAME = 120;

/** A name that a file may have: a long one, of many subjects, as its FNV-1a hash. */
function fileName(text: string) {
  const name = text.replace(/[^\w.-]+/g, '-');
  if (name.length <= LONGEST_NAME) return name;
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16);
}

/** The file of a static copy that holds the answer to a request; null where no copy has one. */
export function answerFile(path: string, query: URLSearchParams): string | null {
  if (![...query.keys()].every((name) => NAMING.includes(name) || NOT_NAMING.includes(name))) return null;
  const names = NAMING.flatMap((name) => query.get(name) ?? []).map(fileName);
  return ['data', query.get('lang') ?? 'en', [path.slice('/v1/'.length), ...names, 'json'].join('.')].join(
    '/',
  );
}
