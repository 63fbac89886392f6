/** Suppliers that the tortured process writes, round by round, so that a reader knows what must be there. */
import { type CustomSupplier, customSupplierSchema } from '#contracts/api/custom-suppliers/custom-suppliers.ts';

export const TORTURED_CLIENT = 'tortured';
export const WRITTEN_AT = '2026-11-27T00:00:00.000Z';
const PER_ROUND = 8;

/** One of them is changed in every round, the others are new. */
export const idsOfRound = (round: number): readonly string[] => [
  'changed-in-every-round',
  ...Array.from({ length: PER_ROUND - 1 }, (_, n) => `round-${round}-${n}`),
];

export const supplierOfRound = (round: number): CustomSupplier =>
  customSupplierSchema.parse({
    name: `Round ${round}`,
    sites: [{ id: 'a', name: 'Works '.repeat(1 + (round % 30)), country: 'VNM', stage: 'magnet', elements: ['Dy'] }],
  });
