// IAM: roles, policies, users. Policies travel as JSON inside a string, and percent-encoded in answers.
import type { JsonObject } from '../../../src/event/event.ts';
import { declare, type Declared, type Place } from '../declared.ts';
import { arn, iamId } from '../names.ts';
import type { Step } from '../record.ts';

/** A trust policy: who may assume. */
export function trust(principal: JsonObject, action = 'sts:AssumeRole'): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Principal: principal }] });
}

/** A permission policy with one statement. */
export function allow(actions: readonly string[], resource: string | readonly string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: resource }] });
}

export function role(at: Place, o: { name: string; trust: string }): Declared {
  const self = arn('iam', '', at.account, `role/${o.name}`);
  const id = iamId('AROA', `${at.account} ${o.name}`);
  return declare(at, ['aws_iam_role', 'AWS::IAM::Role'], {
    id: o.name,
    arn: self,
    name: o.name,
    attributes: { path: '/', unique_id: id, max_session_duration: 3600 },
    create: [
      {
        service: 'iam',
        name: 'CreateRole',
        params: { path: '/', roleName: o.name, assumeRolePolicyDocument: o.trust, maxSessionDuration: 3600 },
        response: { role: { path: '/', roleName: o.name, roleId: id, arn: self, assumeRolePolicyDocument: encodeURIComponent(o.trust) } },
      },
    ],
    read: [
      { service: 'iam', name: 'GetRole', params: { roleName: o.name } },
      { service: 'iam', name: 'ListRolePolicies', params: { roleName: o.name } },
      { service: 'iam', name: 'ListAttachedRolePolicies', params: { roleName: o.name } },
    ],
  });
}

/** UpdateAssumeRolePolicy. */
export function updateTrust(roleName: string, document: string): Step {
  return { service: 'iam', name: 'UpdateAssumeRolePolicy', params: { roleName, policyDocument: document } };
}

export function rolePolicy(at: Place, of: Declared, o: { name: string; document: string }): Declared {
  return declare(at, ['aws_iam_role_policy', 'AWS::IAM::RolePolicy'], {
    id: `${of.id}:${o.name}`,
    name: o.name,
    attributes: { role: of.id },
    parent: of.address,
    create: [{ service: 'iam', name: 'PutRolePolicy', params: { roleName: of.id, policyName: o.name, policyDocument: o.document } }],
    read: [{ service: 'iam', name: 'GetRolePolicy', params: { roleName: of.id, policyName: o.name } }],
  });
}

export function instanceProfile(at: Place, of: Declared, o: { name: string }): Declared {
  const self = arn('iam', '', at.account, `instance-profile/${o.name}`);
  const id = iamId('AIPA', `${at.account} ${o.name}`);
  return declare(at, ['aws_iam_instance_profile', 'AWS::IAM::InstanceProfile'], {
    id: o.name,
    arn: self,
    name: o.name,
    attributes: { role: of.id, unique_id: id },
    create: [
      {
        service: 'iam',
        name: 'CreateInstanceProfile',
        params: { instanceProfileName: o.name, path: '/' },
        response: { instanceProfile: { instanceProfileName: o.name, instanceProfileId: id, arn: self, path: '/', roles: [] } },
      },
      { service: 'iam', name: 'AddRoleToInstanceProfile', params: { instanceProfileName: o.name, roleName: of.id } },
    ],
    read: [{ service: 'iam', name: 'GetInstanceProfile', params: { instanceProfileName: o.name } }],
  });
}

export function policy(at: Place, o: { name: string; document: string }): Declared {
  const self = arn('iam', '', at.account, `policy/${o.name}`);
  return declare(at, ['aws_iam_policy', 'AWS::IAM::ManagedPolicy'], {
    id: self,
    arn: self,
    name: o.name,
    attributes: { path: '/', policy_id: iamId('ANPA', `${at.account} ${o.name}`) },
    create: [
      {
        service: 'iam',
        name: 'CreatePolicy',
        params: { policyName: o.name, path: '/', policyDocument: o.document },
        response: {
          policy: {
            policyName: o.name,
            policyId: iamId('ANPA', `${at.account} ${o.name}`),
            arn: self,
            path: '/',
            defaultVersionId: 'v1',
            attachmentCount: 0,
          },
        },
      },
    ],
    read: [
      { service: 'iam', name: 'GetPolicy', params: { policyArn: self } },
      { service: 'iam', name: 'GetPolicyVersion', params: { policyArn: self, versionId: 'v1' } },
    ],
  });
}

export function attachment(at: Place, of: Declared, managed: Declared): Declared {
  const policyArn = managed.arn ?? managed.id;
  return declare(at, ['aws_iam_role_policy_attachment', 'AWS::IAM::Role'], {
    id: `${of.id}-20260825091500000000000001`,
    attributes: { role: of.id, policy_arn: policyArn },
    parent: of.address,
    create: [{ service: 'iam', name: 'AttachRolePolicy', params: { roleName: of.id, policyArn } }],
    read: [],
  });
}

export function user(at: Place, o: { name: string }): Declared {
  const self = arn('iam', '', at.account, `user/${o.name}`);
  const id = iamId('AIDA', `${at.account} ${o.name}`);
  return declare(at, ['aws_iam_user', 'AWS::IAM::User'], {
    id: o.name,
    arn: self,
    name: o.name,
    attributes: { path: '/', unique_id: id },
    create: [
      {
        service: 'iam',
        name: 'CreateUser',
        params: { userName: o.name, path: '/' },
        response: { user: { userName: o.name, userId: id, arn: self, path: '/' } },
      },
    ],
    read: [{ service: 'iam', name: 'GetUser', params: { userName: o.name } }],
  });
}

/** Older than the log: nothing creates it, plans read it. */
export function oidcProvider(at: Place, o: { host: string }): Declared {
  const self = arn('iam', '', at.account, `oidc-provider/${o.host}`);
  return declare(at, ['aws_iam_openid_connect_provider', 'AWS::IAM::OIDCProvider'], {
    id: self,
    arn: self,
    attributes: { url: o.host, client_id_list: ['sts.amazonaws.com'] },
    create: [],
    read: [{ service: 'iam', name: 'GetOpenIDConnectProvider', params: { openIDConnectProviderArn: self } }],
  });
}
