import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../contract/endpoint.ts'
import { reply } from '../../contract/inbox.ts'
import { endpoints } from '../../contract/index.ts'
import { listMentions } from '../../contract/listening.ts'
import { buildRequest, isInWorkspace } from './request.ts'

describe('the request of an endpoint', () => {
  it('fills the workspace and the parameters of the path, percent-encoded', () => {
    const getOdd = endpoint({
      name: 'getOdd',
      method: 'GET',
      path: '/api/w/:workspaceId/odd/:name',
      access: 'public',
      summary: 'Odd.',
      params: z.object({ name: z.string() }),
      output: z.object({}),
    })
    expect(buildRequest(getOdd, { name: 'a/b 가' }, 7).url).toBe('/api/w/7/odd/a%2Fb%20%EA%B0%80')
  })
  it('repeats the key of an array and leaves out what is empty', () => {
    const { url, body } = buildRequest(
      listMentions,
      { sentiment: ['negative', 'mixed'], q: '', topicId: undefined, limit: 20 },
      1,
    )
    expect(url).toBe('/api/w/1/mentions?limit=20&sentiment=negative&sentiment=mixed')
    expect(body).toBeUndefined()
  })
  it('puts into the body what the endpoint declares there, null included, and nothing else', () => {
    const { method, url, body } = buildRequest(reply, { conversationId: 'c-1', text: '네', stray: 1 }, 3)
    expect(method).toBe('POST')
    expect(url).toBe('/api/w/3/conversations/c-1/replies')
    expect(JSON.parse(body ?? '')).toEqual({ text: '네' })
  })
  it('refuses to guess a missing parameter', () => {
    expect(() => buildRequest(reply, { text: '네' }, 3)).toThrow('reply lacks conversationId')
    expect(() => buildRequest(listMentions, {})).toThrow('listMentions lacks workspaceId')
  })
  it('every endpoint of the contract leaves no colon in its address', () => {
    for (const one of endpoints) {
      const input = Object.fromEntries([...one.path.matchAll(/:(\w+)/g)].map(([, name]) => [name, 'x']))
      expect(buildRequest(one, input, isInWorkspace(one) ? 1 : undefined).url).not.toContain(':')
    }
  })
})
