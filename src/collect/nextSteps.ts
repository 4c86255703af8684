// What a user can do about the gaps of a history: sign in, ask again, stop asking, or load older days from a trail's bucket.
import type { ArchiveEstimate, NextStep, PlaceCoverage } from '../protocol/aws.ts';
import type { TrailFacts } from '../source/aws/port.ts';
import type { ArchiveHints } from './archiveHints.ts';
import type { Connections } from './connections.ts';
import type { Trails } from './trails.ts';

export interface NextStepsParts {
  readonly connections: Pick<Connections, 'list'>;
  readonly trails: Pick<Trails, 'isKnown' | 'list' | 'heldOf'>;
  readonly hints: Pick<ArchiveHints, 'hint'>;
  /** More can be said now: trails were asked for in the background. */
  readonly onKnown: () => void;
}

export class NextSteps {
  readonly #parts: NextStepsParts;

  constructor(parts: NextStepsParts) {
    this.#parts = parts;
  }

  /** Most pressing first. */
  of(places: readonly PlaceCoverage[], regions: readonly string[]): NextStep[] {
    const out = this.#parts.connections.list.filter(({ state }) => state === 'signedOut');
    const steps: NextStep[] = out.map(({ choice: { profile } }) => ({ kind: 'signIn', label: `Sign In to ${profile}…`, profile }));
    if (places.some(({ asking }) => asking !== undefined)) steps.push({ kind: 'cancelLookup', label: 'Stop Asking' });
    else if (places.some(({ signedOut }) => signedOut !== true)) steps.push({ kind: 'lookUp', label: 'Ask AWS Again' });
    const archive = this.#archive(places, regions);
    return archive === undefined ? steps : [...steps, archive];
  }

  /** Where the resource's events were found there will be older ones, too. */
  #archive(places: readonly PlaceCoverage[], regions: readonly string[]): NextStep | undefined {
    const rank = ({ region }: PlaceCoverage): number => (regions.includes(region) ? regions.indexOf(region) : regions.length);
    for (const { account, region, signedOut } of [...places].sort((a, b) => rank(a) - rank(b))) {
      if (signedOut === true) continue;
      const [best] = this.#trailsOf(account, region);
      const hint = best && this.#parts.hints.hint(best.profile, best.facts, account, region);
      if (hint === undefined || hint.estimate?.files === 0) continue;
      const { from, to, address, profile } = hint.question;
      const size = hint.estimate === undefined ? '' : `: about ${sizeText(hint.estimate)}`;
      const label = `Load ${hint.month} from the trail’s bucket${size}`;
      return { kind: 'loadArchive', label, profile, address, from, to, accounts: [account], regions: [region] };
    }
    return undefined;
  }

  /** Trails whose bucket may hold the account's events of the Region, the likeliest first. Asks for them where none are known yet. */
  #trailsOf(account: string, region: string): { profile: string; facts: TrailFacts }[] {
    const { connections, trails, onKnown } = this.#parts;
    const found = connections.list.flatMap(({ choice: { profile }, caller, state }) => {
      if (state === 'ready' && !trails.isKnown(profile)) {
        void trails.list(false, new AbortController().signal).then(onKnown, () => undefined);
      }
      return trails.heldOf(profile).flatMap((facts) => {
        const { trail } = facts;
        const isOfAccount = trail.isOrganization || (caller?.account === account && trail.account === account);
        const isOfRegion = trail.isMultiRegion || trail.homeRegion === region;
        return isOfAccount && isOfRegion && trail.bucket !== '' ? [{ profile, facts }] : [];
      });
    });
    return found.sort((a, b) => doubtsOf(a.facts) - doubtsOf(b.facts));
  }
}

/** How unlikely it is that the trail's bucket has the files and may be read: an organization's lies in another account. */
function doubtsOf({ trail, status }: TrailFacts): number {
  return Number(trail.isOrganization) + 2 * Number(status?.isLogging !== true) + 2 * Number(status?.deliveryError !== undefined);
}

/** "1,240 files, 310 MB". */
function sizeText({ files, heldFiles, bytes }: ArchiveEstimate): string {
  const megabytes = bytes / 1e6;
  const size = megabytes < 1 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${Math.round(megabytes).toLocaleString('en-US')} MB`;
  const count = files - heldFiles;
  return `${count.toLocaleString('en-US')} file${count === 1 ? '' : 's'}, ${size}`;
}
