import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { SendMail } from './alert-mail.ts';

export const snsMail =
  (client: Pick<SNSClient, 'send'>, topic: string, clock: () => number): SendMail =>
  async ({ subject, text, client: of, rule }) => {
    const begun = clock();
    const ended = (status: number | null, error: string | null) => ({
      status,
      error,
      milliseconds: Math.round(clock() - begun),
    });
    const attributes = Object.entries({ client: of, rule }).map(([name, value]) => [
      name,
      { DataType: 'String', StringValue: value },
    ]);
    const mail = {
      TopicArn: topic,
      Subject: subject,
      Message: text,
      MessageAttributes: Object.fromEntries(attributes),
    };
    try {
      const { $metadata } = await client.send(new PublishCommand(mail));
      return ended($metadata.httpStatusCode ?? null, null);
    } catch (error) {
      return ended(null, `The topic did not take it (${(error as Error).name}).`);
    }
  };
