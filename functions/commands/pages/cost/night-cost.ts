/** Dollars of a night and of reads, from what was measured and the list prices. */

import { RUN_OBJECT_DAYS } from '#contracts/store/table-layout.ts';
import { MOST_BATCHES, MOST_SUBJECTS_PER_BATCH, RUN_ROW_DAYS, SUBJECTS_PER_BATCH } from '#functions/scoring/operational-settings.ts';
import { PRICES } from './list-prices.ts';
import type { MeasuredNight, WholeResults } from './measured-night.ts';

const MILLION = 1e6;
const GIGABYTE = 1e9;
const DAYS_OF_A_MONTH = 365.25 / 12;
/** A function with 1,769 MB has one core. */
const GIGABYTES_OF_A_CORE = 1.769;
/** Rows and objects of a run are kept so long, in days; objects by the lifecycle of the bucket, first in the class for what is often read. */
const KEPT_DAYS = {
  rows: RUN_ROW_DAYS,
  oftenRead: RUN_OBJECT_DAYS.oftenRead,
  seldomRead: RUN_OBJECT_DAYS.objects + RUN_OBJECT_DAYS.removed - RUN_OBJECT_DAYS.oftenRead,
  draws: RUN_OBJECT_DAYS.draws + RUN_OBJECT_DAYS.removed,
};
/** Objects of a batch are read twice by the fan-in, once by what follows, and twice as the run before by the next night. */
const READS_OF_AN_OBJECT = 5;
/** States of an execution for one batch, and the execution itself. */
const TRANSITIONS_OF_A_BATCH = 3;
/** Objects that a batch writes: results, draws and explanations. */
const OBJECTS_OF_A_BATCH = 3;

/** Batches of a run with so many subjects: a large run has larger ones rather than more. */
const batchesOf = (subjects: number): number =>
  subjects / Math.min(MOST_SUBJECTS_PER_BATCH, Math.max(SUBJECTS_PER_BATCH, subjects / MOST_BATCHES));

/** Everything of a night that costs. */
export interface NightFigures {
  readonly suppliers: number;
  readonly subjects: number;
  readonly writeUnits: number;
  readonly rowBytes: number;
  readonly objectBytes: number;
  readonly drawBytes: number;
  readonly cpuSeconds: number;
}

/** The night that is measured writes the second point into the history of a week, which takes a unit more towards its end. */
const LATER_IN_THE_WEEK_UNITS = 0.5;

/** Figures of a measured night, in which every result had been made whole. */
export function figuresOf(night: MeasuredNight, whole: WholeResults): NightFigures {
  const { score: _copied, ...others } = night.cpu_seconds;
  const results = night.subjects * night.buyers;
  return {
    suppliers: night.suppliers,
    subjects: night.subjects,
    writeUnits: sum(Object.values(night.write_units)) + LATER_IN_THE_WEEK_UNITS * night.subjects,
    rowBytes: night.row_bytes,
    objectBytes: night.object_bytes,
    drawBytes: results * whole.draw_bytes,
    cpuSeconds: sum(Object.values(others)) + (results * whole.cpu_ms) / 1000,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Straight line through two nights, at another number of suppliers. */
export function nightAt(suppliers: number, small: NightFigures, large: NightFigures): NightFigures {
  const at = (of: (night: NightFigures) => number): number => {
    const slope = (of(large) - of(small)) / (large.suppliers - small.suppliers);
    return of(small) + slope * (suppliers - small.suppliers);
  };
  return {
    suppliers,
    subjects: at(({ subjects }) => subjects),
    writeUnits: at(({ writeUnits }) => writeUnits),
    rowBytes: at(({ rowBytes }) => rowBytes),
    objectBytes: at(({ objectBytes }) => objectBytes),
    drawBytes: at(({ drawBytes }) => drawBytes),
    cpuSeconds: at(({ cpuSeconds }) => cpuSeconds),
  };
}

export interface NightDollars {
  readonly writes: number;
  readonly compute: number;
  readonly objects: number;
  readonly steps: number;
  /** Rows and objects, for as long as they are kept. */
  readonly storage: number;
  readonly total: number;
}

/** Dollars of a night. */
export function dollarsOf({ subjects, writeUnits, rowBytes, objectBytes, drawBytes, cpuSeconds }: NightFigures): NightDollars {
  const batches = batchesOf(subjects);
  const gigabyteMonths = (bytes: number, days: number): number => (bytes / GIGABYTE) * (days / DAYS_OF_A_MONTH);
  const parts = {
    writes: (writeUnits * PRICES.writeUnit.dollars) / MILLION,
    compute: (cpuSeconds * GIGABYTES_OF_A_CORE * PRICES.compute.dollars + batches * PRICES.invocation.dollars) / MILLION,
    objects:
      (batches *
        OBJECTS_OF_A_BATCH *
        (PRICES.objectPut.dollars + PRICES.objectMove.dollars + READS_OF_AN_OBJECT * PRICES.objectGet.dollars)) /
      MILLION,
    steps: (batches * TRANSITIONS_OF_A_BATCH * PRICES.transition.dollars) / MILLION,
    storage:
      gigabyteMonths(rowBytes, KEPT_DAYS.rows) * (PRICES.tableStorage.dollars + PRICES.tableBackup.dollars) +
      gigabyteMonths(objectBytes, KEPT_DAYS.oftenRead) * PRICES.objectStorage.dollars +
      gigabyteMonths(objectBytes, KEPT_DAYS.seldomRead) * PRICES.objectSeldomRead.dollars +
      gigabyteMonths(drawBytes, KEPT_DAYS.draws) * PRICES.objectStorage.dollars,
  };
  return { ...parts, total: sum(Object.values(parts)) };
}

interface OneRead {
  readonly units: number;
  readonly gigabyteSeconds: number;
  readonly logBytes: number;
  /** Part of the requests that is traced. */
  readonly traced: number;
}

/** One read of a score, as the review of 2026-11-26 measured it. */
export const READ_BEFORE: OneRead = { units: 0.5, gigabyteSeconds: 0.008, logBytes: 1100, traced: 0.05 };
/** One read of a score now: no traces; the access log has a line of about 0.45 kB, and of good answers one in ten has another of about 0.5 kB. */
const READ_NOW: OneRead = { units: 0.5, gigabyteSeconds: 0.008, logBytes: 500, traced: 0 };

export interface ReadDollars {
  readonly gateway: number;
  readonly compute: number;
  readonly table: number;
  readonly logs: number;
  readonly traces: number;
  readonly total: number;
}

/** Dollars of so many reads of scores in a month. */
export function dollarsOfReads(reads: number, one: OneRead = READ_NOW): ReadDollars {
  const millions = reads / MILLION;
  const first = Math.min(millions, 300);
  const parts = {
    gateway: first * PRICES.gateway.dollars + (millions - first) * PRICES.gatewayBeyond.dollars,
    compute: millions * (PRICES.invocation.dollars + one.gigabyteSeconds * PRICES.compute.dollars),
    table: millions * one.units * PRICES.readUnit.dollars,
    logs: (reads * one.logBytes * PRICES.logs.dollars) / GIGABYTE,
    traces: millions * one.traced * PRICES.trace.dollars,
  };
  return { ...parts, total: sum(Object.values(parts)) };
}

/** Dollars of a million reads behind the edge, of which a part is answered by it. */
export const dollarsBehindEdge = (answeredThere: number): number =>
  PRICES.edge.dollars + PRICES.firewall.dollars + (1 - answeredThere) * dollarsOfReads(MILLION).total;
