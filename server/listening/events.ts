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

/** Rules raised alerts; `ids` are alerts. Told to the members who hear them, outside their quiet hours. */
export const alertsRaised = fact('listening.alerts_raised', idsOf)

/** Alerts grew, fell below again, or were seen; `ids` are alerts. Told to the members whom it concerns. */
export const alertsChanged = fact('listening.alerts_changed', idsOf)

/** Alert rules were made or changed, or their messages ended; `ids` are rules. */
export const alertRulesChanged = fact('listening.alert_rules_changed', idsOf)

/** A member tried out a rule; `ids` is the rule. Told to that member. */
export const alertRuleTested = fact('listening.alert_rule_tested', idsOf)

/** Topics were made, changed, archived or restored; `ids` are topics. */
export const topicsChanged = fact('listening.topics_changed', idsOf)

/** Themes were found, rise no more, or were changed by people; `ids` are themes. */
export const themesChanged = fact('listening.themes_changed', idsOf)
