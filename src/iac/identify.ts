// From a place in infrastructure code to the identities of what stands there: state first, then literals, then patterns.
import type { ResourceIdentity } from '../resource/identity.ts';
import { cloudformation, readTemplate } from './cloudformation.ts';
import { identifyInTemplate } from './cloudformationIdentify.ts';
import type { DeclaredResource } from './declared.ts';
import { locate } from './declared.ts';
import { terraform } from './terraform.ts';
import { TerraformFolder } from './terraformIdentify.ts';

/** The files the readers may look at. Paths are absolute, as the platform writes them. */
export interface IacFiles {
  /** The text, with unsaved edits where there are any; undefined when there is no such file. */
  readFile(path: string): Promise<string | undefined>;
  /** Names (not paths) of what lies directly in the folder; folders end in `/`. Empty when there is no such folder. */
  list(dir: string): Promise<string[]>;
  /** The workspace's folders: callers of a module are looked for within. */
  readonly roots: readonly string[];
}

/** One instance of a declared resource. */
export interface Identified {
  /** With module path and instance key: `module.x["a"].aws_s3_bucket.logs[0]`. */
  readonly address: string;
  readonly resource: DeclaredResource;
  /** `values` is empty when nothing is known; `missing` then says why and what to do. */
  readonly identity: ResourceIdentity;
}

/** Whether a path may hold infrastructure code: `.tf`, `.tofu`, `.tf.json`, `.yaml`, `.yml`, `.json`, `.template`. */
export function canDeclare(file: string): boolean {
  return terraform.canRead(file) || cloudformation.canRead(file);
}

/** The resources a document declares, in its order; empty for any other document. Needs `initTerraform` for Terraform files. */
export async function declaredIn(file: string, text: string): Promise<DeclaredResource[]> {
  if (terraform.canRead(file)) return terraform.read(text, file);
  return cloudformation.canRead(file) ? cloudformation.read(text, file) : [];
}

/**
 * The identities of the resource at a line (from 0), or of the given resource: one per instance, at least one when a resource
 * stands there. Empty when none does.
 */
export async function identify(file: string, at: number | DeclaredResource, files: IacFiles): Promise<Identified[]> {
  const of = await identifier(file, files);
  const resource = typeof at === 'number' ? locate(of.resources, at) : at;
  return resource ? of.identify(resource) : [];
}

/** Every resource of a document with its identities: for blame, where reading folder and state once must do for all. */
export async function identifyAll(file: string, files: IacFiles): Promise<Identified[]> {
  const of = await identifier(file, files);
  return of.resources.flatMap((resource) => of.identify(resource));
}

interface Identifier {
  readonly resources: readonly DeclaredResource[];
  identify(resource: DeclaredResource): Identified[];
}

async function identifier(file: string, files: IacFiles): Promise<Identifier> {
  const text = await files.readFile(file);
  const nothing: Identifier = { resources: [], identify: () => [] };
  if (text === undefined || !canDeclare(file)) return nothing;
  if (terraform.canRead(file)) {
    const folder = await TerraformFolder.load(file, files);
    return { resources: await terraform.read(text, file), identify: (resource) => folder.identify(resource) };
  }
  const template = readTemplate(text, file);
  if (!template) return nothing;
  return {
    resources: template.resources,
    identify: (resource) => [{ address: resource.address, resource, identity: identifyInTemplate(template, resource) }],
  };
}
