// Reads the stacks that declared resources are deployed in.
import type { Backend } from '../protocol/backend.ts';
import type { StackQuestion } from '../protocol/aws.ts';
import { visible } from '../protocol/visible.ts';
import type { DeployedStack } from '../resource/deployed.ts';
import type { Lack } from '../resource/identity.ts';
import { whenSlow } from './abortable.ts';
import { readyConnections } from './awsPickers.ts';
import type { Code } from './code.ts';
import type { Connections } from './connections.ts';
import type { DeploymentMemory } from './deploymentMemory.ts';
import type { Deployments } from './deployments.ts';
import { warn } from './notice.ts';
import { stacksSetting } from './settings.ts';
import { UserProblem } from './showProblem.ts';
import { pickStacks } from './stackPicker.ts';

/** What stacks are read with. */
export interface StackParts {
  readonly backend: Backend;
  readonly code: Code;
  readonly connections: Connections;
  readonly deployments: Deployments;
  readonly memory: DeploymentMemory;
}

/** The stacks that are known without asking the user; `[]` when the user must choose. */
export async function knownStacks({ file, stack }: Lack, { code, memory }: StackParts): Promise<readonly StackQuestion[]> {
  if (stack) {
    const { name, ...where } = stack;
    return [{ stack: name, ...where }];
  }
  const chosen = [...stacksSetting(file), ...memory.stacksOf(file)];
  if (chosen.length > 0) return [...new Set(chosen)].map((one) => ({ stack: one }));
  const { stacksOfSamconfig } = await import('./deploymentReaders.ts');
  const configured = await stacksOfSamconfig(file, code.files());
  return configured.map(({ name, ...where }) => ({ stack: name, ...where }));
}

/** Reads those, and says that they are the file's. Rejects when none of them could be read. */
export async function readKnown(
  lack: Lack,
  questions: readonly StackQuestion[],
  { code, deployments, memory }: StackParts,
  signal?: AbortSignal,
): Promise<void> {
  const read: DeployedStack[] = [];
  const failed: unknown[] = [];
  for (const question of questions) {
    await deployments.readStacks(question, signal).then(
      (stacks) => read.push(...stacks),
      (error: unknown) => failed.push(error),
    );
    signal?.throwIfAborted();
  }
  if (read.length === 0) throw failed[0];
  for (const { stack } of questions) await memory.noteRead(stack);
  // A program's stacks are known by their names; a template's only by this.
  if (!lack.stack) await deployments.assign(lack.file, (await code.files().readFile(lack.file)) ?? '', read);
}

/** Reads the stacks that would tell, or lets the user choose them. False when the user gave up. */
export async function readStacks(lack: Lack, parts: StackParts): Promise<boolean> {
  await readyConnections(parts.connections);
  const known = await knownStacks(lack, parts);
  if (known.length === 0) return chooseStacks(lack, parts);
  const names = known.map(({ stack }) => /:stack\/([^/]+)\//.exec(stack)?.[1] ?? stack).join(', ');
  await whenSlow(`Reading ${known.length === 1 ? 'stack' : 'stacks'} ${names}`, (signal) => readKnown(lack, known, parts, signal));
  return true;
}

/** Lets the user choose the stacks of a template, and reads them. False when the user gave up. */
export async function chooseStacks({ file }: Lack, parts: StackParts): Promise<boolean> {
  const { backend, code, connections, deployments, memory } = parts;
  const text = (await code.files().readFile(file)) ?? '';
  const { declaredIn } = await code.readers();
  const logicalIds = (await declaredIn(file, text)).filter(({ tool }) => tool === 'cloudformation').map(({ name }) => name);
  if (logicalIds.length === 0) throw new UserProblem('Stacks are chosen for CloudFormation and SAM templates: open one first.');
  await readyConnections(connections);
  const list = await whenSlow('Asking for stacks', (signal) => backend.call('stacks', {}, signal));
  if (list.stacks.length === 0) {
    const why = list.faults[0]?.message ?? 'The accounts and Regions that are connected have no stacks.';
    throw new UserProblem(why, [{ label: 'Choose Regions…', command: 'traillens.chooseRegions' }]);
  }
  const chosen = await pickStacks({ file, logicalIds }, list, memory.stacksOf(file), deployments);
  if (!chosen) return false;
  await memory.setStacks(
    file,
    chosen.map(({ id }) => id),
  );
  if (chosen.length === 0) {
    await deployments.assign(file, text, []);
    return true;
  }
  const questions = chosen.map(({ id }) => ({ stack: id }));
  await whenSlow(`Reading ${chosen.map(({ name }) => name).join(', ')}`, (signal) =>
    readKnown({ of: 'stack', file }, questions, parts, signal),
  );
  sayHowMuch(logicalIds, chosen.flatMap(({ id }) => deployments.stack(id) ?? [])); // prettier-ignore
  return true;
}

/** A wrong choice would show other resources' histories. */
function sayHowMuch(logicalIds: readonly string[], stacks: readonly DeployedStack[]): void {
  for (const { name, resources } of stacks) {
    const has = logicalIds.filter((id) => resources.some(({ logicalId }) => logicalId === id)).length;
    if (has * 2 < logicalIds.length) {
      void warn(
        `The stack ${visible(name, 120)} has only ${has} of the template's ${logicalIds.length} resources. Is it another template's?`,
      );
    }
  }
}
