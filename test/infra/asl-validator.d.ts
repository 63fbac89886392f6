declare module 'asl-validator' {
  interface Verdict {
    readonly isValid: boolean;
    readonly errors: readonly unknown[];
  }
  const validate: (
    definition: object,
    options?: { readonly checkPaths?: boolean; readonly checkArn?: boolean },
  ) => Promise<Verdict>;
  // biome-ignore lint/style/noDefaultExport: the package is CommonJS
  export default validate;
}
