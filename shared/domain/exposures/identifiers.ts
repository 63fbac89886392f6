/** Identifiers of legal entities: how they are written, and whether they can be one. */

/** An identifier without blanks and hyphens, in capitals. */
export const plainIdentifier = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();

/** ISO 17442: 18 letters or digits and two check digits, MOD 97-10 of ISO 7064 over the whole. */
export function isLei(text: string): boolean {
  if (!/^[0-9A-Z]{18}[0-9]{2}$/.test(text)) return false;
  let remainder = 0;
  for (const sign of text) {
    const value = Number.parseInt(sign, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Nine digits; the number has no check digit any more. */
export const isDuns = (text: string): boolean => /^[0-9]{9}$/.test(text);
