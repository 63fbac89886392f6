/** Which of several languages of a response a header asks for (RFC 9110, section 12.5). */

interface Choice {
  readonly range: string;
  readonly quality: number;
}

const choicesIn = (header: string): readonly Choice[] =>
  header.split(',').map((choice) => {
    const [range = '', ...parameters] = choice.trim().split(/\s*;\s*/);
    const quality = parameters.find((parameter) => /^q=/i.test(parameter));
    return { range: range.toLowerCase(), quality: quality === undefined ? 1 : Number(quality.slice(2)) };
  });

/** The offer that `Accept-Language` prefers; of equals the first offer. None of them, or no header: the first offer. */
export function preferredOf<T extends string>(header: string | undefined, offers: readonly [T, ...T[]]): T {
  const choices = choicesIn(header ?? '*');
  const qualityOf = (offer: string): number => {
    const exact = choices.find(({ range }) => range === offer || range.startsWith(`${offer}-`));
    return (exact ?? choices.find(({ range }) => range === '*'))?.quality ?? 0;
  };
  return offers.reduce((best, offer) => (qualityOf(offer) > qualityOf(best) ? offer : best));
}
