/** Lists of announcements of China's Ministry of Commerce: the annual index, and the answer of the service that fills it. */
import { selectAll } from 'css-select';
import { getElementsByTagName, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
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
import { announcementNumber } from './announcement-number.ts';

const SITE = 'https://www.mofcom.gov.cn/';
/** Articles of the site; other links of a page are menus. */
const ARTICLE = /\/art(?:icle)?\//;

/** Page of the list: bytes of the page itself, or the `data.html` of the service's answer. `null` for an answer without one. */
function pageOf(text: string): string | null {
  if (!text.trimStart().startsWith('{')) return text;
  return textMember(memberOf(jsonOf(text), 'data'), 'html');
}

/** One item of a list. */
type Item = Parameters<typeof textContent>[0];

/** `null` for an entry of a menu. */
function readItem(item: Item, address: string): ListedAnnouncement | UnreadPart | null {
  const link = getElementsByTagName('a', item, true, 1)[0];
  const href = link?.attribs.href ?? '';
  if (link === undefined || !ARTICLE.test(href)) return null;
  const shown = textContent(link).trim();
  // The title attribute is whole where the list cuts long titles.
  const title = (link.attribs.title ?? '').trim() || shown;
  const number = announcementNumber(title);
  if (number === null) return unreadPart(textContent(item), 'An article of the list without a number of an announcement that is known.');
  if (!URL.canParse(href, address)) return unreadPart(textContent(item), `The address of the article cannot be read: ${href}`);
  return { key: number.key, title, published: dayIn(textContent(item).replace(shown, '')), address: new URL(href, address).href };
}

function readPage(text: string, address: string): AnnouncementList {
  const page = pageOf(text);
  if (page === null) return unreadList(text, 'The answer has no list: neither a page nor data.html.');
  const read = selectAll('li', parseDocument(page))
    .map((item) => readItem(item, address))
    .filter((entry) => entry !== null);
  if (read.length === 0)
    return unreadList(
      page,
      'The page lists no article: its layout has changed, or a script fills it and its answer has to be read instead.',
    );
  return {
    announcements: read.filter((entry) => 'key' in entry),
    unread: read.filter((entry) => 'why' in entry),
  };
}

export const mofcomReader: AnnouncementListReader = {
  publisher: 'mofcom',
  version: 1,
  kind: 'html',
  listAddress: (year) => `${SITE}zcfb/blgg/gg/${year}/index.html`,
  read: (raw) => readPage(listText(raw), raw.address ?? SITE),
};
