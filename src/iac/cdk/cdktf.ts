// Programs of CDK for Terraform → identities: what they make is Terraform in JSON, with the construct's path beside each resource.
import type { ResourceIdentity } from '../../resource/identity.ts';
import { typeKnowledge } from '../../resource/types.ts';
import type { DeclaredConstruct } from './cdk.ts';
import type { MadeResource, Surroundings } from './cdkMatch.ts';
import { resourcesOf } from './cdkMatch.ts';
import type { DeclaredResource } from '../declared.ts';
import { fields, parseJson, text } from '../fields.ts';
import type { Identified, IacFiles } from '../identify.ts';
import { named } from '../named.ts';
import { baseName, foldersUp, folderOf, joinPath, pathBelow } from '../paths.ts';
import { valuesOfName } from '../pattern.ts';
import { snake } from '../pulumi/pulumiToken.ts';
import { terraform } from '../terraform/terraform.ts';
import { TerraformFolder } from '../terraform/terraformIdentify.ts';

interface CdktfResource extends MadeResource {
  readonly stack: string;
  readonly folder: TerraformFolder;
  readonly resource: DeclaredResource;
}

const MOST_STACKS = 100;

/** A program with what its app last made, read once for all of its constructs. */
export class CdktfProgram {
  readonly #around: Surroundings;
  readonly #made: readonly CdktfResource[];
  /** Why there is nothing, with the step that mends it. */
  readonly #problem: string;

  private constructor(around: Surroundings, made: readonly CdktfResource[]) {
    this.#around = around;
    this.#made = made;
    const where = baseName(around.appDir);
    this.#problem =
      made.length > 0
        ? `cdktf.out does not have it: run \`cdktf synth\` in ${where}.`
        : `No cdktf.out in ${where}: run \`cdktf synth\` there.`;
  }

  /** Looks for the program's app, and reads the stacks it made. */
  static async load(constructs: readonly DeclaredConstruct[], file: string, files: IacFiles): Promise<CdktfProgram> {
    let dir = folderOf(file);
    let out = joinPath(dir, 'cdktf.out');
    for (const folder of foldersUp(dir, files.roots)) {
      const names = await files.list(folder);
      if (!names.includes('cdktf.json') && !names.includes('cdktf.out/')) continue;
      const output = text(fields(parseJson(await files.readFile(joinPath(folder, 'cdktf.json')))).output);
      dir = folder;
      out = pathBelow(folder, output ?? 'cdktf.out') ?? joinPath(folder, 'cdktf.out');
      break;
    }
    const stacks = (await files.list(joinPath(out, 'stacks'))).filter((name) => name.endsWith('/')).slice(0, MOST_STACKS);
    const made: CdktfResource[] = [];
    for (const stack of stacks) made.push(...(await readStack(joinPath(out, `stacks/${stack}`), stack.slice(0, -1), files)));
    return new CdktfProgram({ file, appDir: dir, roots: files.roots, constructs }, made);
  }

  /** All that the construct makes, in every stack that has it; at least one. */
  identify(resource: DeclaredResource): Identified[] {
    const construct = this.#around.constructs.find((one) => one.resource.address === resource.address);
    const made = construct ? resourcesOf(construct, { resources: this.#made, classes: new Map() }, this.#around) : [];
    const found = made.flatMap((one) => one.folder.identify(one.resource).map(({ identity }) => this.#ofProgram(identity, one.stack)));
    const identities = found.length > 0 ? found : [this.#fromCode(construct, resource)];
    return identities.map((identity) => ({ address: identity.address, resource, identity }));
  }

  #ofProgram(identity: ResourceIdentity, stack: string): ResourceIdentity {
    const { lack } = identity;
    return { ...identity, address: `${stack}/${identity.address}`, ...(lack ? { lack: { ...lack, file: this.#around.file } } : {}) };
  }

  #fromCode(construct: DeclaredConstruct | undefined, resource: DeclaredResource): ResourceIdentity {
    const type = typeOfClass(resource.iacType);
    const knowledge = type === undefined ? undefined : typeKnowledge(type);
    const base = {
      ...named(resource.address, type ?? resource.iacType, knowledge),
      missing: this.#problem,
      lack: { of: 'cdktfOut', file: resource.file, root: this.#around.appDir } as const,
    };
    if (!construct || !knowledge || knowledge.parent) return { ...base, values: [] };
    const properties = new Map([...construct.construction.properties].map(([key, value]) => [snake(key), value]));
    const attribute = knowledge.nameAttributes.find((name) => properties.has(name));
    const given = attribute === undefined ? undefined : properties.get(attribute);
    const via = {
      how: 'literal',
      text: `${attribute ?? ''} in ${baseName(resource.file)}`,
      file: resource.file,
      line: resource.range.start.line + 1,
    } as const;
    return { ...base, values: given ? valuesOfName(given.text, via, knowledge.arnPattern) : [] };
  }
}

async function readStack(dir: string, stack: string, files: IacFiles): Promise<CdktfResource[]> {
  const file = joinPath(dir, 'cdk.tf.json');
  const content = await files.readFile(file);
  if (content === undefined) return [];
  const types = fields(fields(parseJson(content)).resource);
  const folder = await TerraformFolder.load(file, files);
  return (await terraform.read(content, file)).flatMap((resource): CdktfResource[] => {
    const own = fields(fields(types[resource.iacType])[resource.name]);
    const path = text(fields(fields(own['//']).metadata).path);
    return path === undefined ? [] : [{ path, frames: [], stack, folder, resource }];
  });
}

/** `aws_s3_bucket` of `S3Bucket`, where the import says that it is of AWS's provider. */
function typeOfClass(callee: string): string | undefined {
  const name = /(?:provider[-_]aws|providers\.aws|imports\.aws)\b.*\.(\w+)$/.exec(callee)?.[1];
  return name === undefined ? undefined : `aws_${snake(name)}`;
}
