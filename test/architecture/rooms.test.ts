import { execFileSync } from 'node:child_process';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { describe, expect, it } from 'vitest';
import { ROOMS } from './room-imports.ts';

const trackedFiles = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');

/** Null for a file outside. */
const domainRoom = (file: string): string | null => /^shared\/domain\/([^/]+)\//.exec(file)?.[1] ?? null;

describe('rooms', () => {
  it('of the domain stand on floors: a room never needs one that needs it, however far round', async () => {
    const { output } = await cruise(['shared/domain'], { tsPreCompilationDeps: true }, undefined, {
      tsConfig: extractTSConfig('tsconfig.json'),
    });
    if (typeof output === 'string') throw new Error('dependency-cruiser gave text instead of a graph');
    const needs = new Map<string, Set<string>>();
    for (const { source, dependencies } of output.modules.filter((module) =>
      module.source.startsWith('shared/domain'),
    )) {
      const room = domainRoom(source);
      if (room === null) throw new Error(`${source} lies in no room of the domain`);
      const needed = needs.get(room) ?? new Set<string>();
      needs.set(room, needed);
      for (const { resolved } of dependencies) {
        const other = domainRoom(resolved);
        if (other !== null && other !== room) needed.add(other);
      }
    }
    expect(needs.get('explanations')).toContain('method');
    // What is left over stands in a circle.
    const left = new Map(needs);
    for (let floor = [...left.keys()]; floor.length > 0; ) {
      floor = [...left]
        .filter(([, needed]) => ![...needed].some((room) => left.has(room)))
        .map(([room]) => room);
      for (const room of floor) left.delete(room);
    }
    expect(
      [...left].map(
        ([room, needed]) => `${room} -> ${[...needed].filter((other) => left.has(other)).join(', ')}`,
      ),
    ).toEqual([]);
  });

  it('have a row for every folder of code', () => {
    const folders = new Set(
      trackedFiles
        .filter((file) => /^(functions|shared)\/.*[.]ts$/.test(file))
        .map((file) => file.split('/').slice(0, 2).join('/')),
    ).add('dashboard');
    expect([...folders].filter((folder) => !ROOMS.some((room) => room.folder === folder))).toEqual([]);
  });
});
