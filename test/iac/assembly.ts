// Makes what `cdk synth` leaves behind, in the layouts of its versions, for tests.

export interface MadeResource {
  /** Path of the construct within the stack: `Store/Logs/Resource`. */
  readonly path: string;
  readonly id: string;
  readonly type: string;
  readonly properties?: object;
  /** Innermost first: `new Store (/home/dev/app/lib/store.ts:11:19)`. */
  readonly frames?: readonly string[];
}

export interface MadeStack {
  /** Path of the stack's construct: `Prod/AppStack`. */
  readonly path: string;
  readonly name?: string;
  readonly environment?: string;
  readonly resources: readonly MadeResource[];
}

export interface Layout {
  /** Where metadata is: in the manifest (up to 2.247), or in a file beside it. */
  readonly metadata: 'inline' | 'file';
  /** `trace` of the logical id (CDK_DEBUG), `creationStack` (2.251 and later), or no frames at all. */
  readonly frames: 'none' | 'trace' | 'creationStack';
  /** Whether tree.json names logical ids (2.251 and later). */
  readonly treeIds: boolean;
}

const LIBRARY = [
  'new Bucket2 (/home/dev/app/node_modules/aws-cdk-lib/aws-s3/lib/bucket.js:1:26207)',
  'Module._compile (node:internal/modules/cjs/loader:1521:14)',
];

/** The files of an assembly in the folder `dir`. `classes`: construct path → class, as the tree has it. */
export function assembly(
  dir: string,
  stacks: readonly MadeStack[],
  layout: Layout,
  classes: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const files: Record<string, string> = {};
  const artifacts: Record<string, object> = { Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } } };
  for (const stack of stacks) {
    const stage = stack.path.includes('/') ? stack.path.slice(0, stack.path.indexOf('/')) : undefined;
    const folder = stage === undefined ? dir : `${dir}/assembly-${stage}`;
    const artifact = stack.path.replaceAll('/', '');
    const metadata = Object.fromEntries([
      [`/${stack.path}`, [{ type: 'aws:cdk:stack-tags', data: [] }]],
      ...stack.resources.map(({ path, id, frames = [] }) => [`/${stack.path}/${path}`, entry(id, frames, layout)]),
    ]);
    files[`${folder}/${artifact}.template.json`] = JSON.stringify({
      Resources: Object.fromEntries(stack.resources.map(({ id, type, properties }) => [id, { Type: type, Properties: properties ?? {} }])),
    });
    if (layout.metadata === 'file') files[`${folder}/${artifact}.metadata.json`] = JSON.stringify(metadata);
    const own = {
      type: 'aws:cloudformation:stack',
      environment: stack.environment ?? 'aws://444455556666/us-west-2',
      properties: { templateFile: `${artifact}.template.json`, ...(stack.name ? { stackName: stack.name } : {}) },
      displayName: stack.path,
      ...(layout.metadata === 'file' ? { additionalMetadataFile: `${artifact}.metadata.json` } : { metadata }),
    };
    if (stage === undefined) artifacts[artifact] = own;
    else {
      artifacts[`assembly-${stage}`] = { type: 'cdk:cloud-assembly', properties: { directoryName: `assembly-${stage}` } };
      files[`${folder}/manifest.json`] = JSON.stringify({ version: '55.0.0', artifacts: { [artifact]: own } });
    }
  }
  files[`${dir}/manifest.json`] = JSON.stringify({ version: '55.0.0', artifacts });
  files[`${dir}/tree.json`] = JSON.stringify({ version: 'tree-0.1', tree: tree(stacks, layout, classes) });
  return files;
}

function entry(id: string, frames: readonly string[], layout: Layout): object[] {
  if (layout.frames === 'trace') return [{ type: 'aws:cdk:logicalId', data: id, trace: [LIBRARY[0], ...frames, LIBRARY[1]] }];
  const named = { type: 'aws:cdk:logicalId', data: id };
  if (layout.frames === 'none') return [named];
  return [named, { type: 'aws:cdk:creationStack', data: ['...new Bucket2 in aws-cdk-lib...', ...frames, '...node internals, tsx...'] }];
}

interface TreeNode {
  id: string;
  path: string;
  constructInfo?: object;
  attributes?: Record<string, string>;
  children: Record<string, TreeNode>;
}

function tree(stacks: readonly MadeStack[], layout: Layout, classes: Readonly<Record<string, string>>): TreeNode {
  const root: TreeNode = { id: 'App', path: '', children: {} };
  for (const stack of stacks) {
    for (const resource of stack.resources) {
      let at = root;
      for (const segment of `${stack.path}/${resource.path}`.split('/')) {
        const path = at.path === '' ? segment : `${at.path}/${segment}`;
        at = at.children[segment] ??= {
          id: segment,
          path,
          ...(classes[path] ? { constructInfo: { fqn: classes[path], version: '2.276.0' } } : {}),
          children: {},
        };
      }
      if (layout.treeIds) at.attributes = { 'aws:cdk:cloudformation:type': resource.type, 'aws:cdk:cloudformation:logicalId': resource.id };
    }
  }
  return root;
}
