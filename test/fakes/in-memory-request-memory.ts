import {
  CLAIM_SECONDS,
  REMEMBERED_SECONDS,
  type RequestClaim,
  type RequestMemory,
  type StoredResponse,
} from '#functions/ports/request-memory.ts';

interface Remembered {
  readonly fingerprint: string;
  readonly expiresAt: number;
  lockedUntil: number;
  answer: StoredResponse | null;
}

/** Requests over maps; the contract suite holds it to the adapter on DynamoDB. */
export function inMemoryRequestMemory(): RequestMemory {
  const requests = new Map<string, Remembered>();
  const writes = new Map<string, number>();
  const nameOf = ({ client, keyHash }: RequestClaim): string => `${client}#${keyHash}`;
  return {
    async claim(claim, now) {
      const known = requests.get(nameOf(claim));
      const { fingerprint } = claim;
      const died = known?.fingerprint === fingerprint && known.answer === null && known.lockedUntil < now;
      if (known === undefined || known.expiresAt < now || died) {
        requests.set(nameOf(claim), { fingerprint, expiresAt: now + REMEMBERED_SECONDS, lockedUntil: now + CLAIM_SECONDS, answer: null });
        return { status: 'first' };
      }
      if (known.fingerprint !== fingerprint) return { status: 'other_request' };
      return known.answer === null ? { status: 'in_flight' } : { status: 'done', answer: structuredClone(known.answer) };
    },
    async keep(claim, answer) {
      const known = requests.get(nameOf(claim));
      if (known !== undefined) known.answer = structuredClone(answer);
    },
    async release(claim) {
      const known = requests.get(nameOf(claim));
      if (known !== undefined) known.lockedUntil = 0;
    },
    async countWrite(client, minute) {
      const count = (writes.get(`${client}#${minute}`) ?? 0) + 1;
      writes.set(`${client}#${minute}`, count);
      return count;
    },
    async countRows(client, day, rows) {
      const count = (writes.get(`${client}#day ${day}`) ?? 0) + rows;
      writes.set(`${client}#day ${day}`, count);
      return count;
    },
  };
}
