/** One person's data in this room: what their authors wrote. */
import type { Ctx } from '../../platform/ctx.ts'
import { chatChannel } from '../chat/incoming.ts'
import { eraseChats } from '../store/chat-files.ts'
import * as store from '../store/erasing.ts'

interface Subject {
  authorIds: readonly string[]
  itemIds: readonly string[]
}

/** What we hold of a person: who they are on each channel, what they wrote, the names of their files. */
export const holdOfPerson = async (ctx: Ctx, { authorIds, itemIds }: Subject) => [
  { kind: 'authors', rows: await store.authorRows(ctx, authorIds) },
  { kind: 'posts', rows: await store.itemRows(ctx, itemIds) },
  { kind: 'attachments', rows: await store.attachmentRows(ctx, itemIds) },
]

/** Takes out names, words, raw forms and files; what others wrote about the person is theirs, and stays. */
export const erasePerson = async (ctx: Ctx, { authorIds, itemIds }: Subject) => {
  await eraseChats(ctx, authorIds, chatChannel)
  await store.blankItems(ctx, itemIds)
  await store.blankAuthors(ctx, authorIds)
  return { itemIds: [] }
}
