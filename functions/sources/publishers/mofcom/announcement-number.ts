/** Numbers of announcements of China's Ministry of Commerce, in Chinese and as the register writes them. */

/** Issuers that number their own texts; a text of several is numbered by the first. */
const ISSUERS: Readonly<Record<string, string>> = { 商务部: 'MOFCOM', 不可靠实体清单工作机制: 'UNRELIABLE-ENTITIES' };

/** The second issuer that the register names beside the ministry. */
const CUSTOMS = '海关总署';

/** `年` is missing in the title of No. 61 of 2025; brackets stand round the year in texts before 2010. */
const NUMBER = /^([\p{Script=Han}\s、]*?)\s*(公告|令)\s*[(（〔[]?\s*(\d{4})\s*[)）〕\]]?\s*年?\s*第?\s*(\d+)\s*号/u;

/** Number of an announcement. */
export interface AnnouncementNumber {
  /** `MOFCOM 2025 No. 18`; an order has `MOFCOM order`. The same whoever signed beside the ministry, which numbers all of them in one sequence. */
  readonly key: string;
  /** As the register writes the instrument: `MOFCOM/GAC 2025 No. 18`. */
  readonly instrumentNo: string;
  readonly year: number;
  readonly number: number;
}

/** The number that begins a title; `null` for a title without one, or of an issuer that is not known. */
export function announcementNumber(title: string): AnnouncementNumber | null {
  const match = NUMBER.exec(title.trim());
  if (match === null) return null;
  const [, issuers = '', kind, year, number] = match;
  const names = issuers.split(/[\s、]+/).filter((name) => name !== '');
  const issuer = ISSUERS[names[0] ?? ''];
  if (issuer === undefined) return null;
  const office = kind === '令' ? `${issuer} order` : issuer;
  const signed = names.includes(CUSTOMS) ? `${office}/GAC` : office;
  const numbered = `${year} No. ${Number(number)}`;
  return { key: `${office} ${numbered}`, instrumentNo: `${signed} ${numbered}`, year: Number(year), number: Number(number) };
}

/** Key of an instrument of the register: `MOFCOM/GAC 2025 No. 18` is `MOFCOM 2025 No. 18`. */
export const keyOfInstrument = (instrumentNo: string): string => instrumentNo.replace(/^MOFCOM\/[A-Z/]+ /, 'MOFCOM ');
