# How CI comes in: GitHub's identity provider, and the role every apply runs as. Both are older than the log.
resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "terraform_exec" {
  name = "terraform-exec"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:acme/infra:ref:refs/heads/main" } }
    }]
  })
}

data "aws_iam_policy_document" "ec2" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "app" {
  name               = "acme-prod-app"
  assume_role_policy = data.aws_iam_policy_document.ec2.json
}

resource "aws_iam_role_policy" "app_queues" {
  name = "queues"
  role = aws_iam_role.app.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage"]
      Resource = [for queue in module.queue : queue.arn]
    }]
  })
}

resource "aws_iam_instance_profile" "app" {
  name = "acme-prod-app-profile"
  role = aws_iam_role.app.name
}

resource "aws_iam_policy" "exports_read" {
  name = "acme-prod-exports-read"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:ListBucket"]
      Resource = [aws_s3_bucket.customer_exports.arn, "${aws_s3_bucket.customer_exports.arn}/*"]
    }]
  })
}

resource "aws_iam_role_policy_attachment" "app_exports" {
  role       = aws_iam_role.app.name
  policy_arn = aws_iam_policy.exports_read.arn
}

# A partner's batch job reads exports through this role. Only our shared account may assume it.
resource "aws_iam_role" "partner" {
  name = "acme-prod-partner"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
    }]
  })
}

resource "aws_iam_user" "metrics" {
  name = "acme-prod-metrics"
}

# Wanted by finance, made by hand so far.
resource "aws_iam_role" "reporting" {
  name               = "acme-prod-reporting"
  assume_role_policy = data.aws_iam_policy_document.ec2.json
}
