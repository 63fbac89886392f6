import {
  type DocumentReader,
  decodedText,
  isPdf,
  type RawDocument,
  type ReadDocument,
  type UnreadPart,
  unreadDocument,
} from '../document-reader.ts';
import { type PdfTextItem, readPdfText, UnreadablePdfError } from '../pdf-text.ts';
import {
  type MonthTable,
  monthDocument,
  monthOfName,
  monthOfTitle,
  type TableDay,
  totalsOf,
  vesselsOf,
} from './month-table.ts';

type Word = PdfTextItem;

const CELL_UNITS = 6;
const SAME_LINE = 2.5;
/** Parts of a letter: some PDFs set every letter by itself. */
const TOUCHING = 0.3;

/** `pdftotext -layout` as words with places: a letter is one unit wide. */
const placedWords = (text: string): readonly Word[] =>
  text.split('\n').flatMap((line, row) =>
    [...line.matchAll(/\S+/gu)].map((word) => ({
      text: word[0],
      x: word.index * CELL_UNITS,
      y: -row * CELL_UNITS,
      width: word[0].length * CELL_UNITS,
    })),
  );

/** In proportion of their width: a PDF may set a row as one piece. */
const splitAtSpaces = (items: readonly Word[]): readonly Word[] =>
  items.flatMap((item) =>
    [...item.text.matchAll(/\S+/gu)].map((word) => ({
      text: word[0],
      x: item.x + (item.width * word.index) / item.text.length,
      y: item.y,
      width: (item.width * word[0].length) / item.text.length,
    })),
  );

const linesOf = (words: readonly Word[]): readonly (readonly Word[])[] => {
  const lines: Word[][] = [];
  for (const word of [...words].sort((a, b) => b.y - a.y)) {
    const line = lines.at(-1);
    if (line?.[0] !== undefined && Math.abs(line[0].y - word.y) <= SAME_LINE) line.push(word);
    else lines.push([word]);
  }
  return lines.map((line) => line.sort((a, b) => a.x - b.x));
};

const joined = (line: readonly Word[]): readonly Word[] => {
  const words: Word[] = [];
  for (const word of line) {
    const before = words.at(-1);
    const gap = before === undefined ? Number.POSITIVE_INFINITY : word.x - (before.x + before.width);
    if (before !== undefined && gap < (TOUCHING * before.width) / before.text.length) {
      words[words.length - 1] = {
        ...before,
        text: before.text + word.text,
        width: word.x + word.width - before.x,
      };
    } else words.push(word);
  }
  return words;
};

const centre = ({ x, width }: Word) => x + width / 2;

const textOf = (line: readonly Word[]) => line.map(({ text }) => text).join(' ');

const COLUMNS = [
  'year',
  'month',
  'day',
  'contiguous',
  'territorial',
  'day',
  'contiguous',
  'territorial',
] as const;

type Column = Readonly<{
  holds: (typeof COLUMNS)[number];
  half: 0 | 1;
  at: number;
}>;

const HEADINGS: readonly (readonly [string, (typeof COLUMNS)[number], number])[] = [
  ['年', 'year', 1],
  ['月', 'month', 1],
  ['日', 'day', 2],
  ['接続水域入域', 'contiguous', 2],
  ['領海侵入', 'territorial', 2],
];

/** Headings stand once or twice each; `null`: they do not. */
const columnsOf = (words: readonly Word[]): readonly Column[] | null => {
  const columns = HEADINGS.flatMap(([heading, holds, times]) => {
    const found = words.filter(({ text }) => text === heading).sort((a, b) => a.x - b.x);
    return found.length === times
      ? found.map((word, half): Column => ({ holds, half: half === 0 ? 0 : 1, at: centre(word) }))
      : [];
  });
  if (columns.length !== COLUMNS.length) return null;
  const sorted = columns.sort((a, b) => a.at - b.at);
  return sorted.every(({ holds }, index) => holds === COLUMNS[index]) ? sorted : null;
};

