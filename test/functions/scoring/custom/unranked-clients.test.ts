import { expect, it, vi } from 'vitest';
import { rankCustomClients } from '#functions/scoring/custom-scoring.ts';

const clients = ['acme', 'bell', 'corp', 'dell'].map((client) => ({
  run_id: 'r0000000001',
  client,
  batches: 1,
  listed_at: '2026-10-01T18:30:00.000Z',
}));

it('clients that cannot be ranked, and those for whom there is no time left, are counted; the others are ranked', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const ranked: string[] = [];
  const rank = async ({ client }: { readonly client: string }) => {
    if (client === 'bell') throw new Error('1 of 1 batches of custom suppliers of bell were not scored');
    if (client === 'corp') return null;
    ranked.push(client);
    return { suppliers: 3 };
  };
  expect(await rankCustomClients(clients, { rank, atOnce: 2 })).toBe(2);
  expect(ranked).toEqual(['acme', 'dell']);
  expect(await rankCustomClients([], { rank, atOnce: 2 })).toBe(0);
});
