/** The last two weeks, in full hours: what sparklines show. */
import { useMemo } from 'react'
import { useNow } from '../platform/session.ts'
import { dayMs, hourMs, hourOf } from './days.ts'

export const useFortnight = (): { from: string; to: string } => {
  const hour = hourOf(useNow()).getTime()
  return useMemo(
    () => ({ from: new Date(hour - 14 * dayMs).toISOString(), to: new Date(hour + hourMs).toISOString() }),
    [hour],
  )
}
