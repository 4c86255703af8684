// node scripts/page.mjs [--port N]: serves the history panel's page in a browser, with an invented extension behind it. For design
// work: scenes, themes and faults are chosen in the address (test/webview/page/start.mjs). As a module: `servePage()`.
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { bundles } from './bundles.mjs';
import { root } from './setup/places.mjs';

const types = /** @type {Readonly<Record<string, string>>} */ ({
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
});

/** Builds the page as it is shipped, and the fake extension, into out/page. */
export async function buildPage({ production = true } = {}) {
  const out = path.join(root, 'out', 'page');
  const page = bundles({ production }).find(({ entryPoints }) => Array.isArray(entryPoints) && entryPoints[0] === 'src/webview/main.ts');
  if (!page) throw new Error('scripts/bundles.mjs does not bundle src/webview/main.ts');
  const { outfile: _, ...rest } = page;
  await esbuild.build({ ...rest, outdir: out });
  await esbuild.build({
    entryPoints: [path.join(root, 'test/webview/page/start.mjs')],
    outdir: out,
    bundle: true,
    format: 'iife',
    logLevel: 'error',
  });
  for (const name of ['index.html', 'themes.css']) fs.copyFileSync(path.join(root, 'test/webview/page', name), path.join(out, name));
  return out;
}

/**
 * Serves the page on 127.0.0.1.
 * @returns {Promise<{ address: string, close: () => void }>}
 */
export async function servePage({ port = 0, production = true } = {}) {
  const out = await buildPage({ production });
  const server = http.createServer((request, response) => {
    const name = path.basename(new URL(request.url ?? '/', 'http://page').pathname) || 'index.html';
    const file = path.join(out, name);
    if (!fs.existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': types[path.extname(name)] ?? 'application/octet-stream' });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  return {
    address: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}/index.html`,
    close: () => void server.close(),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--port');
  const { address } = await servePage({ port: at > 0 ? Number(process.argv[at + 1]) : 4173, production: false });
  console.log(`${address}?scene=story&theme=dark`);
}
