// The names of everything the manifest and the code share; a test compares both ways.

/** All commands; `palette: false` for those that only make sense with what they were called on. */
export const commandIds = {
  'traillens.showHistory': { palette: true },
  'traillens.showHistoryOf': { palette: true },
  'traillens.showHistoryOfSelection': { palette: true },
  'traillens.whoDeleted': { palette: true },
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

/** Context keys the code sets for the manifest's `when`. */
export const contextKeys = ['traillens.changesOnly', 'traillens.filtered', 'traillens.declares'] as const;

/** Settings with their defaults. */
export const settings = {
  'traillens.logFolders': [],
  'traillens.codeLens': true,
  'traillens.timeZone': 'local',
  'traillens.activity.timeRange': '30d',
} as const;
