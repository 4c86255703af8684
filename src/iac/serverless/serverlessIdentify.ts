// Functions and resources of a service → identities: from its stacks where they were read, else from the template that was packaged last, else
// from names for any stage.
import type { DeployedStack } from '../../resource/deployed.ts';
import type { IdentityValue, Lack, ResourceIdentity } from '../../resource/identity.ts';
import { typeKnowledge } from '../../resource/types.ts';
import type { Template } from '../cloudformation/cloudformation.ts';
import { readTemplate } from '../cloudformation/cloudformation.ts';
import { contextOf, identifyInTemplate } from '../cloudformation/cloudformationIdentify.ts';
import type { DeclaredResource } from '../declared.ts';
import { madeOf, stackLabel, valuesOfPhysicalId } from '../deployed.ts';
import type { Identified, Identifier, IacFiles } from '../identify.ts';
import { named } from '../named.ts';
import { baseName, folderOf, joinPath } from '../paths.ts';
import { asWhole, isKnown, valuesOfName } from '../pattern.ts';
import type { Service, ServiceFunction } from './serverless.ts';
import { ANY_STAGE, functionLogicalId } from './serverless.ts';

const PACKAGED = '.serverless/cloudformation-template-update-stack.json';

/** A service with the template that was packaged last, if there is one. */
export async function identifierOfService(service: Service, files: IacFiles): Promise<Identifier> {
  const path = joinPath(folderOf(service.file), PACKAGED);
  const text = await files.readFile(path);
  const packaged = text === undefined ? undefined : readTemplate(text, path);
  const stacks = files.deployed?.named(asWhole(service.stackName(ANY_STAGE))) ?? [];
  return {
    resources: service.resources,
    identify: (resource) =>
      stacks.length > 0 ? stacks.map((stack) => inStack(service, resource, stack, stacks)) : [identifyOne(service, packaged, resource)],
  };
}

function identifyOne(service: Service, packaged: Template | undefined, resource: DeclaredResource): Identified {
  const own = service.functions.find((one) => one.resource.address === resource.address);
  const id = own ? functionLogicalId(own.key) : resource.name;
  const entry = packaged?.resources.find(({ name }) => name === id);
  const context = service.region ? { region: service.region } : {};
  const fromPackage = packaged && entry ? identifyInTemplate(packaged, entry, context) : undefined;
  // `--stage` goes before what the file says: so the names of every stage count, the file's own stage first.
  const ofStage = (stage: string): ResourceIdentity =>
    own
      ? fromFunction(service, own, stage)
      : identifyInTemplate(service.template(stage), resource, { ...context, name: service.stackName(stage) });
  const [usual, any] = [ofStage(service.stage), ofStage(ANY_STAGE)];
  const values = [
    ...(fromPackage?.values.filter(({ kind }) => kind !== 'pattern') ?? []),
    ...assuming(usual.values, any.values, service.stage),
  ];
  const seen = new Set<string>();
  const identity: ResourceIdentity = {
    ...usual,
    address: resource.address,
    values: values.filter(({ value }) => !seen.has(value) && seen.add(value)),
    ...(usual.values.some(({ kind }) => kind === 'name') ? {} : whatLacks(service, usual)),
  };
  return { address: resource.address, resource, identity };
}

/** As the stack of one stage has it. */
function inStack(service: Service, resource: DeclaredResource, stack: DeployedStack, stacks: readonly DeployedStack[]): Identified {
  const own = service.functions.find((one) => one.resource.address === resource.address);
  const address = stacks.length === 1 ? resource.address : `${resource.address} (${stackLabel(stack, stacks)})`;
  const identity = own ? functionInStack(service, own, stack) : identifyInTemplate(service.template(ANY_STAGE), resource, contextOf(stack));
  return { address, resource, identity: { ...identity, address } };
}

function functionInStack(service: Service, { key, resource }: ServiceFunction, stack: DeployedStack): ResourceIdentity {
  const { account, region } = stack;
  const knowledge = typeKnowledge(resource.iacType);
  const made = madeOf(stack, functionLogicalId(key), resource.iacType);
  const base = { ...named(resource.address, resource.iacType, knowledge), account, region };
  if (made && knowledge) return { ...base, values: valuesOfPhysicalId(made, stack, knowledge) };
  const missing = `The stack ${stack.name} (${region}) does not have ${key}: it is not deployed yet, or was removed from it.`;
  return { ...base, values: [], missing, lack: { of: 'deployment', file: service.file } };
}

function whatLacks(service: Service, { missing }: ResourceIdentity): Pick<ResourceIdentity, 'missing' | 'lack'> {
  const lack = lackOf(service);
  if (lack.of !== 'package' || missing === undefined) return { lack };
  const dir = baseName(folderOf(service.file));
  const words = `Service and stage are only known when it is deployed. Run \`serverless package\` in ${dir}: the template that it writes is read.`;
  return { lack, missing: `${words} If you have the id of the resource, ask for that directly.` };
}

/** The stack of the usual stage, where its name is known, else the template that packaging writes. */
function lackOf(service: Service): Lack {
  const name = service.stackName(service.stage);
  if (!isKnown(name)) return { of: 'package', file: service.file, root: folderOf(service.file) };
  return { of: 'stack', file: service.file, stack: { name, ...(service.region ? { region: service.region } : {}) } };
}

/** The names of the usual stage say that they are of that one, where another stage has others. */
function assuming(usual: readonly IdentityValue[], any: readonly IdentityValue[], stage: string): IdentityValue[] {
  const everywhere = new Set(any.map(({ value }) => value));
  const marked = usual.map((one): IdentityValue =>
    everywhere.has(one.value) ? one : { ...one, via: { ...one.via, how: 'default', text: `${one.via.text}, for stage ${stage}` } },
  );
  return [...marked, ...any];
}

function fromFunction(service: Service, own: ServiceFunction, stage: string): ResourceIdentity {
  const { resource } = own;
  const knowledge = typeKnowledge(resource.iacType);
  const text = own.named ? `name in ${baseName(service.file)}` : 'service-stage-function';
  const via = { how: 'literal', text, file: service.file, line: resource.nameRange.start.line + 1 } as const;
  const values = valuesOfName(own.name(stage), via, undefined);
  const missing = 'The name depends on what only deployment tells. Run `serverless package`, then its template is read.';
  return {
    ...named(resource.address, resource.iacType, knowledge),
    ...(service.region ? { region: service.region } : {}),
    values,
    ...(values.some(({ kind }) => kind === 'name') ? {} : { missing }),
  };
}
