/** A network that nobody knows, 마당, with a server of its own on loopback, and the connector that makes it known: what a plug-in is. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Connector, Failure, Incoming, Outside } from '../../server/channels/connector.ts'

interface Note {
  readonly id: string
  readonly by: string
  readonly text: string
  readonly to: string | null
}

export interface Board {
  readonly url: string
  readonly notes: Note[]
  stop(): Promise<void>
}

/** `GET /me`, `GET /notes`, `PUT /notes/ID`: a board on which notes hang, each under its id. */
export const startBoard = async (): Promise<Board> => {
  const notes: Note[] = []
  const server = createServer(async (request, response) => {
    const say = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body))
    const id = /^\/notes\/(.+)$/.exec(request.url ?? '')?.[1]
    if (request.url === '/me') return say(200, { name: 'haneul' })
    if (id === undefined) return say(200, notes)
    if (request.method === 'PUT') notes.push({ ...JSON.parse(await text(request)), id })
    const note = notes.find(one => one.id === id)
    return note ? say(200, note) : say(404, null)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    notes,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const channel = 'madang'
const broken: Failure = { class: 'try_again', code: 'channels.unreachable' }

const ask = async (outside: Outside, url: string, put?: object): Promise<{ status: number; body: unknown }> => {
  const answer = await outside.fetch(url, put ? { method: 'PUT', body: JSON.stringify(put) } : {})
  return { status: answer.status, body: JSON.parse(new TextDecoder().decode(await answer.bytes())) }
}

const asIncoming = (note: Note): Incoming => ({
  ...{ remoteId: note.id, revision: '', kind: note.to ? 'reply' : 'post', title: null, text: note.text, url: null },
  author: {
    ...{ remoteId: note.by, handle: note.by, displayName: note.by, url: null, avatarUrl: null },
    followers: null,
  },
  ...{ inReplyToRemoteId: null, rootRemoteId: null, addressedTo: note.to ? [note.to] : [] },
  ...{ publishedAt: null, language: null, raw: note },
})

/** All that a new network takes. */
export const madang: Connector = {
  manifest: {
    channel,
    name: { ko: '마당', en: 'Madang' },
    can: ['identity', 'listen', 'inbox', 'reply'],
    waysIn: ['poll'],
    isDialogue: true,
    textLimit: { length: 500, unit: 'characters' },
    accountFields: [{ name: 'service', label: { ko: '주소', en: 'Address' }, kind: 'url', isOptional: false }],
    sourceKinds: [{ kind: 'notes', name: { ko: '쪽지', en: 'Notes' }, fields: [] }],
  },
  identity: {
    async connect(outside, { fields }) {
      const service = fields.service!
      const { body } = await ask(outside, `${service}/me`)
      const { name } = body as { name: string }
      return {
        ...{
          ok: true,
          remoteId: name,
          handle: name,
          displayName: '하늘상점',
          url: null,
          service,
          secret: '',
          session: null,
        },
        sources: [{ kind: 'notes', address: service, name: '마당' }],
      }
    },
  },
  listen: {
    kinds: {
      notes: {
        way: 'poll',
        everySeconds: 1,
        async poll(outside, { address }) {
          const { body } = await ask(outside, `${address}/notes`)
          return { kind: 'pulled', incoming: (body as Note[]).map(asIncoming), cursor: null }
        },
      },
    },
  },
  reply: {
    remoteId: ({ id }) => `answer-${id}`,
    async send(outside, { account, remoteId, text, target }) {
      const url = `${account.service}/notes/${remoteId}`
      const note = { by: account.remoteId, text, to: (target!.raw as Note).by }
      const { status } = await ask(outside, url, note)
      return status === 200 ? { kind: 'sent', remoteId: remoteId!, url: null } : { kind: 'unknown', failure: broken }
    },
    async ask(outside, { account, remoteId }) {
      const { status } = await ask(outside, `${account.service}/notes/${remoteId}`)
      return status === 200 ? { kind: 'sent', remoteId: remoteId!, url: null } : { kind: 'absent' }
    },
  },
}
