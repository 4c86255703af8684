// The cheap look at a document before any parser is loaded: it must not miss a program, and must cost next to nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasSign } from '../../src/iac/signs.ts';

const DECLARE: readonly (readonly [path: string, text: string])[] = [
  ['/w/main.tf', ''],
  ['/w/main.tf.json', '{}'],
  ['/w/stack.yaml', 'Type: AWS::S3::Bucket'],
  ['/w/app.ts', "import * as cdk from 'aws-cdk-lib';"],
  ['/w/app.mts', "import { Bucket } from 'aws-cdk-lib/aws-s3';"],
  ['/w/app.js', "const cdk = require('aws-cdk-lib');"],
  ['/w/app.js', "const { Construct } = require('constructs');"],
  ['/w/lib.ts', "import { Construct } from 'constructs';"],
  ['/w/old.ts', "import * as cdk from '@aws-cdk/core';"],
  ['/w/app.py', 'import aws_cdk as cdk'],
  ['/w/app.py', 'from constructs import Construct'],
  ['/w/main.ts', "import { App } from 'cdktf';"],
  ['/w/main.py', 'from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket'],
  ['/w/main.py', 'from imports.aws.s3_bucket import S3Bucket'],
  ['/w/index.ts', 'import * as aws from "@pulumi/aws";'],
  ['/w/index.ts', 'import * as aws from "@pulumi/aws-native";'],
  ['/w/__main__.py', 'import pulumi_aws as aws'],
  ['/w/Pulumi.yaml', 'name: x\nresources:\n  a:\n    type: aws:s3:Bucket\n'],
  ['/w/serverless.yml', 'service: x\nfunctions: {}\n'],
];
for (const [path, text] of DECLARE) {
  void test(`${path}: ${text.slice(0, 60).replaceAll('\n', ' ')}`, () => {
    assert.ok(hasSign(path, () => text));
  });
}

void test('other documents have none', () => {
  for (const [path, text] of [
    ['/w/app.ts', "import * as React from 'react'; // constructs a tree"],
    ['/w/app.py', 'import boto3\nresources = {}\n'],
    ['/w/app.tsx', "import * as cdk from 'aws-cdk-lib';"],
    ['/w/package.json', '{"dependencies": {"aws-cdk-lib": "2"}}'],
    ['/w/deploy.yaml', 'resources:\n  limits: { cpu: 1 }\ntype: Opaque\n'],
    ['/w/notes.md', 'AWS::S3::Bucket'],
    ['/w/index.ts', 'import * as pulumi from "@pulumi/random";'],
  ] as const) {
    assert.ok(!hasSign(path, () => text), path);
  }
});

void test('large documents take no time, whatever is in them', () => {
  const from = performance.now();
  for (const line of ['\n', ' ', 'resources\n', 'type: a:', '"type" : \n', 'import x\n', 'from \n']) {
    const text = line.repeat(2_000_000 / line.length);
    for (const path of ['/w/a.yaml', '/w/a.ts', '/w/a.json', '/w/a.py']) hasSign(path, () => text);
  }
  assert.ok(performance.now() - from < 2_000, `${performance.now() - from} ms`);
});
