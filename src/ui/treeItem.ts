// Turns a node's text into what the editor draws.
import * as vscode from 'vscode';
import type { NodeText, Tone, TooltipLine } from '../outline/nodeText.ts';

const COLOURS: Readonly<Record<Tone, string>> = {
  create: 'charts.green',
  change: 'charts.blue',
  delete: 'charts.red',
  attempt: 'list.warningForeground',
  quiet: 'disabledForeground',
  warning: 'list.warningForeground',
  good: 'testing.iconPassed',
  bad: 'list.errorForeground',
};

const STATES = {
  no: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

/** `id` keeps what is expanded and selected over a refresh. */
export function treeItem(text: NodeText, id?: string, command?: vscode.Command): vscode.TreeItem {
  const item = new vscode.TreeItem(text.label, STATES[text.expand]);
  if (id !== undefined) item.id = id;
  if (command) item.command = command;
  if (text.description) item.description = text.description;
  // Always Markdown: a plain text would take the place of label and description for screen readers.
  item.tooltip = text.tooltip
    ? tooltip(text.tooltip)
    : new vscode.MarkdownString().appendText([text.label, text.description].filter(Boolean).join('\n'));
  if (text.spoken) item.accessibilityInformation = { label: [text.label, text.spoken, text.description].filter(Boolean).join(', ') };
  item.iconPath = new vscode.ThemeIcon(text.icon, text.tone && new vscode.ThemeColor(COLOURS[text.tone]));
  item.contextValue = text.context;
  return item;
}

/** Labels are ours; values may be hostile and go in as text alone. */
function tooltip(lines: readonly TooltipLine[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  for (const { label, value } of lines) {
    markdown.appendMarkdown(`**${label}:** `).appendText(value).appendMarkdown('  \n');
  }
  return markdown;
}
