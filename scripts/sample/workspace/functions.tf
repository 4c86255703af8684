resource "aws_iam_role" "image_resizer" {
  name = "acme-prod-image-resizer-role"

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
  function_name = "acme-prod-image-resizer"
  role          = aws_iam_role.image_resizer.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  s3_bucket     = aws_s3_bucket.assets.id
  s3_key        = "functions/image-resizer.zip"
  timeout       = 20
  memory_size   = 512

  environment {
    variables = {
      MAX_WIDTH = "1600"
    }
  }
}

resource "aws_lambda_permission" "image_resizer_nightly" {
  statement_id  = "AllowNightlyRule"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.image_resizer.function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.nightly.arn
}

resource "aws_cloudwatch_log_group" "image_resizer" {
  name              = "/aws/lambda/acme-prod-image-resizer"
  retention_in_days = 30
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "acme-prod-nightly"
  schedule_expression = "cron(15 1 * * ? *)"
}

resource "aws_cloudwatch_event_target" "nightly" {
  rule      = aws_cloudwatch_event_rule.nightly.name
  target_id = "image-resizer"
  arn       = aws_lambda_function.image_resizer.arn
}

resource "aws_sqs_queue" "jobs" {
  name                       = "acme-prod-jobs"
  visibility_timeout_seconds = 120
}

# Not applied with this state: the returns team made the queue with a script.
resource "aws_sqs_queue" "returns" {
  name = "acme-prod-returns"
}

resource "aws_sns_topic" "alerts" {
  name = "acme-prod-alerts"
}

resource "aws_sns_topic_subscription" "alerts_mail" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "email"
  endpoint  = "on-call@example.com"
}

resource "aws_cloudwatch_metric_alarm" "jobs_waiting" {
  alarm_name          = "acme-prod-jobs-waiting"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  comparison_operator = "GreaterThanThreshold"
  statistic           = "Maximum"
  threshold           = 500
  period              = 300
  evaluation_periods  = 3
  alarm_actions       = [aws_sns_topic.alerts.arn]

  dimensions = {
    QueueName = aws_sqs_queue.jobs.name
  }
}
