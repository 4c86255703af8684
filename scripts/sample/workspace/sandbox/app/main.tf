# What the sandbox has of production's application. Its state lies in S3; no copy of it is here.
terraform {
  required_version = ">= 1.9.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.70"
    }
  }

  backend "s3" {
    bucket       = "acme-sandbox-terraform-state"
    key          = "app/terraform.tfstate"
    region       = "eu-central-1"
    use_lockfile = true
  }
}

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["999988887777"]
}

locals {
  root = "acme-sandbox"
}

variable "vpc_id" {
  type = string
}

# Set by CI, so that only the state knows them.
variable "names" {
  type = object({ web = string, assets = string, image_resizer_role = string })
}

resource "aws_security_group" "web" {
  name   = var.names.web
  vpc_id = var.vpc_id
}

resource "aws_s3_bucket" "assets" {
  bucket = var.names.assets
}

resource "aws_iam_role" "image_resizer" {
  name = var.names.image_resizer_role

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_lambda_function" "image_resizer" {
  function_name = "${local.root}-image-resizer"
  role          = aws_iam_role.image_resizer.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  s3_bucket     = aws_s3_bucket.assets.id
  s3_key        = "functions/image-resizer.zip"
}

resource "aws_sqs_queue" "jobs" {
  name = "${local.root}-jobs"
}

resource "aws_sns_topic" "alerts" {
  name = "${local.root}-alerts"
}
