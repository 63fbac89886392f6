import { createTransport } from 'nodemailer';
import type { SendToMailbox } from './deliver-due.ts';

/** Hands mails to a server. `url`: smtp:// or smtps://, with user and password. `clock`: milliseconds. */
export function smtpMail(url: string, from: string, clock: () => number): SendToMailbox {
  const limits = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };
  const transport = createTransport({ url, ...limits });
  return async (mail) => {
    const begun = clock();
    const ended = (status: number | null, error: string | null) => ({
      status,
      error,
      milliseconds: Math.round(clock() - begun),
    });
    try {
      await transport.sendMail({ from, ...mail });
      return ended(null, null);
    } catch (error) {
      const { code = 'unknown', responseCode = null } = error as { code?: string; responseCode?: number };
      return ended(responseCode, `The mail server did not take it (${code}).`);
    }
  };
}
