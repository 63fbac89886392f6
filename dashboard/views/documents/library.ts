import type { Piece, Section, Summary } from '../../documents/documents-plugin.ts';
import type { Question } from '../../service/questions.ts';

const FOLDER = '../../../docs/';
const BODIES = import.meta.glob<readonly Piece[]>(['../../../docs/*.md', '../../../docs/decisions/*.md'], { import: 'default' });
const SUMMARIES = import.meta.glob<Summary>(['../../../docs/*.md', '../../../docs/decisions/*.md'], {
  import: 'default',
  query: '?summary',
  eager: true,
});

/** Path of a file below docs/ as it stands in an address: no dot, so that no server takes it for a file. */
const nameOf = (path: string): string => path.slice(FOLDER.length).replace(/\.md$/, '').replaceAll('.', '-');

export interface LibraryEntry extends Summary {
  readonly name: string;
}

/** All documents, in the order of their names. */
export const LIBRARY: readonly LibraryEntry[] = Object.entries(SUMMARIES)
  .map(([path, summary]) => ({ name: nameOf(path), ...summary }))
  .sort((one, other) => (one.name < other.name ? -1 : 1));

/** The pieces of one document. A name that there is none of has nothing to show. */
export const documentNamed = (name: string): Question<readonly Piece[]> => ({
  name: `document ${name}`,
  ask: async () => {
    const load = Object.entries(BODIES).find(([path]) => nameOf(path) === name)?.[1];
    return load === undefined ? [] : await load();
  },
  emptyBecause: (pieces) => (pieces.length === 0 ? `There is no document “${name}”.` : null),
});

/** Every section of every document; loaded when somebody searches first. */
export const SECTIONS: Question<readonly (Section & { readonly document: string; readonly title: string })[]> = {
  name: 'sections of the documents',
  ask: async () => {
    const { SECTIONS_BY_PATH } = await import('./sections.ts');
    return Object.entries(SECTIONS_BY_PATH).flatMap(([path, sections]) =>
      sections.map((section) => ({ ...section, document: nameOf(path), title: sections[0]?.heading ?? '' })),
    );
  },
  emptyBecause: () => null,
};

/** Where a link of a document leads on this page: to another document, to a place in it, or out; `null` where nothing of this page is there. */
export function addressWithin(to: string, from: string): string | null {
  if (/^https?:/.test(to) || to.startsWith('#')) return to;
  const folder = from.includes('/') ? `https://docs/${from.slice(0, from.indexOf('/') + 1)}` : 'https://docs/';
  const { pathname, hash, hostname } = new URL(to, folder);
  const name = nameOf(`${FOLDER}${pathname.slice(1)}`);
  return hostname === 'docs' && LIBRARY.some((entry) => entry.name === name) ? `/docs/${name}${hash}` : null;
}
