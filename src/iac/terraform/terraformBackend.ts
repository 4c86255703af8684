// Where a root module keeps its state, when that is not in its folder: as `terraform init` wrote it down, else as the code says.
import { fields, parseJson, text } from '../fields.ts';
import { plainLiteral } from './hcl.ts';
import type { HclBlock } from './hcl.ts';
import type { IacFiles } from '../identify.ts';
import { joinPath } from '../paths.ts';
import type { Module, Modules } from './terraformModule.ts';
import { loadModule } from './terraformModule.ts';

/** A backend that is not the local one. */
export interface Backend {
  /** `s3`, `gcs`, `remote`, `cloud` … */
  readonly type: string;
  /** The object of a backend in S3, where bucket and key are known. */
  readonly s3?: S3Backend;
}

export interface S3Backend {
  readonly bucket: string;
  /** Of the default workspace's state. */
  readonly key: string;
  readonly region?: string;
  /** What stands before the names of other workspaces. Terraform documentation, "S3 backend": `env:` by default. */
  readonly workspacePrefix: string;
  readonly profile?: string;
}

/** The backend of a root module; undefined for the local one. */
export async function backendOf(root: Module, files: IacFiles): Promise<Backend | undefined> {
  const initialised = fields(fields(parseJson(await files.readFile(joinPath(root.dir, '.terraform/terraform.tfstate')))).backend);
  const type = text(initialised.type);
  if (type !== undefined) return type === 'local' ? undefined : backend(type, fields(initialised.config));
  const block = root.settings.flatMap(({ blocks }) => blocks).find((one) => one.type === 'backend' || one.type === 'cloud');
  if (!block) return undefined;
  const declared = block.type === 'cloud' ? 'cloud' : (block.labels[0] ?? '');
  return declared === 'local' ? undefined : backend(declared, literalsOf(block));
}

/** The backend of the root module in a folder. Needs `initGrammars`. */
export async function backendIn(dir: string, files: IacFiles): Promise<Backend | undefined> {
  const loaded: Modules = new Map();
  return backendOf(await loadModule(dir, files, loaded), files);
}

function backend(type: string, config: Readonly<Record<string, unknown>>): Backend {
  const [bucket, key, region, profile] = [text(config['bucket']), text(config['key']), text(config['region']), text(config['profile'])];
  if (type !== 's3' || bucket === undefined || key === undefined) return { type };
  const s3 = {
    bucket,
    key,
    ...(region === undefined ? {} : { region }),
    workspacePrefix: text(config['workspace_key_prefix']) ?? 'env:',
    ...(profile === undefined ? {} : { profile }),
  };
  return { type, s3 };
}

function literalsOf({ attributes }: HclBlock): Record<string, string> {
  const found = [...attributes].map(([name, attribute]) => [name, plainLiteral(attribute)] as const);
  return Object.fromEntries(found.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}
