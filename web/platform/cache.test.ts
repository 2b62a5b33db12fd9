import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { listMembers } from '../../contract/access.ts'
import { getConversation } from '../../contract/inbox.ts'
import { listMentions } from '../../contract/listening.ts'
import { applyDraft, askAgain, keyOf, refetcher } from './cache.ts'

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
    const refetch = refetcher(client, { delayMs: 5 })
    for (let i = 0; i < 50; i++) refetch([listMentions])
    await new Promise(resolve => setTimeout(resolve, 30))
    expect(stale).toEqual(['listMentions'])
    expect(client.getQueryState(members)?.isInvalidated).toBe(false)
  })
})

/** A list on screen whose answers the test gives by hand. */
const onScreen = (client: QueryClient) => {
  const asked: ((answer: unknown) => void)[] = []
  const queryKey = keyOf(listMentions, 1, {})
  const observer = new QueryObserver(client, {
    queryKey,
    queryFn: ({ signal }) =>
      new Promise((resolve, reject) => {
        asked.push(resolve)
        signal.addEventListener('abort', () => reject(new Error('dropped')))
      }),
  })
  const leave = observer.subscribe(() => undefined)
  return { asked, queryKey, leave, shown: () => client.getQueryData(queryKey) }
}

describe('asking again', () => {
  it('what is told while the first answer is on its way is asked for after it, once', async () => {
    const client = new QueryClient()
    const { asked, shown, leave } = onScreen(client)
    for (let n = 0; n < 3; n += 1) askAgain(client)
    expect(asked).toHaveLength(1)
    asked[0]?.('old')
    await expect.poll(() => asked.length).toBe(2)
    expect(shown()).toBe('old')
    asked[1]?.('new')
    await expect.poll(shown).toBe('new')
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(asked).toHaveLength(2)
    leave()
  })
  it('a storm of facts lets every answer arrive', async () => {
    const client = new QueryClient()
    client.setQueryData(keyOf(listMentions, 1, {}), 'first')
    const { asked, shown, leave } = onScreen(client)
    await expect.poll(() => asked.length).toBe(1)
    for (let n = 0; n < 3; n += 1) askAgain(client)
    asked[0]?.('second')
    await expect.poll(shown).toBe('second')
    await expect.poll(() => asked.length).toBe(2)
    leave()
  })
  it('after a change of one’s own, an answer that only refreshes is dropped', async () => {
    const client = new QueryClient()
    client.setQueryData(keyOf(listMentions, 1, {}), 'first')
    const { asked, shown, leave } = onScreen(client)
    await expect.poll(() => asked.length).toBe(1)
    askAgain(client, {}, 'now')
    await expect.poll(() => asked.length).toBe(2)
    asked[0]?.('stale')
    asked[1]?.('new')
    await expect.poll(shown).toBe('new')
    leave()
  })
  it('a list that left the screen before its answer is no longer asked for', async () => {
    const client = new QueryClient()
    const { asked, leave } = onScreen(client)
    askAgain(client)
    leave()
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(asked).toHaveLength(1)
    expect(client.isFetching()).toBe(0)
  })
})
