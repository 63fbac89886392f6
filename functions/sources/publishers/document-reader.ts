import type { CollectedDocument, CollectedObservation } from '#contracts/collection/collected-document.ts';

export type RawDocument = Readonly<{
  name: string;
  address: string | null;
  bytes: Uint8Array;
  /** No reader looks at a clock. */
  receivedOn: string;
}>;

export type ReadObservation = CollectedObservation;
export type PrintedTotal = CollectedDocument['printed_totals'][number];
export type UnreadPart = CollectedDocument['unread'][number];

export const agreesWithRows = ({ printed, read, tolerance = 0 }: PrintedTotal): boolean =>
  Math.abs(printed - read) <= tolerance;

export type ReadDocument = Pick<
  CollectedDocument,
  'document' | 'period_end' | 'observations' | 'printed_totals' | 'unread'
> &
  Partial<Pick<CollectedDocument, 'is_list'>>;

const EXCERPT_LENGTH = 200;

export const unreadDocument = (document: string, text: string, why: string): ReadDocument => ({
  document,
  period_end: null,
  observations: [],
  printed_totals: [],
  unread: [{ text: text.slice(0, EXCERPT_LENGTH), why }],
});

/** That of the page, or of its `<base>`. */
export function baseOf(html: string, address: string): string {
  const base = /<base\b[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(html)?.[1] ?? '';
  return URL.canParse(base, address) ? new URL(base, address).href : address;
}

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
  /** Given by documents together, such as deployments. */
  combine?(documents: readonly ReadDocument[]): readonly ReadObservation[];
}
