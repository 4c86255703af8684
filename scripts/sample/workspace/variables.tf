variable "name_root" {
  description = "First part of every name in this account"
  type        = string
  default     = "acme-prod"
}

variable "vpc_cidr" {
  type    = string
  default = "10.20.0.0/16"
}

variable "public_subnets" {
  description = "Availability zone to CIDR block"
  type        = map(string)
}

variable "private_subnets" {
  type = list(string)
}

variable "database_class" {
  description = "Class of the orders database"
  type        = string
}

variable "queues" {
  description = "Work queues, and how long a message may stay in each (seconds)"
  type        = map(number)
}

variable "bastions" {
  type    = number
  default = 0
}
