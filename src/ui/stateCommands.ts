// Reads Terraform states that do not lie in the workspace: out of S3, or by `state pull` where the user agrees to that.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { S3Backend } from '../iac/terraform/terraformBackend.ts';
import type { Connection } from '../protocol/aws.ts';
import { visible } from '../protocol/visible.ts';
import type { Lack } from '../resource/identity.ts';
import { whenSlow } from './abortable.ts';
import type { Code } from './code.ts';
import type { Connections } from './connections.ts';
import type { DeploymentMemory } from './deploymentMemory.ts';
import type { Deployments, StateWay } from './deployments.ts';
import { terraformPath } from './settings.ts';

/** What states are read with. */
export interface StateParts {
  readonly code: Code;
  readonly connections: Connections;
  readonly deployments: Deployments;
  readonly memory: DeploymentMemory;
}

interface Item extends vscode.QuickPickItem {
  readonly choice?: StateWay | 'connect' | 'trust';
}

/** Asks how to read the state of a root module, and reads it. False when the user gave up. */
export async function readState({ root }: Lack, parts: StateParts): Promise<boolean> {
  if (root === undefined) return false;
  const { code, connections, deployments, memory } = parts;
  const { backendIn } = await import('./deploymentReaders.ts');
  await code.readers(); // the grammars
  const backend = await backendIn(root, code.files());
  const command = await commandOf(root, code);
  const ready = connections.choices.length > 0 ? (await connections.ensure()).filter(({ state }) => state === 'ready') : [];
  const items = [
    ...(backend?.s3 ? [ofS3(backend.s3, ready)] : []),
    ofPull(command, root, backend?.type),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    NOTE,
  ];
  const title = `Read the State of ${path.basename(root)}`;
  const placeHolder = backend
    ? `Its backend is "${visible(backend.type, 40)}". The choice is remembered in this workspace.`
    : 'No state lies in this folder, and no backend is written down.';
  const choice = (await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true }))?.choice;
  if (choice === undefined) return false;
  if (choice === 'connect') return connectFirst(root, parts);
  if (choice === 'trust') {
    await vscode.commands.executeCommand('workbench.trust.manage');
    return false;
  }
  await whenSlow(`Reading the state of ${path.basename(root)}`, (signal) => deployments.readStates(root, choice, signal));
  await memory.setWay(root, choice);
  return true;
}

async function connectFirst(root: string, parts: StateParts): Promise<boolean> {
  await vscode.commands.executeCommand('traillens.connect');
  return parts.connections.choices.length > 0 && readState({ of: 'remoteState', file: root, root }, parts);
}

function ofS3(question: S3Backend, ready: readonly Connection[]): Item {
  const address = `s3://${visible(question.bucket, 100)}/${visible(question.key, 200)}`;
  if (ready.length === 0) {
    return {
      label: `Connect to AWS to read ${address}`,
      iconPath: new vscode.ThemeIcon('plug'),
      detail: 'With a profile that may read the object; all of its workspaces are read.',
      choice: 'connect',
    };
  }
  const as = ready.length === 1 ? `as profile ${ready[0]?.choice.profile ?? ''}` : `as one of ${ready.length} profiles`;
  return {
    label: `Read ${address}`,
    iconPath: new vscode.ThemeIcon('cloud-download'),
    detail: `By S3's GetObject, ${as}; the states of all workspaces in the bucket.`,
    choice: { by: 's3', question },
  };
}

/** What a workspace's configuration makes the command do is up to the workspace: so it must be trusted. */
function ofPull(command: string, root: string, backend: string | undefined): Item {
  const label = `Run ${command} state pull`;
  const where = `In ${vscode.workspace.asRelativePath(root)}, with the credentials that it finds by itself`;
  if (!vscode.workspace.isTrusted) {
    return {
      label,
      iconPath: new vscode.ThemeIcon('shield'),
      detail: 'Needs a trusted workspace: the command runs what the folder says. Manage trust…',
      choice: 'trust',
    };
  }
  return {
    label,
    iconPath: new vscode.ThemeIcon('terminal'),
    detail: `${where}; it changes nothing.${backend === undefined ? ' The folder must have been initialised.' : ''}`,
    choice: { by: 'pull', command },
  };
}

const NOTE: Item = {
  label: 'Only names and ids are kept, in memory, until the window closes',
  iconPath: new vscode.ThemeIcon('info'),
  detail: 'All else in the state is dropped at once, secrets too.',
  alwaysShow: true,
};

/** What is set, else the tool that the folder was initialised with. */
async function commandOf(root: string, code: Code): Promise<string> {
  const set = terraformPath();
  if (set !== '') return set;
  const files = code.files();
  const lock = (await files.readFile(path.join(root, '.terraform.lock.hcl'))) ?? '';
  const isTofu = lock.includes('registry.opentofu.org') || (await files.list(root)).some((name) => name.endsWith('.tofu'));
  return isTofu ? 'tofu' : 'terraform';
}
