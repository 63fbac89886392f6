/** A source as the collector works with it: its contract, its reader, and how its figures stand in the log of observations. */
import type { CollectedDocument } from '#contracts/collection/collected-document.ts';
import type { SourceContract } from '#contracts/collection/source-contract.ts';
import type { DocumentReader } from '#functions/sources/publishers/document-reader.ts';

/** An observation in the form in which the log takes it, and the documents that it was made from. */
export interface LogStatement {
  readonly item: {
    readonly series: string;
    readonly id?: string;
    readonly date: string;
    readonly known_from: string;
    readonly values: Readonly<Record<string, unknown>>;
    readonly source: string;
    readonly source_url: string | null;
    readonly definition: string;
  };
  /** Ids of collected documents. */
  readonly from: readonly string[];
}

export interface SourceReader {
  readonly contract: SourceContract;
  readonly reader: DocumentReader;
  /** Statements that the documents make together, in the order in which it became known. Pure; documents come in the order of `inOrder`. Editions state nothing. */
  readonly statements: (documents: readonly CollectedDocument[]) => readonly LogStatement[];
  /** Name that all editions of a table share, from one of them. */
  readonly family: (document: CollectedDocument) => string;
}

/** Name of a source in the log: entries under it are those of the collector, and nobody else's. */
export const sourceInLog = ({ publisher, title }: Pick<SourceContract, 'publisher' | 'title'>): string => `${publisher}: ${title}`;

/** Day on which anybody could read a document: its own date of publication where it has one, else the day it came in. */
export function knownFrom(document: Pick<CollectedDocument, 'observations' | 'received_on'>): string {
  const published = document.observations.flatMap((observation) => observation.published ?? []);
  return published.toSorted().at(-1) ?? document.received_on;
}

/** Documents in an order that does not depend on when they came in: by the day they became known, then by name as people count, then by content. */
export function inOrder(documents: readonly CollectedDocument[]): readonly CollectedDocument[] {
  const names = new Intl.Collator('en', { numeric: true });
  return documents.toSorted(
    (one, other) =>
      compared(knownFrom(one), knownFrom(other)) ||
      names.compare(one.document, other.document) ||
      compared(one.received_on, other.received_on) ||
      compared(one.id, other.id),
  );
}

const compared = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
