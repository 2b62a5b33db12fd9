/** What a message brings besides its text: quotation, signature, notices, files, and where it belongs. Pure types. */

/** A file that came with a message. */
interface IncomingFile {
  /** Safe to save under. */
  readonly name: string
  /** By content where it tells. */
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** Null where it is not kept: it stays with the network. */
  readonly bytes: Uint8Array | null
}

/** What stands beside the text of a message. */
export interface Beside {
  readonly quoted: string | null
  readonly signature: string | null
  /** Written by a machine, or to many: it is kept, starts no clock and is never answered by itself. */
  readonly automatic: 'bounce' | 'auto_reply' | 'list' | 'bulk' | null
  /** What could not be read, by codes of `sentences.ts`. */
  readonly notices: readonly { readonly code: string; readonly params: Readonly<Record<string, string | number>> }[]
  readonly files: readonly IncomingFile[]
}

/** Where a message belongs, for networks that name no root: looked up among what was heard and sent before. */
export interface ThreadClue {
  /** Remote ids that it follows, the oldest first. */
  readonly follows: readonly string[]
  /** It is an answer by its subject, and names nothing that it follows: the subject without `Re:`. */
  readonly subject: string | null
  /** What the remote ids of the account's messages begin with. */
  readonly scope: string
}