/** Clearly nearer to one than to its neighbour. */
const columnOf = (word: Word, columns: readonly Column[]): Column | null => {
  const byDistance = [...columns].sort(
    (a, b) => Math.abs(a.at - centre(word)) - Math.abs(b.at - centre(word)),
  );
  const [nearest, next] = byDistance;
  if (nearest === undefined || next === undefined) return null;
  return Math.abs(nearest.at - centre(word)) * 1.5 < Math.abs(next.at - centre(word)) ? nearest : null;
};

const KNOWN_WORDS =
  /^(?:中国公船|中国海警局に所属する船舶等|による尖閣諸島接近|\(接続水域入域・領海侵入\)|状況|[-ー－]|(?:平成|令和|H|R)(?:元|\d{1,2})年\d{1,2}月|\(\d{1,2}\/\d{1,2}現在\)|\(隻\)|年|月|日|接続水域入域|領海侵入|\(接続水域入域の内数\)|;|\d*日、のべ\d*隻|・?\d{1,2}月\d{1,2}日から\d{1,2}日にかけての※の【】内は、領海侵入の回数)*$/u;

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/\s/gu, '')
    .replaceAll(/[－‐–—―−]/gu, '-');

const isKnown = (text: string) => KNOWN_WORDS.test(plain(text));

const isHeadingLine = (line: readonly Word[]) =>
  line.some(({ text }) => /^(?:日|接続水域入域|領海侵入)$/u.test(text));
const isTotalLine = (line: readonly Word[]) => plain(textOf(line)).includes('のべ');
const ERA_CELL = /^(?:平成|令和|H|R)(?:元|\d{1,2})年?$/u;

type PlacedTable = MonthTable | Readonly<{ refused: string }>;

type Cells = Readonly<{
  days: readonly TableDay[];
  months: readonly number[];
  unread: readonly UnreadPart[];
}>;

type PlacedCell = Readonly<{
  word: Word;
  column: Column;
}>;

const cellsOf = (body: readonly Word[], columns: readonly Column[]): Cells => {
  const unread: UnreadPart[] = [];
  const cells: PlacedCell[] = [];
  for (const word of body) {
    const column = columnOf(word, columns);
    if (column === null)
      unread.push({ text: word.text, why: 'The number stands between two columns of the table.' });
    else cells.push({ word, column });
  }
  const inColumn = (holds: Column['holds'], half: 0 | 1): readonly PlacedCell[] =>
    cells.filter(({ column }) => column.holds === holds && column.half === half);
  for (const { word } of inColumn('year', 0)) {
    if (!ERA_CELL.test(plain(word.text)))
      unread.push({ text: word.text, why: 'The column of years holds something else.' });
  }
  const used = new Set<PlacedCell>();
  const days = ([0, 1] as const).flatMap((half) =>
    inColumn('day', half).flatMap(({ word }): readonly TableDay[] => {
      const day = vesselsOf(word.text);
      if (day === null || !/^\d+$/u.test(plain(word.text))) {
        unread.push({ text: word.text, why: 'The column of days holds something else than a day.' });
        return [];
      }
      const valueIn = (holds: 'contiguous' | 'territorial'): number | null => {
        const beside = inColumn(holds, half).filter((cell) => Math.abs(cell.word.y - word.y) <= SAME_LINE);
        for (const cell of beside) used.add(cell);
        if (beside.length === 0) return null;
        const vessels = vesselsOf(beside.map((cell) => cell.word.text).join(''));
        if (vessels === null)
          unread.push({
            text: beside.map((cell) => cell.word.text).join(' '),
            why: `The cell of day ${day} is not a number of vessels.`,
          });
        return vessels;
      };
      return [{ day, contiguous: valueIn('contiguous'), territorial: valueIn('territorial') }];
    }),
  );
  for (const cell of cells) {
    if (cell.column.holds !== 'contiguous' && cell.column.holds !== 'territorial') continue;
    if (!used.has(cell))
      unread.push({ text: cell.word.text, why: 'A number of vessels stands beside no day.' });
  }
  return { days, months: inColumn('month', 0).map(({ word }) => Number(plain(word.text))), unread };
};

