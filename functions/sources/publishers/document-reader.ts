/**
 * Documents of publishers, and what a reader makes of one: pure, from bytes to observations, printed totals,
 * and what could not be read.
 */

/** A document as it was published, before anybody read it. */
export interface RawDocument {
  /**
   * Name of the file, or the last part of the address; readers tell by it and by the bytes which shape a
   * document has.
   */
  readonly name: string;
  /** Where it was fetched; `null` for a file that somebody handed in. */
  readonly address: string | null;
  readonly bytes: Uint8Array;
  /** Day on which it was fetched or handed in, `YYYY-MM-DD`: no reader looks at a clock. */
  readonly receivedOn: string;
}

/** One figure of one period, or one event, as the publisher stated it. */
export interface ReadObservation {
  /**
   * Names the thing it speaks of, in a series of things that last longer than a day, such as deployments;
   * left out in series of days.
   */
  readonly id?: string;
  /** Series that it belongs to: the name of a signal, or of a table of figures. */
  readonly series: string;
  /** Last day of the period it speaks of, `YYYY-MM-DD`. */
  readonly date: string;
  /** First day on which anybody could read it, `YYYY-MM-DD`; `null` where the document does not say. */
  readonly published: string | null;
  /** Values by name; `null` for what the document does not state, which is never the same as 0. */
  readonly values: Readonly<
    Record<string, string | number | boolean | readonly string[] | readonly number[] | null>
  >;
  /**
   * The document speaks of a part of the day, and the publisher may have others for the rest of it:
   * observations of one series and date from
   * documents of different names add up. Absent: a document stands for the whole date.
   */
  readonly addsUp?: true;
}

/**
 * A total that the document prints, beside the one that its own rows give. Where they differ, nothing is
 * accepted before a person has looked.
 */
export interface PrintedTotal {
  /** Name of the sum, for example `vessels in the contiguous zone, 2016-08`. */
  readonly what: string;
  readonly printed: number;
  readonly read: number;
  /**
   * By how much the two may differ because the publisher rounds what it prints, in the unit of the figures; 0
   * when left out. A total within its
   * tolerance is neither equal nor wrong: nothing finer can be said of it.
   */
  readonly tolerance?: number;
}

/** Do a printed total and the sum of the rows agree, as far as the printed rounding can tell? */
export const agreesWithRows = ({ printed, read, tolerance = 0 }: PrintedTotal): boolean =>
  Math.abs(printed - read) <= tolerance;

/**
 * A part of a document that no rule claimed. Never ignored: it is how a change of the publisher's format
 * shows.
 */
export interface UnreadPart {
  readonly text: string;
  /** Why it could not be read, as a sentence for whoever has to mend the reader. */
  readonly why: string;
}

/**
 * One document as a reader understood it. A file that holds several (a list, a table of texts) gives several.
 */
export interface ReadDocument {
  /**
   * Names the document within its source, the same whenever the same document is read: a number of a release,
   * an address, a period.
   */
  readonly document: string;
  /** Last day of the period that the document speaks of, `YYYY-MM-DD`; `null` where it could not be read. */
  readonly periodEnd: string | null;
  readonly observations: readonly ReadObservation[];
  readonly printedTotals: readonly PrintedTotal[];
  readonly unread: readonly UnreadPart[];
  /** Addresses that an index page lists, in its order. Absent for a document that is no index. */
  readonly listed?: readonly string[];
}

const EXCERPT_LENGTH = 200;

/** A document without observations that says why it could not be read. */
export const unreadDocument = (document: string, text: string, why: string): ReadDocument => ({
  document,
  periodEnd: null,
  observations: [],
  printedTotals: [],
  unread: [{ text: text.slice(0, EXCERPT_LENGTH), why }],
});

/** Address that the links of a page start from: that of the page, or the one that its `<base>` names. */
export function baseOf(html: string, address: string): string {
  const base = /<base\b[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(html)?.[1] ?? '';
  return URL.canParse(base, address) ? new URL(base, address).href : address;
}

/** Text in the first of the encodings that the bytes are; `null` for bytes that are none of them. */
export function decodedText(bytes: Uint8Array, ...encodings: readonly string[]): string | null {
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not in this encoding: the next one is tried.
    }
  }
  return null;
}

/**
 * Whether a file is a PDF: its header may stand anywhere in the first 1,024 bytes (implementation note 13 of
 * the PDF Reference 1.7).
 */
export const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');

/** Reads the documents of one publisher. */
export interface DocumentReader {
  /**
   * Grows with every change that can read a stored document differently: a replay tells by it what a new
   * reader changes.
   */
  readonly version: number;
  /**
   * The documents in a file, in the order of the file. A file of a wrong kind (a web page for a table, an
   * empty text layer) gives one document
   * without observations whose `unread` says so; it does not throw.
   */
  read(raw: RawDocument): Promise<readonly ReadDocument[]>;
  /**
   * Observations that only several documents together give: one deployment out of the releases that tell of
   * it. The order of the documents does
   * not matter. For a reader that has it, its observations take the place of those of the same series in
   * single documents.
   */
  combine?(documents: readonly ReadDocument[]): readonly ReadObservation[];
}
