/** Live updates: one event stream for the open workspace; facts reach the rooms that registered for them. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { type LiveMessage, livePath } from '../../contract/live.ts'
import { askAgain, refetcher } from './cache.ts'
import type { Room } from './room.ts'

/**
 * Listens while the component is shown. A fact is given to every room that registered it; `resync`, which the server
 * says after each reconnect, refetches all that is on screen: nothing is kept for those who were away.
 * @returns whether the stream stands.
 */
export const useLive = (workspaceId: number, rooms: readonly Room[]): boolean => {
  const client = useQueryClient()
  const refetch = useMemo(() => refetcher(client), [client])
  const [isOn, setOn] = useState(false)

  useEffect(() => {
    const tools = {
      workspaceId,
      client,
      refetch: (...endpoints: Parameters<typeof refetch>[0]) => refetch(endpoints),
    }
    // What was asked before the stream stood may have been answered before what it would have told.
    const resync = () => askAgain(client, {}, 'now')
    const hear = (event: MessageEvent<string>) => {
      const message = readMessage(event.data)
      if (!message) return
      for (const room of rooms) room.facts?.[message.fact]?.(message.ids, tools)
    }
    let again: ReturnType<typeof setTimeout> | undefined
    let stream: EventSource | undefined
    const open = () => {
      stream = new EventSource(livePath.replace(':workspaceId', String(workspaceId)))
      stream.addEventListener('message', hear)
      stream.addEventListener('resync', resync)
      stream.addEventListener('open', () => setOn(true))
      stream.addEventListener('error', () => {
        setOn(false)
        // A refused stream (server restarting, signed out) is not tried again by the browser itself.
        if (stream?.readyState === EventSource.CLOSED) again = setTimeout(open, 5_000)
      })
    }
    open()
    return () => {
      clearTimeout(again)
      stream?.close()
    }
  }, [workspaceId, rooms, client, refetch])

  return isOn
}

/** Pure: the message of a live event, null when it is not one. */
export const readMessage = (data: string): LiveMessage | null => {
  try {
    const parsed: unknown = JSON.parse(data)
    if (typeof parsed !== 'object' || parsed === null) return null
    if (!('fact' in parsed) || typeof parsed.fact !== 'string') return null
    const ids = 'ids' in parsed && Array.isArray(parsed.ids) ? parsed.ids.map(String) : []
    return { fact: parsed.fact, ids }
  } catch {
    return null
  }
}
