/** The first statement of a driver: its sentence up to the numbers and documents behind it, without the full stop. */
export function driverLine({ summary, label }: { readonly summary: string; readonly label?: unknown }): string {
  if (typeof label === 'string') return label;
  const [statement = summary] = summary.split(/: (?=[A-Z])|; | [(](?=\d|Announcement)/);
  return statement.replace(/[.]$/, '');
}
