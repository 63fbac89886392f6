import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync, type Metafile } from 'esbuild';
import { API_ROUTES } from '../../shared/contracts/api/api-routes.ts';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Or the API, whose entry is made of the table of routes. */
export type EntryFile = 'api' | `functions/${string}.handler.ts`;

const apiEntry = () =>
  [
    `import { dispatch } from './functions/http/dispatch.ts';`,
    'export const handler = dispatch([',
    ...API_ROUTES.map(({ methods, path, handler }) => {
      const [file, name] = handler.split('#');
      return `{ methods: ${JSON.stringify(methods)}, path: '${path}', load: async () => (await import('./${file}')).${name} },`;
    }),
    ']);',
  ].join('\n');

/**
 * `index.mjs`, and a file for each part that is imported when needed. The construct of the CDK writes one
 * file, in which every start loads everything.
 */
export const bundledCode = (entryFile: EntryFile): AssetCode =>
  Code.fromAsset(projectFolder, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('never-used'), // esbuild is a dependency of this project: it always bundles here
      command: [entryFile], // else the CDK takes two assets for the same
      local: {
        tryBundle(outputFolder) {
          bundle(entryFile, outputFolder);
          if (entryFile === 'api') copyReference(outputFolder);
          keepMapsApart(entryFile, outputFolder);
          return true;
        },
      },
    },
  });

const REFERENCE_PACKAGE = join('node_modules', 'swagger-ui-dist');

function copyReference(outputFolder: string) {
  mkdirSync(join(outputFolder, REFERENCE_PACKAGE), { recursive: true });
  for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css'])
    copyFileSync(join(projectFolder, REFERENCE_PACKAGE, name), join(outputFolder, REFERENCE_PACKAGE, name));
}

const MAPS_FOLDER = 'source-maps';

function keepMapsApart(entryFile: EntryFile, outputFolder: string) {
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

/** CommonJS in a bundle requires what is built into Node; a module has no `require`. */
const REQUIRE =
  'import{createRequire as makeRequire}from"node:module";const require=makeRequire(import.meta.url);';

/** Names of files begin at `projectFolder`. */
export function bundle(entryFile: EntryFile, outputFolder: string): Metafile['outputs'] {
  const { metafile } = buildSync({
    metafile: true,
    absWorkingDir: projectFolder,
    ...(entryFile === 'api'
      ? { stdin: { contents: apiEntry(), resolveDir: projectFolder, loader: 'ts' } }
      : { entryPoints: [entryFile] }),
    entryNames: 'index',
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
    banner: { js: REQUIRE },
  });
  return metafile.outputs;
}
