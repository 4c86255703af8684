// What an object turns out to be, once all its keys have been seen.
import type { KeyRole } from './recordSigns.ts';

/** `none` is an object that is not CloudTrail's, as far as its keys tell. */
export type ObjectKind = 'envelope' | 'text' | 'detail' | 'record' | 'digest' | 'none';

/** A record has at least so many of its typical fields. */
const enoughSigns = 2;

const quote = 0x22;
const openBracket = 0x5b;
const openBrace = 0x7b;

/** Gathers what the keys of one object say. */
export class ObjectShape {
  /** Where the string is that may hold a record, with its quotes. */
  textAt = -1;
  textEnd = -1;
  /** Where the object is that EventBridge wraps. */
  detailAt = -1;
  /** Where the first list is whose key says nothing. */
  unknownListAt = -1;
  #lists = 0;
  #signs = 0;
  #digest = 0;
  #isEvent = false;
  #hasDetailType = false;
  #isForeign = false;

  /** Enough was seen to call the object a record, should it break off here. */
  looksLikeRecord = false;

  /** Notes a key, before its value has been looked at. */
  key(role: KeyRole): void {
    if (role === 'version') this.looksLikeRecord = true;
    else if ((role === 'sign' || role === 'source') && ++this.#signs === enoughSigns) this.looksLikeRecord = true;
    else if (role === 'list') this.#lists++;
    else if (role === 'digest') this.#digest++;
    else if (role === 'detailType') this.#hasDetailType = true;
  }

  /** Notes the value of a key, which is `bytes[start, end)`. */
  value(role: KeyRole, bytes: Buffer, start: number, end: number): void {
    const first = bytes[start];
    if (role === 'source') this.#isForeign = bytes.toString('latin1', start, start + 5) === '"aws:';
    else if (role === 'detail' && first === openBrace) this.detailAt = start;
    else if (role === 'none' && first === openBracket && this.unknownListAt < 0) this.unknownListAt = start;
    else if ((role === 'event' || (role === 'message' && this.textAt < 0)) && first === quote && bytes[start + 1] === openBrace) {
      this.textAt = start;
      this.textEnd = end;
      this.#isEvent = role === 'event';
    }
  }

  /** LookupEvents wraps records in objects that have a record's fields, too: so wrappers come first. */
  get kind(): ObjectKind {
    if (this.#lists > 0) return 'envelope';
    if (this.#isEvent) return 'text';
    if (this.#hasDetailType && this.detailAt >= 0) return 'detail';
    if (this.#signs >= enoughSigns && !this.#isForeign) return 'record';
    if (this.textAt >= 0) return 'text';
    return this.#digest > 1 ? 'digest' : 'none';
  }
}
