/** Facts that listening announces. */
import { z } from 'zod'
import { fact, idsOf } from '../platform/outbox.ts'

/**
 * Items became mentions; `ids` are mentions, 1,000 at most. `isPast` says that they were found by searching the past:
 * they move past numbers, and raise no alerts.
 */
export const mentionsFound = fact('listening.mentions_found', idsOf.extend({ isPast: z.boolean().default(false) }))

/** Mentions changed: their ending, their sentiment, their topics; or they are mentions no more. `ids` are mentions. */
export const mentionsChanged = fact('listening.mentions_changed', idsOf)

/** Tags were made, renamed, merged, taken away or brought back; `ids` are tags. */
export const tagsChanged = fact('listening.tags_changed', idsOf)

/** Saved views were made, changed, deleted or arranged; `ids` are views. */
export const viewsChanged = fact('listening.views_changed', idsOf)

/** Topics were made, changed, archived or restored; `ids` are topics. */
export const topicsChanged = fact('listening.topics_changed', idsOf)

/** Files of mentions were brought, moved on or were taken back; `ids` are imports. */
export const importsChanged = fact('listening.imports_changed', idsOf)
