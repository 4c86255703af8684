// The Serverless Framework's `serverless.yml`: its functions, and the CloudFormation in its `resources`.
import { declareEntry } from '../cloudformation/cloudformation.ts';
import type { Template } from '../cloudformation/cloudformation.ts';
import type { DeclaredResource } from '../declared.ts';
import { LineIndex } from '../lines.ts';
import { UNKNOWN, isKnown } from '../pattern.ts';
import { isServiceFile } from '../signs.ts';
import { Variables } from './serverlessVariables.ts';
import type { TemplateEntry, TemplateNode } from '../cloudformation/template.ts';
import { entry, parseTemplate, scalar } from '../cloudformation/template.ts';

/** A service: one file, deployed once per stage. */
export interface Service {
  readonly file: string;
  /** With UNKNOWN where only deployment tells. */
  readonly name: string;
  /** The stage where none is asked for. */
  readonly stage: string;
  readonly region?: string;
  readonly functions: readonly ServiceFunction[];
  /** Functions and resources, in the order of the text. */
  readonly resources: readonly DeclaredResource[];
  /** Name of the stack of a stage (UNKNOWN for any). */
  stackName(stage: string): string;
  /** The `resources` as a template, as they are for a stage. */
  template(stage: string): Template;
}

export interface ServiceFunction {
  readonly key: string;
  readonly resource: DeclaredResource;
  /** Its name in a stage, and whether the file gives it. */
  name(stage: string): string;
  readonly named: boolean;
}

/** Reads a service; undefined for any other text. Never throws for the sake of the text. */
export function readService(text: string, file: string): Service | undefined {
  if (!isServiceFile(file) || !/\bservice\b/.test(text)) return undefined;
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const root = parseTemplate(source, /^\s*\{/.test(source));
  const service = entry(root, 'service')?.value;
  const given = scalar(service) ?? scalar(entry(service, 'name')?.value);
  if (!root || given === undefined || given === '') return undefined;
  const lines = new LineIndex(source);
  const provider = entry(root, 'provider')?.value;
  const byStage = new Map<string, Variables>();
  const variables = (of: string): Variables => {
    const known = byStage.get(of) ?? new Variables(root, of);
    byStage.set(of, known);
    return known;
  };
  const value = (node: TemplateNode | undefined, stage: string): string | undefined => {
    const own = scalar(node);
    return own === undefined || own === '' ? undefined : variables(stage).resolve(own);
  };
  const ownStage = new Variables(root, undefined).resolve(scalar(entry(provider, 'stage')?.value) ?? '');
  const stage = ownStage === '' || !isKnown(ownStage) ? 'dev' : ownStage;
  const region = value(entry(provider, 'region')?.value, stage);
  const name = variables(stage).resolve(given);
  const functions = maps(entry(root, 'functions')?.value).map((one): ServiceFunction => {
    const own = entry(one.value, 'name')?.value;
    return {
      key: one.key,
      named: own !== undefined,
      name: (of) => value(own, of) ?? `${name}-${of}-${one.key}`,
      resource: declareFunction(one, source, file, lines),
    };
  });
  const entries = resourceEntries(root);
  const resources = entries.flatMap((one) => declareEntry(one, source, file, lines, 'serverless') ?? []);
  const stackName = entry(provider, 'stackName')?.value;
  return {
    file,
    name,
    stage,
    ...(region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? { region } : {}),
    functions,
    resources: [...functions.map(({ resource }) => resource), ...resources].sort((a, b) => a.range.start.line - b.range.start.line),
    stackName: (of) => value(stackName, of) ?? `${name}-${of}`,
    template: (of) => ({
      root: templateOf(entries.map((one) => ({ ...one, value: variables(of).resolveIn(one.value) }))),
      resources,
      lineAt: (offset) => lines.at(offset).line,
    }),
  };
}

function declareFunction({ key, from, to, value }: TemplateEntry, source: string, file: string, lines: LineIndex): DeclaredResource {
  const end = source.slice(from, value.to).trimEnd().length + from;
  return {
    tool: 'serverless',
    address: `functions.${key}`,
    iacType: 'AWS::Lambda::Function',
    name: key,
    file,
    range: { start: lines.at(from), end: lines.at(Math.max(end, to)) },
    nameRange: { start: lines.at(from), end: lines.at(to) },
    attributes: {},
  };
}

/** A section may be a map, or a list of maps; what is in other files is left out. */
function maps(node: TemplateNode | undefined): TemplateEntry[] {
  const found = node?.kind === 'list' ? node.items : node ? [node] : [];
  return found.flatMap((one) => (one.kind === 'map' ? one.entries : [])).filter(({ value }) => value.kind === 'map');
}

function resourceEntries(root: TemplateNode): TemplateEntry[] {
  const section = entry(root, 'resources')?.value;
  const parts = section?.kind === 'list' ? section.items : section ? [section] : [];
  return parts.flatMap((part) => maps(entry(part, 'Resources')?.value));
}

function templateOf(entries: readonly TemplateEntry[]): TemplateNode {
  const place = { from: 0, to: 0 };
  return { kind: 'map', entries: [{ key: 'Resources', ...place, value: { kind: 'map', entries, ...place } }], ...place };
}

/** What the framework calls a function in its template. */
export function functionLogicalId(key: string): string {
  const name = key.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}LambdaFunction`;
}

/** Stands for any stage. */
export const ANY_STAGE = UNKNOWN;
