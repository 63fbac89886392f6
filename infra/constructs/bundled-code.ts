import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync, type Metafile } from 'esbuild';
import { API_ROUTES } from '../../shared/contracts/api/api-routes.ts';

/** Absolute, with a slash at the end. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Entry file of a Lambda function; or the API, whose entry is made of the table of routes and loads the handler that a request needs. */
export type EntryFile = 'api' | `functions/${string}.handler.ts`;

/** The text of the entry of the API. */
const apiEntry = (): string =>
  [
    `import { dispatch } from './functions/http/dispatch.ts';`,
    'export const handler = dispatch([',
    ...API_ROUTES.map(
      ({ methods, path, handler }) => `{ methods: ${JSON.stringify(methods)}, path: '${path}', load: () => import('./${handler}') },`,
    ),
    ']);',
  ].join('\n');

/**
 * The code of a function: `index.mjs`, and a file for each part that is imported when it is needed (`import()`), with what several of
 * them share in files of its own. The construct of the CDK for Node functions writes one file only, in which every start loads everything.
 */
export const bundledCode = (entryFile: EntryFile): AssetCode =>
  Code.fromAsset(projectFolder, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('never-used'), // esbuild is a dependency of this project: it always bundles here
      command: [entryFile], // names the asset: the CDK takes two assets with equal options for the same
      local: {
        tryBundle(outputFolder) {
          bundle(entryFile, outputFolder);
          keepMapsApart(entryFile, outputFolder);
          if (entryFile === PUBLISHES_PAGE) buildPage(outputFolder);
          return true;
        },
      },
    },
  });

/** Where the source maps of a synthesis are kept, beside its templates, in no upload. */
const MAPS_FOLDER = 'source-maps';

/** Moves the maps out of what is uploaded, and names their sources from the root of the project. */
function keepMapsApart(entryFile: EntryFile, outputFolder: string): void {
  const name = basename(entryFile).replace(/[.]handler[.]ts$/, '');
  const folder = join(dirname(outputFolder), MAPS_FOLDER, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(outputFolder).filter((each) => each.endsWith('.map'))) {
    const map = JSON.parse(readFileSync(join(outputFolder, file), 'utf8')) as { sources: readonly string[] };
    const sources = map.sources.map((source) => relative(projectFolder, resolve(outputFolder, source)));
    writeFileSync(join(folder, file), JSON.stringify({ ...map, sources }));
    rmSync(join(outputFolder, file));
  }
}

/** Carries the page that it publishes, in a folder beside its code. */
export const PUBLISHES_PAGE = 'functions/page/publish-page.handler.ts';

function buildPage(outputFolder: string): void {
  const vite = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const words = ['build', '--config', join(projectFolder, 'dashboard', 'vite.config.ts'), '--outDir', join(outputFolder, 'page')];
  execFileSync(process.execPath, [vite, ...words], { cwd: projectFolder, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** undici, which the collectors and the watch of announcements fetch with, is CommonJS and requires what is built into Node; a module has no `require` of its own. */
const FETCHES = /^functions\/(?:collection|measures)\//;
const REQUIRE = 'import{createRequire as makeRequire}from"node:module";const require=makeRequire(import.meta.url);';

/** Bundles a function as it is deployed; returns what esbuild says of its files, whose names begin at `projectFolder`. */
export function bundle(entryFile: EntryFile, outputFolder: string): Metafile['outputs'] {
  const banner = FETCHES.test(entryFile) ? REQUIRE : null;
  const { outputs } = build(entryFile === 'api' ? apiEntry() : { index: entryFile }, outputFolder, banner);
  const code = readdirSync(outputFolder).flatMap((name) => (name.endsWith('.mjs') ? [readFileSync(join(outputFolder, name), 'utf8')] : []));
  if (code.some((text) => text.includes(REFERENCE_PACKAGE))) copyReference(outputFolder);
  return outputs;
}

/** The reference of the API reads its script and its style out of this package, as they are. */
const REFERENCE_PACKAGE = 'swagger-ui-dist';

function copyReference(outputFolder: string): void {
  for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css']) {
    const path = join('node_modules', REFERENCE_PACKAGE, name);
    mkdirSync(dirname(join(outputFolder, path)), { recursive: true });
    copyFileSync(join(projectFolder, path), join(outputFolder, path));
  }
}

/** `entry`: names of entry files, or the text of one. `banner`: stands before the code. */
function build(entry: Readonly<Record<string, string>> | string, outputFolder: string, banner: string | null): Metafile {
  const { metafile } = buildSync({
    metafile: true,
    absWorkingDir: projectFolder,
    ...(typeof entry === 'string'
      ? { stdin: { contents: entry, resolveDir: projectFolder, loader: 'ts' }, entryNames: 'index' }
      : { entryPoints: entry }),
    outdir: outputFolder,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'], // without it the SDK's larger CommonJS build is taken
    minify: true,
    sourcemap: 'external',
    sourcesContent: false,
    logLevel: 'warning',
    // The SDK is in the bundle: that pins the version that was tested, and starts no slower than the runtime's own.
    ...(banner === null ? {} : { banner: { js: banner } }),
  });
  return metafile;
}
