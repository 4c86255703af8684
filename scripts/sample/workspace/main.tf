provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]

  default_tags {
    tags = local.tags
  }
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

locals {
  account_id = "111122223333"

  tags = {
    Owner     = "platform@example.com"
    ManagedBy = "terraform"
  }
}

# Blue and green take turns behind the load balancer.
module "worker_blue" {
  source = "./modules/service"

  name          = "${var.name_root}-worker-blue"
  vpc_id        = aws_vpc.main.id
  subnet_ids    = aws_subnet.private[*].id
  instance_type = "t4g.small"
  size          = 2
}

module "worker_green" {
  source = "./modules/service"

  name          = "${var.name_root}-worker-green"
  vpc_id        = aws_vpc.main.id
  subnet_ids    = aws_subnet.private[*].id
  instance_type = "t4g.small"
  size          = 1
}

module "queue" {
  source   = "./modules/queue"
  for_each = var.queues

  name              = "${var.name_root}-${each.key}"
  retention_seconds = each.value
}

module "bastion" {
  source = "./modules/bastion"
  count  = var.bastions

  name      = "${var.name_root}-bastion-${count.index}"
  vpc_id    = aws_vpc.main.id
  subnet_id = aws_subnet.public["eu-central-1a"].id
}
