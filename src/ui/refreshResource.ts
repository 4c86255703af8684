// Asks AWS anew for one resource of the code.
import { lookupResultText } from '../outline/awsWords.ts';
import type { Backend } from '../protocol/backend.ts';
import { visible } from '../protocol/visible.ts';
import { withNotification } from './abortable.ts';
import type { Connections } from './connections.ts';
import { inform, warn } from './notice.ts';
import { identityAt, type Place, type PlaceParts } from './showHistory.ts';
import { UserProblem } from './showProblem.ts';

/** What was read of stacks and states within this is not read again, in ms. */
const RECENT = 10_000;

/** What it works with. */
export interface RefreshParts extends PlaceParts {
  readonly backend: Backend;
  readonly connections: Connections;
}

/** Looks up the resource at the place, else at the cursor, at the pace that AWS allows; what is found shows wherever it is shown. */
export async function refreshResource(place: Place | undefined, parts: RefreshParts): Promise<void> {
  const { backend, connections, mends } = parts;
  let identity = await identityAt(place, parts);
  if (!identity) return;
  if (!(await connections.isReady())) {
    const connect = { label: 'Connect to AWS…', command: 'traillens.connect' };
    throw new UserProblem('No connection to AWS can be asked now.', [connect]);
  }
  if (await mends.parts.deployments.renew([identity], RECENT)) identity = (await identityAt(place, parts)) ?? identity;
  const asked = identity;
  const name = visible(asked.address, 80);
  const result = await withNotification(`Asking AWS for ${name}`, (signal) =>
    backend.call('lookUp', { identity: asked, fresh: true }, signal),
  );
  const say = result.faults.length > 0 ? warn : inform;
  void say(lookupResultText(name, result)); // the command is over when the events are held
}
