// What can be done about what is lacking to know a resource, in the words of a button.
import type { Lack } from '../resource/identity.ts';

/** What is typed into a terminal, for the user to run: none of these is run by us. */
const TYPED: Partial<Record<Lack['of'], string>> = {
  cdkOut: 'cdk synth',
  cdktfOut: 'cdktf synth',
  package: 'serverless package',
  export: 'pulumi stack export --file dev.stack.json',
};

/** The command that is typed for a lack of that kind; undefined where another way leads on. */
export function typedFor(of: Lack['of']): string | undefined {
  return TYPED[of];
}

/** The button that mends a lack; undefined where there is none. */
export function mendLabel(lack: Lack | undefined): string | undefined {
  switch (lack?.of) {
    case undefined:
      return undefined;
    case 'stack':
      return lack.stack ? 'Read Its Stack' : 'Read Its Stack…'; // which one, may have to be chosen
    case 'remoteState':
    case 'state':
      return 'Read Its State…';
    case 'deployment':
      return 'Read Again';
    case 'export':
      return 'Open Terminal for pulumi stack export';
    case 'cdkOut':
    case 'cdktfOut':
    case 'package':
      return `Open Terminal for ${TYPED[lack.of] ?? ''}`;
  }
}
