/** Contract of the signal `carriers`: deployments of Chinese aircraft carriers beyond the first island chain. */
import * as z from 'zod';
import { calendarDate } from '../api/request-parts.ts';
import { observedCount, observedText, publicationShape, type SignalContract } from './signal-contract.ts';

const scope = z.enum(['pacific', 'strait', 'scs']);
const notBefore = (first: string) => `a day that is not before \`date\`, ${first}`;

export const carriersContract = {
  label: 'Chinese aircraft carriers beyond the first island chain',
  observationWords:
    'carriers, `date` of the first day, with an `id` of the deployment beside it: `carrier` (name), `scope` (pacific, strait or scs), `end` (last day; null while it goes on), `flight_operations_total`, `covered_to` (day up to which the publications were read; `known_from` when not given).',
  observation: z
    .strictObject({
      series: z.literal('carriers'),
      id: z
        .string()
        .regex(/^[A-Za-z0-9._-]{1,64}$/, '1 to 64 letters, digits, dots, hyphens or underscores')
        .describe('Id of the deployment.'),
      date: calendarDate.describe('First day of the deployment.'),
      values: z.strictObject({
        carrier: observedText(60),
        scope,
        end: calendarDate.nullable().default(null).describe('Last day; null while it goes on.'),
        flight_operations_total: observedCount.nullable().default(null),
        covered_to: calendarDate
          .exactOptional()
          .describe(
            'Day up to which the publications were read: until then no deployment means that none was seen. `known_from` when not given. Send a deployment again with a later day to say that reading went on.',
          ),
      }),
      ...publicationShape,
    })
    .superRefine(({ date, values }, context) => {
      for (const name of ['end', 'covered_to'] as const) {
        const last = values[name];
        if (last == null || last >= date) continue;
        context.addIssue({ code: 'custom', path: ['values', name], message: notBefore(date), input: last });
      }
    }),
} as const satisfies SignalContract;
