/** Suppliers that the tortured process writes, round by round, so that a reader knows what must be there. */
import { type CustomSupplier, customSupplierSchema } from '#contracts/api/custom-suppliers.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { LOCAL_TABLES } from '#functions/store/sqlite/sqlite-store.ts';

export const TORTURED_CLIENT = 'tortured';
const PER_ROUND = 8;

/** One of them is changed in every round, the others are new. */
export const idsOfRound = (round: number): readonly string[] => [
  'changed-in-every-round',
  ...Array.from({ length: PER_ROUND - 1 }, (_, n) => `round-${round}-${n}`),
];

export const supplierOfRound = (round: number): CustomSupplier =>
  customSupplierSchema.parse({
    name: `Round ${round}`,
    sites: [
      { id: 'a', name: 'Works '.repeat(1 + (round % 30)), country: 'VNM', stage: 'magnet', elements: ['Dy'] },
    ],
  });

/** The store of a folder, as a service opens it. */
export async function openTortured(folder: string) {
  const store = await openLocalStore(folder);
  return { suppliers: customSuppliersIn(store.tables(LOCAL_TABLES.signals)), close: () => store.close() };
}
