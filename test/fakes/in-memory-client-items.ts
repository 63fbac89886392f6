import { type ClientItem, type ClientItems, nextItem } from '#functions/ports/alerts/client-items.ts';

/** Things of clients over a map; the contract suite holds it to the adapter on DynamoDB. */
export function inMemoryClientItems<T>(): ClientItems<T> {
  const items = new Map<string, ClientItem<T> & { readonly client: string }>();
  const sorted = () => [...items].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, item]) => item);
  const shown = ({ client: _client, ...item }: ClientItem<T> & { readonly client: string }): ClientItem<T> =>
    structuredClone(item) as ClientItem<T>;
  const of = (client: string, id: string): ClientItem<T> | null => {
    const found = items.get(`${client}#${id}`);
    return found === undefined ? null : shown(found);
  };
  return {
    get: async (client, id) => of(client, id),
    list: async (client) =>
      sorted()
        .filter((item) => item.client === client)
        .map(shown),
    listAll: async () => sorted().filter(({ deleted }) => !deleted),
    async put(client, id, content, expected, now) {
      const present = of(client, id);
      const next = nextItem(present, id, content, expected, now);
      items.set(`${client}#${id}`, { ...next, client });
      return next;
    },
  };
}
