// The npm packages that the knowledge is read from: each pinned by version and digest, fetched once into `.knowledge/`.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { npm, unpack } from '../setup/npm.mjs';
import { root } from '../setup/places.mjs';

interface Pin {
  readonly version: string;
  readonly integrity: string;
}

const cache = path.join(root, '.knowledge');
const pinsFile = path.join(import.meta.dirname, 'pins.json');

/** Which files of a package are read; all others stay in the tarball. */
const members = (name: string): readonly string[] => {
  if (name === '@aws-cdk/aws-service-spec') return ['package/db.json.gz'];
  if (name === '@cdktn/provider-aws') return ['package/.jsii'];
  if (name === 'aws-sdk') return ['package/apis'];
  if (name.startsWith('@aws-sdk/client-')) return ['package/dist-es/schemas', 'package/dist-es/auth'];
  return [];
};

/** All pins, by name. */
export function pins(): ReadonlyMap<string, Pin> {
  const read: unknown = JSON.parse(fs.readFileSync(pinsFile, 'utf8'));
  if (!isObject(read)) throw new Error(`${pinsFile} holds no pins`);
  return new Map(
    Object.entries(read).map(([name, pin]) => {
      if (!isObject(pin) || typeof pin['version'] !== 'string' || typeof pin['integrity'] !== 'string') throw new Error(`no pin: ${name}`);
      return [name, { version: pin['version'], integrity: pin['integrity'] }];
    }),
  );
}

/** Folder of a pinned package, fetched when it is not there. The stamp is written last: a broken-off fetch is repeated. */
export function packageDir(name: string): string {
  const pin = pins().get(name);
  if (pin === undefined) throw new Error(`${name} is not pinned in ${pinsFile}`);
  const dir = path.join(cache, `${name.replaceAll(/[@/]/g, '_')}-${pin.version}`);
  const stamp = path.join(dir, '.fetched');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === pin.integrity) return dir;
  fs.rmSync(dir, { recursive: true, force: true });
  console.log(`fetching ${name} ${pin.version}`);
  unpack(`${name}@${pin.version}`, pin.integrity, dir, members(name));
  fs.writeFileSync(stamp, pin.integrity);
  return dir;
}

/** Moves every pin to the package's newest version. */
export function renewPins(): void {
  const renewed: [string, Pin][] = [];
  for (const name of [...pins().keys()].sort()) {
    const answer: unknown = JSON.parse(npm(['view', name, 'version', 'dist.integrity', '--json'], root));
    if (!isObject(answer) || typeof answer['version'] !== 'string' || typeof answer['dist.integrity'] !== 'string')
      throw new Error(`npm tells no version of ${name}`);
    renewed.push([name, { version: answer['version'], integrity: answer['dist.integrity'] }]);
  }
  fs.writeFileSync(pinsFile, `${JSON.stringify(Object.fromEntries(renewed), null, 2)}\n`);
}

/** JSON of unknown shape. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
