// From a place in infrastructure code to the identities of what stands there: state first, then literals, then patterns.
import type { ResourceIdentity } from '../resource/identity.ts';
import { cloudformation } from './cloudformation/cloudformation.ts';
import type { Deployed } from './deployed.ts';
import type { DeclaredResource } from './declared.ts';
import { locate } from './declared.ts';
import { declaredInDocument, identifierOfDocument } from './documents.ts';
import { isProgram } from './program/program.ts';
import { declaredInProgram, identifierOfProgram } from './program/programs.ts';
import { terraform } from './terraform/terraform.ts';
import { TerraformFolder } from './terraform/terraformIdentify.ts';

/** The files the readers may look at. Paths are absolute, as the platform writes them. */
export interface IacFiles {
  /** The text, with unsaved edits where there are any; undefined when there is no such file. */
  readFile(path: string): Promise<string | undefined>;
  /** Names (not paths) of what lies directly in the folder; folders end in `/`. Empty when there is no such folder. */
  list(dir: string): Promise<string[]>;
  /** When the file was last written, in milliseconds of the epoch; undefined when it is not there, or nobody can tell. */
  modified?(path: string): Promise<number | undefined>;
  /** The workspace's folders: callers of a module are looked for within. */
  readonly roots: readonly string[];
  /** What was read of stacks and remote states. */
  readonly deployed?: Deployed;
}

/** One instance of a declared resource. */
export interface Identified {
  /** With module path and instance key: `module.x["a"].aws_s3_bucket.logs[0]`. */
  readonly address: string;
  readonly resource: DeclaredResource;
  /** `values` is empty when nothing is known; `missing` then says why and what to do. */
  readonly identity: ResourceIdentity;
  /** It was made along with what the block stands for: the role of a SAM function. */
  readonly alongside?: true;
}

/** Whether a path may hold infrastructure code: Terraform's, templates (YAML, JSON), and programs in TypeScript, JavaScript and Python. */
export function canDeclare(file: string): boolean {
  return terraform.canRead(file) || cloudformation.canRead(file) || isProgram(file);
}

/** The resources a document declares, in its order; empty for any other document. Needs `initGrammars`. */
export async function declaredIn(file: string, text: string): Promise<DeclaredResource[]> {
  if (terraform.canRead(file)) return terraform.read(text, file);
  if (isProgram(file)) return declaredInProgram(text, file);
  if (!cloudformation.canRead(file)) return [];
  return [...(await declaredInDocument(text, file))];
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

/** One document, with all that its resources' identities come from. */
export interface Identifier {
  readonly resources: readonly DeclaredResource[];
  identify(resource: DeclaredResource): Identified[];
}

const NOTHING: Identifier = { resources: [], identify: () => [] };

async function identifier(file: string, files: IacFiles): Promise<Identifier> {
  const text = await files.readFile(file);
  if (text === undefined || !canDeclare(file)) return NOTHING;
  if (terraform.canRead(file)) {
    const folder = await TerraformFolder.load(file, files);
    return { resources: await terraform.read(text, file), identify: (resource) => folder.identify(resource) };
  }
  if (isProgram(file)) return identifierOfProgram(text, file, files);
  return (await identifierOfDocument(text, file, files)) ?? NOTHING;
}
