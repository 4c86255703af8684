// Which stacks a template makes, as the SAM CLI's configuration beside it says.
import { parse } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { fields, text } from '../fields.ts';
import type { IacFiles } from '../identify.ts';
import { baseName, foldersUp, folderOf, joinPath, pathKey } from '../paths.ts';

/** A stack that a configuration names. */
export interface ConfiguredStack {
  readonly name: string;
  readonly region?: string;
}

/** Files the SAM CLI reads, first found first. AWS SAM developer guide, "AWS SAM CLI configuration file". */
const NAMES = ['samconfig.toml', 'samconfig.yaml', 'samconfig.yml'];
/** Templates that `sam deploy` takes when it is given none. */
const USUAL = /^template(\.ya?ml|\.json)$/;

/** The stacks of a template: one for each environment of the nearest configuration that is about it. `[]` where there is none. */
export async function stacksOfSamconfig(template: string, files: IacFiles): Promise<ConfiguredStack[]> {
  for (const dir of foldersUp(folderOf(template), files.roots)) {
    const names = await files.list(dir);
    const name = NAMES.find((one) => names.includes(one));
    if (name === undefined) continue;
    const config = fields(await readConfig(joinPath(dir, name), files));
    return stacksIn(config, dir, template);
  }
  return [];
}

async function readConfig(path: string, files: IacFiles): Promise<unknown> {
  const content = await files.readFile(path);
  if (content === undefined) return undefined;
  try {
    return path.endsWith('.toml') ? parse(content) : (parseYaml(content) as unknown);
  } catch {
    return undefined; // half written: as if there were none
  }
}

/** `[env.command.parameters]`: what `global` and `deploy` say of an environment, the command's own word first. */
function stacksIn(config: Readonly<Record<string, unknown>>, dir: string, template: string): ConfiguredStack[] {
  const found = new Map<string, ConfiguredStack>();
  for (const environment of Object.values(config)) {
    const commands = fields(environment);
    const of = (command: string): Readonly<Record<string, unknown>> => fields(fields(commands[command])['parameters']);
    const parameters = { ...of('global'), ...of('deploy') };
    const name = text(parameters['stack_name']);
    if (name === undefined) continue;
    // What it builds from, or takes as it is.
    const about = text(parameters['template_file']) ?? text(of('build')['template_file']) ?? text(of('build')['template']);
    if (!isAbout(about === undefined ? undefined : joinPath(dir, about), template, dir)) continue;
    const region = text(parameters['region']);
    found.set(`${name}\0${region ?? ''}`, { name, ...(region === undefined ? {} : { region }) });
  }
  return [...found.values()];
}

function isAbout(named: string | undefined, template: string, dir: string): boolean {
  if (named !== undefined && !/[\\/]\.aws-sam[\\/]/.test(named)) return pathKey(named) === pathKey(template);
  return pathKey(folderOf(template)) === pathKey(dir) && USUAL.test(baseName(template));
}
