// What `cdk synth` left behind, read as it lies: manifests (nested ones too), metadata in both of its places, tree and templates.
import type { Frame } from './cdkFrames.ts';
import { FrameSources, readFrames } from './cdkFrames.ts';
import type { StackContext } from '../cloudformation/cloudformationIdentify.ts';
import type { Template } from '../cloudformation/cloudformation.ts';
import { readTemplate } from '../cloudformation/cloudformation.ts';
import type { DeclaredResource } from '../declared.ts';
import type { Fields } from '../fields.ts';
import { fields, isObject, list, parseJson, text } from '../fields.ts';
import type { IacFiles } from '../identify.ts';
import { pathBelow } from '../paths.ts';
import { readTree } from './cdkTree.ts';

/** One CloudFormation resource with the construct that made it. */
export interface CdkResource {
  /** Path of the construct: `Prod/AppStack/Store/Logs/Resource`. */
  readonly path: string;
  readonly stack: StackContext;
  readonly template: Template;
  /** Its entry in the template. */
  readonly resource: DeclaredResource;
  /** Where the program made it, innermost first; empty when CDK did not write that down. */
  readonly frames: readonly Frame[];
}

export interface Assembly {
  readonly dir: string;
  readonly resources: readonly CdkResource[];
  /** Construct path → class, as CDK's own names go: `aws-cdk-lib.aws_s3.Bucket`. */
  readonly classes: ReadonlyMap<string, string>;
  /** When it was made, in milliseconds of the epoch. */
  readonly modified?: number;
}

const DEEPEST_STAGE = 5;
const MOST_STACKS = 1_000;

/** The last assembly read: synthesis writes the manifest anew, so its time tells whether it is still the same. */
let held: { readonly key: string; readonly assembly: Promise<Assembly> } | undefined;

/** Reads an assembly; undefined when the folder holds none. Files that cannot be read cost what stands in them. */
export async function readAssembly(dir: string, files: IacFiles): Promise<Assembly | undefined> {
  const path = pathBelow(dir, 'manifest.json');
  if (path === undefined) return undefined;
  const modified = await files.modified?.(path);
  const key = `${dir}\0${modified ?? ''}`;
  if (modified !== undefined && held?.key === key) return held.assembly;
  const manifest = await files.readFile(path);
  if (manifest === undefined || !isObject(fields(parseJson(manifest)).artifacts)) return undefined;
  const assembly = read(dir, files, modified);
  held = { key, assembly };
  return assembly;
}

async function read(dir: string, files: IacFiles, modified: number | undefined): Promise<Assembly> {
  const stacks = await stacksIn(dir, files, 0);
  const treeFile = pathBelow(dir, 'tree.json');
  const tree = readTree(treeFile === undefined ? undefined : await files.readFile(treeFile));
  const resources: CdkResource[] = [];
  const sources = new FrameSources(files);
  for (const stack of stacks.slice(0, MOST_STACKS)) {
    for (const one of await resourcesOf(stack, tree.logicalIds, files))
      resources.push({ ...one, frames: await sources.follow(one.frames) });
  }
  return { dir, resources, classes: tree.classes, ...(modified === undefined ? {} : { modified }) };
}

interface StackArtifact {
  readonly dir: string;
  /** Construct path of the stack. */
  readonly path: string;
  readonly templateFile: string;
  readonly context: StackContext;
  readonly metadata: Fields;
}

async function stacksIn(dir: string, files: IacFiles, depth: number): Promise<StackArtifact[]> {
  const manifest = pathBelow(dir, 'manifest.json');
  const artifacts = fields(fields(parseJson(manifest === undefined ? undefined : await files.readFile(manifest))).artifacts);
  const found: StackArtifact[] = [];
  for (const [id, value] of Object.entries(artifacts)) {
    const artifact = fields(value);
    const properties = fields(artifact.properties);
    if (artifact.type === 'cdk:cloud-assembly' && depth < DEEPEST_STAGE) {
      const below = pathBelow(dir, text(properties.directoryName) ?? '');
      if (below !== undefined) found.push(...(await stacksIn(below, files, depth + 1)));
    }
    const templateFile = text(properties.templateFile);
    if (artifact.type !== 'aws:cloudformation:stack' || templateFile === undefined) continue;
    const [, account, region] = /^aws:\/\/(\d{12}|[^/]*)\/([\w-]+)$/.exec(text(artifact.environment) ?? '') ?? [];
    found.push({
      dir,
      path: text(artifact.displayName) ?? id,
      templateFile,
      context: {
        name: text(properties.stackName) ?? id,
        ...(account && /^\d{12}$/.test(account) ? { account } : {}),
        ...(region && /-\d$/.test(region) ? { region } : {}),
      },
      metadata: await metadataOf(dir, artifact, files),
    });
  }
  return found;
}

