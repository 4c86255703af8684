// The names of everything the manifest and the code share; a test compares both ways.

/** Commands about AWS; `palette: false` for those that only make sense with what they were called on. */
const awsCommandIds = {
  'traillens.connect': { palette: true },
  'traillens.disconnect': { palette: true },
  'traillens.chooseRegions': { palette: true },
  'traillens.signIn': { palette: true },
  'traillens.reconnect': { palette: true },
  'traillens.refreshTrails': { palette: true },
  'traillens.copyArn': { palette: false },
  'traillens.openInConsole': { palette: false },
  'traillens.loadEventHistory': { palette: true },
  'traillens.cancelEventHistory': { palette: true },
  'traillens.loadArchive': { palette: true },
  'traillens.pauseArchive': { palette: true },
  'traillens.resumeArchive': { palette: true },
  'traillens.cancelArchive': { palette: true },
  'traillens.dismissArchive': { palette: false },
  'traillens.loadLogGroup': { palette: true },
  'traillens.tail': { palette: true },
  'traillens.pauseTail': { palette: true },
  'traillens.resumeTail': { palette: true },
  'traillens.stopTail': { palette: true },
} as const;

/** Commands about changes outside the code, and drift. */
const outsideCommandIds = {
  'traillens.explainDrift': { palette: true },
  'traillens.explainStackDrift': { palette: true },
  'traillens.closeDrift': { palette: false },
  'traillens.refreshOutside': { palette: true },
  'traillens.stopOutside': { palette: true },
  'traillens.showPeopleOnly': { palette: true },
  'traillens.showServicesToo': { palette: true },
  'traillens.showInActivity': { palette: false },
  'traillens.copyValue': { palette: false },
} as const;

/** All commands. */
export const commandIds = {
  ...awsCommandIds,
  ...outsideCommandIds,
  'traillens.showHistory': { palette: true },
  'traillens.showHistoryOf': { palette: true },
  'traillens.showHistoryOfSelection': { palette: true },
  'traillens.whoDeleted': { palette: true },
  'traillens.goToCode': { palette: true },
  'traillens.pinResource': { palette: true },
  'traillens.unpinResource': { palette: true },
  'traillens.openResourceHistory': { palette: true },
  'traillens.refreshResource': { palette: true },
  'traillens.resolve': { palette: true },
  'traillens.chooseStack': { palette: true },
  'traillens.readState': { palette: true },
  'traillens.showHistoryOfNode': { palette: false },
  'traillens.showEvent': { palette: false },
  'traillens.openEventJson': { palette: false },
  'traillens.copyName': { palette: false },
  'traillens.loadMore': { palette: false },
  'traillens.groupBy': { palette: true },
  'traillens.chooseTimeRange': { palette: true },
  'traillens.showAllTime': { palette: true },
  'traillens.showChanges': { palette: true },
  'traillens.showAllEvents': { palette: true },
  'traillens.filter': { palette: true },
  'traillens.clearFilter': { palette: true },
  'traillens.refresh': { palette: true },
  'traillens.addLogFolder': { palette: true },
  'traillens.addLogFiles': { palette: true },
  'traillens.addLogs': { palette: false },
  'traillens.readAgain': { palette: true },
  'traillens.removeSource': { palette: true },
  'traillens.revealSource': { palette: false },
  'traillens.showProblems': { palette: true },
  'traillens.openProblem': { palette: false },
} as const;

export type CommandId = keyof typeof commandIds;
export type AwsCommandId = keyof typeof awsCommandIds;
export type OutsideCommandId = keyof typeof outsideCommandIds;

/** Context keys the code sets for the manifest's `when`. */
export const contextKeys = [
  'traillens.changesOnly',
  'traillens.filtered',
  'traillens.declares',
  'traillens.connected',
  'traillens.askingEventHistory',
  'traillens.tailing',
  'traillens.pinned',
  'traillens.cursorOnResource',
  'traillens.driftReport',
  'traillens.lookingOutside',
  'traillens.peopleOnly',
] as const;

/** Settings with their defaults. */
export const settings = {
  'traillens.logFolders': [],
  'traillens.connections': [],
  'traillens.eventHistory.callsPerRegion': 100,
  'traillens.codeLens': 'full',
  'traillens.stacks': {},
  'traillens.terraformPath': '',
  'traillens.timeZone': 'local',
  'traillens.activity.timeRange': '30d',
} as const;
