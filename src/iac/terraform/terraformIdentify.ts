// Declared Terraform resources → identities: from state where there is one, else from what the code alone tells.
import type { IdentityValue, Lack, ResourceIdentity } from '../../resource/identity.ts';
import type { TypeKnowledge } from '../../resource/types.ts';
import { typeKnowledge } from '../../resource/types.ts';
import type { DeclaredResource } from '../declared.ts';
import type { HclBlock } from './hcl.ts';
import { parseExpression } from './hclExpression.ts';
import type { Identified, IacFiles } from '../identify.ts';
import { byOneValue, named } from '../named.ts';
import { baseName, folderOf } from '../paths.ts';
import { toNameOrPattern } from '../pattern.ts';
import { withoutKeys } from './terraformAddress.ts';
import type { Site } from './terraformCalls.ts';
import { sitesOf, sitesOfCall } from './terraformCalls.ts';
import type { Repetition, Scope } from './terraformEval.ts';
import { Trace, asText, evaluate, evaluateAttribute } from './terraformEval.ts';
import type { Import } from './terraformImports.ts';
import { importedInstances, importedNames, importsOf } from './terraformImports.ts';
import { instanceKey, repetitions } from './terraformInstances.ts';
import type { Module, Modules } from './terraformModule.ts';
import { loadModule } from './terraformModule.ts';
import { afterMoves } from './terraformMoves.ts';
import { namesBeginning, namesInCode, resourceReference } from './terraformName.ts';
import { regionOf } from './terraformRegion.ts';
import type { State, StateInstance } from './terraformState.ts';
import type { RootStates } from './terraformStates.ts';
import { readStates } from './terraformStates.ts';

/** The folder of a Terraform file with everything its resources' identities come from, read once for all of them. */
export class TerraformFolder {
  readonly module: Module;
  readonly #sites: readonly Site[];
  readonly #states: ReadonlyMap<Module, RootStates>;
  readonly #imports: ReadonlyMap<Module, readonly Import[]>;

  private constructor(module: Module, sites: readonly Site[], states: ReadonlyMap<Module, RootStates>) {
    this.module = module;
    this.#sites = sites;
    this.#states = states;
    this.#imports = new Map([...states.keys()].map((root) => [root, importsOf(root)]));
  }

  /** Reads the folder of `file`, the modules it calls, the folders that call it, and the states of those. */
  static async load(file: string, files: IacFiles): Promise<TerraformFolder> {
    const loaded: Modules = new Map();
    const module = await loadModule(folderOf(file), files, loaded);
    const sites = await sitesOf(module, files, loaded);
    const states = new Map<Module, RootStates>();
    for (const { root } of sites) if (!states.has(root)) states.set(root, afterMoves(await readStates(root, files), root));
    return new TerraformFolder(module, sites, states);
  }

  /** Every instance of a resource or of what a module call makes. At least one. */
  identify(resource: DeclaredResource): Identified[] {
    const { address, name } = resource;
    const isDeclared = this.module.resources.has(address) || (address === `module.${name}` && this.module.calls.has(name));
    const isRemoved = !isDeclared && this.module.removed.has(address);
    const found = isRemoved ? this.#removed(resource) : resource.iacType === 'module' ? this.#call(resource) : this.#resource(resource);
    return found.map((identity) => ({ address: identity.address, resource, identity }));
  }

