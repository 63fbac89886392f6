export const LANGUAGES = ['en', 'ja'] as const;
export type Lang = (typeof LANGUAGES)[number];

const PLACEHOLDER = /\{(\w+)(?::([^}]+))?\}/g;

/** One that has no value shows its name, so that it is noticed. */
export const withValues = (
  template: string,
  written: (name: string, format: string | undefined) => string | undefined,
): string =>
  template.replace(
    PLACEHOLDER,
    (placeholder, name: string, format: string | undefined) => written(name, format) ?? placeholder,
  );
