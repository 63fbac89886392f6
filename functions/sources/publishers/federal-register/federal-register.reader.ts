/** Documents of the Bureau of Industry and Security, as the interface of the Federal Register answers (`/api/v1/documents.json`). */
import {
  type AnnouncementList,
  type AnnouncementListReader,
  dayIn,
  jsonOf,
  type ListedAnnouncement,
  listText,
  memberOf,
  textMember,
  unreadList,
  unreadPart,
} from '../announcement-list.ts';
import type { UnreadPart } from '../document-reader.ts';

/** The slug in answers; a query with another one is refused as a whole. */
const AGENCY = 'industry-and-security-bureau';
const MOST_PER_PAGE = 1000;
const FIELDS = ['document_number', 'title', 'publication_date', 'html_url', 'agencies'];

function readResult(result: unknown): ListedAnnouncement | UnreadPart {
  const [number, title, address] = ['document_number', 'title', 'html_url'].map((name) => textMember(result, name));
  const agencies = memberOf(result, 'agencies');
  const slugs = Array.isArray(agencies) ? agencies.map((agency) => textMember(agency, 'slug')) : [];
  if (!number || !title || !address) return unreadPart(JSON.stringify(result), 'A document without number, title or address.');
  if (!slugs.includes(AGENCY)) return unreadPart(`${number} ${title}`, `A document that does not name the agency ${AGENCY}.`);
  return { key: `FR ${number}`, title, published: dayIn(textMember(result, 'publication_date')), address };
}

function readAnswer(text: string): AnnouncementList {
  const answer = jsonOf(text);
  const results = memberOf(answer, 'results');
  // An agency without documents in the period answers `count: 0` and leaves the results out.
  if (memberOf(answer, 'count') === 0 && results === undefined) return { announcements: [], unread: [] };
  if (!Array.isArray(results)) return unreadList(text, 'The answer has no list of results.');
  const read = results.map(readResult);
  const next = textMember(answer, 'next_page_url');
  const further = next === null ? [] : [unreadPart(next, 'The list goes on at another address.')];
  return {
    announcements: read.filter((entry) => 'key' in entry),
    unread: [...read.filter((entry) => 'why' in entry), ...further],
  };
}

export const federalRegisterReader: AnnouncementListReader = {
  publisher: 'federal-register',
  version: 1,
  kind: 'json',
  listAddress: (year) => {
    const query = new URLSearchParams([
      ['conditions[agencies][]', AGENCY],
      ['conditions[publication_date][year]', String(year)],
      ['per_page', String(MOST_PER_PAGE)],
      ...FIELDS.map((field): [string, string] => ['fields[]', field]),
    ]);
    return `https://www.federalregister.gov/api/v1/documents.json?${query}`;
  },
  read: (raw) => readAnswer(listText(raw)),
};
