import { createHash } from 'node:crypto';

export type FeedEntry = Readonly<{
  id: string;
  title: string;
  text: string;
  updated: string;
  link: string;
  /** Kinds of cause; `data_correction` is a figure that was wrong. */
  kinds: readonly string[];
}>;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string) => text.replace(/[&<>"]/g, (one) => ENTITIES[one] ?? one);

export function atomFeed(site: string, updated: string, entries: readonly FeedEntry[]): string {
  const written = entries.map(
    ({ id, title, text, updated: at, link, kinds }) =>
      `<entry><id>${xml(id)}</id><title>${xml(title)}</title><updated>${at}</updated><link href="${xml(link)}"/>${kinds
        .map((kind) => `<category term="${xml(kind)}"/>`)
        .join('')}<content type="text">${xml(text)}</content></entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Chokepoint: changes</title><id>${xml(site)}/feed.xml</id><updated>${updated}</updated><author><name>Chokepoint</name></author><link rel="self" href="${xml(site)}/feed.xml"/><rights>CC BY 4.0</rights>
${written.join('\n')}
</feed>
`;
}

export type DateAhead = Readonly<{
  date: string;
  title: string;
  text: string;
}>;

const LONGEST_LINE = 75;

/** At most 75 bytes, carried on behind a blank, never within a letter. */
function folded(line: string) {
  const parts: string[] = [''];
  let bytes = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (bytes + size > LONGEST_LINE) {
      parts.push('');
      bytes = 1;
    }
    parts[parts.length - 1] += letter;
    bytes += size;
  }
  return parts.join('\r\n ');
}

const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');

/** Of whole days (RFC 5545). `stamp`: as 20261202T000000Z. */
export function calendar(stamp: string, dates: readonly DateAhead[]): string {
  const events = dates.flatMap(({ date, title, text }) => [
    'BEGIN:VEVENT',
    `UID:${createHash('sha256').update(`${date} ${title}`).digest('hex').slice(0, 32)}@chokepoint`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Chokepoint//dates ahead//EN',
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
