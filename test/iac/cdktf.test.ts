// Programs of CDK for Terraform → Terraform in JSON → state.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredIn, identify, identifyAll } from '../../src/iac/identify.ts';
import { tableFiles } from './disk.ts';
import './wasm.ts';

const DIR = '/home/dev/infra';
const PROGRAMS: Readonly<Record<string, string>> = {
  [`${DIR}/main.ts`]: `import { App, TerraformStack, TerraformOutput } from 'cdktf';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
class Site extends TerraformStack {
  constructor(scope, id) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'us-west-2' });
    new S3Bucket(this, 'logs', { bucket: 'acme-staging-logs' });
    new S3Bucket(this, 'made');
    new TerraformOutput(this, 'name', { value: 'x' });
  }
}
new Site(app, 'prod');
new Site(app, 'dev');
`,
  [`${DIR}/main.py`]: `from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.provider import AwsProvider
class Site(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="us-west-2")
        S3Bucket(self, "logs", bucket="acme-staging-logs")
        S3Bucket(self, "made")
Site(app, "prod")
Site(app, "dev")
`,
};
const stack = (name: string): string =>
  JSON.stringify({
    '//': { metadata: { backend: 'local', stackName: name, version: '0.20.0' } },
    provider: { aws: [{ region: 'us-west-2' }] },
    resource: {
      aws_s3_bucket: {
        logs: { '//': { metadata: { path: `${name}/logs`, uniqueId: 'logs' } }, bucket: `acme-${name}-logs` },
        made: { '//': { metadata: { path: `${name}/made`, uniqueId: 'made' } } },
      },
    },
    terraform: { backend: { local: { path: `/home/runner/terraform.${name}.tfstate` } } },
  });
const STATE = JSON.stringify({
  version: 4,
  serial: 7,
  resources: [
    {
      mode: 'managed',
      type: 'aws_s3_bucket',
      name: 'made',
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ attributes: { id: 'terraform-2026', bucket: 'terraform-2026', arn: 'arn:aws:s3:::terraform-2026' } }],
    },
  ],
});

const made = {
  [`${DIR}/cdktf.json`]: '{}',
  [`${DIR}/cdktf.out/stacks/prod/cdk.tf.json`]: stack('prod'),
  [`${DIR}/cdktf.out/stacks/dev/cdk.tf.json`]: stack('dev'),
};

for (const [file, program] of Object.entries(PROGRAMS)) {
  const line = (what: RegExp): number =>
    program
      .replaceAll("'", '"')
      .split('\n')
      .findIndex((text) => what.test(text));
  const table = { [file]: program, ...made, [`${DIR}/terraform.prod.tfstate`]: STATE };

  void test(`${file}: a construct is its resource in every stack`, async () => {
    const found = await identify(file, line(/"logs"/), tableFiles(table, '/home/dev'));
    assert.deepEqual(
      found.map(({ address, identity }) => [address, identity.region, ...identity.values.map(({ value }) => value)]),
      [
        ['prod/aws_s3_bucket.logs', 'us-west-2', 'acme-prod-logs'],
        ['dev/aws_s3_bucket.logs', 'us-west-2', 'acme-dev-logs'],
      ],
    );
    assert.equal(found[0]?.resource.tool, 'cdktf');
  });

  void test(`${file}: ids come from the state beside cdktf.out`, async () => {
    const [prod, dev] = await identify(file, line(/"made"/), tableFiles(table, '/home/dev'));
    assert.deepEqual(
      prod?.identity.values.map(({ value }) => value),
      ['arn:aws:s3:::terraform-2026', 'terraform-2026'],
    );
    assert.match(prod.identity.values[0]?.via.text ?? '', /terraform\.prod\.tfstate, serial 7/);
    assert.deepEqual(dev?.identity.values, []);
  });

  void test(`${file}: a stack stands for all it makes`, async () => {
    const found = await identify(file, line(/^(new )?Site\(/), tableFiles(table, '/home/dev'));
    assert.deepEqual(
      found.map(({ address }) => address),
      ['prod/aws_s3_bucket.logs', 'prod/aws_s3_bucket.made'],
    );
  });

  void test(`${file}: providers and outputs are no resources`, async () => {
    assert.deepEqual(
      (await declaredIn(file, program)).map(({ name }) => name),
      ['logs', 'made', 'prod', 'dev'],
    );
  });

  void test(`${file}: without cdktf.out the program tells what it can`, async () => {
    const [logs] = await identifyAll(file, tableFiles({ [file]: program, [`${DIR}/cdktf.json`]: '{"output":"../../x"}' }, '/home/dev'));
    assert.deepEqual(
      logs?.identity.values.map(({ value }) => value),
      ['acme-staging-logs'],
    );
    assert.equal(logs.identity.missing, 'No cdktf.out in infra: run `cdktf synth` there.');
  });
}

void test('what was made is code too, with the state beside it', async () => {
  const file = `${DIR}/cdktf.out/stacks/prod/cdk.tf.json`;
  const found = await identifyAll(file, tableFiles({ ...made, [`${DIR}/terraform.prod.tfstate`]: STATE }, '/home/dev'));
  assert.deepEqual(
    found.map(({ resource, identity }) => [resource.tool, identity.address, identity.values.at(-1)?.value]),
    [
      ['cdktf', 'aws_s3_bucket.logs', 'acme-prod-logs'],
      ['cdktf', 'aws_s3_bucket.made', 'terraform-2026'],
    ],
  );
});
