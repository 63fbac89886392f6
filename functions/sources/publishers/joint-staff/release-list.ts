/** Lists of releases on the pages of Japan's Joint Staff Office. */
import { selectAll } from 'css-select';
import { getElementsByTagName, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import type { ListedDocument } from '../document-reader.ts';

const SITE = 'https://www.mod.go.jp/js/';
/** Japanese releases; the English ones (`_01e`) are counted apart and translate others. */
const RELEASE_ADDRESS = /\/js\/pdf\/\d{4}\/p(\d{4})(\d{2})(\d{2})_\d{2}\.pdf$/;

/** Releases that a page lists: the first link of each list item, since the publisher leaves the links unclosed and the items alone bound them. */
export function listedReleases(html: string, address: string | null): readonly ListedDocument[] {
  const found = new Map<string, ListedDocument>();
  for (const item of selectAll('li', parseDocument(html))) {
    const first = (tag: string) => getElementsByTagName(tag, item, true, 1)[0];
    const release = absolute(first('a')?.attribs.href ?? '', address);
    const day = release === null ? null : RELEASE_ADDRESS.exec(release);
    if (release === null || day === null) continue;
    const title = first('h5');
    found.set(release, {
      address: release,
      ...(title === undefined ? {} : { title: textContent(title).trim() }),
      published: first('time')?.attribs.datetime ?? `${day[1]}-${day[2]}-${day[3]}`,
    });
  }
  return [...found.values()];
}

function absolute(href: string, address: string | null): string | null {
  return URL.canParse(href, address ?? SITE) ? new URL(href, address ?? SITE).href : null;
}
