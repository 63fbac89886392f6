/**
 * Opens the store of a folder as a service does, writes suppliers without end, and says each round that was
 * accepted. It is there to be killed.
 */
import { idsOfRound, openTortured, supplierOfRound, TORTURED_CLIENT } from './tortured-suppliers.ts';

const [folder = '', from = '0'] = process.argv.slice(2);
/** Held whole: the lock of the folder ends with the store. */
const tortured = await openTortured(folder);
process.stdout.write('opened\n');
for (let round = Number(from); ; round += 1) {
  await Promise.all(
    idsOfRound(round).map((id) =>
      tortured.suppliers.put(
        TORTURED_CLIENT,
        id,
        supplierOfRound(round),
        'anything',
        '2026-11-27T00:00:00.000Z',
      ),
    ),
  );
  process.stdout.write(`accepted ${round}\n`);
}
