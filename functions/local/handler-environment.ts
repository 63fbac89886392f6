import * as z from 'zod';
import { mailEnvironmentSchema } from '#contracts/environment/alerts-environment.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { environmentFaults } from '#functions/http/cold-start.ts';
import { fileArchivedObjects } from '#functions/store/objects/archived-objects.ts';
import { useObjectsOfThisProcess } from '#functions/store/objects/run-objects.ts';
import { LOCAL_TABLES } from '#functions/store/sqlite/sqlite-store.ts';
import { useTablesOfThisProcess } from '#functions/store/table/dynamodb-table.ts';
import type { LocalPlace } from './local-scoring.ts';
import type { LocalStore } from './local-store.ts';

/** Only a stop for a loop gone wild. */
const REQUESTS_PER_MINUTE = { open: '600000', keys: '600' } as const;

/** Pages in development may read an open service. */
const PAGES_OF_THIS_MACHINE = 'http://localhost:*,http://127.0.0.1:*';

const settingsSchema = apiEnvironmentSchema
  .pick({
    LOG_LEVEL: true,
    CORS_ALLOWED_ORIGINS: true,
    RATE_LIMIT_PER_MINUTE: true,
    ACCESS: true,
    JWT_ISSUER: true,
    JWT_AUDIENCES: true,
    MEASURE_REVIEW: true,
    WEBHOOK_PRIVATE_HOSTS: true,
  })
  .partial()
  .extend({
    ...mailEnvironmentSchema.shape,
    ALLOWED_HOSTS: z
      .string()
      .regex(
        /^[A-Za-z0-9.-]+(,[A-Za-z0-9.-]+)*$/,
        'write names without port, separated by commas, as scores.example,scores',
      )
      .optional(),
    TRUSTED_PROXIES: z
      .string()
      .regex(/^[0-9]$/, 'write a number of proxies, 0 to 9')
      .optional(),
    COLLECT_CONTACT: z.string().max(200, 'write at most 200 characters').optional(),
  });

/** A service that can only answer 500 must not start. */
export const wrongSettings = (): readonly string[] =>
  environmentFaults(
    settingsSchema,
    Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== '')),
  );

export function serveStore(
  { place, tables }: Pick<LocalStore, 'place' | 'tables'>,
  access: 'open' | 'keys',
): void {
  useTablesOfThisProcess(tables);
  useObjectsOfThisProcess(fileArchivedObjects(place.folder));
  setHandlerEnvironment(place, access);
}

/** What is set stays; empty is not set. `access`: `open` where only this machine reaches the service. */
export function setHandlerEnvironment(
  { codeVersion }: Pick<LocalPlace, 'codeVersion'>,
  access: 'open' | 'keys',
): void {
  const local = {
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    SCORES_TABLE_NAME: LOCAL_TABLES.scores,
    SNAPSHOTS_BUCKET_NAME: 'local',
    CODE_VERSION: codeVersion,
    LOG_LEVEL: 'error',
    CORS_ALLOWED_ORIGINS:
      access === 'open' && (process.env.ACCESS || access) === 'open' ? PAGES_OF_THIS_MACHINE : '',
    ACCESS: access,
    ACCESS_TABLE_NAME: LOCAL_TABLES.access,
    SIGNALS_TABLE_NAME: LOCAL_TABLES.signals,
    RATE_LIMIT_PER_MINUTE: REQUESTS_PER_MINUTE[process.env.ACCESS === 'keys' ? 'keys' : access],
    KEYS_REMEMBERED_SECONDS: '0',
    MEASURE_REVIEW: (process.env.ACCESS || access) === 'open' ? 'one_person' : 'second_person',
  };
  for (const [name, value] of Object.entries(local)) process.env[name] ||= value;
}
