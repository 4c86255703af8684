// How much of the types the knowledge covers, counted from the data itself against the inputs that the generator recorded.
import { KnowledgeBase } from '../../src/resource/knowledge.ts';
import type { GeneratedType } from '../../src/resource/knowledge.ts';

export interface Coverage {
  /** What the sources have: `cloudformation`, `terraform`, `pulumi`, `operations`. */
  readonly inputs: Readonly<Record<string, number>>;
  readonly cloudformation: {
    readonly identifier: number;
    readonly operations: number;
    readonly arn: number;
    readonly nameProperty: number;
  };
  readonly terraform: {
    readonly service: number;
    readonly cfnType: number;
    readonly cfnOrOperation: number;
    readonly parent: number;
    readonly name: number;
    readonly pulumi: number;
  };
  readonly events: number;
}

export function coverageOf(text: string): Coverage {
  const base = new KnowledgeBase(text);
  const inputs = Object.fromEntries(
    [...(/^# inputs (.*)$/m.exec(text)?.[1] ?? '').matchAll(/(\w+)=(\d+)/g)].map(([, k = '', n]) => [k, Number(n)]),
  );
  const all = [...base.types()].flatMap((type): [string, GeneratedType][] => {
    const known = base.get(type);
    return known ? [[type, known]] : [];
  });
  const count = (start: string, fits: (type: GeneratedType) => boolean): number =>
    all.filter(([type, known]) => type.startsWith(start) && fits(known)).length;
  const cfn = (fits: (type: GeneratedType) => boolean): number => count('AWS::', fits);
  const tf = (fits: (type: GeneratedType) => boolean): number => count('aws_', fits);
  const events = new Set(
    all.flatMap(([, one]) => [...one.creates, ...one.updates, ...one.deletes].map((name) => `${one.eventSource ?? ''} ${name}`)),
  );
  return {
    inputs,
    cloudformation: {
      identifier: cfn(({ identifiers }) => identifiers.length > 0),
      operations: cfn(hasOperations),
      arn: cfn(({ arnTemplate }) => arnTemplate !== undefined),
      nameProperty: cfn(({ nameProperty }) => nameProperty !== undefined),
    },
    terraform: {
      service: tf(({ eventSource }) => eventSource !== undefined),
      cfnType: tf(({ cfnType }) => cfnType !== undefined),
      cfnOrOperation: tf((one) => one.cfnType !== undefined || hasOperations(one)),
      parent: tf(({ parent }) => parent !== undefined),
      name: tf(({ nameAttributes }) => nameAttributes.length > 0),
      pulumi: tf(({ pulumiToken }) => pulumiToken !== undefined),
    },
    events: events.size,
  };
}

/** Whether any event is known by its type. */
export const hasOperations = ({ creates, updates, deletes }: GeneratedType): boolean =>
  creates.length + updates.length + deletes.length > 0;

/** The report in docs/knowledge.md. */
export function report({ inputs, cloudformation, terraform, events }: Coverage): string {
  const share = (count: number, of = 0): string => `${count} of ${of} (${((100 * count) / of).toFixed(1)} %)`;
  const [cfn, tf] = [inputs['cloudformation'], inputs['terraform']];
  const rows: readonly (readonly [string, string])[] = [
    ['CloudFormation types with an identifier', share(cloudformation.identifier, cfn)],
    ['… with operations', share(cloudformation.operations, cfn)],
    ['… with a property that holds the name', share(cloudformation.nameProperty, cfn)],
    ['… with an ARN that follows from one name', share(cloudformation.arn, cfn)],
    ['Terraform types with a service', share(terraform.service, tf)],
    ['… with a CloudFormation type', share(terraform.cfnType, tf)],
    ['… with a CloudFormation type or operations', share(terraform.cfnOrOperation, tf)],
    ['… that are a part of another', share(terraform.parent, tf)],
    ['… with an attribute that holds the name', share(terraform.name, tf)],
    ['… with a name in Pulumi', share(terraform.pulumi, tf)],
    ['Events that tell a type', `${events}, of ${inputs['operations'] ?? 0} operations of all kinds`],
  ];
  return ['| | |', '|---|---|', ...rows.map(([what, value]) => `| ${what} | ${value} |`)].join('\n');
}
