// Parts of the host's answers by their own names: the page knows the other stages' types only as the protocol carries them.
import type { AttributeBlame, HistoryAnswer, HistoryRow } from '../protocol/backend.ts';

export type Identity = HistoryAnswer['identity'];
export type IdentityValue = Identity['values'][number];
export type ValueKind = IdentityValue['kind'];
export type EvidenceHow = IdentityValue['via']['how'];
export type Confidence = HistoryRow['match']['confidence'];
export type Outcome = HistoryRow['outcome'];
export type ActorKind = HistoryRow['actor']['kind'];
/** A row without its match. */
export type EventRow = AttributeBlame['by'];
