// Programs that declare AWS resources, whichever tools they use: one may use several, told apart by their packages.
import { declareConstructs } from '../cdk/cdk.ts';
import { CdkProgram } from '../cdk/cdkIdentify.ts';
import { CdktfProgram } from '../cdk/cdktf.ts';
import type { DeclaredResource } from '../declared.ts';
import type { Identifier, IacFiles } from '../identify.ts';
import type { Construction } from './program.ts';
import { readProgram } from './program.ts';
import { declarePulumi } from '../pulumi/pulumi.ts';
import { PulumiProgram } from '../pulumi/pulumiIdentify.ts';
import { hasCdkSign, hasCdktfSign, hasPulumiSign } from '../signs.ts';

/** The resources a program declares, in its order. Most programs of a workspace have no sign of any, and are not parsed at all. */
export async function declaredInProgram(text: string, file: string): Promise<DeclaredResource[]> {
  return declare(text, file, await parsed(text, file));
}

/** A program with all that its resources' identities come from. */
export async function identifierOfProgram(text: string, file: string, files: IacFiles): Promise<Identifier> {
  const program = await parsed(text, file);
  const resources = declare(text, file, program);
  const uses = (tool: DeclaredResource['tool']): boolean => resources.some((resource) => resource.tool === tool);
  const pulumi = uses('pulumi') ? await PulumiProgram.load(declarePulumi(program, file), file, files) : undefined;
  const cdk = uses('cdk') ? await CdkProgram.load(program, file, files) : undefined;
  const cdktf = uses('cdktf') ? await CdktfProgram.load(declareConstructs(program, file, 'cdktf'), file, files) : undefined;
  const tools: Readonly<Record<string, Pick<Identifier, 'identify'> | undefined>> = { pulumi, cdk, cdktf };
  return { resources, identify: (resource) => tools[resource.tool]?.identify(resource) ?? [] };
}

async function parsed(text: string, file: string): Promise<readonly Construction[]> {
  return hasCdkSign(text) || hasCdktfSign(text) || hasPulumiSign(text) ? readProgram(text, file) : [];
}

function declare(text: string, file: string, program: readonly Construction[]): DeclaredResource[] {
  // Both kinds of CDK make constructs: the program's imports tell which it is.
  const tool = hasCdktfSign(text) ? 'cdktf' : hasCdkSign(text) ? 'cdk' : undefined;
  const constructs = tool ? declareConstructs(program, file, tool) : [];
  const pulumi = hasPulumiSign(text) ? declarePulumi(program, file) : [];
  const resources = [...constructs, ...pulumi].map(({ resource }) => resource);
  return resources.sort(({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character);
}
