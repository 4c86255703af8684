// How each service writes names into the resource part of its ARNs. Service authorization reference, "Resource types defined by …".

/** Names in a resource part, the most complete first, the shortest last. */
export interface ResourceNames {
  /** Names of the resource itself. */
  readonly names: readonly string[];
  /** Other resource parts of the same resource: without a version, without the random end of a secret. */
  readonly resources?: readonly string[];
  /** Names of what it is a part of. */
  readonly within?: readonly string[];
  readonly withinResources?: readonly string[];
}

type Reader = (rest: string, type: string) => ResourceNames;

const whole: Reader = (rest) => ({ names: [rest] });
const last: Reader = (rest) => ({ names: [tail(rest)] });
/** `cluster/name/…`: the part `index` steps from the left is the name. */
const part =
  (index: number): Reader =>
  (rest) => ({ names: [rest.split('/')[index] ?? tail(rest)] });

/** `function:web:PROD`: a version of `function:web`. */
const versioned: Reader = (rest, type) => {
  const at = rest.indexOf(':');
  if (at < 0) return { names: [rest] };
  const name = rest.slice(0, at);
  return { names: [rest], within: [name], withinResources: [`${type}:${name}`] };
};

const secret: Reader = (rest, type) => {
  const name = rest.replace(/-[A-Za-z0-9]{6}$/, '');
  return { names: [rest, name], resources: [`${type}:${name}`] };
};

const logGroup: Reader = (rest, type) => {
  const [group = '', sort, stream] = rest.split(':');
  if (sort === 'log-stream' && stream !== undefined && stream !== '*') {
    return { names: [stream], within: [group], withinResources: [`${type}:${group}`, `${type}:${group}:*`] };
  }
  return { names: [group], resources: [`${type}:${group}`, `${type}:${group}:*`] };
};

const table: Reader = (rest, type) => {
  const [name = '', ...inner] = rest.split('/');
  if (inner.length === 0) return { names: [name] };
  return { names: [tail(rest)], within: [name], withinResources: [`${type}/${name}`] };
};

/** `app/name/id`, and the classic `name`. */
const loadBalancer: Reader = (rest) => {
  const [, name] = rest.split('/');
  return name === undefined ? { names: [rest] } : { names: [rest, name] };
};
const targetGroup: Reader = (rest, type) => ({ names: [`${type}/${rest}`, rest.split('/')[0] ?? rest] });
const listener: Reader = (rest) => {
  const parts = rest.split('/');
  return {
    names: [tail(rest)],
    within: [parts.slice(0, 3).join('/'), parts[1] ?? ''],
    withinResources: [`loadbalancer/${parts.slice(0, 3).join('/')}`],
  };
};

const assumedRole: Reader = (rest) => ({ names: [rest], within: [rest.split('/')[0] ?? rest] });
const stateMachine: Reader = (rest) => {
  const [machine = '', name] = rest.split(':');
  return name === undefined ? { names: [machine] } : { names: [name], within: [machine], withinResources: [`stateMachine:${machine}`] };
};
const parameter: Reader = (rest) => ({ names: rest.includes('/') ? [rest, `/${rest}`] : [rest] });
const taskDefinition: Reader = (rest) => ({ names: [rest, rest.split(':')[0] ?? rest] });
const hostedZone: Reader = (rest) => ({ names: [`/hostedzone/${rest}`, rest] });
const alias: Reader = (rest) => ({ names: [`alias/${rest}`] });

/** `service:type`, or `service` for all its types. */
const readers: Readonly<Record<string, Reader>> = {
  iam: last,
  'iam:oidc-provider': whole,
  'iam:root': () => ({ names: [] }),
  'sts:assumed-role': assumedRole,
  'lambda:function': versioned,
  'lambda:layer': versioned,
  'secretsmanager:secret': secret,
  'logs:log-group': logGroup,
  'dynamodb:table': table,
  'kms:alias': alias,
  'elasticloadbalancing:loadbalancer': loadBalancer,
  'elasticloadbalancing:targetgroup': targetGroup,
  'elasticloadbalancing:listener': listener,
  'elasticloadbalancing:listener-rule': listener,
  'states:stateMachine': stateMachine,
  'states:execution': stateMachine,
  'states:express': stateMachine,
  'events:rule': last,
  'ssm:parameter': parameter,
  'cloudformation:stack': part(0),
  'cloudformation:changeSet': part(0),
  'cloudformation:stackset': (rest) => ({ names: [rest, rest.split(':')[0] ?? rest] }),
  autoscaling: last,
  'ecs:service': last,
  'ecs:task': last,
  'ecs:container-instance': last,
  'ecs:task-definition': taskDefinition,
  'eks:nodegroup': part(1),
  'eks:addon': part(1),
  'eks:fargateprofile': part(1),
  'eks:access-entry': () => ({ names: [] }),
  'route53:hostedzone': hostedZone,
  'ecr:repository': whole,
  cloudwatch: whole,
  rds: whole,
  organizations: last,
};

/** Names in the resource part of a service's ARN. */
export function namesIn(service: string, resource: string): ResourceNames {
  if (service === 's3') return s3Names(resource);
  if (service === 'apigateway') return apiNames(resource);
  const at = resource.search(/[:/]/);
  if (at < 0) return { names: Object.hasOwn(readers, `${service}:${resource}`) ? [] : [resource] };
  const type = resource.slice(0, at);
  const rest = resource.slice(at + 1);
  if (service === 'sns') return { names: [rest], within: [type], withinResources: [type] };
  const key = `${service}:${type}`;
  const reader = Object.hasOwn(readers, key) ? readers[key] : Object.hasOwn(readers, service) ? readers[service] : undefined;
  if (reader !== undefined) return reader(rest, type);
  return { names: resource[at] === '/' && rest.includes('/') ? [rest, tail(rest)] : [rest] };
}

/** A bucket, or an object or a pattern of objects in one. */
function s3Names(resource: string): ResourceNames {
  const at = resource.indexOf('/');
  if (at < 0) return { names: [resource] };
  const bucket = resource.slice(0, at);
  if (/^(accesspoint|job|storage-lens|access-grants)$/.test(bucket)) return { names: [resource.slice(at + 1)] };
  return { names: [resource], within: [bucket], withinResources: [bucket] };
}

/** `/restapis/abc123/stages/prod` is a part of `/restapis/abc123`. */
function apiNames(resource: string): ResourceNames {
  const [, collection = '', id = '', ...inner] = resource.split('/');
  if (inner.length === 0) return { names: [id] };
  return { names: [inner.at(-1) ?? ''], within: [id], withinResources: [`/${collection}/${id}`] };
}

function tail(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}
