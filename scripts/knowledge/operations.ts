// What the services' operations are called, ask for and answer: from the models in the SDK's packages, old and new.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { OWN_SOURCE } from './overrides.ts';
import { isObject, packageDir, pins } from './packages.ts';

export interface Operation {
  readonly name: string;
  /** Top-level members that a request must have. */
  readonly required: readonly string[];
  /** Path of the request, for services that put an API's date into it. */
  readonly uri: string;
}

/** The operations of one signing name, which mostly is the first label of the event source. */
export interface Service {
  readonly signingName: string;
  /** By what other names the SDK knows it: packages, endpoints, ids. */
  readonly names: Set<string>;
  readonly operations: Map<string, Operation>;
  /** Members that the models mark as sensitive: never an identifier. */
  readonly sensitive: Set<string>;
}

/** All services by signing name; what the new packages say goes before what the old one says. */
export function readServices(): ReadonlyMap<string, Service> {
  const services = new Map<string, Service>();
  const at = (signingName: string): Service => {
    const known = services.get(signingName);
    if (known) return known;
    const made: Service = { signingName, names: new Set([signingName]), operations: new Map(), sensitive: new Set() };
    services.set(signingName, made);
    return made;
  };
  readOld(path.join(packageDir('aws-sdk'), 'apis'), at);
  for (const name of pins().keys()) if (name.startsWith('@aws-sdk/client-')) readNew(name, at);
  return services;
}

function readOld(dir: string, at: (signingName: string) => Service): void {
  const newest = new Map<string, string>();
  for (const file of fs.readdirSync(dir).sort()) {
    const [, stem] = /^(.+)-\d{4}-\d{2}-\d{2}\.min\.json$/.exec(file) ?? [];
    if (stem !== undefined) newest.set(stem, file); // dates sort as text
  }
  for (const [stem, file] of newest) {
    const model: unknown = JSON.parse(fs.readFileSync(path.join(dir, file), 'utf8'));
    if (!isObject(model) || !isObject(model['metadata']) || !isObject(model['operations'])) continue;
    const { signingName, endpointPrefix, serviceId } = model['metadata'];
    const service = at(OWN_SOURCE[stem] ?? (text(signingName) || text(endpointPrefix)));
    for (const name of [stem, text(endpointPrefix), text(serviceId)]) if (name !== '') service.names.add(name);
    const shapes = isObject(model['shapes']) ? model['shapes'] : {};
    for (const [name, operation] of Object.entries(model['operations'])) {
      if (!isObject(operation)) continue;
      const input = shapeOf(operation['input'], shapes);
      const uri = isObject(operation['http']) ? text(operation['http']['requestUri']) : '';
      service.operations.set(name, { name, required: texts(input['required']), uri });
      for (const one of [input, shapeOf(operation['output'], shapes)]) noteSensitive(one, shapes, service.sensitive);
    }
  }
}

function shapeOf(reference: unknown, shapes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!isObject(reference)) return {};
  const named = shapes[text(reference['shape'])];
  return isObject(named) ? named : reference;
}

function noteSensitive(shape: Readonly<Record<string, unknown>>, shapes: Readonly<Record<string, unknown>>, into: Set<string>): void {
  if (!isObject(shape['members'])) return;
  for (const [name, member] of Object.entries(shape['members']))
    if (isObject(member) && (member['sensitive'] === true || shapeOf(member, shapes)['sensitive'] === true)) into.add(name);
}

/**
 * The new packages carry their model as code: `[9, ns, name, http, () => input, () => output]` is an operation, `[3, ns, name, traits,
 * members, types, required]` a structure of which the first so many members are required, `[0, ns, name, 8, 0]` a sensitive text.
 */
function readNew(packageName: string, at: (signingName: string) => Service): void {
  const dir = path.join(packageDir(packageName), 'dist-es');
  const schema = fs.readFileSync(path.join(dir, 'schemas', 'schemas_0.js'), 'utf8');
  const auth = fs.readFileSync(path.join(dir, 'auth', 'httpAuthSchemeProvider.js'), 'utf8');
  const client = packageName.slice('@aws-sdk/client-'.length);
  const service = at(/signingProperties: \{\s*name: "([\w-]+)"/.exec(auth)?.[1] ?? client);
  service.names.add(client);
  const words = new Map([...schema.matchAll(/^const (\w+) = "([^"]*)";$/gm)].map(([, key = '', value = '']) => [key, value]));
  const secret = new Set([...schema.matchAll(/^(?:export )?var (\w+) = \[0, \w+, \w+, 8,/gm)].map(([, name = '']) => name));
  const structures = new Map<string, string[]>();
  for (const [, key = '', body = ''] of schema.matchAll(/^export var (\w+\$?) = \[-?3, ([\s\S]*?)\n\];$/gm)) {
    const [, names = '', types = '', count = '0'] = /\n {4}\[([^\]]*)\],\n {4}\[([\s\S]*)\](?:, (\d+))?$/.exec(body) ?? [];
    const members = names.split(', ').map((name) => words.get(name.trim()) ?? name.trim());
    structures.set(key, members.slice(0, Number(count)));
    topLevel(types).forEach((type, i) => {
      const [, of = ''] = /\(\) => (\w+)/.exec(type) ?? [];
      if (secret.has(of)) service.sensitive.add(members[i] ?? '');
    });
  }
  for (const [, body = ''] of schema.matchAll(/^export var \w+\$? = \[9, ([\s\S]*?)\n\];$/gm)) {
    const [, key = ''] = /^\w+, (\w+)/.exec(body) ?? [];
    const [, input = ''] = /\(\) => (\w+\$?)/.exec(body) ?? [];
    const name = words.get(key) ?? key;
    const uri = /\["?\w+"?, "([^"]+)", \d+\]/.exec(body)?.[1] ?? '';
    service.operations.set(name, { name, required: structures.get(input) ?? [], uri });
  }
}

/** Splits at commas that stand in no bracket. */
function topLevel(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of list) {
    if ('[({'.includes(letter)) depth++;
    if ('])}'.includes(letter)) depth--;
    if (letter === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
