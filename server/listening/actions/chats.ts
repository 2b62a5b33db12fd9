/** Intake from chats on our own pages: what visitors said is read, matched and kept like anything else that is said to us. */
import { chatBatches } from '../../channels/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { readTexts } from '../../understanding/index.ts'
import { matchAgain } from './intake.ts'
import { keepHeard } from './keeping.ts'
import { currentStanding, wholeText } from './standing.ts'

/** Hears that visitors wrote. A replay changes nothing: each message is one item. */
export const hearChats = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  for (const { sourceId, channel, incoming } of await chatBatches(ctx, input.ids)) {
    const readings = await readTexts(ctx.world, incoming.map(wholeText))
    const { matcher } = await currentStanding(ctx, { isHeld: true })
    const heard = incoming.map((one, n) => ({ incoming: one, reading: readings[n]!, topicIds: [] }))
    await keepHeard(ctx, sourceId, matchAgain(matcher, channel, heard))
  }
}
