// YAML and JSON that declare AWS resources, whichever tool they are of: their text tells.
import type { DeployedResource, DeployedStack } from '../resource/deployed.ts';
import { typeKnowledge } from '../resource/types.ts';
import type { Template } from './cloudformation/cloudformation.ts';
import { cloudformation, readTemplate } from './cloudformation/cloudformation.ts';
import { contextOf, identifyInTemplate } from './cloudformation/cloudformationIdentify.ts';
import type { DeclaredResource } from './declared.ts';
import type { Identified, Identifier, IacFiles } from './identify.ts';
import { madeAlongside, stackLabel, valuesOfPhysicalId } from './deployed.ts';
import { named } from './named.ts';
import { PulumiProgram } from './pulumi/pulumiIdentify.ts';
import { declarePulumiYaml } from './pulumi/pulumiYaml.ts';
import { readService } from './serverless/serverless.ts';
import { identifierOfService } from './serverless/serverlessIdentify.ts';
import { hasSign } from './signs.ts';
import { readAhead } from './cloudformation/template.ts';

/** The resources a document declares, in its order; empty for any other. */
export async function declaredInDocument(text: string, file: string): Promise<readonly DeclaredResource[]> {
  if (hasSign(file, () => text)) await readAhead(text);
  const service = readService(text, file);
  if (service) return service.resources;
  const pulumi = declarePulumiYaml(text, file);
  return pulumi.length > 0 ? pulumi.map(({ resource }) => resource) : cloudformation.read(text, file);
}

/** A document with all that its resources' identities come from; undefined when it declares none. */
export async function identifierOfDocument(text: string, file: string, files: IacFiles): Promise<Identifier | undefined> {
  if (hasSign(file, () => text)) await readAhead(text);
  const service = readService(text, file);
  if (service) return identifierOfService(service, files);
  const declarations = declarePulumiYaml(text, file);
  if (declarations.length > 0) {
    const pulumi = await PulumiProgram.load(declarations, file, files);
    return { resources: declarations.map(({ resource }) => resource), identify: (resource) => pulumi.identify(resource) };
  }
  const template = readTemplate(text, file);
  if (!template) return undefined;
  const stacks = files.deployed?.ofTemplate(file) ?? [];
  return { resources: template.resources, identify: (resource) => identifyInStacks(template, resource, stacks) };
}

function alongside(made: DeployedResource, stack: DeployedStack, resource: DeclaredResource, of: string): Identified[] {
  const knowledge = typeKnowledge(made.type);
  const values = knowledge ? valuesOfPhysicalId(made, stack, knowledge) : [];
  if (values.length === 0) return [];
  const { account, region } = stack;
  const address = `${of} › ${made.logicalId}`;
  const identity = { ...named(address, made.type, knowledge), account, ...(knowledge?.global ? {} : { region }), values };
  return [{ address, resource, identity, alongside: true }];
}

/** One for each stack that the template makes. */
function identifyInStacks(template: Template, resource: DeclaredResource, stacks: readonly DeployedStack[]): Identified[] {
  if (stacks.length === 0) return [{ address: resource.address, resource, identity: identifyInTemplate(template, resource) }];
  const declared = new Set(template.resources.map(({ name }) => name));
  return stacks.flatMap((stack): Identified[] => {
    const address = stacks.length === 1 ? resource.address : `${resource.address} (${stackLabel(stack, stacks)})`;
    const own = { address, resource, identity: { ...identifyInTemplate(template, resource, contextOf(stack)), address } };
    const others = madeAlongside(stack, resource.name, resource.iacType, declared);
    return [own, ...others.flatMap((made) => alongside(made, stack, resource, address))];
  });
}
