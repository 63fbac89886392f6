/** The contracts of all signals, in the order in which lists of signals are shown; a new signal is a line here. */
import type { RegisteredSignal } from '#domain/signals/registry.ts';
import { carriersContract } from './carriers.ts';
import { senkakuContract } from './senkaku.ts';
import type { SignalContract } from './signal-contract.ts';
import { taiwanStraitContract } from './taiwan-strait.ts';

export const SIGNAL_CONTRACTS = {
  taiwan_strait: taiwanStraitContract,
  senkaku: senkakuContract,
  carriers: carriersContract,
} as const satisfies Readonly<Record<RegisteredSignal, SignalContract>>;

type Contracts = typeof SIGNAL_CONTRACTS;

export const SIGNAL_NAMES = Object.keys(SIGNAL_CONTRACTS) as [RegisteredSignal, ...RegisteredSignal[]];

/** Names in the order of the published methodology documents, which a rebuild has to write again byte for byte; later signals follow. */
export const SIGNAL_NAMES_IN_DOCUMENTS: readonly RegisteredSignal[] = [...new Set<RegisteredSignal>(['senkaku', ...SIGNAL_NAMES])];

/** `taiwan_strait, senkaku or carriers`. */
export const SIGNAL_NAMES_IN_WORDS = `${SIGNAL_NAMES.slice(0, -1).join(', ')} or ${SIGNAL_NAMES.at(-1)}`;

/** `Taiwan Strait, Senkaku/Diaoyu islands, or Chinese aircraft carriers beyond the first island chain`. */
export const SIGNAL_LABELS_IN_WORDS = labels(Object.values(SIGNAL_CONTRACTS).map(({ label }) => label));

function labels(all: readonly string[]): string {
  return `${all.slice(0, -1).join(', ')}, or ${all.at(-1)}`;
}

/** The members of a union as one object. */
type Merged<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void ? All : never;

/** Table -> schema of its rows, of all signals. */
export const signalTables = Object.assign({}, ...Object.values(SIGNAL_CONTRACTS).map(({ tables }) => tables)) as Merged<
  Contracts[RegisteredSignal]['tables']
>;
