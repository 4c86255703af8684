// Weekly reports of the shop, tried out in the sandbox. `npx cdk synth` writes cdk.out, which TrailLens reads.
const cdk = require('aws-cdk-lib');
const events = require('aws-cdk-lib/aws-events');
const targets = require('aws-cdk-lib/aws-events-targets');
const lambda = require('aws-cdk-lib/aws-lambda');
const s3 = require('aws-cdk-lib/aws-s3');
const sqs = require('aws-cdk-lib/aws-sqs');

class Reports extends cdk.Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    const archive = new s3.Bucket(this, 'Archive', { versioned: true });
    const requests = new sqs.Queue(this, 'Requests', { visibilityTimeout: cdk.Duration.minutes(2) });
    const builder = new lambda.Function(this, 'Builder', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => "built";'),
      environment: { ARCHIVE: archive.bucketName, REQUESTS: requests.queueUrl },
    });
    archive.grantWrite(builder);
    new events.Rule(this, 'Weekly', {
      schedule: events.Schedule.rate(cdk.Duration.days(7)),
      targets: [new targets.LambdaFunction(builder)],
    });
  }
}

const app = new cdk.App();
new Reports(app, 'Reports', {
  env: { account: '999988887777', region: 'eu-central-1' },
  tags: { team: 'insights' },
});
app.synth();
