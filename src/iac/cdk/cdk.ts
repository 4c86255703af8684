// Programs of the AWS CDK → the constructs they make, by the text alone.
import type { DeclaredResource } from '../declared.ts';
import { UNKNOWN, isKnown, toPattern } from '../pattern.ts';
import type { Construction } from '../program/program.ts';

/** A construct as the program makes it. */
export interface DeclaredConstruct {
  readonly construction: Construction;
  /** Its id, with UNKNOWN for what the text does not tell. */
  readonly id: string;
  readonly resource: DeclaredResource;
}

/** Constructs that only shape the template. */
const NO_RESOURCE =
  /^aws-cdk-lib\.(App|CfnOutput|CfnParameter|CfnMapping|CfnCondition|CfnRule|Token|Annotations)$|(^|\.)(Terraform(Output|Variable|Local|Asset)|\w+(Backend|Provider)|DataAws\w+)$/;

/** Classes of the languages that also take a value and a text. */
const NO_CONSTRUCT = /^(RegExp|URL|Proxy|Function|Blob|File|Date|Intl\.\w+|\w*(Error|Exception))$/;

/** The constructs of a program, in its order: all that is made with a scope and an id. */
export function declareConstructs(program: readonly Construction[], file: string, tool: 'cdk' | 'cdktf' = 'cdk'): DeclaredConstruct[] {
  const used = new Map<string, number>();
  return program.flatMap((construction): DeclaredConstruct[] => {
    const id = constructId(construction);
    if (id === undefined) return [];
    const { callee, within, range, nameRange, properties } = construction;
    const name = toPattern(id);
    const path = within === undefined ? name : `${within}/${name}`;
    // The same id in two scopes of one class: told apart by their order.
    const count = (used.get(path) ?? 0) + 1;
    used.set(path, count);
    const resource: DeclaredResource = {
      tool,
      address: count === 1 ? path : `${path} (${count})`,
      iacType: callee,
      name,
      file,
      range,
      nameRange,
      attributes: Object.fromEntries([...properties].flatMap(([key, { text }]) => (isKnown(text) ? [[key, text]] : []))),
    };
    return [{ construction, id, resource }];
  });
}

/** The id of a construct; undefined for what is none: constructs are made with a scope, which is no text, and an id, which is one. */
function constructId({ callee, positional, properties }: Construction): string | undefined {
  if (callee.startsWith('@pulumi/') || callee.startsWith('pulumi.') || NO_RESOURCE.test(callee) || NO_CONSTRUCT.test(callee))
    return undefined;
  const [scope, second] = positional;
  const id = second ?? properties.get('id') ?? properties.get('construct_id');
  if (!scope || !id || scope.text !== UNKNOWN || !/^[\w$.!]+$/.test(scope.source)) return undefined;
  if (id.text !== UNKNOWN) return id.text.replaceAll('/', '--');
  // An id that is a variable: only of classes that are constructs for sure.
  return /^aws-cdk-lib\.|^@?cdkt[fn]/.test(callee) && /^[\w$.]+$/.test(id.source) ? UNKNOWN : undefined;
}
