import { describe, expect, it } from 'vitest';
import { companyResultsIn } from '#functions/store/clients/company-results.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

describe('the newest figures of a company', () => {
  it('are those of the last run up to one, with the versions and the method that made them, of this client and company alone', async () => {
    const kept = companyResultsIn(tableInMemory());
    const put = (client: string, id: string, run: string, sha256: string) =>
      kept.put(
        client,
        id,
        run,
        'results',
        'v7',
        { methodology: { version: '3', sha256 }, results: { any: null, lines: [run] } },
        2e9,
      );
    await put('acme', 'north', 'r0000000002', 'a');
    await put('acme', 'north', 'r0000000004', 'b');
    await kept.put('acme', 'north', 'r0000000004', 'helps', 'v7', { units: [] }, 2e9);
    await put('acme', 'north-2', 'r0000000003', 'a');
    await put('bolt', 'north', 'r0000000003', 'a');
    const newest = async (upTo: string) => kept.newest('acme', 'north', upTo);
    expect(await newest('r0000000003')).toEqual({
      run_id: 'r0000000002',
      made_from: 'v7 a',
      results: { any: null, lines: ['r0000000002'] },
    });
    expect(await newest('r0000000005')).toMatchObject({ run_id: 'r0000000004', made_from: 'v7 b' });
    expect(await newest('r0000000001')).toBeNull();
  });
});
