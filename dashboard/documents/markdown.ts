/**
 * Reads the Markdown that the documents of this repository are written in: headings, paragraphs, lists, tables, code, folded parts, links and
 * pictures. It gives a tree and never markup, so nothing in a document can become a script, whatever stands in it.
 */

export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly inside: readonly Inline[] }
  | { readonly kind: 'link'; readonly to: string; readonly inside: readonly Inline[] }
  | { readonly kind: 'picture'; readonly of: string; readonly says: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly anchor: string; readonly inside: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly inside: readonly Inline[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'list'; readonly isNumbered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'table'; readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  | { readonly kind: 'folded'; readonly summary: readonly Inline[]; readonly inside: readonly Block[] };

/** Code, picture, link, bold, emphasis; the first that fits, from the left. Code comes first: nothing within it is markup. */
const INLINE =
  /(?<ticks>`+)(?<code>.+?)\k<ticks>(?!`)|!\[(?<says>[^\]]*)\]\((?<picture>[^)\s]+)\)|\[(?<linked>(?:[^[\]`]|`[^`]*`)+)\]\((?<to>[^)\s]+)\)|<(?<address>https?:[^>\s]+)>|\*\*(?<strong>(?:`[^`]*`|[^*`]|\*(?!\*))+?)\*\*|(?<![\w*])\*(?<em>(?:`[^`]*`|[^*\s`])(?:(?:`[^`]*`|[^*`])*(?:`[^`]*`|[^*\s`]))?)\*(?!\w)|\\(?<escaped>[|*_`<>[\]\\])/u;

/** The words of a line with what is marked in them. */
export function readInline(text: string): readonly Inline[] {
  const found = INLINE.exec(text);
  if (found === null) return text === '' ? [] : [{ kind: 'text', text }];
  const { code, says = '', picture, linked = '', to, address, strong, em, escaped } = found.groups ?? {};
  const marked: Inline =
    code !== undefined
      ? { kind: 'code', text: code.trim() }
      : picture !== undefined
        ? { kind: 'picture', of: picture, says }
        : to !== undefined
          ? { kind: 'link', to, inside: readInline(linked) }
          : address !== undefined
            ? { kind: 'link', to: address, inside: [{ kind: 'text', text: address }] }
            : strong !== undefined
              ? { kind: 'strong', inside: readInline(strong) }
              : em !== undefined
                ? { kind: 'em', inside: readInline(em) }
                : { kind: 'text', text: escaped ?? '' };
  const before = text.slice(0, found.index);
  return [
    ...(before === '' ? [] : [{ kind: 'text', text: before } as const]),
    marked,
    ...readInline(text.slice(found.index + found[0].length)),
  ];
}

/** The words alone. */
export const plainText = (inside: readonly Inline[]): string =>
  inside.map((one) => ('inside' in one ? plainText(one.inside) : one.kind === 'picture' ? one.says : one.text)).join('');

/** Anchor of a heading, as GitHub makes it: lower case, spaces as hyphens, without punctuation; the second with one name ends in -1. */
function anchorOf(words: string, taken: Map<string, number>): string {
  const plain = words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
  const before = taken.get(plain) ?? 0;
  taken.set(plain, before + 1);
  return before === 0 ? plain : `${plain}-${before}`;
}

/** Cells of a row of a table; a bar within code or behind a backslash divides nothing. */
function cellsOf(line: string): readonly (readonly Inline[])[] {
  const row = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  const cells = row.match(/(?:`[^`]*`|\\.|[^|])*(?:\||$)/g) ?? [];
  const texts = cells.map((cell) => cell.replace(/\|$/, '').trim());
  if (texts.at(-1) === '' && !row.endsWith('|')) texts.pop();
  return texts.map(readInline);
}

const FENCE = /^\s*```(\S*)/;
const HEADING = /^(#{1,6}) (.*)$/;
const ITEM = /^(\s*)([-*]|\d+\.) (.*)$/;
const RULE_OF_TABLE = /^\s*\|?[\s:|-]*-[\s:|-]*$/;
const FOLDED = /^<details><summary>(.*)<\/summary>$/;
const isRow = (line: string | undefined): boolean => line?.trim().startsWith('|') === true;
const endsParagraph = (line: string): boolean =>
  line.trim() === '' ||
  FENCE.test(line) ||
  HEADING.test(line) ||
  ITEM.test(line) ||
  isRow(line) ||
  FOLDED.test(line) ||
  line === '</details>';

/** Reads a document. Lines that are wrapped are one paragraph; comments are left out. */
export function readMarkdown(text: string): readonly Block[] {
  return readLines(text.replaceAll(/<!--[\s\S]*?-->/g, '').split('\n'), new Map());
}

function readLines(lines: readonly string[], taken: Map<string, number>): readonly Block[] {
  const blocks: Block[] = [];
  let at = 0;
  /** Lines from here up to the first that ends it, which is left out. */
  const upTo = (isEnd: (line: string) => boolean): readonly string[] => {
    const from = at;
    while (at < lines.length && !isEnd(lines[at] ?? '')) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const [fence, heading, folded] = [FENCE.exec(line), HEADING.exec(line), FOLDED.exec(line)];
    if (line.trim() === '') at += 1;
    else if (fence !== null) {
      at += 1;
      blocks.push({ kind: 'code', language: fence[1] ?? '', text: upTo((each) => /^\s*```\s*$/.test(each)).join('\n') });
      at += 1;
    } else if (heading !== null) {
      at += 1;
      const inside = readInline((heading[2] ?? '').trim());
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, anchor: anchorOf(plainText(inside), taken), inside });
    } else if (folded !== null) {
      at += 1;
      blocks.push({
        kind: 'folded',
        summary: readInline(folded[1] ?? ''),
        inside: readLines(
          upTo((each) => each === '</details>'),
          taken,
        ),
      });
      at += 1;
    } else if (isRow(line) && RULE_OF_TABLE.test(lines[at + 1] ?? '')) {
      const [head = '', , ...rows] = upTo((each) => !isRow(each));
      blocks.push({ kind: 'table', head: cellsOf(head), rows: rows.map(cellsOf) });
    } else if (ITEM.test(line)) {
      // A line left free between two items ends no list.
      const isOver = (each: string): boolean => (each.trim() === '' && !ITEM.test(lines[at + 1] ?? '')) || FENCE.test(each);
      blocks.push(
        readList(
          upTo(isOver).filter((each) => each.trim() !== ''),
          taken,
        ),
      );
    } else {
      at += 1;
      const words = [line, ...upTo(endsParagraph)].map((each) => each.trim()).join(' ');
      blocks.push({ kind: 'paragraph', inside: readInline(words) });
    }
  }
  return blocks;
}

/** A list; what is indented below an item belongs to it. */
function readList(lines: readonly string[], taken: Map<string, number>): Block {
  const depth = ITEM.exec(lines[0] ?? '')?.[1]?.length ?? 0;
  const items: string[][] = [];
  for (const line of lines) {
    const item = ITEM.exec(line);
    if (item !== null && (item[1]?.length ?? 0) <= depth) items.push([item[3] ?? '']);
    else items.at(-1)?.push(line);
  }
  return {
    kind: 'list',
    isNumbered: /^\s*\d/.test(lines[0] ?? ''),
    items: items.map((item) => readLines(item, taken)),
  };
}
