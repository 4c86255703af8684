// Where the sample's Terraform stands: production, Frankfurt unless told otherwise.
import type { Place } from '../declared.ts';
import { production } from '../names.ts';

export const here = (address: string, region = 'eu-central-1'): Place => ({ address, account: production, region });
