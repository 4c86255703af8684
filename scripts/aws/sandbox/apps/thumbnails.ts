// thumbnails/: a SAM app with a stack inside its own. Two things were done to it by hand.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { byRole } from '../../../sample/callers.ts';
import { means, people, ssoSession } from '../../../sample/cast.ts';
import { updateCode } from '../../../sample/make/functions.ts';
import { hour, minute, production } from '../../../sample/names.ts';
import { lettersOf } from '../../../sample/random.ts';
import { home } from '../names.ts';
import { resourcesOf, workspaceFile, type MakeApp } from './app.ts';
import { deploy, scene } from './deploy.ts';
import { partsOf, stackArn, type Template } from './parts.ts';

const stack = 'thumbnails';
const inner = `${stack}-Queues-${lettersOf(`${stack} Queues`, 13)}`;
const processed = fs.readFileSync(path.join(import.meta.dirname, 'thumbnails.processed.json'), 'utf8');
const queues: Template = { Resources: { DeadLetters: { Type: 'AWS::SQS::Queue' }, Jobs: { Type: 'AWS::SQS::Queue' } } };
const sam =
  'Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.9 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.40.61 aws-sam-cli/1.145.2';
const capabilities = ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'];

export const thumbnails: MakeApp = (when) => {
  const created = when.ago(24, '13:05:00');
  const updated = when.ago(6, '09:40:00');
  const checked = when.ago(1, '02:00:00');
  const outer = partsOf(stack, JSON.parse(processed) as Template, { Queues: stackArn(inner) });
  const within = partsOf(inner, queues);
  const part = (of: readonly (typeof outer)[number][], logicalId: string) => of.find((one) => one.logicalId === logicalId)!;
  const resize = part(outer, 'Resize').physicalId;
  const resizeArn = `arn:aws:lambda:${home}:${production}:function:${resize}`;
  const common = { region: home, created, driftStatus: 'DRIFTED', driftChecked: checked, tags: { team: 'media' } } as const;
  const api = part(outer, 'ServerlessHttpApi').physicalId;
  return {
    stacks: [
      {
        ...common,
        name: stack,
        id: stackArn(stack),
        status: 'UPDATE_COMPLETE',
        updated,
        description: 'Thumbnails of what customers upload, tried out in the sandbox (stack thumbnails)',
        capabilities,
        outputs: { Url: `https://${api}.execute-api.${home}.amazonaws.com` },
        template: workspaceFile('thumbnails', 'template.yaml'),
        processed,
        resources: resourcesOf(outer, created, {
          updated: { Resize: updated },
          drift: {
            Resize: {
              status: 'MODIFIED',
              expected: { Handler: 'index.handler', MemorySize: 128, Runtime: 'nodejs22.x', Timeout: 20 },
              actual: { Handler: 'index.handler', MemorySize: 512, Runtime: 'nodejs22.x', Timeout: 20 },
              differences: [{ path: '/MemorySize', expected: '128', actual: '512', type: 'NOT_EQUAL' }],
            },
          },
        }),
      },
      {
        ...common,
        name: inner,
        id: stackArn(inner),
        description: 'Work of the thumbnails, as a stack inside theirs',
        template: workspaceFile('thumbnails', 'queues.yaml'),
        outputs: { Jobs: part(within, 'Jobs').physicalId },
        resources: resourcesOf(within, created, {
          drift: { DeadLetters: { status: 'DELETED', expected: { MessageRetentionPeriod: 1_209_600 } } },
        }),
      },
    ],
    tell: (journal) => {
      // The stack within is made when its turn comes.
      const calls = outer.flatMap(({ logicalId, create }) => [create, ...(logicalId === 'Queues' ? within.map((one) => one.create) : [])]);
      const priya = ssoSession(people.priya, 'Developer', production, created - hour);
      const by = { session: priya, means: means.sdk(people.priya.ip, sam), capabilities };
      deploy(journal, { ...by, stack, at: created, type: 'CREATE', calls });
      const again = { ...by, session: { ...priya, since: updated - hour } };
      deploy(journal, {
        ...again,
        stack,
        at: updated,
        type: 'UPDATE',
        calls: [[updateCode(resize, resizeArn, 'thumbnails/resize-2.zip')]],
      });
      const kim = ssoSession(people.kim, 'DatabaseAdmin', production, when.ago(4, '15:20:00'));
      const memory = { functionName: resize, memorySize: 512 };
      journal.run(
        [
          { service: 'lambda', name: 'GetFunctionConfiguration20150331v2', params: { functionName: resize } },
          {
            service: 'lambda',
            name: 'UpdateFunctionConfiguration20150331v2',
            params: memory,
            response: { ...memory, functionArn: resizeArn },
          },
        ],
        scene,
        when.ago(4, '15:31:20'),
        byRole(kim, means.console(people.kim.ip)),
      );
      const cleaning = { ...priya, since: when.ago(3, '10:00:00') };
      const queueUrl = part(within, 'DeadLetters').physicalId;
      journal.run(
        [{ service: 'sqs', name: 'DeleteQueue', params: { queueUrl } }],
        scene,
        cleaning.since + 12 * minute,
        byRole(cleaning, means.cli(people.priya.ip, 'sqs.delete-queue')),
      );
    },
  };
};
