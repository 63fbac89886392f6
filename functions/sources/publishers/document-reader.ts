/** Documents of publishers, and what a reader makes of one. */

export interface RawDocument {
  /** Readers tell by it and by the bytes which shape a document has. */
  readonly name: string;
  /** `null` for a file that was handed in. */
  readonly address: string | null;
  readonly bytes: Uint8Array;
  /** No reader looks at a clock. */
  readonly receivedOn: string;
}

export interface ReadObservation {
  /** Of a thing that lasts longer than a day; left out in series of days. */
  readonly id?: string;
  readonly series: string;
  /** Last day of its period. */
  readonly date: string;
  /** First day on which anybody could read it; `null` where the document does not say. */
  readonly published: string | null;
  /** `null`: not stated, which is never 0. */
  readonly values: Readonly<
    Record<string, string | number | boolean | readonly string[] | readonly number[] | null>
  >;
  /** Of a part of the day: documents of different names add up. */
  readonly addsUp?: true;
}

/** Where a printed total differs from its rows, a person has to look. */
export interface PrintedTotal {
  readonly what: string;
  readonly printed: number;
  readonly read: number;
  /** By how much printed rounding may part them. */
  readonly tolerance?: number;
}

export const agreesWithRows = ({ printed, read, tolerance = 0 }: PrintedTotal): boolean =>
  Math.abs(printed - read) <= tolerance;

/** A part that no rule claimed: how a change of format shows. */
export interface UnreadPart {
  readonly text: string;
  readonly why: string;
}

/** A file may hold several. */
export interface ReadDocument {
  /** The same whenever the document is read: a number, an address, a period. */
  readonly document: string;
  /** `null` where it could not be read. */
  readonly periodEnd: string | null;
  readonly observations: readonly ReadObservation[];
  readonly printedTotals: readonly PrintedTotal[];
  readonly unread: readonly UnreadPart[];
  /** Of an index page. */
  readonly listed?: readonly string[];
}

const EXCERPT_LENGTH = 200;

export const unreadDocument = (document: string, text: string, why: string): ReadDocument => ({
  document,
  periodEnd: null,
  observations: [],
  printedTotals: [],
  unread: [{ text: text.slice(0, EXCERPT_LENGTH), why }],
});

/** That of the page, or of its `<base>`. */
export function baseOf(html: string, address: string): string {
  const base = /<base\b[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(html)?.[1] ?? '';
  return URL.canParse(base, address) ? new URL(base, address).href : address;
}

/** In the first encoding that fits; `null`: none does. */
export function decodedText(bytes: Uint8Array, ...encodings: readonly string[]): string | null {
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {}
  }
  return null;
}

/** The header may stand in the first 1,024 bytes (PDF Reference 1.7, note 13). */
export const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');

export interface DocumentReader {
  /** Grows when stored documents may be read differently. */
  readonly version: number;
  /**
   * In the order of the file. What is of a wrong kind gives a document whose `unread` says so; it does not
   * throw.
   */
  read(raw: RawDocument): Promise<readonly ReadDocument[]>;
  /** Observations that documents give together, in any order, such as deployments. */
  combine?(documents: readonly ReadDocument[]): readonly ReadObservation[];
}
