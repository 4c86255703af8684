"""What a preview of the shop needs: a queue, a table, a bucket."""

import pulumi
import pulumi_aws as aws

preview = pulumi.Config().require_int("preview")

jobs = aws.sqs.Queue("jobs", name=f"acme-staging-preview-{preview}")

orders = aws.dynamodb.Table(
    "orders",
    name=f"acme-staging-preview-{preview}",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    attributes=[{"name": "id", "type": "S"}],
)

files = aws.s3.Bucket("files", bucket=f"acme-staging-preview-{preview}-files")

pulumi.export("bucket", files.bucket)
