import type { Section } from '../../documents/documents-plugin.ts';

/** Sections of every document by the path of its file: a file of its own, because only who searches needs it. */
export const SECTIONS_BY_PATH = import.meta.glob<readonly Section[]>(['../../../docs/*.md', '../../../docs/decisions/*.md'], {
  import: 'default',
  query: '?search',
  eager: true,
});
