import { type CollectedDocument, counts } from '#contracts/collection/collected-document.ts';

/** A document as `npm run ingest -- --print` writes it, one line of JSON each. */
interface PrintedDocument {
  readonly source: string;
  readonly document: string;
  readonly period_end: string | null;
  readonly observations: readonly object[];
  /** Observations that are kept back, each with every reason. */
  readonly quarantined: readonly object[];
  readonly unread: readonly object[];
}

/** A document as it is shown: its observations are all accepted or all kept back, and none is left out. */
export function printedDocument(document: CollectedDocument): PrintedDocument {
  const { source, document: name, period_end, doubts, unread } = document;
  const observations = document.observations.map(({ series, date, values }) => ({ series, date, values }));
  const accepted = counts(document);
  // A document without a figure has nothing to keep back; why is told with what could not be read.
  const untold = observations.length > 0 || accepted || unread.length > 0 ? [] : doubts.map(({ detail }) => ({ text: '', why: detail }));
  return {
    source,
    document: name,
    period_end,
    observations: accepted ? observations : [],
    quarantined: accepted ? [] : observations.map((observation) => ({ ...observation, reasons: doubts })),
    unread: [...unread, ...untold],
  };
}
