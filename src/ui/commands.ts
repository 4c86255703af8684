// Every command, one line each. A command throws; this table catches and shows.
import * as vscode from 'vscode';
import { addLogs, chooseLogFiles, chooseLogFolder, readAgain, removeSource, revealSource, showProblems } from './sourceCommands.ts';
import { awsCommands, type AwsParts } from './awsCommands.ts';
import { chooseGrouping, chooseTimeRange, editFilter } from './activityCommands.ts';
import type { ActivityView } from './activityView.ts';
import type { Code } from './code.ts';
import type { AwsCommandId, CommandId, OutsideCommandId } from './commandIds.ts';
import type { CursorView } from './cursorView.ts';
import type { EventDocuments } from './eventDocuments.ts';
import type { Mends } from './mends.ts';
import type { HistoryPanels } from './historyPanels.ts';
import { openProblem } from './logDocuments.ts';
import { activityNode, isActivityNode, isMoreChanges, openEventJson, place, sourceNode, text } from './commandArguments.ts';
import { goToCodeOf, goToCodeOfNode } from './goToCode.ts';
import { chooseStackHere, readStateHere, resolveHere } from './resolve.ts';
import { goToCodeOfOutside, outsideCommands, outsideNode, showHistoryOfOutside } from './outsideCommands.ts';
import type { OutsideView } from './outsideView.ts';
import { refreshResource } from './refreshResource.ts';
import { parseLack } from './savedLack.ts';
import { showHistory } from './showHistory.ts';
import { showHistoryOf, showHistoryOfNode, showHistoryOfSelection, whoDeleted } from './showHistoryOf.ts';
import { showProblem } from './showProblem.ts';
import type { Sources } from './sources.ts';
import type { SourcesView } from './sourcesView.ts';
import type { WorkspaceCode } from './workspaceCode.ts';

/** What commands work with. */
export interface CommandParts extends AwsParts {
  readonly code: Code;
  readonly mends: Mends;
  readonly workspaceCode: WorkspaceCode;
  readonly cursor: CursorView;
  readonly outside: OutsideView;
  readonly sources: Sources;
  readonly sourcesView: SourcesView;
  readonly documents: EventDocuments;
  readonly panels: HistoryPanels;
  readonly memento: vscode.Memento;
}

/** Arguments come from menus, key bindings and other extensions, so they are parsed. */
type Command = (first: unknown, second: unknown) => unknown;

function commands(parts: CommandParts): Record<Exclude<CommandId, AwsCommandId | OutsideCommandId>, Command> {
  const { activity, backend, cursor, documents, history, outside, panels, sources, sourcesView } = parts;
  return {
    'traillens.showHistory': (at) => showHistory(place(at), parts),
    'traillens.showHistoryOf': (value) => showHistoryOf(text(value), panels),
    'traillens.showHistoryOfSelection': () => showHistoryOfSelection(panels),
    'traillens.whoDeleted': (value) => whoDeleted(text(value), panels),
    'traillens.refreshResource': (at) => refreshResource(place(at), parts),
    'traillens.resolve': (at) => resolveHere(parseLack(at) ?? place(at), parts),
    'traillens.chooseStack': (at) => chooseStackHere(parseLack(at) ?? place(at), parts),
    'traillens.readState': (at) => readStateHere(parseLack(at) ?? place(at), parts),
    'traillens.pinResource': () => cursor.pin(true),
    'traillens.unpinResource': () => cursor.pin(false),
    'traillens.openResourceHistory': () => (cursor.identity ? panels.show(cursor.identity, { beside: true }) : undefined),
    'traillens.goToCode': (at) => goTo(at, parts),
    'traillens.showHistoryOfNode': (node) => showHistoryOfAny(node, parts),
    'traillens.showEvent': (node) => showHistoryOfNode(activityNode(node), panels, backend),
    'traillens.openEventJson': (node) => openEventJson(activityNode(node), backend, documents),
    'traillens.copyName': (node) => vscode.env.clipboard.writeText(nameOf(node)),
    'traillens.loadMore': (node) => loadMore(node, activity, sourcesView, cursor),
    'traillens.groupBy': () => chooseGrouping(activity),
    'traillens.chooseTimeRange': () => chooseTimeRange(activity),
    'traillens.showAllTime': () => activity.set({ range: 'all' }),
    'traillens.showChanges': () => activity.set({ changesOnly: true }),
    'traillens.showAllEvents': () => activity.set({ changesOnly: false }),
    'traillens.filter': () => editFilter(activity),
    'traillens.clearFilter': () => activity.set({ filter: '' }),
    'traillens.refresh': () => (activity.refresh(), sourcesView.refresh(), outside.refresh(), history.inBackground(true)),
    'traillens.addLogFolder': () => chooseLogFolder(sources),
    'traillens.addLogFiles': () => chooseLogFiles(sources),
    'traillens.addLogs': (uri, uris) => addLogs(uri, uris, sources),
    'traillens.readAgain': (node) => readAgain(sourceNode(node), backend, sources),
    'traillens.removeSource': (node) => removeSource(sourceNode(node), backend),
    'traillens.revealSource': (node) => revealSource(sourceNode(node)),
    'traillens.showProblems': () => showProblems(backend, sourcesView),
    'traillens.openProblem': (node) => {
      const problem = sourceNode(node);
      return problem?.kind === 'problem' ? openProblem(problem.problem) : undefined;
    },
  };
}

function goTo(at: unknown, parts: CommandParts): Promise<void> {
  const outside = outsideNode(at);
  if (outside) return goToCodeOfOutside(outside, parts);
  return isActivityNode(at) ? goToCodeOfNode(at, parts) : goToCodeOf(text(at), parts);
}

function showHistoryOfAny(node: unknown, { panels, backend }: CommandParts): Promise<void> {
  const outside = outsideNode(node);
  return outside ? showHistoryOfOutside(outside, panels) : showHistoryOfNode(activityNode(node), panels, backend);
}

function loadMore(node: unknown, activity: ActivityView, sourcesView: SourcesView, cursor: CursorView): void {
  if (isMoreChanges(node)) return cursor.more();
  const source = sourceNode(node);
  if (source?.kind === 'more' && 'source' in source) return sourcesView.more(source.source);
  const more = activityNode(node);
  if (more.kind === 'more') activity.more(more.group ?? '');
}

function nameOf(node: unknown): string {
  const named = activityNode(node);
  return named.kind === 'group' ? named.group.label : named.kind === 'event' ? named.row.eventName : '';
}

/** Makes the commands known. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const registered = Object.entries<Command>({ ...commands(parts), ...awsCommands(parts), ...outsideCommands(parts) }).map(([id, run]) =>
    vscode.commands.registerCommand(id, async (first: unknown, second: unknown) => {
      try {
        await run(first, second);
      } catch (error) {
        void showProblem(error); // not awaited: the command is over, its message may stay
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
