// One folder of Terraform code, with the folders it calls: everything evaluation needs, read before it begins.
import type { Parser } from 'web-tree-sitter';
import type { HclAttribute, HclBlock } from './hcl.ts';
import { plainLiteral } from './hcl.ts';
import { loadParser } from '../grammar.ts';
import type { IacFiles } from '../identify.ts';
import { joinPath, pathKey } from '../paths.ts';
import { readHcl, removedAddress, terraform } from './terraform.ts';

export interface Module {
  readonly dir: string;
  /** By `type.name`. */
  readonly resources: ReadonlyMap<string, HclBlock>;
  readonly variables: ReadonlyMap<string, HclBlock>;
  readonly locals: ReadonlyMap<string, HclAttribute>;
  readonly outputs: ReadonlyMap<string, HclBlock>;
  readonly calls: ReadonlyMap<string, HclBlock>;
  /** Providers of AWS, without and with alias. */
  readonly providers: readonly HclBlock[];
  /** `terraform` blocks. */
  readonly settings: readonly HclBlock[];
  readonly imports: readonly HclBlock[];
  readonly moved: readonly HclBlock[];
  /** `removed` blocks, by the address they remove. */
  readonly removed: ReadonlyMap<string, HclBlock>;
  /** `terraform.tfvars` and `*.auto.tfvars`, which only count where the folder is a root. */
  readonly givenVariables: ReadonlyMap<string, { readonly attribute: HclAttribute; readonly file: string }>;
  /** Called folders, by the call's name; only those with a local source. */
  readonly children: ReadonlyMap<string, Module>;
  /** For reading expressions. */
  readonly parser: Parser;
}

/** Calls within calls are followed so deep. */
const DEEPEST_CALL = 8;

/** Folders read so far, by `pathKey`. */
export type Modules = Map<string, Promise<Module>>;

/** Reads a folder and the local modules it calls; the same folder is read once. `chain` holds the folders whose calls led here. */
export async function loadModule(dir: string, files: IacFiles, loaded: Modules, chain: readonly string[] = []): Promise<Module> {
  const key = pathKey(dir);
  const known = loaded.get(key);
  if (known) return known;
  const loading = read(dir, files, loaded, [...chain, key]);
  loaded.set(key, loading);
  return loading;
}

async function read(dir: string, files: IacFiles, loaded: Modules, chain: readonly string[]): Promise<Module> {
  const parser = await loadParser('terraform');
  const names = (await files.list(dir)).sort();
  const blocks: HclBlock[] = [];
  for (const name of names) {
    // OpenTofu reads its own file in place of Terraform's of the same name.
    const inPlace = name.replace(/\.tf(\.json)?$/, '.tofu$1');
    if (!terraform.canRead(name) || (inPlace !== name && names.includes(inPlace))) continue;
    const text = await files.readFile(joinPath(dir, name));
    if (text !== undefined) blocks.push(...(await readHcl(text, joinPath(dir, name))).blocks);
  }
  const calls = labelled(blocks, 'module');
  const children = new Map<string, Module>();
  for (const [name, call] of calls) {
    const source = localSource(call);
    if (source === undefined || chain.length > DEEPEST_CALL) continue;
    const childDir = joinPath(dir, source);
    // A folder that (wrongly) calls itself over others must not wait for itself.
    if (!chain.includes(pathKey(childDir))) children.set(name, await loadModule(childDir, files, loaded, chain));
  }
  return {
    dir,
    resources: new Map(
      blocks.filter(({ type, labels }) => type === 'resource' && labels.length === 2).map((block) => [block.labels.join('.'), block]),
    ),
    variables: labelled(blocks, 'variable'),
    locals: new Map(blocks.filter(({ type }) => type === 'locals').flatMap(({ attributes }) => [...attributes])),
    outputs: labelled(blocks, 'output'),
    calls,
    providers: blocks.filter(({ type, labels }) => type === 'provider' && (labels[0] === 'aws' || labels[0] === 'awscc')),
    settings: blocks.filter(({ type }) => type === 'terraform'),
    imports: blocks.filter(({ type }) => type === 'import'),
    moved: blocks.filter(({ type }) => type === 'moved'),
    removed: new Map(
      blocks.flatMap((block) => {
        const address = removedAddress(block);
        return address === undefined ? [] : [[address, block] as const];
      }),
    ),
    givenVariables: await readGivenVariables(dir, names, files),
    children,
    parser,
  };
}

/** The path of a module call's source, when it is a folder of this machine. */
export function localSource(call: HclBlock): string | undefined {
  const attribute = call.attributes.get('source');
  const source = attribute && plainLiteral(attribute);
  return source !== undefined && /^\.{1,2}(\/|$)/.test(source) ? source : undefined;
}

function labelled(blocks: readonly HclBlock[], type: string): Map<string, HclBlock> {
  return new Map(blocks.flatMap((block) => (block.type === type && block.labels[0] ? [[block.labels[0], block] as const] : [])));
}

/** Later files win, as Terraform has it: terraform.tfvars, terraform.tfvars.json, then *.auto.tfvars by name. */
async function readGivenVariables(dir: string, names: readonly string[], files: IacFiles): Promise<Module['givenVariables']> {
  const ordered = ['terraform.tfvars', 'terraform.tfvars.json', ...names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name))];
  const given = new Map<string, { attribute: HclAttribute; file: string }>();
  for (const name of ordered.filter((candidate) => names.includes(candidate))) {
    const file = joinPath(dir, name);
    const text = await files.readFile(file);
    if (text === undefined) continue;
    for (const [variable, attribute] of (await readHcl(text, file)).attributes) given.set(variable, { attribute, file });
  }
  return given;
}
