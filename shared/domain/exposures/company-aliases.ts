import type { Candidate } from './match-subject.ts';

/**
 * A supplier of the shipped facts as it is looked up, by all its names. These facts hold no LEI and no DUNS
 * number, so both stay unknown.
 */
export const shippedSupplier = ({
  id,
  name,
  aliases = [],
  unconfirmed_names = [],
  countries = [],
}: NamedSupplier): Candidate => ({
  ...{ type: 'supplier', id, name, lei: null, duns: null, external_ids: {}, origin: 'shipped', countries },
  ...{ aliases, unconfirmed_names },
});

export type NamedSupplier = Readonly<{
  id: string;
  name: string;
  aliases?: readonly string[] | undefined;
  unconfirmed_names?: readonly string[] | undefined;
  countries?: readonly string[] | undefined;
}>;