/** In the manifest itself, or (since 2.248) in a file beside it. */
async function metadataOf(dir: string, artifact: Fields, files: IacFiles): Promise<Fields> {
  const file = pathBelow(dir, text(artifact.additionalMetadataFile) ?? '');
  const apart = file === undefined ? undefined : fields(parseJson(await files.readFile(file)));
  return { ...fields(artifact.metadata), ...apart };
}

async function resourcesOf(stack: StackArtifact, logicalIds: ReadonlyMap<string, string>, files: IacFiles): Promise<CdkResource[]> {
  const templates = new Templates(stack, files);
  const entries = new Map<string, { logicalId: string; frames: Frame[] }>();
  for (const [key, value] of Object.entries(stack.metadata)) {
    const path = key.replace(/^\//, '');
    const items = list(value).map(fields);
    const nested = items.find(({ type }) => type === 'aws:cdk:templateFile');
    if (nested && path !== stack.path) templates.addNested(path, text(nested.data) ?? '');
    const named = items.find(({ type }) => type === 'aws:cdk:logicalId');
    const logicalId = text(named?.data);
    if (logicalId === undefined) continue;
    const stacks = [named?.trace, ...items.filter(({ type }) => type === 'aws:cdk:creationStack').map(({ data }) => data)];
    entries.set(path, { logicalId, frames: stacks.flatMap((lines) => readFrames(list(lines))) });
  }
  // The tree names what metadata may leave out.
  for (const [path, logicalId] of logicalIds) {
    if (path.startsWith(`${stack.path}/`) && !entries.has(path)) entries.set(path, { logicalId, frames: [] });
  }
  const found: CdkResource[] = [];
  for (const [path, { logicalId, frames }] of entries) {
    const entry = await templates.find(path, logicalId);
    if (entry) found.push({ path, frames, ...entry });
  }
  return found;
}

/** The templates of one stack: its own and those of the stacks nested in it. */
class Templates {
  readonly #stack: StackArtifact;
  readonly #files: IacFiles;
  readonly #nested: { readonly path: string; readonly file: string }[] = [];
  readonly #read = new Map<string, Promise<Loaded | undefined>>();

  constructor(stack: StackArtifact, files: IacFiles) {
    this.#stack = stack;
    this.#files = files;
  }

  addNested(path: string, file: string): void {
    this.#nested.push({ path: `${path}/`, file });
  }

  async find(path: string, logicalId: string): Promise<Pick<CdkResource, 'stack' | 'template' | 'resource'> | undefined> {
    // The innermost nested stack around the construct, else the stack's own; older versions do not say which: then any that has the id.
    const around = this.#nested.filter((nested) => path.startsWith(nested.path)).sort((a, b) => b.path.length - a.path.length)[0];
    const candidates = [around?.file ?? this.#stack.templateFile, ...(around ? [] : await this.#unnamed())];
    for (const file of candidates) {
      const loaded = await this.#load(file);
      const resource = loaded?.byId.get(logicalId);
      if (!loaded || !resource) continue;
      const { name: _, ...elsewhere } = this.#stack.context;
      return { template: loaded.template, resource, stack: file === this.#stack.templateFile ? this.#stack.context : elsewhere };
    }
    return undefined;
  }

  async #unnamed(): Promise<string[]> {
    return (await this.#files.list(this.#stack.dir)).filter((name) => name.endsWith('.nested.template.json'));
  }

  #load(file: string): Promise<Loaded | undefined> {
    const loading = this.#read.get(file) ?? this.#loadNow(file);
    this.#read.set(file, loading);
    return loading;
  }

  async #loadNow(file: string): Promise<Loaded | undefined> {
    const path = pathBelow(this.#stack.dir, file);
    const content = path === undefined ? undefined : await this.#files.readFile(path);
    const template = path === undefined || content === undefined ? undefined : readTemplate(content, path);
    return template && { template, byId: new Map(template.resources.map((resource) => [resource.name, resource])) };
  }
}

interface Loaded {
  readonly template: Template;
  readonly byId: ReadonlyMap<string, DeclaredResource>;
}
