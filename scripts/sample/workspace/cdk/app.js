// Acme's small apps in staging, one stack each. `npx cdk synth` writes cdk.out, which TrailLens reads.
const cdk = require('aws-cdk-lib');
const iam = require('aws-cdk-lib/aws-iam');

class StagingApp extends cdk.Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    new iam.CfnRole(this, 'TaskRole', {
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
    });
  }
}

const app = new cdk.App();
for (const n of [0, 1, 2]) new StagingApp(app, `StagingApps${n}`, { env: { account: '444455556666', region: 'us-west-2' } });
app.synth();
