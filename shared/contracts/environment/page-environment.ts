import * as z from 'zod';

/** Environment of the function that publishes the web page when the stack is deployed. */
export const pagePublisherEnvironmentSchema = z.object({
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']),
  /** The bucket that CloudFront reads. */
  PAGE_BUCKET_NAME: z.string().min(3),
});
export type PagePublisherEnvironment = z.input<typeof pagePublisherEnvironmentSchema>;
