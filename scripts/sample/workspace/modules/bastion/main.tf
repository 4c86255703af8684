variable "name" { type = string }
variable "vpc_id" { type = string }
variable "subnet_id" { type = string }

resource "aws_security_group" "this" {
  name        = "${var.name}-ssh"
  description = "SSH from the office"
  vpc_id      = var.vpc_id
}

resource "aws_instance" "this" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t4g.nano"
  subnet_id              = var.subnet_id
  vpc_security_group_ids = [aws_security_group.this.id]

  tags = {
    Name = var.name
  }
}
