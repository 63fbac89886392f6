import { PUBLISHED_METHODOLOGY } from '#functions/adapters/bundled-methodologies.ts';

/** A sentence for pages whose numbers are those of another version than runs publish; empty where it is the same. */
export const publishedVersionNote = (version: string): string =>
  version === PUBLISHED_METHODOLOGY
    ? ''
    : ` Runs publish ${PUBLISHED_METHODOLOGY}: [its specification](methodology-${PUBLISHED_METHODOLOGY}.md) says what it does otherwise.`;
