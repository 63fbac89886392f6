import { type UnzipFileInfo, unzipSync } from 'fflate';

/** Bytes that a file takes at least while it is unpacked, whatever its header says it unpacks to. */
const sizeOf = ({ size, originalSize }: UnzipFileInfo): number => Math.max(size, originalSize);

/**
 * Files of a ZIP archive by name. Its directory is read first, and nothing is unpacked of an archive that unpacks to more than `mostBytes`; a
 * file that is longer than the directory says is cut there. Throws for what is damaged or too large, with the reason.
 */
export function unzipWithin(
  bytes: Uint8Array,
  mostBytes: number,
  isWanted: (name: string) => boolean = () => true,
): Readonly<Record<string, Uint8Array>> {
  let unpacked = 0;
  unzipSync(bytes, {
    filter: (file) => {
      if (isWanted(file.name)) unpacked += sizeOf(file);
      return false;
    },
  });
  if (unpacked > mostBytes) throw new RangeError(`it unpacks to ${unpacked} bytes, above ${mostBytes}`);
  return unzipSync(bytes, { filter: ({ name }) => isWanted(name) });
}
