/** Takes observations into the store of a folder, day after day, and says each acknowledgement. It is there to be killed. */
import { dynamodbObservationLog } from '#functions/adapters/dynamodb/dynamodb-observation-log.ts';
import { ingestObservations } from '#functions/ingestion/ingest-observations.ts';
import { embeddedStore, SIGNALS_TABLE } from '#test/adapters/embedded-store.ts';
import { requestOf } from './sent-observations.ts';

const [folder = '', from = '0'] = process.argv.slice(2);
const store = await embeddedStore(folder);
const log = dynamodbObservationLog(store.runs, SIGNALS_TABLE);
for (let request = Number(from); ; request += 1) {
  process.stdout.write(`sent ${request}\n`);
  const ports = { log, published: {}, client: 'local', now: '2026-11-25T12:00:00.000Z' };
  const { results } = await ingestObservations(requestOf(request), ports);
  process.stdout.write(`acknowledged ${request} ${results.map(({ status }) => status).join(',')}\n`);
}
