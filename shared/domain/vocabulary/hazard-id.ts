/** Reads the id of a hazard: its kind, and the origins behind it. */
import { STAGES, type Stage } from './scoring-inputs.ts';

export interface HazardId {
  readonly kind: string;
  /** Countries named in the id: none for a hazard of the whole stage, two where two origins are under control at once. */
  readonly origins: readonly string[];
  /** The measures stop the feed of another stage, on its way to the plants of a country. */
  readonly feed: { readonly stage: Stage; readonly processor: string } | null;
}

/**
 * Reads `kind`, `kind:ORIGIN`, `active_control:ORIGIN+ORIGIN` (two at once) and `active_control:mine-PROCESSOR:ORIGIN` (ore of an origin in
 * the plants of another country).
 */
export function readHazardId(id: string): HazardId {
  const [kind = '', ...places] = id.split(':');
  const [place = '', feedOrigin] = places;
  if (feedOrigin === undefined) return { kind, origins: place === '' ? [] : place.split('+'), feed: null };
  const stage = STAGES.find((one) => place.startsWith(`${one}-`));
  if (stage === undefined) throw new RangeError(`"${id}" is no id of a hazard: a feed is written stage-COUNTRY:ORIGIN`);
  return { kind, origins: [feedOrigin], feed: { stage, processor: place.slice(stage.length + 1) } };
}
