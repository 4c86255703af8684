// YAML and JSON that declare AWS resources, whichever tool they are of: their text tells.
import { cloudformation, readTemplate } from './cloudformation.ts';
import { identifyInTemplate } from './cloudformationIdentify.ts';
import type { DeclaredResource } from './declared.ts';
import type { Identifier, IacFiles } from './identify.ts';
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
  return (
    template && {
      resources: template.resources,
      identify: (resource) => [{ address: resource.address, resource, identity: identifyInTemplate(template, resource) }],
    }
  );
}
