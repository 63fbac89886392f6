import { type Element, plainText } from '../../documents/piece.ts';
import type { Question } from '../../service/query.ts';

const FOLDER = '../../../docs/';
const BODIES = import.meta.glob<readonly Element[]>(['../../../docs/*.md', '../../../docs/decisions/*.md'], { import: 'default' });

/** Path of a file below docs/ as it stands in an address: no dot, so that no server takes it for a file. */
const nameOf = (path: string): string => path.slice(FOLDER.length).replace(/\.md$/, '').replaceAll('.', '-');
const NAMES = new Map(Object.keys(BODIES).map((path) => [nameOf(path), path]));

/** Names of all decisions, oldest first. */
export const DECISION_NAMES = [...NAMES.keys()].filter((name) => name.startsWith('decisions/')).sort();

/** The elements of one document; null: there is none of this name. */
export const documentNamed = (name: string): Question<readonly Element[] | null> => ({
  key: ['document', name],
  ask: async () => (await BODIES[NAMES.get(name) ?? '']?.()) ?? null,
});

export interface Section {
  readonly document: string;
  readonly anchor: string;
  readonly heading: string;
  readonly text: string;
}

/** A document cut at its headings. */
export function sectionsOf(document: string, elements: readonly Element[]): readonly Section[] {
  const sections: { document: string; anchor: string; heading: string; text: string }[] = [];
  for (const element of elements) {
    const text = plainText(element).replaceAll(/\s+/g, ' ').trim();
    const last = sections.at(-1);
    if (/^h[1-6]$/.test(element[0])) sections.push({ document, anchor: element[1].id ?? '', heading: text, text: '' });
    else if (last !== undefined) last.text = `${last.text} ${text}`.trim();
  }
  return sections;
}

/** Sections of all documents, loaded when somebody searches first. */
export const SECTIONS: Question<readonly Section[]> = {
  key: ['sections'],
  ask: async () => (await Promise.all([...NAMES].map(async ([name, path]) => sectionsOf(name, (await BODIES[path]?.()) ?? [])))).flat(),
};

/** Sections that hold every word looked for, those with one in their heading first. */
export function foundIn(sections: readonly Section[], looked: string): readonly Section[] {
  const words = looked.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (text: string): number => words.filter((word) => text.toLowerCase().includes(word)).length;
  return sections
    .filter(({ heading, text }) => holds(`${heading} ${text}`) === words.length)
    .toSorted((one, other) => holds(other.heading) - holds(one.heading));
}

/** Where a link of a document leads on this page: to another document, to a place in it, or out; null where nothing of this page is there. */
export function addressWithin(to: string, from: string): string | null {
  if (/^https?:/.test(to) || to.startsWith('#')) return to;
  const { pathname, hash } = new URL(to, `https://docs/${from}`);
  const name = nameOf(`${FOLDER}${pathname.slice(1)}`);
  return NAMES.has(name) ? `/docs/${name}${hash}` : null;
}
