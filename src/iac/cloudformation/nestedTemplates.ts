// Templates of the workspace that another one nests as a stack of its own.
import { readTemplate } from './cloudformation.ts';
import { folderOf, joinPath } from '../paths.ts';
import { entry, scalar } from './template.ts';

/** Properties that give a nested stack's template: a local path until it is packaged. */
const PLACES: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

/** The nested stacks of a template whose own templates lie on disk, by logical id. */
export function nestedTemplates(text: string, file: string): { readonly logicalId: string; readonly file: string }[] {
  const template = readTemplate(text, file);
  if (!template) return [];
  const resources = entry(template.root, 'Resources')?.value;
  return template.resources.flatMap(({ name, iacType }) => {
    const property = PLACES[iacType];
    const path = property && scalar(entry(entry(entry(resources, name)?.value, 'Properties')?.value, property)?.value);
    if (path === undefined || path === '' || /^([a-z0-9]+:|\/|[A-Za-z]:)/i.test(path)) return [];
    return [{ logicalId: name, file: joinPath(folderOf(file), path) }];
  });
}
