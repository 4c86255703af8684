variable "name" { type = string }
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }
variable "instance_type" { type = string }
variable "size" { type = number }

resource "aws_security_group" "this" {
  name        = "${var.name}-instances"
  description = "Instances of ${var.name}"
  vpc_id      = var.vpc_id
}

resource "aws_launch_template" "this" {
  name                   = var.name
  instance_type          = var.instance_type
  image_id               = "ami-0123456789abcdef0"
  vpc_security_group_ids = [aws_security_group.this.id]
}

resource "aws_autoscaling_group" "this" {
  name                = "${var.name}-group"
  min_size            = var.size
  max_size            = var.size * 4
  vpc_zone_identifier = var.subnet_ids

  launch_template {
    id      = aws_launch_template.this.id
    version = "$Latest"
  }
}

output "security_group_id" {
  value = aws_security_group.this.id
}
