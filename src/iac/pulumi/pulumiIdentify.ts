// Resources of Pulumi programs → identities: from the state of each stack, else from what the program alone tells.
import type { IdentityValue, ResourceIdentity } from '../../resource/identity.ts';
import type { TypeKnowledge } from '../../resource/types.ts';
import { typeKnowledge } from '../../resource/types.ts';
import { age } from '../../resource/age.ts';
import type { DeclaredResource } from '../declared.ts';
import type { Identified, IacFiles } from '../identify.ts';
import { byOneValue, named } from '../named.ts';
import { baseName } from '../paths.ts';
import { toNameOrPattern } from '../pattern.ts';
import type { PulumiDeclaration } from './pulumi.ts';
import { heldOf } from './pulumiMatch.ts';
import { namesInProgram } from './pulumiName.ts';
import type { PulumiProject } from './pulumiProject.ts';
import { findProject } from './pulumiProject.ts';
import type { PulumiResource, PulumiStack } from './pulumiState.ts';
import { snake, typeOfToken } from './pulumiToken.ts';

/** A program with the stacks it makes, read once for all of its resources. */
export class PulumiProgram {
  readonly #declarations: readonly PulumiDeclaration[];
  readonly #project: PulumiProject;
  readonly #now: number;

  private constructor(declarations: readonly PulumiDeclaration[], project: PulumiProject, now: number) {
    this.#declarations = declarations;
    this.#project = project;
    this.#now = now;
  }

  /** Looks for the program's project and reads what states of it there are. */
  static async load(declarations: readonly PulumiDeclaration[], file: string, files: IacFiles): Promise<PulumiProgram> {
    return new PulumiProgram(declarations, await findProject(file, files), Date.now());
  }

  /** The resource in each stack that has it; of a component, all that it is made of. At least one. */
  identify(resource: DeclaredResource): Identified[] {
    const declaration = this.#declarations.find((one) => one.resource.address === resource.address);
    const missing = 'It is not in the saved code of its file (yet).';
    const identities = declaration
      ? this.#identities(declaration, 0)
      : [{ address: resource.address, iacType: resource.iacType, values: [], missing }];
    return identities.map((identity) => ({ address: identity.address, resource, identity }));
  }

  #identities(declaration: PulumiDeclaration, depth: number): ResourceIdentity[] {
    const held = this.#project.stacks.flatMap((stack) =>
      heldOf(declaration, stack, this.#project.dir).map((one) => this.#fromState(one, stack, declaration, depth)),
    );
    return held.length > 0 ? held : [this.#fromCode(declaration, depth)];
  }

  #fromState(one: PulumiResource, stack: PulumiStack, declaration: PulumiDeclaration | undefined, depth: number): ResourceIdentity {
    const type = one.type ?? '';
    const knowledge = typeKnowledge(type);
    const when = stack.time === undefined ? '' : ` of ${age(this.#now - stack.time)}`;
    const from = `stack ${stack.stack}, ${baseName(stack.file)}${when}`;
    const values = one.values.map(({ value, kind, attribute }): IdentityValue => ({
      value,
      kind,
      via: { how: stack.how, text: `${attribute} from ${from}`, file: stack.file },
    }));
    const parent = knowledge?.parent ? this.#parentInState(one, stack, declaration, knowledge, depth) : undefined;
    const account = one.account ?? parent?.account;
    const region = knowledge?.global ? undefined : (one.region ?? this.#project.regions.get(stack.stack));
    const nothing = `${from} holds it, but nothing in it that CloudTrail would name it by.`;
    return {
      ...named(`${stack.stack}::${one.token.package}:${one.token.module}:${one.token.name}::${one.name}`, type, knowledge),
      ...(account ? { account } : {}),
      ...(region ? { region } : {}),
      values,
      ...(parent ? { parent } : {}),
      ...(values.length === 0 && !parent ? { missing: nothing } : {}),
    };
  }

  #parentInState(
    one: PulumiResource,
    stack: PulumiStack,
    declaration: PulumiDeclaration | undefined,
    knowledge: TypeKnowledge,
    depth: number,
  ): ResourceIdentity | undefined {
    const { parentValue } = one;
    if (depth > 2 || !knowledge.parent) return undefined;
    if (parentValue === undefined) return declaration && this.#parentInCode(declaration, knowledge, depth);
    const { tfType, attribute } = knowledge.parent;
    const holder = stack.resources.find(({ type, values }) => type === tfType && values.some(({ value }) => value === parentValue));
    if (holder) return this.#fromState(holder, stack, undefined, depth + 1);
    const kind = typeKnowledge(tfType)?.id === 'name' ? 'name' : 'id';
    const via = { how: stack.how, text: `${attribute} from stack ${stack.stack}`, file: stack.file } as const;
    return byOneValue(parentValue, kind, tfType, via);
  }

  #fromCode(declaration: PulumiDeclaration, depth: number): ResourceIdentity {
    const { resource, token } = declaration;
    const type = typeOfToken(token);
    const knowledge = type === undefined ? undefined : typeKnowledge(type);
    if (!type || !knowledge) {
      return { address: resource.address, iacType: resource.iacType, values: [], ...this.#missing(resource) };
    }
    const values = namesInProgram(declaration, knowledge);
    const parent = this.#parentInCode(declaration, knowledge, depth);
    // Where all stacks are in one Region, so is this.
    const regions = new Set(this.#project.regions.values());
    const [region] = knowledge.global || regions.size !== 1 ? [] : regions;
    return {
      ...named(resource.address, type, knowledge),
      ...(region ? { region } : {}),
      values,
      ...(parent ? { parent } : {}),
      ...this.#missing(resource),
    };
  }

  #missing({ file }: DeclaredResource): Pick<ResourceIdentity, 'missing' | 'lack'> {
    const missing = this.#project.stacks.length > 0 ? this.#notHeld() : (this.#project.problem ?? '');
    return { missing, lack: { of: 'export', file, root: this.#project.dir } };
  }

  #notHeld(): string {
    const stacks = this.#project.stacks.map(({ stack, file }) => `${stack} (${baseName(file)})`).join(', ');
    return `No stack that is known holds it: ${stacks}. Where it was deployed since, export the stack anew.`;
  }

  /** A part's parent, by the reference in the program or by the value it comes to. */
  #parentInCode({ properties, resource }: PulumiDeclaration, knowledge: TypeKnowledge, depth: number): ResourceIdentity | undefined {
    if (!knowledge.parent || depth > 2) return undefined;
    const { tfType, attribute, property } = knowledge.parent;
    const argument = properties.get(attribute) ?? (property ? properties.get(snake(property)) : undefined);
    if (!argument) return undefined;
    const target = this.#declarations.find(({ variable, token }) => {
      const refers = variable !== undefined && (argument.source === variable || argument.source.startsWith(`${variable}.`));
      return refers && typeOfToken(token) === tfType;
    });
    if (target && target.resource !== resource) return this.#identities(target, depth + 1)[0];
    const value = toNameOrPattern(argument.text);
    const via = { how: 'literal', text: `${attribute} in ${baseName(resource.file)}`, file: resource.file } as const;
    return value && byOneValue(value.value, value.kind, tfType, via);
  }
}
