resource "aws_db_subnet_group" "main" {
  name       = "acme-prod-main"
  subnet_ids = aws_subnet.private[*].id
}

resource "aws_db_parameter_group" "postgres" {
  name   = "acme-prod-postgres16"
  family = "postgres16"

  parameter {
    name  = "log_min_duration_statement"
    value = "500"
  }
}

resource "aws_db_instance" "orders" {
  identifier                  = "acme-prod-orders"
  engine                      = "postgres"
  engine_version              = "16.4"
  instance_class              = var.database_class
  allocated_storage           = 100
  username                    = "orders"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.main.name
  parameter_group_name        = aws_db_parameter_group.postgres.name
  vpc_security_group_ids      = [aws_security_group.database.id]
  storage_encrypted           = true
  kms_key_id                  = aws_kms_key.data.arn
  deletion_protection         = true
}

resource "aws_secretsmanager_secret" "orders_api" {
  name       = "acme-prod/orders/api"
  kms_key_id = aws_kms_key.data.arn
}

resource "aws_ssm_parameter" "orders_url" {
  name  = "/acme/prod/orders/url"
  type  = "String"
  value = "https://orders.example.com"
}

resource "aws_ssm_parameter" "payment_token" {
  name  = "/acme/prod/payment/token"
  type  = "SecureString"
  value = "set outside of Terraform"

  lifecycle {
    ignore_changes = [value]
  }
}
