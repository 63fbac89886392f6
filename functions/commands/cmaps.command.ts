/**
 * `npm run cmaps`: writes functions/sources/publishers/cmaps again from the character maps of pdfjs-dist, which are Adobe's. They ship as one file of
 * JSON, because a function on Lambda is one bundle and has no folder to look in.
 */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type CommandSpecification, runCommand } from './arguments.ts';

const FROM = new URL('cmaps/', import.meta.resolve('pdfjs-dist/package.json'));
const TO = new URL('../publishers/cmaps/', import.meta.url);
const JAPANESE = /^(?:78|83pv|90|Add-|Adobe-Japan1-|EUC-|Ext-|H\.|V\.|Hankaku|Hiragana|Katakana|Roman|RKSJ-|N?WP-|UniJIS)/;
const COMMAND = {
  name: 'npm run cmaps',
  does: 'Writes the Japanese character maps that PDFs without embedded fonts need, from the package pdfjs-dist.',
  options: {},
  examples: ['npm run cmaps'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, () => {
  const files = readdirSync(FROM).filter((file) => JAPANESE.test(file));
  const maps = Object.fromEntries(
    files.sort().map((file) => [file.replace(/\.bcmap$/, ''), readFileSync(new URL(file, FROM)).toString('base64')]),
  );
  writeFileSync(new URL('japanese-cmaps.json', TO), `${JSON.stringify(maps, null, 2)}\n`);
  copyFileSync(new URL('LICENSE', FROM), new URL('LICENSE', TO));
  console.log(`${files.length} character maps`);
});
