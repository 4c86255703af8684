# Data stores, one workspace for each place they are in: `terraform workspace select sandbox`.
terraform {
  required_version = ">= 1.9.0"

  backend "s3" {
    bucket               = "acme-sandbox-terraform-state"
    key                  = "data/terraform.tfstate"
    region               = "eu-central-1"
    workspace_key_prefix = "env:"
  }
}

provider "aws" {
  region = "eu-central-1"
}

# Set by CI, so that only the state knows it.
variable "orders_identifier" {
  type = string
}

variable "orders_password" {
  type      = string
  sensitive = true
}

resource "aws_kms_key" "data" {
  description             = "Customer data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

resource "aws_db_instance" "orders" {
  identifier        = var.orders_identifier
  engine            = "postgres"
  instance_class    = "db.t4g.medium"
  allocated_storage = 100
  username          = "orders"
  password          = var.orders_password
  kms_key_id        = aws_kms_key.data.arn
}

resource "aws_secretsmanager_secret" "orders_api" {
  name       = "acme-${terraform.workspace}/orders/api"
  kms_key_id  = aws_kms_key.data.arn
}

resource "aws_dynamodb_table" "sessions" {
  name         = "acme-${terraform.workspace}-sessions"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}
