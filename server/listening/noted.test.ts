/** Proves what a mention notes of its item and its reading, and that an upgrade notes the same of what is there. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { up } from '../migrations/0120-listening-widen-mentions.ts'
import { createTopic } from './actions/topics.ts'
import { foldHandles, namesOwn } from './noted.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const columns =
  'intents, urgency, is_crisis, is_spam, is_answerable, is_tagged, mention.author_id, mention.followers, mention.kind'
const notes = async (workspaceId: number) => {
  const { rows } = await testing.program.database.pool.query(
    `select item.text, ${columns} from listening.mentions as mention
     join channels.items as item on item.workspace_id = mention.workspace_id and item.id = mention.item_id
     where mention.workspace_id = $1 order by item.text`,
    [workspaceId],
  )
  return rows
}

test('our handle is named by @maeari and @maeari가, not by a longer handle, a mail address or another channel', () => {
  const handles = foldHandles([
    { channel: 'bluesky', handle: 'Maeari.bsky.social' },
    { channel: 'threads', handle: '@메아리' },
  ])
  const isNamed = (text: string, channel = 'bluesky') => namesOwn(text, channel, handles)
  expect(isNamed('@maeari.bsky.social 언제 문 여나요?')).toBe(true)
  expect(isNamed('@MAEARI.bsky.social가 그랬어요.')).toBe(true)
  expect(isNamed('고마워요 ＠maeari.bsky.social.')).toBe(true)
  expect(isNamed('@메아리가 좋아요', 'threads')).toBe(true)
  expect(isNamed('@maeari.bsky.social.fan 보세요')).toBe(false)
  expect(isNamed('maeari.bsky.social 보세요')).toBe(false)
  expect(isNamed('me@maeari.bsky.social')).toBe(false)
  expect(isNamed('@maeari.bsky.social', 'threads')).toBe(false)
})

test('a mention carries what was read and who said it, and an upgrade of older rows says the same', async () => {
  const workspace = await openHearing(testing)
  await workspace.addAccount('did:haneul')
  await workspace.change(ctx => createTopic(ctx, { name: '하늘', kind: 'brand', goal: '안다', query: '하늘상점' }))
  const unknown = { ...post('').author, remoteId: 'nobody', handle: 'nobody', followers: null }
  await workspace.take([
    post('@haneul이 하늘상점 환불 언제 되나요?', { kind: 'reply' }),
    post('문의드려요', { addressedTo: ['did:haneul'] }),
    post('하늘상점 배송이 또 늦네요. 너무 화가 나요', { author: unknown }),
    post('하늘상점 @haneul_fan 추천해요', { kind: 'comment' }),
  ])
  const [tagged, addressed, , fan] = [
    { text: '@haneul이 하늘상점 환불 언제 되나요?', is_tagged: true, kind: 'reply', followers: 120 },
    { text: '문의드려요', is_tagged: true, kind: 'post', followers: 120 },
    { text: '하늘상점 @haneul_fan 추천해요', is_tagged: false, kind: 'comment', followers: 120 },
    { text: '하늘상점 배송이 또 늦네요. 너무 화가 나요', is_tagged: false, kind: 'post', followers: null },
  ]
  const before = await notes(workspace.id)
  expect(before).toMatchObject([
    { ...tagged, intents: expect.arrayContaining(['question']), is_answerable: true },
    addressed,
    { is_tagged: false, kind: 'comment' },
    { ...fan, intents: expect.arrayContaining(['complaint']), is_crisis: false, is_spam: false },
  ])

  const { pool } = testing.program.database
  await pool.query(
    `alter table listening.mentions ${columns
      .replace(/mention\./g, '')
      .split(', ')
      .map(name => `drop column ${name}`)
      .join(', ')}`,
  )
  await testing.program.database.transact(async tx => {
    await sql`create index if not exists mentions_newest on listening.mentions (workspace_id)`.execute(tx)
    await up(tx)
  })
  expect(await notes(workspace.id)).toEqual(before)
})

test('an author whose followers were once known keeps them where a source does not say', async () => {
  const workspace = await openHearing(testing)
  await workspace.change(ctx => createTopic(ctx, { name: '하늘', kind: 'brand', goal: '안다', query: '하늘상점' }))
  await workspace.take([post('하늘상점 하나')])
  await workspace.take([post('하늘상점 둘', { author: { ...post('').author, followers: null } })])
  expect((await notes(workspace.id)).map(row => row.followers)).toEqual([120, 120])
})
