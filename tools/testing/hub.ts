/** A WebSub hub on loopback (W3C Recommendation, 23 January 2018): verifies intents, keeps leases, distributes content. */
import { createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Subscriber {
  callback: string
  topic: string
  secret: string | null
  leaseSeconds: number
}

export interface Hub {
  url: string
  /** What was asked for, by form, in the order of its coming. */
  readonly asked: readonly URLSearchParams[]
  /** Who proved the intent. */
  readonly subscribers: readonly Subscriber[]
  /** Statuses that subscribers answered a distribution with. */
  publish(topic: string, content: string, options?: { secret?: string }): Promise<number[]>
  /** Asks a subscriber whether it wants to leave, as a hub that was told so. @returns its status. */
  askToLeave(subscriber: Subscriber): Promise<number>
  /** Answers requests with this status instead of verifying; null verifies again. */
  refuse(status: number | null): void
  /** Resolves when all verifications under way have ended. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** @param options reach: where a callback truly is, for a subscriber that says a public name; lease: seconds that are granted */
export const startHub = async (options: { reach: (callback: string) => string; lease?: number }): Promise<Hub> => {
  const asked: URLSearchParams[] = []
  const subscribers: Subscriber[] = []
  const underWay = new Set<Promise<void>>()
  let refusal: number | null = null

  const verify = async (
    callback: string,
    query: Record<string, string>,
  ): Promise<{ status: number; isProven: boolean }> => {
    const challenge = randomBytes(16).toString('hex')
    const url = new URL(options.reach(callback))
    for (const [name, value] of Object.entries({ ...query, 'hub.challenge': challenge }))
      url.searchParams.set(name, value)
    const answer = await fetch(url)
    return { status: answer.status, isProven: answer.ok && (await answer.text()) === challenge }
  }

  const subscribe = async (form: URLSearchParams): Promise<void> => {
    const [callback, topic] = [form.get('hub.callback')!, form.get('hub.topic')!]
    const leaseSeconds = options.lease ?? Number(form.get('hub.lease_seconds') ?? 600)
    const query = { 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.lease_seconds': String(leaseSeconds) }
    if (!(await verify(callback, query)).isProven) return
    const place = subscribers.findIndex(one => one.callback === callback && one.topic === topic)
    subscribers.splice(place < 0 ? subscribers.length : place, place < 0 ? 0 : 1, {
      callback,
      topic,
      secret: form.get('hub.secret'),
      leaseSeconds,
    })
  }

  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request))
    asked.push(form)
    response.writeHead(refusal ?? 202).end()
    if (refusal !== null) return
    const verifying = subscribe(form).finally(() => underWay.delete(verifying))
    underWay.add(verifying)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    subscribers,
    async publish(topic, content, { secret } = {}) {
      const statuses: number[] = []
      for (const one of subscribers.filter(subscriber => subscriber.topic === topic)) {
        const key = secret ?? one.secret
        const proof = key === null ? null : createHmac('sha256', key).update(content).digest('hex')
        const answer = await fetch(options.reach(one.callback), {
          method: 'POST',
          headers: {
            'content-type': 'application/rss+xml',
            ...(proof === null ? {} : { 'x-hub-signature': `sha256=${proof}` }),
          },
          body: content,
        })
        statuses.push(answer.status)
      }
      return statuses
    },
    askToLeave: async one => (await verify(one.callback, { 'hub.mode': 'unsubscribe', 'hub.topic': one.topic })).status,
    refuse(status) {
      refusal = status
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
