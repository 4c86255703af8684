// The one error the filter language throws.

/** What is wrong with a filter's text, and what to do about it. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
  /** Column of the fault in the text, from 1. */
  readonly column: number;

  constructor(message: string, column: number) {
    super(`${message} (column ${column})`);
    this.column = column;
  }
}
