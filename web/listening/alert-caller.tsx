/** Says on any page that alerts have come: one toast for all of them, a notice of the browser, a sound where wanted. */
import { useEffect, useRef } from 'react'
import { getAlert, listAlertRules } from '../../contract/listening.ts'
import { useToasts } from '../kit/toast.tsx'
import { call } from '../platform/client.ts'
import { readClock } from '../platform/clock.ts'
import { useGo } from '../platform/links.tsx'
import { useFormats, useWorkspace } from '../platform/session.ts'
import { alertLine } from './alert-lines.ts'
import { onRing, type Ring } from './alert-ring.ts'
import { chime, notice } from './browser-notice.ts'
import { words } from './words.ts'

const toastName = 'listening.alerts'
const lastsMs = 9000

export const AlertCaller = () => {
  const t = words.useT()
  const toasts = useToasts()
  const formats = useFormats()
  const go = useGo()
  const { id: workspaceId } = useWorkspace()
  /** Alerts that the toast on screen stands for, and until when. */
  const told = useRef<{ ids: Set<string>; until: number }>({ ids: new Set(), until: 0 })

  const raised = async (ids: readonly string[]) => {
    const now = readClock()
    if (told.current.until < now.getTime()) told.current.ids = new Set()
    for (const id of ids) told.current.ids.add(id)
    told.current.until = now.getTime() + lastsMs
    const [only, ...others] = told.current.ids
    if (only === undefined) return
    const alert = others.length > 0 ? null : await call(getAlert, { alertId: only }, { workspaceId }).catch(() => null)
    const text = alert
      ? t('alerts.rang', { name: alert.rule.name, text: alertLine(alert, t, formats, now) })
      : t('alerts.rangMany', { count: told.current.ids.size })
    const open = () => (alert ? go('/alerts', { open: alert.id }) : go('/alerts', { unseen: 'true' }))
    toasts.show({ name: toastName, text, lastsMs, action: { label: t('alerts.look'), run: open } })
    notice(t('alerts.title'), text, open)
    chime()
  }

  const tested = async (ruleId: string) => {
    const rules = await call(listAlertRules, {}, { workspaceId }).catch(() => null)
    const name = rules?.items.find(rule => rule.id === ruleId)?.name
    if (name === undefined) return
    const text = t('alerts.rangTest', { name })
    toasts.show({ text, tone: 'good' })
    notice(t('alerts.title'), text, () => go('/alerts/rules'))
    chime()
  }

  const hear = useRef<(ring: Ring) => void>(() => undefined)
  hear.current = ring => void (ring.kind === 'raised' ? raised(ring.ids) : tested(ring.ruleId))
  useEffect(() => onRing(ring => hear.current(ring)), [])
  return null
}
