/** Searching the documents: which sections hold all words that somebody looks for. */

export interface SearchedSection {
  readonly document: string;
  readonly title: string;
  readonly anchor: string;
  readonly heading: string;
  readonly text: string;
}

export interface FoundSection extends SearchedSection {
  /** The sentence around the first word, cut into parts that are what was looked for and parts that are not. */
  readonly around: readonly { readonly text: string; readonly isFound: boolean }[];
}

const BEFORE = 60;
const AROUND = 220;

const partsOf = (looked: string): readonly string[] => looked.toLowerCase().split(/\s+/).filter(Boolean);

/** Cuts a text at the words looked for. */
function marked(text: string, words: readonly string[]): FoundSection['around'] {
  const escaped = words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text
    .split(new RegExp(`(${escaped.join('|')})`, 'i'))
    .filter((part) => part !== '')
    .map((part) => ({ text: part, isFound: words.includes(part.toLowerCase()) }));
}

/** Sections that hold every word, those with a word in their heading first, else in the order of the documents. */
export function foundSections(sections: readonly SearchedSection[], looked: string): readonly FoundSection[] {
  const words = partsOf(looked);
  if (words.length === 0) return [];
  const found = sections.flatMap((section) => {
    const all = `${section.title} ${section.heading} ${section.text}`.toLowerCase();
    if (!words.every((word) => all.includes(word))) return [];
    const inHeading = words.filter((word) => section.heading.toLowerCase().includes(word)).length;
    const first = Math.max(0, section.text.toLowerCase().indexOf(words[0] ?? ''));
    const from = first <= BEFORE ? 0 : section.text.indexOf(' ', first - BEFORE) + 1;
    const around = section.text.slice(from, from + AROUND);
    return [{ inHeading, section: { ...section, around: marked(`${from === 0 ? '' : '… '}${around}`, words) } }];
  });
  return found.sort((one, other) => other.inHeading - one.inHeading).map(({ section }) => section);
}
