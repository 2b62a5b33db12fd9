/** Values of the workspace's own fields on mentions. */
import type { Input } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { Mention } from '../../../contract/listening.ts'
import { changedFieldValues, fieldsOf } from '../../access/index.ts'
import { announce } from '../../platform/announce.ts'
import { changedNames, noteChange } from '../../platform/audit.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { mentionsChanged } from '../events.ts'
import * as store from '../store/fields.ts'
import { mentionsByIds } from './mentions.ts'

export const setMentionFields = async (ctx: Ctx, input: Input<typeof contract.setMentionFields>): Promise<Mention> => {
  const before = await store.lockFieldValues(ctx, input.mentionId)
  if (before === undefined) throw notFound('mention')
  const after = changedFieldValues(await fieldsOf(ctx, 'mention'), before, input.values)
  if (after !== null) {
    await store.writeFieldValues(ctx, input.mentionId, after)
    noteChange(ctx, {
      noun: 'mention',
      id: input.mentionId,
      before: null,
      after: { fields: changedNames(before, after) },
    })
    await announce(ctx, mentionsChanged, { ids: [input.mentionId] })
  }
  const [mention] = await mentionsByIds(ctx, [input.mentionId])
  return mention!
}
