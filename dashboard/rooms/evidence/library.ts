import type { Element } from '../../documents/piece.ts';
import type { Question } from '../../service/query.ts';

const FOLDER = '../../../docs/';
const BODIES = import.meta.glob<readonly Element[]>('../../../docs/*.md', { import: 'default' });

const nameOf = (path: string): string => path.slice(FOLDER.length).replace(/\.md$/, '').replaceAll('.', '-');
const NAMES = new Map(Object.keys(BODIES).map((path) => [nameOf(path), path]));

/** The elements of one document; null: there is none of this name. */
export const documentNamed = (name: string): Question<readonly Element[] | null> => ({
  key: ['document', name],
  ask: async () => (await BODIES[NAMES.get(name) ?? '']?.()) ?? null,
});

/**
 * Where a link of a document leads on this page: to another document, to a place in it, or out; null where
 * nothing of this page is there.
 */
export function addressWithin(to: string, from: string): string | null {
  if (/^https?:/.test(to) || to.startsWith('#')) return to;
  const { pathname, hash } = new URL(to, `https://docs/${from}`);
  const name = nameOf(`${FOLDER}${pathname.slice(1)}`);
  return NAMES.has(name) ? `/docs/${name}${hash}` : null;
}
