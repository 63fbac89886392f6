/** A news feed in Atom (RFC 4287). */
export const ATOM = 'application/atom+xml; charset=utf-8';

/** Where a feed is. */
export interface FeedPlace {
  /** Address of the service, without a slash at the end. */
  readonly address: string;
  /** Path and query of the feed. */
  readonly self: string;
}

export interface FeedHead extends FeedPlace {
  readonly title: string;
  /** Path of the resource that the feed is made of. */
  readonly alternate: string;
  readonly updated: string;
  /** Id of the run that the feed is of. */
  readonly run: string;
}

export interface FeedEntry {
  /** Stays the same wherever the service moves to. */
  readonly id: string;
  readonly title: string;
  /** Path of what the entry is about. */
  readonly link: string;
  readonly updated: string;
  readonly category: string;
  readonly summary: string;
}

/** The document. */
export function atomFeed({ address, self, title, alternate, updated, run }: FeedHead, entries: readonly FeedEntry[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escaped(`${address}${self}`)}</id>
<title>${escaped(title)}</title>
<link rel="self" type="application/atom+xml" href="${escaped(`${address}${self}`)}"/>
<link rel="alternate" type="application/json" href="${escaped(`${address}${alternate}`)}"/>
<updated>${updated}</updated>
<author><name>Chokepoint</name></author>
<category scheme="${escaped(`${address}/v1/runs`)}" term="${run}"/>
${entries.map((entry) => entryOf(entry, address)).join('')}</feed>
`;
}

const entryOf = ({ id, title, link, updated, category, summary }: FeedEntry, address: string): string => `<entry>
<id>${escaped(id)}</id>
<title>${escaped(title)}</title>
<link rel="alternate" type="application/json" href="${escaped(`${address}${link}`)}"/>
<updated>${updated}</updated>
<category term="${escaped(category)}"/>
<summary>${escaped(summary)}</summary>
</entry>
`;

/** Escapes text for XML and leaves out characters that XML does not allow. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones XML forbids
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
