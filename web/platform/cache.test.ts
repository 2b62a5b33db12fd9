import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { listMembers } from '../../contract/access.ts'
import { getConversation } from '../../contract/inbox.ts'
import { listMentions } from '../../contract/listening.ts'
import { applyDraft, keyOf, refetcher } from './cache.ts'

const page = (...ids: string[]) => ({ items: ids.map(id => ({ id })), next: null })

describe('an optimistic change', () => {
  it('rewrites every list of the endpoint, paged or whole, and finds its way back', () => {
    const client = new QueryClient()
    const paged = [...keyOf(listMentions, 1, { q: 'a' }), 'pages']
    const before = { pages: [page('1', '2'), page('3')], pageParams: [undefined, 'x'] }
    client.setQueryData(paged, before)
    client.setQueryData(keyOf(listMembers, 1, {}), page('2'))

    const undo = applyDraft(client, draft => draft.updateItems(listMentions, one => (one.id === '2' ? null : one)))
    expect(client.getQueryData(paged)).toEqual({ ...before, pages: [page('1'), page('3')] })
    expect(client.getQueryData(keyOf(listMembers, 1, {}))).toEqual(page('2'))

    undo()
    expect(client.getQueryData(paged)).toEqual(before)
  })
  it('rewrites single answers', () => {
    const client = new QueryClient()
    const key = keyOf(getConversation, 1, { conversationId: 'c' })
    client.setQueryData(key, { id: 'c', preview: 'old' })
    const undo = applyDraft(client, draft => draft.update(getConversation, kept => ({ ...kept, preview: 'new' })))
    expect(client.getQueryData(key)).toEqual({ id: 'c', preview: 'new' })
    undo()
    expect(client.getQueryData(key)).toEqual({ id: 'c', preview: 'old' })
  })
})

describe('refetching', () => {
  it('a burst of facts asks once, and only what they name', async () => {
    const client = new QueryClient()
    const mentions = keyOf(listMentions, 1, {})
    const members = keyOf(listMembers, 1, {})
    client.setQueryData(mentions, page())
    client.setQueryData(members, page())
    const stale: string[] = []
    client.getQueryCache().subscribe(event => {
      if (event.type === 'updated' && event.action.type === 'invalidate') stale.push(String(event.query.queryKey[0]))
    })
    const refetch = refetcher(client, 5)
    for (let i = 0; i < 50; i++) refetch([listMentions])
    await new Promise(resolve => setTimeout(resolve, 30))
    expect(stale).toEqual(['listMentions'])
    expect(client.getQueryState(members)?.isInvalidated).toBe(false)
  })
})
