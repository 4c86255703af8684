// User agents as the tools of the story send them.
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0';
const chrome = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

export const agents = {
  terraform:
    'APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-aws/5.72.1 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.32.2 ua/2.1 os/linux lang/go#1.23.2 md/GOOS#linux md/GOARCH#amd64',
  pulumi: 'APN/1.0 Pulumi/1.0 Pulumi-Aws/6.56.0 (+https://www.pulumi.com) aws-sdk-go-v2/1.32.2 ua/2.1 os/linux lang/go#1.23.2',
  cdk: 'aws-cdk/2.271.0 aws-sdk-js/3.988.0 ua/2.1 os/linux#6.8.0 lang/js md/nodejs#22.19.0',
  cli: (command: string): string =>
    `aws-cli/2.32.10 md/awscrt#0.28.4 ua/2.1 os/linux#6.8.0-45 md/arch#x86_64 lang/python#3.13.9 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off md/command#${command}`,
  cloudShell: (command: string): string =>
    `aws-cli/2.32.10 md/awscrt#0.28.4 ua/2.1 os/linux#6.1.150 md/arch#x86_64 lang/python#3.13.9 exec-env/CloudShell md/installer#exe md/command#${command}`,
  actions: 'aws-sdk-js/3.988.0 ua/2.1 os/linux#6.11.0 lang/js md/nodejs#20.19.5 configure-aws-credentials-for-github-actions/4.3.1',
  boto: 'Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#6.1.150 md/arch#x86_64 lang/python#3.13.9 md/pyimpl#CPython Botocore/1.40.61',
  lambdaBoto: 'Boto3/1.40.4 md/Botocore#1.40.4 ua/2.1 os/linux#5.10.0 lang/python#3.13.7 exec-env/AWS_Lambda_python3.13 Botocore/1.40.4',
  goSdk: 'aws-sdk-go-v2/1.39.2 ua/2.1 os/linux lang/go#1.25.1 md/GOOS#linux md/GOARCH#arm64',
  javaSdk: 'aws-sdk-java/2.36.2 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.150 lang/java#21.0.8 md/vendor#Amazon.com_Inc.',
  rdsConsole:
    'RDS Console, aws-internal/3 aws-sdk-java/1.12.788 Linux/5.10.0 OpenJDK_64-Bit_Server_VM/17.0.16 java/17.0.16 vendor/Amazon.com_Inc.',
  firefox,
  chrome,
} as const;