/** What belongs to no cell, heading or known line is unread. */
const readPlacedTable = (items: readonly Word[]): PlacedTable => {
  const lines = linesOf(splitAtSpaces(items)).map(joined);
  const month = monthOfTitle(lines.map(textOf).join('\n'));
  if (month === null) return { refused: 'No month stands above the table, such as 令和8年10月.' };
  const firstTotal = lines.findIndex(isTotalLine);
  const above = firstTotal < 0 ? lines : lines.slice(0, firstTotal);
  const headings = above.filter(isHeadingLine);
  const columns = columnsOf(headings.flat());
  const lastHeading = above.findLastIndex(isHeadingLine);
  if (columns === null) {
    return {
      refused:
        'The headings of the table (年, 月, and twice 日, 接続水域入域, 領海侵入) are not where they were, so its columns are unknown.',
    };
  }
  const bodyLines = above.slice(lastHeading + 1).filter((line) => !isKnown(textOf(line)));
  const otherLines = [
    ...above.slice(0, lastHeading + 1),
    ...lines.slice(firstTotal < 0 ? lines.length : firstTotal),
  ];
  const cells = cellsOf(bodyLines.flat(), columns);
  const unread = [
    ...otherLines
      .filter((line) => !isKnown(textOf(line)))
      .map((line) => ({ text: textOf(line), why: 'No part of the table is known to have this line.' })),
    ...cells.unread,
    ...cells.months
      .filter((number) => number !== month.month)
      .map((number) => ({
        text: String(number),
        why: `The column of months does not hold the month of the title, ${month.month}.`,
      })),
  ];
  return { month, days: cells.days, totals: totalsOf(lines.map(textOf).join('\n')), unread };
};

/** More spaces than between words of a line. */
const KEEPS_COLUMNS = /^(?: {3,}\d|.*\d {3,}\d)/mu;

const tableOf = async (bytes: Uint8Array): Promise<PlacedTable> => {
  if (isPdf(bytes)) {
    const pages = await readPdfText(bytes);
    return pages.length === 1
      ? readPlacedTable(pages.flatMap(({ items }) => items))
      : { refused: `The PDF has ${pages.length} pages; a month has one.` };
  }
  const text = decodedText(bytes, 'utf-8')?.replaceAll('\r', '').replaceAll('\f', '\n') ?? null;
  if (text === null) return { refused: 'The file is neither a PDF nor text in UTF-8.' };
  if (text.trim() === '') return { refused: 'The file is empty.' };
  if (/^\s*</u.test(text)) return { refused: 'The file is a web page, not the PDF of a month or its text.' };
  return KEEPS_COLUMNS.test(text)
    ? readPlacedTable(placedWords(text))
    : {
        refused:
          'The text has no columns: hand in the PDF of a month, or its text with columns (pdftotext -layout).',
      };
};

/** A wrong upload shows where both differ. */
const heldToName = (document: ReadDocument, raw: RawDocument): ReadDocument => {
  const named = monthOfName(raw.name);
  const month = named && `${named.year}-${String(named.month).padStart(2, '0')}`;
  if (month === null || month === document.document) return document;
  return {
    ...document,
    unread: [
      ...document.unread,
      { text: raw.name, why: `The name of the file says ${month}, the table ${document.document}.` },
    ],
  };
};

/** PDF, or its text with columns (`pdftotext -layout`). */
export const senkakuJcgReader: DocumentReader = {
  version: 3,
  async read(raw) {
    try {
      const table = await tableOf(raw.bytes);
      return [
        'refused' in table
          ? unreadDocument(raw.name, raw.name, table.refused)
          : heldToName(monthDocument(table, raw.receivedOn), raw),
      ];
    } catch (error) {
      if (error instanceof UnreadablePdfError) return [unreadDocument(raw.name, raw.name, error.message)];
      throw error;
    }
  },
};
