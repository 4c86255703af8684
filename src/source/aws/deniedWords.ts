// AWS says in an access denied message which sort of policy said no. IAM user guide, "Troubleshoot access denied error messages".
import type { Doing } from './faultWords.ts';
import type { SdkError } from './sdkError.ts';

type Policy = 'identity' | 'resource' | 'scp' | 'rcp' | 'boundary' | 'session' | 'endpoint' | 'trust';

const kinds: readonly (readonly [pattern: string, policy: Policy])[] = [
  ['identity-based polic', 'identity'],
  ['resource-based polic', 'resource'],
  ['service control polic', 'scp'],
  ['resource control polic', 'rcp'],
  ['permissions? boundar', 'boundary'],
  ['session polic', 'session'],
  ['VPC endpoint polic', 'endpoint'],
  ['role trust polic', 'trust'],
];

/** Which sort of policy refused, and whether it forbids or only fails to allow; undefined where AWS does not say. */
export function refusalIn(message: string): { readonly policy: Policy; readonly explicit: boolean } | undefined {
  for (const [pattern, policy] of kinds) {
    if (new RegExp(`explicit deny in an? (?:\\w+ )?${pattern}`, 'i').test(message)) return { policy, explicit: true };
    if (new RegExp(`because no ${pattern}\\w* allows`, 'i').test(message)) return { policy, explicit: false };
  }
  return /explicit deny/i.test(message) ? { policy: 'identity', explicit: true } : undefined;
}

/** The message of a `denied` fault. */
export function deniedWords(of: string, error: SdkError, doing: Doing & { readonly permission: string | undefined }): string {
  const action = doing.permission ?? doing.call;
  const there = doing.region === undefined ? '' : ` in ${doing.region}`;
  if (action === 'sts:AssumeRole')
    return `${of} may not assume its role. The role's trust policy must name the source's user or role, and that one's policy must allow sts:AssumeRole; some roles also ask for MFA or an external id.`;
  if (/ForbiddenException/.test(error.message) && error.name === 'CredentialsProviderError')
    return `${of} gets no credentials: its permission set is not assigned to the signed-in user in that account (any more). Ask for the assignment, or correct sso_account_id and sso_role_name.`;
  const refusal = refusalIn(error.message);
  const what = `${of} may not use ${action}${there}`;
  if (refusal === undefined && action.startsWith('s3:'))
    return `${what}. Its own policies and the bucket's must both allow it where the bucket belongs to another account, whose owner may also make readers pay.`;
  if (refusal === undefined) return `${what}. Ask for a policy that allows it (docs/iam-policy.json has a read-only one).`;
  switch (refusal.policy) {
    case 'identity':
      return refusal.explicit
        ? `${what}: a policy denies it explicitly. Allowing it elsewhere does not help; whoever keeps that policy must take the denial out.`
        : `${what}: no policy of the user or role allows it. Add it (docs/iam-policy.json has a read-only policy).`;
    case 'resource':
    case 'trust':
      return `${what}: the policy of the bucket, key or other resource ${refusal.explicit ? 'denies' : 'does not allow'} it. Whoever owns the resource must change that.`;
    case 'scp':
      return `${what}: a service control policy of the organization ${refusal.explicit ? 'denies' : 'does not allow'} it${there === '' ? '' : ' here'}. Ask the organization's administrators, or leave this Region out.`;
    case 'rcp':
      return `${what}: a resource control policy of the organization ${refusal.explicit ? 'denies' : 'does not allow'} it. Ask the organization's administrators.`;
    case 'boundary':
      return `${what}: the permissions boundary of the user or role ${refusal.explicit ? 'denies' : 'does not allow'} it. The boundary must allow it as well as a policy.`;
    case 'session':
      return `${what}: the session was made with a narrower policy, which ${refusal.explicit ? 'denies' : 'does not allow'} it. Sign in with another role or permission set.`;
    case 'endpoint':
      return `${what}: the policy of the VPC endpoint on the way to AWS ${refusal.explicit ? 'denies' : 'does not allow'} it. Ask whoever keeps the network, or connect from outside of it.`;
  }
}
