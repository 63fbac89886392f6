import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { observationKey } from '#contracts/store/signals-layout.ts';
import { dynamodbObservationLog } from '#functions/adapters/dynamodb/dynamodb-observation-log.ts';
import { dynaliteStore, SIGNALS_TABLE } from './embedded-store.ts';

it('a row whose text was cut is named and left out, and the others are read', async () => {
  const store = await dynaliteStore();
  try {
    const named: string[] = [];
    const log = dynamodbObservationLog(store.runs, SIGNALS_TABLE, (key, why) => named.push(`${key}: ${(why as Error).name}`));
    const values = { aircraft: 14, crossed_median_or_adiz: null, navy_ships: 7, official_ships: null };
    const said = { known_from: '2026-10-01', source: 'MND', source_url: null, definition: 'as published', values };
    for (const date of ['2026-10-01', '2026-10-03'])
      await log.append({ observation: { signal: 'taiwan_strait', date, ...said }, version: 1 });
    const cut = {
      ...observationKey('taiwan_strait', '2026-10-02', 1),
      version: 1,
      observation: '{"series":"taiwan_strait","date":"2026-1',
    };
    await store.runs.send(new PutCommand({ TableName: SIGNALS_TABLE, Item: cut }));
    expect((await log.all()).map(({ observation }) => observation.date)).toEqual(['2026-10-01', '2026-10-03']);
    expect(named).toEqual([`${cut.pk} ${cut.sk}: SyntaxError`]);
  } finally {
    await store.close();
  }
});
