// YAML and JSON that declare AWS resources, whichever tool they are of: their text tells.
import type { DeployedStack } from '../resource/deployed.ts';
import type { Template } from './cloudformation.ts';
import { cloudformation, readTemplate } from './cloudformation.ts';
import { contextOf, identifyInTemplate } from './cloudformationIdentify.ts';
import type { DeclaredResource } from './declared.ts';
import type { Identified, Identifier, IacFiles } from './identify.ts';
import { stackLabel } from './deployed.ts';
import { PulumiProgram } from './pulumiIdentify.ts';
import { declarePulumiYaml } from './pulumiYaml.ts';
import { readService } from './serverless.ts';
import { identifierOfService } from './serverlessIdentify.ts';

/** The resources a document declares, in its order; empty for any other. */
export async function declaredInDocument(text: string, file: string): Promise<readonly DeclaredResource[]> {
  const service = readService(text, file);
  if (service) return service.resources;
  const pulumi = declarePulumiYaml(text, file);
  return pulumi.length > 0 ? pulumi.map(({ resource }) => resource) : cloudformation.read(text, file);
}

/** A document with all that its resources' identities come from; undefined when it declares none. */
export async function identifierOfDocument(text: string, file: string, files: IacFiles): Promise<Identifier | undefined> {
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

/** One for each stack that the template makes. */
function identifyInStacks(template: Template, resource: DeclaredResource, stacks: readonly DeployedStack[]): Identified[] {
  if (stacks.length === 0) return [{ address: resource.address, resource, identity: identifyInTemplate(template, resource) }];
  return stacks.map((stack) => {
    const address = stacks.length === 1 ? resource.address : `${resource.address} (${stackLabel(stack, stacks)})`;
    return { address, resource, identity: { ...identifyInTemplate(template, resource, contextOf(stack)), address } };
  });
}
