import type { RegisterRows } from '#domain/method/supplier-facts.ts';
import type {
  ExternalPartyRow,
  SupplierLinkRow,
  SupplierSiteRow,
} from '#domain/vocabulary/reference-data.ts';

/** Cuts a register of any size into pieces, each with all that the scores of its own suppliers rest on. */

export type PlacedRow = readonly [
  place: number,
  ...(
    | readonly ['sites', SupplierSiteRow]
    | readonly ['links', SupplierLinkRow]
    | readonly ['parties', ExternalPartyRow]
  ),
];

/** A few rows at a time, each once. */
export type RegisterInParts = () => Iterable<RegisterRows>;

export function* placedRows(register: RegisterInParts): Generator<PlacedRow> {
  let place = 0;
  for (const { sites, links, parties } of register()) {
    for (const row of sites) yield [place++, 'sites', row];
    for (const row of links) yield [place++, 'links', row];
    for (const row of parties) yield [place++, 'parties', row];
  }
}

export function registerOfRows(rows: Iterable<PlacedRow>): RegisterRows {
  const inOrder = [...new Map([...rows].map((row) => [row[0], row])).values()].sort(([a], [b]) => a - b);
  const of = <Row>(part: PlacedRow[1]): readonly Row[] =>
    inOrder.flatMap(([, name, row]) => (name === part ? [row as Row] : []));
  return { sites: of('sites'), links: of('links'), parties: of('parties') };
}

/** As many as the largest batch of a run has subjects. */
export const SUPPLIERS_PER_PIECE = 400;
/** A scenario scores all of fewer than `uncut` for its answer. */
export const PIECE_SIZES = { uncut: 2000, suppliers: SUPPLIERS_PER_PIECE };

/**
 * `piecesOfRows`: by place of a row. The first piece of a large register has no suppliers: it is what
 * countries as a whole live on. Only ids and links are in memory.
 */
export function cutOf(register: RegisterInParts, sizes: typeof PIECE_SIZES, traders: readonly string[] = []) {
  const links = linksOf(register);
  const ids = [...links.sitesOf.keys(), ...traders].sort();
  const pieceOf = (suppliers: readonly string[]) => ({
    suppliers,
    sites: suppliers.flatMap((id) => links.sitesOf.get(id) ?? []),
  });
  if (ids.length <= sizes.uncut) return { pieces: [pieceOf(ids)], piecesOfRows: [] };
  const pieces = [pieceOf([])];
  for (let n = 0; n < ids.length; n += sizes.suppliers)
    pieces.push(pieceOf(ids.slice(n, n + sizes.suppliers)));
  const piecesOfRows: (readonly number[])[] = [];
  for (const [piece, { sites }] of pieces.entries())
    for (const place of rowsFor(piece === 0 ? links.pools : sites, links))
      piecesOfRows[place] = [...(piecesOfRows[place] ?? []), piece];
  return { pieces, piecesOfRows };
}

function add<Value>(lists: Map<string, Value[]>, key: string, value: Value) {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function linksOf(register: RegisterInParts) {
  const placeOf = new Map<string, number>();
  const [sitesOf, sitesOfParty, partiesOf] = [
    new Map<string, string[]>(),
    new Map<string, string[]>(),
    new Map<string, string[]>(),
  ];
  const [into, from] = [
    new Map<string, { place: number; from: string }[]>(),
    new Map<string, { place: number; to: string }[]>(),
  ];
  const pools: string[] = [];
  for (const [place, part, row] of placedRows(register)) {
    if (part === 'links') {
      add(into, row.to, { place, from: row.from });
      add(from, row.from, { place, to: row.to });
      continue;
    }
    placeOf.set(row.id, place);
    if (part === 'sites') add(sitesOf, row.supplier, row.id);
    else {
      if (row.kind === 'country_pool') pools.push(row.id);
      for (const site of row.supplier_site_ids) {
        add(sitesOfParty, row.id, site);
        add(partiesOf, site, row.id);
      }
    }
  }
  const feeders = pools
    .flatMap((pool) => into.get(pool) ?? [])
    .flatMap((link) => [link.from, ...(sitesOfParty.get(link.from) ?? [])]);
  return { placeOf, sitesOf, sitesOfParty, partiesOf, into, from, pools: [...pools, ...feeders] };
}

function rowsFor(
  own: readonly string[],
  { placeOf, sitesOf, sitesOfParty, partiesOf, into, from }: ReturnType<typeof linksOf>,
) {
  const rows = new Set<number>();
  const show = (id: string) => {
    for (const one of [id, ...(sitesOfParty.get(id) ?? [])]) {
      const place = placeOf.get(one);
      if (place !== undefined) rows.add(place);
    }
  };
  const above = new Set(own.flatMap((id) => [id, ...(partiesOf.get(id) ?? [])]));
  for (const { place, to } of [...above].flatMap((id) => from.get(id) ?? [])) {
    rows.add(place);
    show(to);
  }
  for (const id of above) {
    show(id);
    for (const site of sitesOf.get(id) ?? []) above.add(site);
    for (const link of into.get(id) ?? []) {
      rows.add(link.place);
      above.add(link.from);
    }
  }
  return rows;
}
