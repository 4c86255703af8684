// Where a service is asked instead of AWS's own address: AWS_ENDPOINT_URL and its like. AWS SDKs reference, "service-specific endpoints".
// The SDK reads these of AWS_PROFILE's profile, whatever profile a client was made for; so we read them, and tell it to read none.
import { AwsFailure } from './port.ts';
import type { Section, SharedConfig } from './sharedConfig.ts';

/** Services by the id that their endpoint settings are named by: `CloudWatch Logs` → AWS_ENDPOINT_URL_CLOUDWATCH_LOGS. */
export type ServiceId = 'CloudFormation' | 'CloudTrail' | 'CloudWatch Logs' | 'S3' | 'STS' | 'Account' | 'EC2';

/**
 * The address that stands in for the service's own, most specific first: AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's
 * `services` section, its `endpoint_url`. Undefined: AWS's own address. Throws `AwsFailure` (`config`) for what is no address.
 */
export function endpointOf(
  service: ServiceId,
  section: Section,
  config: Pick<SharedConfig, 'services'>,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  if (isTrue(env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? section['ignore_configured_endpoint_urls'])) return undefined;
  const key = service.toLowerCase().replaceAll(' ', '_');
  const found =
    env[`AWS_ENDPOINT_URL_${key.toUpperCase()}`] ||
    env['AWS_ENDPOINT_URL'] ||
    servicesOf(section, config)?.[`${key}.endpoint_url`] ||
    section['endpoint_url'];
  if (!found) return undefined;
  if (/^https?:\/\/[^\s/]+/.test(found) && URL.canParse(found)) return found;
  throw new AwsFailure({
    code: 'config',
    message: `The endpoint set for ${service} is not a web address. Correct endpoint_url or AWS_ENDPOINT_URL: it begins with https:// or http://.`,
  });
}

function servicesOf(section: Section, config: Pick<SharedConfig, 'services'>): Section | undefined {
  const name = section['services'];
  if (name === undefined) return undefined;
  const found = config.services.get(name);
  if (found !== undefined) return found;
  throw new AwsFailure({
    code: 'config',
    message: `The profile's services section "${name}" is not in the shared config. Add [services ${name}], or remove the line.`,
  });
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}
