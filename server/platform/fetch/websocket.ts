// The same guard for streams: a WebSocket that only ever connects to a checked address.
import { Agent, WebSocket } from 'undici'
import type { GuardOptions } from '../fetch.ts'
import { readAllowList } from './addresses.ts'
import { guardedConnector, systemResolve } from './connect.ts'
import { readUrl } from './redirect.ts'
import { isFetchRefusal, refuse } from './refusal.ts'

export type GuardedWebSocket = (url: string, protocols?: readonly string[], signal?: AbortSignal) => Promise<WebSocket>

/**
 * Makes the guarded WebSocket connector. It resolves with an open socket (`binaryType` is `arraybuffer`), or rejects with
 * a FetchRefusal. `maxBytes` caps one message, `timeoutMs` the time until it is open. A redirect is not followed.
 */
export function createGuardedWebSocket(
  options: Pick<GuardOptions, 'allow' | 'resolve' | 'maxBytes' | 'timeoutMs' | 'userAgent'>,
): GuardedWebSocket {
  const allow = readAllowList(options.allow ?? [])

  return async (address, protocols = [], signal) => {
    const url = readUrl(address, undefined, ['ws:', 'wss:'])
    let reason: Error | null = null
    const agent = new Agent({
      connect: guardedConnector({
        allow,
        resolve: options.resolve ?? systemResolve,
        connectTimeoutMs: options.timeoutMs,
        onRefused: error => {
          reason = error
        },
      }),
      headersTimeout: options.timeoutMs,
      webSocket: { maxPayloadSize: options.maxBytes },
    })
    const socket = new WebSocket(url, {
      dispatcher: agent,
      protocols: [...protocols],
      headers: { 'user-agent': options.userAgent },
    })
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('close', () => void agent.destroy())
    return opened(socket, () => reason, options.timeoutMs, signal)
  }
}

function opened(
  socket: WebSocket,
  reason: () => Error | null,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const give = (error: Error) => {
      settle()
      socket.close()
      reject(error)
    }
    const timeout = setTimeout(() => give(refuse('fetch.timeout', { timeoutMs })), timeoutMs)
    const onOpen = () => {
      settle()
      resolve(socket)
    }
    const onError = () => {
      const why = reason()
      give(isFetchRefusal(why) ? why : refuse('fetch.network', { cause: 'websocket' }))
    }
    const onAbort = () => give(refuse('fetch.cancelled'))
    const settle = () => {
      clearTimeout(timeout)
      socket.removeEventListener('open', onOpen)
      socket.removeEventListener('error', onError)
      socket.removeEventListener('close', onError)
      signal?.removeEventListener('abort', onAbort)
    }
    socket.addEventListener('open', onOpen)
    socket.addEventListener('error', onError)
    socket.addEventListener('close', onError)
    signal?.addEventListener('abort', onAbort)
    if (signal?.aborted) onAbort()
  })
}
