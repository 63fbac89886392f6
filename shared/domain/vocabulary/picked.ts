/** These fields of an object, in this order. */
export const picked = <T extends object, Name extends keyof T>(of: T, ...names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, of[name]])) as Pick<T, Name>;
