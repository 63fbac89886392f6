import { describe, expect, it } from 'vitest';
import { type PageStore, publishPage, type StoredPageFile, withdrawPage } from '#functions/page/publish-page.ts';

function bucketOf(...held: string[]) {
  const did: string[] = [];
  const files = new Map<string, StoredPageFile | null>(held.map((path) => [path, null]));
  const store: PageStore = {
    async write(file) {
      await Promise.resolve();
      did.push(`write ${file.path}`);
      files.set(file.path, file);
    },
    async paths(prefix) {
      return [...files.keys()].filter((path) => path.startsWith(prefix));
    },
    async removeLater(path) {
      did.push(`remove later ${path}`);
    },
    async remove(path) {
      did.push(`remove ${path}`);
      files.delete(path);
    },
  };
  return { store, did, files };
}

const build = new Map(['index.html', 'assets/index-2.js', 'assets/page-1.css'].map((path) => [path, Buffer.from(path)]));

describe('the publication of the page', () => {
  it('writes the parts, then the page, then lets go of the parts of earlier builds', async () => {
    const { store, did } = bucketOf('index.html', 'assets/index-1.js', 'assets/page-1.css');
    await publishPage(build, store);
    expect(did.slice(0, 2).sort()).toEqual(['write assets/index-2.js', 'write assets/page-1.css']);
    expect(did.slice(2)).toEqual(['write index.html', 'remove later assets/index-1.js']);
  });

  it('has parts kept for a year and the page asked for anew each time', async () => {
    const { store, files } = bucketOf();
    await publishPage(build, store);
    expect(files.get('assets/index-2.js')).toMatchObject({
      cacheControl: 'public, max-age=31536000, immutable',
      type: 'text/javascript; charset=utf-8',
    });
    expect(files.get('index.html')).toMatchObject({ cacheControl: 'no-cache', type: 'text/html; charset=utf-8' });
  });

  it('leaves the page that stands when a part cannot be written', async () => {
    const { store, did } = bucketOf('index.html', 'assets/index-1.js');
    const broken: PageStore = {
      ...store,
      write: ({ path }) => (path.endsWith('.css') ? Promise.reject(new Error('full')) : store.write({} as never)),
    };
    await expect(publishPage(build, broken)).rejects.toThrow('full');
    expect(did).not.toContain('write index.html');
    expect(did.filter((step) => step.startsWith('remove'))).toEqual([]);
  });

  it('writes nothing when the build has no page', async () => {
    const { store, did } = bucketOf('index.html');
    await expect(publishPage(new Map([['assets/a.js', Buffer.from('')]]), store)).rejects.toThrow('has no index.html');
    expect(did).toEqual([]);
  });

  it('is taken away whole, the page first', async () => {
    const { store, did, files } = bucketOf('assets/index-1.js', 'index.html');
    await withdrawPage(store);
    expect(did[0]).toBe('remove index.html');
    expect([...files.keys()]).toEqual([]);
  });
});
