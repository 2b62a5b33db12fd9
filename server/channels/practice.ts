/** Practice: accounts and sources of a rehearsal. Nothing of it leaves the installation, and it says so. */

/** The service of an account whose answers go nowhere. */
export const practiceService = 'practice:'
/** The kind of a source that is played in rather than asked. */
export const practiceKind = 'practice'
/** The kind of a source that visitors of a widget write into. */
export const chatKind = 'chat'
/** Whether a source is written into rather than read: it can be neither late nor silent. */
export const isFed = (kind: string): boolean => kind === practiceKind || kind === chatKind
