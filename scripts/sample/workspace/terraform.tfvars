public_subnets = {
  "eu-central-1a" = "10.20.0.0/24"
  "eu-central-1b" = "10.20.1.0/24"
}

private_subnets = ["10.20.10.0/24", "10.20.11.0/24"]

database_class = "db.t4g.medium"

queues = {
  invoices  = 345600
  shipments = 86400
}

bastions = 1
