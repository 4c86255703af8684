// Addresses in AWS's console. Everything that AWS said goes in encoded; the host is ours to choose.

const HOSTS: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-cn': 'console.amazonaws.cn',
};

function host(arn: string): string {
  const partition = arn.split(':')[1] ?? '';
  return (Object.hasOwn(HOSTS, partition) ? HOSTS[partition] : undefined) ?? 'console.aws.amazon.com';
}

/** A trail's page. */
export function trailUrl({ arn, homeRegion }: { readonly arn: string; readonly homeRegion: string }): string {
  return `https://${host(arn)}/cloudtrailv2/home?region=${encodeURIComponent(homeRegion)}#/trails/${encodeURIComponent(arn)}`;
}
