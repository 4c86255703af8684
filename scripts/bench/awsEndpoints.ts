// The local endpoints with a synthetic set, in a process of their own: they must not take the measured one's time.
//   node scripts/bench/awsEndpoints.ts EVENTS ACCOUNTS REGIONS, prints its address and then, on every line it reads, what it has answered
import { createInterface } from 'node:readline';
import { startAws } from '../aws/index.ts';
import { synthetic } from '../aws/synthetic.ts';

const [events = 0, accounts = 0, regions = 0] = process.argv.slice(2).map(Number);
const set = synthetic({ events, accounts, regions, until: Date.now() - 3_600_000, days: 80 });
const aws = await startAws({ accounts: set.accounts, strict: true });
for (const { account, region, entries } of set.streams) aws.history.add(account, region, entries);

/** What paging needs at least: a page of 50 for each stream's events, one for its Insights events. */
const minimum = set.streams.reduce((sum, { entries }) => sum + Math.max(1, Math.ceil(entries.length / 50)), 0) + set.streams.length;
const keys = set.accounts.map(({ id, keys = [] }) => ({ account: id, id: keys[0]?.id ?? '', secret: keys[0]?.secret ?? '' }));
console.log(JSON.stringify({ url: aws.url, keys, minimum, regions: [...new Set(set.streams.map(({ region }) => region))] }));

createInterface({ input: process.stdin })
  .on('line', () => {
    const lookups = aws.calls.filter(({ operation }) => operation === 'LookupEvents');
    console.log(JSON.stringify({ lookups: lookups.length, refused: lookups.filter(({ status }) => status !== 200).length }));
  })
  .on('close', () => void aws.close().then(() => process.exit()));
