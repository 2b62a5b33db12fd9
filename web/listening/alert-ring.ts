/** Alerts that ring: live facts hand them on to whoever listens on screen. */
import { countUnseenAlerts, getAlert, listAlertMessages, listAlertRules, listAlerts } from '../../contract/listening.ts'
import type { HearFact } from '../platform/room.ts'

export type Ring = { kind: 'raised'; ids: readonly string[] } | { kind: 'tested'; ruleId: string }
type Hear = (ring: Ring) => void

const hearers = new Set<Hear>()

/** @returns the way to leave. */
export const onRing = (hear: Hear): (() => void) => {
  hearers.add(hear)
  return () => {
    hearers.delete(hear)
  }
}

const tell = (ring: Ring): void => {
  for (const hear of hearers) hear(ring)
}

export const hearAlertsChanged: HearFact = (_ids, live) => live.refetch(listAlerts, countUnseenAlerts, getAlert)

export const hearAlertsRaised: HearFact = (ids, live) => {
  hearAlertsChanged(ids, live)
  live.refetch(listAlertRules)
  tell({ kind: 'raised', ids })
}

export const hearRulesChanged: HearFact = (_ids, live) => live.refetch(listAlertRules, listAlertMessages)

export const hearRuleTested: HearFact = ids => {
  if (ids[0] !== undefined) tell({ kind: 'tested', ruleId: ids[0] })
}
