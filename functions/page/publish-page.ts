/** Puts a build of the web page where readers get it from, without a moment in which the page names files that are not there. */
import { PAGE_ASSETS, PAGE_CACHING, PAGE_INDEX, pageFileType } from '#contracts/page/page-delivery.ts';

/** A file as it is stored: its path without a slash in front, and what it is sent with. */
export interface StoredPageFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly cacheControl: string;
}

/** The place that readers get the page from. */
export interface PageStore {
  write(file: StoredPageFile): Promise<void>;
  /** Paths of all files under a prefix. */
  paths(prefix: string): Promise<readonly string[]>;
  /** Has a file removed 30 days from now; one that is on its way out already keeps its day. Writing it again cancels that. */
  removeLater(path: string): Promise<void>;
  remove(path: string): Promise<void>;
}

/** Bytes of a build by path. */
export type PageBuild = ReadonlyMap<string, Uint8Array>;

/**
 * Writes the files that the page names, then the page, then lets go of files of earlier builds: whoever has an older page open still finds its parts.
 * Rejects when the build has no page, before anything is written. May be repeated.
 */
export async function publishPage(build: PageBuild, store: PageStore): Promise<void> {
  const index = build.get(PAGE_INDEX);
  if (index === undefined) throw new Error(`the build of the page has no ${PAGE_INDEX}: run vite build in dashboard/ and see what it says`);
  const assets = [...build].filter(([path]) => path.startsWith(PAGE_ASSETS));
  await Promise.all(assets.map(([path, bytes]) => store.write(stored(path, bytes, PAGE_CACHING.asset))));
  await store.write(stored(PAGE_INDEX, index, PAGE_CACHING.index));
  const earlier = (await store.paths(PAGE_ASSETS)).filter((path) => !build.has(path));
  for (const path of earlier) await store.removeLater(path);
}

/** Takes the whole page away, so that its place can be removed with the stack. */
export async function withdrawPage(store: PageStore): Promise<void> {
  await store.remove(PAGE_INDEX);
  for (const path of await store.paths('')) await store.remove(path);
}

const stored = (path: string, bytes: Uint8Array, cacheControl: string): StoredPageFile => ({
  path,
  bytes,
  type: pageFileType(path),
  cacheControl,
});
