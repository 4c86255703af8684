// Every file of published repositories: it reads without a fault, and what it declares is what was counted by other means, at its line.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { ParseError } from 'jsonc-parser';
import { parseTree } from 'jsonc-parser';
import { LineCounter, parseDocument } from 'yaml';
import type { DeclaredResource } from '../../src/iac/declared.ts';
import { loadParser } from '../../src/iac/grammar.ts';
import { declaredIn } from '../../src/iac/identify.ts';
import { LineIndex } from '../../src/iac/lines.ts';
import { readHcl } from '../../src/iac/terraform/terraform.ts';
import { typeOfToken, parseToken } from '../../src/iac/pulumi/pulumiToken.ts';
import { typeKnowledge } from '../../src/resource/types.ts';
import { publishedCode, rows, skip } from './shared.ts';
import './knowledge.ts';
import './wasm.ts';

const FOLDERS = ['terraform-aws-vpc', 'stratus-red-team-tf-20230703', 'aws-cloudformation-templates', 'pulumi-examples'];

interface Read {
  /** Below the folder of all. */
  readonly name: string;
  readonly folder: string;
  readonly text: string;
  readonly resources: readonly DeclaredResource[];
}

let all: Promise<readonly Read[]> | undefined;

function readAll(): Promise<readonly Read[]> {
  all ??= Promise.all(
    FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.{tf,yaml,yml,json,template}`, { cwd: publishedCode }))
      .sort()
      .map(async (name) => {
        const file = path.join(publishedCode, name);
        const text = readFileSync(file, 'utf8');
        return { name, folder: name.split(/[\\/]/)[0] ?? '', text, resources: await declaredIn(file, text) };
      }),
  );
  return all;
}

/**
 * Where reader and manifest differ by right. The manifest counts whatever stands under `Resources`: also types that a tool replaces before
 * CloudFormation sees them, which name no resource of AWS. And it has no row for data and modules of this one repository.
 */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'aws-cloudformation-templates, cfn resource, ../../RainModules/cloudfront-nocache.yml': 'a module of rain, replaced before deployment',
  'aws-cloudformation-templates, cfn resource, ../../RainModules/vpc.yml': 'a module of rain, replaced before deployment',
  'aws-cloudformation-templates, cfn resource, ../../RainModules/bucket.yml': 'a module of rain, replaced before deployment',
  'aws-cloudformation-templates, cfn resource, bucket-policy.yaml': 'a module of rain, replaced before deployment',
  'aws-cloudformation-templates, cfn resource, bucket.yaml': 'a module of rain, replaced before deployment',
  'aws-cloudformation-templates, cfn resource, Boto3::CodeCommit.put_file': 'a call that the macro Boto3 makes, no resource',
  'stratus-red-team-tf-20230703, tf data/module, data.aws_caller_identity': 'not in the manifest',
  'stratus-red-team-tf-20230703, tf data/module, data.aws_availability_zones': 'not in the manifest',
  'stratus-red-team-tf-20230703, tf data/module, data.aws_ami': 'not in the manifest',
  'stratus-red-team-tf-20230703, tf data/module, module.vpc': 'not in the manifest',
};

void test('of every repository, kind and type as many are declared as the manifest counts', { skip }, async (t) => {
  const counted = new Map(rows('MANIFEST.tsv').map(([name, kind, type, count]) => [`${name}, ${kind}, ${type}`, Number(count)]));
  const found = new Map<string, number>();
  const add = (key: string): void => void found.set(key, (found.get(key) ?? 0) + 1);
  for (const { name, folder, text, resources } of await readAll()) {
    if (!name.endsWith('.tf')) {
      const kind = folder === 'pulumi-examples' ? 'pulumi yaml resource' : 'cfn resource';
      for (const { iacType } of resources) add(`${folder}, ${kind}, ${iacType}`);
      continue;
    }
    for (const { iacType } of resources) if (iacType !== 'module') add(`${folder}, tf resource, ${iacType}`);
    for (const { type, labels } of (await readHcl(text, path.join(publishedCode, name))).blocks) {
      if (type === 'data' || type === 'module') add(`${folder}, tf data/module, ${type}.${labels[0]}`);
    }
  }
  const differing = [...new Set([...counted.keys(), ...found.keys()])].filter((key) => counted.get(key) !== found.get(key));
  assert.deepEqual(differing.sort(), Object.keys(DIFFERENCES).sort());
  const sum = (of: ReadonlyMap<string, number>): number => [...of.values()].reduce((total, count) => total + count, 0);
  t.diagnostic(
    `${sum(found)} declared, ${sum(counted)} counted; ${counted.size - differing.filter((key) => counted.has(key)).length} of ${counted.size} rows alike`,
  );
});

void test('every file reads without a fault', { skip }, async () => {
  const parser = await loadParser('terraform');
  const faults: string[] = [];
  for (const { name, text } of await readAll()) {
    if (name.endsWith('.tf')) {
      const tree = parser.parse(text);
      if (tree?.rootNode.hasError !== false) faults.push(name);
      tree?.delete();
    } else if (name.endsWith('.json')) {
      const errors: ParseError[] = [];
      parseTree(text, errors);
      const lines = new LineIndex(text);
      for (const { offset } of errors) faults.push(`${name}:${String(lines.at(offset).line + 1)}`);
    } else {
      const lineCounter = new LineCounter();
      const { errors } = parseDocument(text, { lineCounter, logLevel: 'silent' });
      for (const { pos, code } of errors) faults.push(`${name}:${String(lineCounter.linePos(pos[0]).line)} ${code}`);
    }
  }
  assert.deepEqual(faults, []);
});

/** What the line of a resource's name must look like; told from the text alone. */
function headerOf({ iacType, name, tool }: DeclaredResource): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (tool !== 'terraform') return new RegExp(`^\\s*(["']?)${escaped}\\1\\s*:`);
  return new RegExp(iacType === 'module' ? `^module\\s+"${escaped}"` : `^resource\\s+"${iacType}"\\s+"${escaped}"`);
}

void test('every resource is at the line of its name, and its type stands within its lines', { skip }, async () => {
  let checked = 0;
  for (const { name, text, resources } of await readAll()) {
    const lines = text.split(/\r?\n/);
    for (const resource of resources) {
      const { start } = resource.nameRange;
      const at = `${name}:${String(start.line + 1)} ${resource.address}`;
      assert.match(lines[start.line] ?? '', headerOf(resource), at);
      assert.deepEqual(resource.range.start.line, start.line, at);
      const own = lines.slice(start.line, resource.range.end.line + 1).join('\n');
      const type = resource.iacType === 'module' ? 'source' : (resource.iacType.split(':').at(-1) ?? '');
      assert.ok(own.includes(type), `${at} has its type within its lines`);
      checked++;
    }
  }
  assert.ok(checked > 2000, `${String(checked)} resources`);
});

void test('the types of AWS are known', { skip }, async (t) => {
  const used = new Map<string, number>();
  for (const { folder, resources } of await readAll()) {
    for (const { iacType } of resources) {
      const token = folder === 'pulumi-examples' ? parseToken(iacType) : undefined;
      const type = token ? (/^aws(-native)?$/.test(token.package) ? typeOfToken(token) : undefined) : iacType;
      if (type !== undefined && /^(aws_|awscc_|AWS::)/.test(type)) used.set(type, (used.get(type) ?? 0) + 1);
    }
  }
  const share = (
    ofType: RegExp,
    isKnown: (type: string) => boolean,
  ): { readonly types: number; readonly uses: number; readonly not: string[] } => {
    const all = [...used].filter(([type]) => ofType.test(type));
    const known = all.filter(([type]) => isKnown(type));
    const uses = (of: typeof all): number => of.reduce((total, [, count]) => total + count, 0);
    return {
      types: known.length / all.length,
      uses: uses(known) / uses(all),
      not: all.filter(([type]) => !isKnown(type)).map(([type]) => type),
    };
  };
  const cfn = share(/^AWS::/, (type) => typeKnowledge(type)?.guessed === false && typeKnowledge(type)?.eventSource !== undefined);
  const terraform = share(/^aws/, (type) => typeKnowledge(type)?.eventSource !== undefined);
  const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
  for (const [name, { types, uses, not }] of Object.entries({ cfn, terraform })) {
    t.diagnostic(`${name}: ${percent(types)} of types, ${percent(uses)} of resources; not: ${not.join() || 'none'}`);
  }
  assert.ok(cfn.types >= 0.98 && cfn.uses >= 0.98, `CloudFormation: not ${cfn.not.join()}`);
  assert.ok(terraform.types >= 0.98 && terraform.uses >= 0.98, `Terraform: not ${terraform.not.join()}`);
});
