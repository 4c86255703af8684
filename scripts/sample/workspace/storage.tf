# What customers asked us to hand over. Somebody deleted this bucket; the code does not know yet.
resource "aws_s3_bucket" "customer_exports" {
  bucket = "acme-prod-customer-exports"
}

resource "aws_s3_bucket_versioning" "customer_exports" {
  bucket = aws_s3_bucket.customer_exports.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "customer_exports" {
  bucket = aws_s3_bucket.customer_exports.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "customer_exports" {
  bucket = aws_s3_bucket.customer_exports.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["${aws_s3_bucket.customer_exports.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_s3_bucket" "assets" {
  bucket = "${var.name_root}-assets"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "assets" {
  bucket = aws_s3_bucket.assets.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "assets" {
  bucket = aws_s3_bucket.assets.id

  rule {
    id     = "thumbnails"
    status = "Enabled"

    filter {
      prefix = "thumbnails/"
    }

    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket" "replica" {
  provider = aws.ireland
  bucket   = "acme-prod-assets-replica"
}

# Made by hand with the CLI; waits to be imported.
resource "aws_s3_bucket" "access_logs" {
  bucket = "acme-prod-access-logs"
}

resource "aws_kms_key" "data" {
  description             = "Customer data at rest"
  deletion_window_in_days = 30
  enable_key_rotation     = true
}

resource "aws_kms_alias" "data" {
  name          = "alias/acme-prod-data"
  target_key_id = aws_kms_key.data.key_id
}

resource "aws_dynamodb_table" "sessions" {
  name         = "acme-prod-sessions"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  ttl {
    attribute_name = "expires"
    enabled        = true
  }
}
