/** A process that opens the store of a folder as a service does, writes suppliers without end, and says each that was accepted. It is there to be killed. */

import { openLocalStore } from '#functions/local/local-store.ts';
import { LOCAL_TABLES } from '#functions/local/local-tables.ts';
import { customSuppliersIn } from '#functions/store/custom-suppliers.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { idsOfRound, supplierOfRound, TORTURED_CLIENT, WRITTEN_AT } from './tortured-suppliers.ts';

const [folder = '', from = '0'] = process.argv.slice(2);
const store = await openLocalStore(folder, undefined);
const suppliers = customSuppliersIn(dynamodbTable(store.client, LOCAL_TABLES.signals));
process.stdout.write('opened\n');
for (let round = Number(from); ; round += 1) {
  await Promise.all(idsOfRound(round).map((id) => suppliers.put(TORTURED_CLIENT, id, supplierOfRound(round), 'anything', WRITTEN_AT)));
  process.stdout.write(`accepted ${round}\n`);
}
