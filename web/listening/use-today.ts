/** What 오늘 asks of listening: one question for hours, one for the ledger, one for channels; shared by its cards. */
import { useMemo } from 'react'
import { getLedger, listChannelVolumes, listVolumes } from '../../contract/listening.ts'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useMay, useNow } from '../platform/session.ts'
import { dayMs, hourMs, hourOf } from './days.ts'
import { periodOf, readToday, type TodayNumbers } from './today-numbers.ts'

/** The numbers of today, undefined until they are here. */
export const useToday = (): TodayNumbers | undefined => {
  const { timeZone } = useFormats()
  const hour = hourOf(useNow()).getTime()
  const period = useMemo(() => periodOf(new Date(hour), timeZone), [hour, timeZone])
  const volumes = useEndpoint(
    listVolumes,
    { ...period, grain: 'hour' },
    { when: useMay()('listening.read'), keep: true },
  )
  const items = volumes.data?.items
  return useMemo(() => items && readToday(items, new Date(hour), timeZone), [items, hour, timeZone])
}

/** The last seven days, in full hours. */
export const useWeek = (): { from: string; to: string } => {
  const hour = hourOf(useNow()).getTime()
  return useMemo(
    () => ({ from: new Date(hour - 7 * dayMs).toISOString(), to: new Date(hour + hourMs).toISOString() }),
    [hour],
  )
}

/** How the mentions of the last seven days ended. */
export const useWeekLedger = () =>
  useEndpoint(getLedger, useWeek(), { when: useMay()('listening.read'), keep: true }).data

/** Where we were heard in the last seven days. */
export const useWeekChannels = () =>
  useEndpoint(listChannelVolumes, useWeek(), { when: useMay()('listening.read'), keep: true }).data?.items
