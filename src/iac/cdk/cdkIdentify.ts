// Constructs of a CDK program → identities: from the assembly where it has them, else from what the program alone tells.
import type { Evidence, Lack, ResourceIdentity } from '../../resource/identity.ts';
import { typeKnowledge } from '../../resource/types.ts';
import type { DeclaredConstruct } from './cdk.ts';
import { declareConstructs } from './cdk.ts';
import type { CdkApp } from './cdkApp.ts';
import { findApp } from './cdkApp.ts';
import type { CdkResource } from './cdkAssembly.ts';
import type { Surroundings } from './cdkMatch.ts';
import { resourcesOf } from './cdkMatch.ts';
import { knowledgeOfClass, nameArgument } from './cdkType.ts';
import { contextOf, identifyInTemplate } from '../cloudformation/cloudformationIdentify.ts';
import type { DeclaredResource } from '../declared.ts';
import type { Deployed } from '../deployed.ts';
import { stackLabel } from '../deployed.ts';
import type { Identified, IacFiles } from '../identify.ts';
import { named } from '../named.ts';
import { baseName } from '../paths.ts';
import { valuesOfName } from '../pattern.ts';
import type { Construction } from '../program/program.ts';

/** A program with the app it belongs to, read once for all of its constructs. */
export class CdkProgram {
  readonly constructs: readonly DeclaredConstruct[];
  readonly #app: CdkApp;
  readonly #around: Surroundings;
  readonly #deployed: Deployed | undefined;

  private constructor(constructs: readonly DeclaredConstruct[], app: CdkApp, around: Surroundings, deployed: Deployed | undefined) {
    this.constructs = constructs;
    this.#app = app;
    this.#around = around;
    this.#deployed = deployed;
  }

  /** Looks for the program's app and reads its last assembly. */
  static async load(program: readonly Construction[], file: string, files: IacFiles): Promise<CdkProgram> {
    const constructs = declareConstructs(program, file);
    const app = await findApp(file, files);
    return new CdkProgram(constructs, app, { file, appDir: app.dir, roots: files.roots, constructs }, files.deployed);
  }

  /** All that the construct makes, in every stack that has it; at least one. */
  identify(resource: DeclaredResource): Identified[] {
    const construct = this.constructs.find(({ resource: { address } }) => address === resource.address);
    if (!construct) {
      const missing = 'It is not in the saved code of its file (yet).';
      return [
        { address: resource.address, resource, identity: { address: resource.address, iacType: resource.iacType, values: [], missing } },
      ];
    }
    const { assembly } = this.#app;
    const made = assembly ? resourcesOf(construct, assembly, this.#around) : [];
    const known = made.filter(
      (each) => typeKnowledge(each.resource.iacType) !== undefined && each.resource.iacType !== 'AWS::CDK::Metadata',
    );
    const identities = (known.length > 0 ? known : made).flatMap((each) => this.#fromAssembly(each));
    const found = identities.length > 0 ? identities : [this.#fromCode(construct)];
    return found.map((identity) => ({ address: identity.address, resource, identity }));
  }

  /** One for each deployed stack of its stack's name, as far as those were read; else what the assembly tells. */
  #fromAssembly({ path, template, resource, stack }: CdkResource): ResourceIdentity[] {
    const address = path.replace(/\/(Resource|Default)$/, '');
    const stacks = stack.name === undefined ? [] : (this.#deployed?.named(stack.name, stack.account, stack.region) ?? []);
    if (stacks.length === 0) return [this.#said(address, identifyInTemplate(template, resource, stack))];
    return stacks.map((deployed) =>
      this.#said(
        stacks.length === 1 ? address : `${address} (${stackLabel(deployed, stacks)})`,
        identifyInTemplate(template, resource, contextOf(deployed)),
      ),
    );
  }

  #said(address: string, identity: ResourceIdentity): ResourceIdentity {
    const { missing, lack, ...rest } = this.#read(identity);
    const said = [this.#app.problem, missing].filter((part) => part !== undefined).join(' ');
    const lacks: Lack | undefined = lack && { ...lack, file: this.#around.file };
    return { ...rest, address, ...(said ? { missing: said } : {}), ...(lacks ? { lack: lacks } : {}) };
  }

  /** Says of all evidence but the stack's own that it is from the assembly, and how old that is. */
  #read(identity: ResourceIdentity): ResourceIdentity {
    const from = (via: Evidence): Evidence =>
      via.how === 'stack' ? via : { ...via, how: 'cdk.out', text: `${via.text}, ${this.#app.source}` };
    return {
      ...identity,
      values: identity.values.map((value) => ({ ...value, via: from(value.via) })),
      ...(identity.parent ? { parent: this.#read(identity.parent) } : {}),
    };
  }

  #fromCode({ construction, resource }: DeclaredConstruct): ResourceIdentity {
    const { callee, properties } = construction;
    const knowledge = knowledgeOfClass(callee);
    const argument = knowledge && !knowledge.parent ? nameArgument(callee, knowledge, properties) : undefined;
    const place = { file: resource.file, line: resource.nameRange.start.line + 1 };
    const values =
      argument && knowledge
        ? valuesOfName(
            argument[1].text,
            { how: 'literal', text: `${argument[0]} in ${baseName(resource.file)}`, ...place },
            knowledge.arnPattern,
          )
        : [];
    const why = this.#app.assembly
      ? `The ${this.#app.source} does not have it: run \`cdk synth\` in ${baseName(this.#app.dir)}.`
      : (this.#app.problem ?? '');
    const lack: Lack = { of: 'cdkOut', file: resource.file, root: this.#app.dir };
    return { ...named(resource.address, resource.iacType, knowledge), values, missing: why, lack };
  }
}
