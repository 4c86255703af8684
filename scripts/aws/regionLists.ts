// Which Regions an account may use: account:ListRegions and ec2:DescribeRegions.
import type { Call, Handler } from './call.ts';
import { Failure } from './failure.ts';
import type { Json } from './record.ts';
import { domainOf, regionsOf } from './regions.ts';
import { restJson, xmlText } from './reply.ts';
import { positionIn, tokenFor } from './tokens.ts';
import { element, xml } from './xml.ts';

const hour = 3_600_000;

export const accountOperations: Readonly<Record<string, Handler>> = {
  ListRegions: (call) => {
    const { MaxResults, NextToken, RegionOptStatusContains } = call.input;
    const limit = typeof MaxResults === 'number' ? MaxResults : 50;
    if (limit < 1 || limit > 50) throw new Failure('ValidationException', 'MaxResults must be between 1 and 50.');
    const wanted = Array.isArray(RegionOptStatusContains) && RegionOptStatusContains.length > 0 ? RegionOptStatusContains : undefined;
    const all = [...statuses(call)].filter(([, status]) => wanted?.includes(status) ?? true);
    const parameters = [limit, wanted ?? null];
    const from = NextToken === undefined ? 0 : positionIn<number>(text(NextToken), parameters, call.services.clock.now(), hour);
    if (from === undefined) throw new Failure('ValidationException', 'NextToken is not valid.');
    const next = from + limit;
    return restJson({
      Regions: all.slice(from, next).map(([RegionName, RegionOptStatus]) => ({ RegionName, RegionOptStatus })),
      ...(next < all.length ? { NextToken: tokenFor({ position: next, parameters, at: call.services.clock.now() }) } : {}),
    });
  },
};

export const ec2Operations: Readonly<Record<string, Handler>> = {
  DescribeRegions: (call) => {
    const { input } = call;
    const names = Object.keys(input)
      .filter((name) => name.startsWith('RegionName.'))
      .map((name) => text(input[name]));
    const all = [...statuses(call)].filter(
      ([region, status]) => (input['AllRegions'] === 'true' || status !== 'DISABLED') && (names.length === 0 || names.includes(region)),
    );
    const unknown = names.find((name) => !all.some(([region]) => region === name));
    if (unknown !== undefined) throw new Failure('InvalidParameterValue', `Invalid region name: ${unknown}`);
    const domain = domainOf(call.services.world.accounts.get(call.account)!.partition);
    return xmlText(
      `<?xml version="1.0" encoding="UTF-8"?>\n${xml('DescribeRegionsResponse', { xmlns: 'http://ec2.amazonaws.com/doc/2016-11-15/' }, [
        element('requestId', call.requestId),
        element(
          'regionInfo',
          all.map(([region, status]) =>
            element('item', [
              element('regionName', region),
              element('regionEndpoint', `ec2.${region}.${domain}`),
              element('optInStatus', ec2Words[status]),
            ]),
          ),
        ),
      ])}`,
    );
  },
};

const ec2Words = { ENABLED_BY_DEFAULT: 'opt-in-not-required', ENABLED: 'opted-in', DISABLED: 'not-opted-in' };

function statuses({ services: { world }, account }: Call): ReturnType<typeof regionsOf> {
  const { partition, enabled } = world.accounts.get(account)!;
  return regionsOf(partition, enabled);
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
