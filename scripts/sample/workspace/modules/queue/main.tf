variable "name" { type = string }
variable "retention_seconds" { type = number }

resource "aws_sqs_queue" "dead_letter" {
  name = "${var.name}-dead-letter"
}

resource "aws_sqs_queue" "this" {
  name                      = var.name
  message_retention_seconds = var.retention_seconds

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letter.arn
    maxReceiveCount     = 5
  })
}

output "arn" {
  value = aws_sqs_queue.this.arn
}
