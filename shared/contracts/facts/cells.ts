/** Schemas of single values and of the columns that all tables of facts share. */
import * as z from 'zod';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';

export const words = z.string().min(1);
export const optionalWords = words.nullable();
const amount = z.number().nonnegative();
export const optionalAmount = amount.nullable();
export const share = z.number().min(0).max(1);
export const optionalShare = share.nullable();
export const count = z.int().nonnegative();
export const stage = z.enum(STAGES);
export const day = z.iso.date();
/** A day, a month or a year, as the source words it. */
export const period = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
export const country = z.string().regex(/^[A-Z]{3}$/);
export const identifier = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

export const provenance = {
  row: z.string().regex(/^[a-z-]+:\S+$/),
  source: words,
  source_url: optionalWords,
  date: words,
  quality: words,
  known_from: day,
  known_from_basis: z.enum(['source', 'edition', 'assumed']),
  note: optionalWords,
  sent_by: words.exactOptional(),
};
