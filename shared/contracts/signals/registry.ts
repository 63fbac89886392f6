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

export const SIGNAL_NAMES = Object.keys(SIGNAL_CONTRACTS) as [RegisteredSignal, ...RegisteredSignal[]];
