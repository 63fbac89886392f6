/** The first statement of a driver: its sentence up to the list of documents behind it, without the full stop. */
export function driverLine({ summary }: { readonly summary: string }): string {
  const [statement = summary] = summary.split(/: (?=[A-Z])/);
  return statement.replace(/[.]$/, '');
}
