/**
 * The secret of a key has 43 characters; a key in Base64, or with its id before it, has more. A cursor is as long and goes with them. No plus and no
 * slash: the Base64 of a key has neither, and an address of several parts stays readable.
 */
const AS_LONG_AS_A_SECRET = /[A-Za-z0-9_=-]{43,}/g;
/** Whatever stands between the characters of a key that is told in pieces: spaces, or the zeros of UTF-16. */
const BETWEEN = /[^A-Za-z0-9_-]+/g;
const BEGINS_A_KEY = /cpk_[A-Za-z0-9]{10}_/i;
const MOST_DECODINGS = 4;

/**
 * Text of a request as it may stand in a log or in the record: whatever could hold an API key is left out, however it was spelled. Some send the
 * key in the address, percent-encoded once or twice, or in a header that is logged.
 */
export function loggableText(text: string): string {
  let plain = text;
  for (let n = 0; n < MOST_DECODINGS; n += 1) {
    if (plain.search(AS_LONG_AS_A_SECRET) >= 0) return plain.replaceAll(AS_LONG_AS_A_SECRET, '[left out]');
    const decoded = decoding(plain);
    if (decoded === plain) return BEGINS_A_KEY.test(plain.replaceAll(BETWEEN, '')) ? '[left out]' : text;
    plain = decoded;
  }
  return '[left out]'; // encoded so often that nobody means an address by it
}

/** Each encoded character by itself: text that is broken elsewhere is decoded all the same. */
const decoding = (text: string): string =>
  text.replaceAll(/%([0-7][0-9A-Fa-f])/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
