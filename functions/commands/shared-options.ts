/** Options that several commands have, so that each is called and read alike in all of them. */
import { CommandFailure, type ValueOption } from './arguments.ts';

/** Refuses what is no port of TCP; 0 lets the system choose one. */
const unlessPort = (value: string): string | null =>
  /^[0-9]{1,5}$/.test(value) && Number(value) <= 65_535 ? null : 'is no port: set it to a whole number from 0 to 65535.';

const unlessHttpAddress = (value: string): string | null =>
  URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
    ? null
    : 'is no address of a service: write it as http://127.0.0.1:8080.';

/** The port of a service on this machine. */
export const PORT_OPTION = {
  value: 'PORT',
  says: 'port of the service on this machine',
  environment: 'PORT',
  default: '8080',
  refuses: unlessPort,
} as const satisfies ValueOption;

/** Where the data of this machine are. */
export const DATA_DIR_OPTION = {
  value: 'FOLDER',
  says: 'where this machine keeps its data',
  environment: 'DATA_DIR',
  default: '.data',
} as const satisfies ValueOption;

/** Options of commands that call a running service. */
export const SERVICE_OPTIONS = {
  url: {
    value: 'URL',
    says: 'address of the service, when it is not on this machine',
    environment: 'CHOKEPOINT_URL',
    refuses: unlessHttpAddress,
  },
  port: PORT_OPTION,
} as const satisfies Readonly<Record<string, ValueOption>>;

/** A key in a command line would be seen by everybody on the machine, so the environment is the only place for it. */
export const SERVICE_ENVIRONMENT = {
  CHOKEPOINT_KEY: 'API key, where the service asks for one; no option, because others see a command line',
};

/** Address of the service that a command calls, and the API key. */
export interface ServiceToAsk {
  /** Address of the service, without a slash at the end. */
  readonly url: string;
  /** `undefined`: none. */
  readonly key: string | undefined;
}

/** The service that options and environment name. */
export function serviceToAsk({ url, port }: { readonly url: string | undefined; readonly port: string }): ServiceToAsk {
  const key = process.env.CHOKEPOINT_KEY;
  return { url: (url ?? `http://127.0.0.1:${port}`).replace(/\/+$/, ''), key: key === '' ? undefined : key };
}

/** Headers with the key, if there is one. */
export const keyHeaders = ({ key }: ServiceToAsk): Record<string, string> => (key === undefined ? {} : { authorization: `Bearer ${key}` });

/** Runs a function that calls the service; throws `CommandFailure` with a sentence when nothing responds at the address. */
export async function asking<T>({ url }: ServiceToAsk, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    // `fetch` throws a TypeError for whatever keeps it from a response; its cause holds the reason.
    if (!(error instanceof TypeError && error.cause instanceof Error)) throw error;
    throw new CommandFailure(`${url} does not answer (${error.cause.message}): is it running?`);
  }
}
