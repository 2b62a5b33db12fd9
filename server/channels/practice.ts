/** Practice: accounts and sources of a rehearsal. Nothing of it leaves the installation, and it says so. */

/** The service of an account whose answers go nowhere. */
export const practiceService = 'practice:'
/** The kind of a source that is played in rather than asked. */
export const practiceKind = 'practice'
