/** The words of a report in one spelling: widths, spaces, and the characters that the ministry's typists are known to confuse. */

/**
 * Wrong characters of published texts, with what was meant. Each was seen in a report; none changes a number. 末 (end) for 未 (not) decides
 * between "none detected" and an unknown clause, 丶 is a stroke that looks like the comma 、.
 */
const MISWRITTEN: readonly (readonly [RegExp, string])[] = [
  [/丶/gu, '、'],
  [/[﹑､]/gu, '、'],
  [/台(?=[海灣])/gu, '臺'],
  [/末(?=偵獲|逾越|發現)/gu, '未'],
  [/[谕諭踰愈途輸喻](?=越)/gu, '逾'],
  [/糸(?=統)/gu, '系'],
  [/嚴䀄/gu, '嚴密'],
  [/[舆舉輿](?=應處)/gu, '與'],
  [/岸[罝罣]/gu, '岸置'],
  [/[〔【〖﹙{[]/gu, '('],
  [/[〕】〗﹚}\]]/gu, ')'],
  [/[’‘`´]/gu, "'"],
  [/\s*'\s*(?=s\s)/gu, "'"],
  [/[–—―−]/gu, '-'],
  [/迄迄/gu, '迄'],
  [/年年/gu, '年'],
];

const IS_ASCII = /^[ -~]$/;

/** Spaces mean something between English words and between two numbers only: elsewhere they are layout, even in the middle of a word. */
const withoutLayoutSpaces = (text: string): string =>
  text.replaceAll(/\s+/gu, (space, offset: number) =>
    IS_ASCII.test(text[offset - 1] ?? '') && IS_ASCII.test(text[offset + space.length] ?? '') ? ' ' : '',
  );

/**
 * A text as the rules read it: full-width letters, digits and signs as ASCII, known miswritten characters put right, spaces only where they
 * part words or numbers.
 */
export const reportWords = (text: string): string => {
  const narrow = text.normalize('NFKC').replaceAll(/[\u200B-\u200D\u2060\uFEFF\u00AD]/gu, '');
  const spelled = MISWRITTEN.reduce((spelling, [wrong, right]) => spelling.replaceAll(wrong, right), narrow);
  return withoutLayoutSpaces(spelled);
};
