import { expect, it } from 'vitest'
import type { Activity, Customer } from '../../contract/customers.ts'
import { roadsTo } from './roads.ts'

const identity = (id: string, channel: string, url: string | null = null): Customer['identities'][number] => ({
  id,
  kind: 'author',
  namespace: channel,
  channel,
  handle: id,
  displayName: id,
  url,
  avatarUrl: null,
  followers: null,
  leafId: 'c',
  source: { kind: 'channel', id: channel },
  linkedAt: '2026-11-21T00:00:00Z',
  isMasked: false,
})
const said = (channel: string, conversationId: string | null): Activity => ({
  id: 'a',
  kind: 'said',
  channel,
  at: '2026-11-21T00:00:00Z',
  text: '',
  url: null,
  sentiment: null,
  conversationId,
  itemId: null,
  detail: {},
})

it('an author of a blog is answered where we speak with them, else on their page elsewhere, never on the blog', () => {
  const identities = [
    identity('blog', 'feed', 'https://blog.example'),
    identity('page', 'x', 'https://x.example/minji'),
    identity('nowhere', 'email'),
    identity('sky', 'bluesky', 'https://bsky.example/minji'),
  ]
  const activities = [said('feed', 'c0'), said('bluesky', null), said('bluesky', 'c2'), said('bluesky', 'c1')]
  expect(roadsTo(identities, activities, 'feed')).toEqual([
    { identityId: 'sky', channel: 'bluesky', handle: 'sky', conversationId: 'c2', url: 'https://bsky.example/minji' },
    { identityId: 'page', channel: 'x', handle: 'page', conversationId: null, url: 'https://x.example/minji' },
  ])
})