  #resource(resource: DeclaredResource): ResourceIdentity[] {
    const block = this.module.resources.get(resource.address);
    if (!block) return [bare(resource, 'It is not in the saved code of its folder (yet).')];
    return this.#identities(block, this.#sites);
  }

  /** What a `removed` block is about, as long as a state holds it. */
  #removed(resource: DeclaredResource): ResourceIdentity[] {
    const found = this.#sites.flatMap((site) => {
      const path = withoutKeys(addressIn(site, resource.address));
      const held = this.#held(site.root, ({ address }) => withoutKeys(address) === path || withoutKeys(address).startsWith(`${path}.`));
      return held.map(([state, instance]) => this.#fromState(state, instance, undefined, [], 0));
    });
    return found.length > 0 ? found : [bare(resource, 'It was removed from the code, and no state that was read holds it any longer.')];
  }

  #identities(block: HclBlock, sites: readonly Site[], depth = 0): ResourceIdentity[] {
    const found: ResourceIdentity[] = [];
    // Sites that differ in keys only share their place in the state.
    const groups = new Map<string, [Site, ...Site[]]>();
    for (const site of sites) {
      const place = `${site.root.dir}\0${withoutKeys(site.moduleAddress)}`;
      const group = groups.get(place);
      if (group) group.push(site);
      else groups.set(place, [site]);
    }
    for (const group of groups.values()) {
      const [first] = group;
      const place = placeIn(withoutKeys(first.moduleAddress), block.labels.join('.'));
      const held = (this.#states.get(first.root)?.states ?? []).flatMap((state) =>
        (byPlace(state).get(place) ?? []).map((instance): [State, StateInstance] => [state, instance]),
      );
      if (held.length > 0) found.push(...held.map(([state, instance]) => this.#fromState(state, instance, block, group, depth)));
      else found.push(...group.flatMap((site) => this.#fromCode(block, site, depth)));
    }
    return found;
  }

  #held(root: Module, wanted: (instance: StateInstance) => boolean): [State, StateInstance][] {
    return (this.#states.get(root)?.states ?? []).flatMap((state) =>
      state.instances.filter(wanted).map((instance): [State, StateInstance] => [state, instance]),
    );
  }

  #fromState(state: State, instance: StateInstance, block: HclBlock | undefined, sites: readonly Site[], depth: number): ResourceIdentity {
    const site = sites.find(({ moduleAddress }) => moduleAddress === instance.moduleAddress) ?? sites[0];
    const knowledge = typeKnowledge(instance.type);
    const from = `${baseName(state.file)}${state.workspace ? ` of workspace ${state.workspace}` : ''}, serial ${String(state.serial)}`;
    const still = instance.heldAs === undefined ? '' : `, where it is still ${instance.heldAs}`;
    const evidence = (attribute: string): IdentityValue['via'] => ({
      how: 'state',
      text: `${attribute} from ${from}${still}`,
      ...placeOf(state),
    });
    const region = instance.region ?? (site && block && !knowledge?.global ? regionOf(block, site.scope) : undefined);
    const parent = this.#parentInState(state, instance, block, site, depth, knowledge);
    const values = instance.values.map(({ value, kind, attribute }) => ({ value, kind, via: evidence(attribute) }));
    const account = instance.account ?? parent?.account;
    return {
      ...named(instance.address + (state.workspace ? ` (${state.workspace})` : ''), instance.type, knowledge),
      ...(account ? { account } : {}),
      ...(region ? { region } : {}),
      values,
      ...(parent ? { parent } : {}),
      ...(values.length === 0 && !parent ? { missing: `${from} holds it, but nothing in it that CloudTrail would name it by.` } : {}),
    };
  }

  #parentInState(
    state: State,
    instance: StateInstance,
    block: HclBlock | undefined,
    site: Site | undefined,
    depth: number,
    knowledge: TypeKnowledge | undefined,
  ): ResourceIdentity | undefined {
    if (!knowledge?.parent || depth > 2) return undefined;
    const { parentValue } = instance;
    if (parentValue === undefined) return block && site ? this.#parentInCode(block, { ...site.scope }, site, depth, knowledge) : undefined;
    const holder = state.instances.find(
      ({ type, values }) => type === knowledge.parent?.tfType && values.some(({ value }) => value === parentValue),
    );
    if (holder) return this.#fromState(state, holder, undefined, [], depth + 1);
    const kind = typeKnowledge(knowledge.parent.tfType)?.id === 'name' ? 'name' : 'id';
    const via = {
      how: 'state',
      text: `${knowledge.parent.attribute} from ${baseName(state.file)}, serial ${String(state.serial)}`,
      ...placeOf(state),
    } as const;
    return byOneValue(parentValue, kind, knowledge.parent.tfType, via);
  }

  #fromCode(block: HclBlock, site: Site, depth: number): ResourceIdentity[] {
    const imports = this.#imports.get(site.root) ?? [];
    const known = repetitions(block, site.scope) ?? importedInstances(imports, addressIn(site, block.labels.join('.')));
    return (known ?? [undefined]).map((repetition) =>
      this.#instanceFromCode(block, site, repetition, known === undefined ? '*' : repetition, depth),
    );
  }

  #instanceFromCode(
    block: HclBlock,
    site: Site,
    repetition: Repetition | undefined,
    key: Repetition | '*' | undefined,
    depth: number,
  ): ResourceIdentity {
    const [type = ''] = block.labels;
    const knowledge = typeKnowledge(type);
    const scope: Scope = { ...site.scope, ...(repetition ? { repetition } : {}) };
    const address = addressIn(site, block.labels.join('.') + instanceKey(key));
    if (!knowledge)
      return { address, iacType: type, values: [], missing: `${type} is not a resource of AWS: CloudTrail does not know it.` };
    const imported = importedNames(this.#imports.get(site.root) ?? [], address, knowledge);
    const inCode = namesInCode(block, scope, knowledge).filter(({ value }) => !imported.values.some((one) => one.value === value));
    const values = [...imported.values, ...inCode];
    const parent = this.#parentInCode(block, scope, site, depth, knowledge) ?? parentOfImported(imported.parentId, knowledge);
    const region = knowledge.global ? undefined : regionOf(block, scope);
    return {
      ...named(address, type, knowledge),
      ...(region ? { region } : {}),
      values,
      ...(parent ? { parent } : {}),
      missing: this.#missing(site, values.length > 0 || (parent?.values.length ?? 0) > 0),
      ...this.#lack(site, block),
    };
  }

  /** A part's parent, by the reference in the code or by the value it comes to. */
  #parentInCode(block: HclBlock, scope: Scope, site: Site, depth: number, knowledge: TypeKnowledge): ResourceIdentity | undefined {
    if (!knowledge.parent || depth > 2) return undefined;
    const attribute = block.attributes.get(knowledge.parent.attribute);
    if (!attribute) return undefined;
    const reference = resourceReference(parseExpression(scope.module.parser, attribute));
    const target = reference && scope.module.resources.get(reference.address);
    if (target && target !== block && typeKnowledge(target.labels[0] ?? '')) {
      const all = this.#identities(target, [site], depth + 1);
      const key = reference.index && asText(evaluate(reference.index, scope, new Trace()));
      return (
        all.find(({ address }) => key !== undefined && (address.endsWith(`[${key}]`) || address.endsWith(`[${JSON.stringify(key)}]`))) ??
        all[0]
      );
    }
    const value = toNameOrPattern(asText(evaluateAttribute(attribute, scope, new Trace())));
    const via = {
      how: 'literal',
      text: `${knowledge.parent.attribute} in ${baseName(block.file)}`,
      file: block.file,
      line: attribute.line + 1,
    } as const;
    return value && byOneValue(value.value, value.kind, knowledge.parent.tfType, via);
  }

  #lack({ root }: Site, { file }: HclBlock): { readonly lack?: Lack } {
    const lack = this.#states.get(root)?.lack;
    return lack ? { lack: { ...lack, file } } : {};
  }

  #missing(site: Site, anyValue: boolean): string {
    const { states, problem } = this.#states.get(site.root) ?? { states: [] };
    const [state] = states;
    const why = state
      ? `${baseName(state.file)} (serial ${String(state.serial)}) does not hold it: it is not applied yet, is gone, or is in another workspace's state.`
      : (problem ?? '');
    return anyValue
      ? why
      : `${why} The code gives it no name that is known before it is applied. Its id, if you have it, can be asked for directly.`.trim();
  }

  /** What a module call makes: its instances in the state, else what the called folder's code tells, else names that begin as it says. */
  #call(resource: DeclaredResource): ResourceIdentity[] {
    const block = this.module.calls.get(resource.name);
    if (!block) return [bare(resource, 'It is not in the saved code of its folder (yet).')];
    const found = this.#sites.flatMap((site) => this.#callAt(block, site, 0));
    return found.length > 0 ? found : [bare(resource, 'The module makes no resources of AWS that are known.')];
  }

  #callAt(block: HclBlock, outer: Site, depth: number): ResourceIdentity[] {
    const path = withoutKeys(addressIn(outer, `module.${block.labels[0] ?? ''}`));
    const held = this.#held(outer.root, ({ modulePath }) => modulePath === path || modulePath.startsWith(`${path}.`));
    if (held.length > 0) return held.map(([state, instance]) => this.#fromState(state, instance, undefined, [], 0));
    const child = outer.scope.module.children.get(block.labels[0] ?? '');
    if (!child) return [this.#foreignCall(block, outer)];
    if (depth > 4) return [];
    return sitesOfCall(child, block, outer).flatMap((site) => [
      ...[...child.resources.values()]
        .filter((inner) => typeKnowledge(inner.labels[0] ?? ''))
        .flatMap((inner) => this.#fromCode(inner, site, 0)),
      ...[...child.calls.values()].flatMap((inner) => this.#callAt(inner, site, depth + 1)),
    ]);
  }

  /** Code that lies elsewhere. */
  #foreignCall(block: HclBlock, site: Site): ResourceIdentity {
    const address = addressIn(site, `module.${block.labels[0] ?? ''}`);
    const missing = `${this.#missing(site, true)} The module's own code is not in this workspace.`.trim();
    return { address, iacType: 'module', values: namesBeginning(block, site.scope), missing, ...this.#lack(site, block) };
  }
}

/** A state that was read from elsewhere is no file of the workspace; what counts there is when. */
function placeOf({ file, readAt }: State): { readonly file: string } | { readonly readAt: number } {
  return readAt === undefined ? { file } : { readAt };
}

function parentOfImported(id: IdentityValue | undefined, { parent }: TypeKnowledge): ResourceIdentity | undefined {
  if (!id || !parent) return undefined;
  return byOneValue(id.value, typeKnowledge(parent.tfType)?.id === 'name' ? 'name' : 'id', parent.tfType, id.via);
}

/** A state's instances by their module and block: every block of a folder asks for its own. */
function byPlace(state: State): ReadonlyMap<string, readonly StateInstance[]> {
  let places = placesOf.get(state);
  if (!places) {
    places = new Map<string, StateInstance[]>();
    for (const instance of state.instances) {
      const place = placeIn(instance.modulePath, `${instance.type}.${instance.name}`);
      const known = places.get(place);
      if (known) known.push(instance);
      else places.set(place, [instance]);
    }
    placesOf.set(state, places);
  }
  return places;
}

const placesOf = new WeakMap<State, Map<string, StateInstance[]>>();

function placeIn(modulePath: string, block: string): string {
  return `${modulePath}\0${block}`;
}

/** An address within a site's module. */
function addressIn(site: Site, address: string): string {
  return site.moduleAddress === '' ? address : `${site.moduleAddress}.${address}`;
}

function bare(resource: DeclaredResource, missing: string): ResourceIdentity {
  return { ...named(resource.address, resource.iacType, typeKnowledge(resource.iacType)), values: [], missing };
}
