/** Letters that bring a link: planned with the row that they speak of, sent by a job, their token forgotten afterwards. */
import { z } from 'zod'
import type { Ctx, World } from '../../platform/ctx.ts'
import type { Letter, MailOutcome } from '../../platform/mail.ts'
import { writeInvitation, writeReset } from '../letters.ts'
import { workspaceById } from '../store/people.ts'
import * as store from '../store/resets.ts'

export const letterPayload = z.object({ about: z.enum(['reset', 'invitation']), id: z.uuid() })
type Payload = z.output<typeof letterPayload>
export const letterJob = 'access.send_letter'

/** Asks for a letter, in the transaction that made what it speaks of. */
export const planLetter = (ctx: Ctx, payload: Payload): Promise<void> =>
  ctx.world.outbox.send(ctx.tx, letterJob, { workspaceId: ctx.workspaceId, eventId: payload.id, payload })

export interface LetterPlan {
  about: Payload['about']
  id: string
  letter: Letter
}

/** Its link leads to where the configuration says that we are: what a visitor's Host header says goes into no letter. */
export const prepareLetter = async (ctx: Ctx, { about, id }: Payload): Promise<LetterPlan | null> => {
  const { publicUrl, port } = ctx.world.config
  const origin = publicUrl ?? `http://localhost:${port}`
  if (about === 'reset') {
    const row = await store.resetLetter(ctx, id)
    if (!row?.letter) return null
    const link = `${origin}/reset/${ctx.world.secrets.open(row.letter, id)}`
    return { about, id, letter: { ...writeReset(row.locale, link), to: row.email, id } }
  }
  const row = await store.invitationLetter(ctx, id)
  const workspace = await workspaceById(ctx, ctx.workspaceId)
  if (!row?.letter || !row.email || !workspace) return null
  const link = `${origin}/invite/${ctx.world.secrets.open(row.letter, id)}`
  const words = writeInvitation(workspace.locale, { by: row.invited_by, workspace: workspace.name, link })
  return { about, id, letter: { ...words, to: row.email, id } }
}

export const sendLetter = (world: World, plan: LetterPlan): Promise<MailOutcome> => world.mail.send(plan.letter)

/** A passing failure is tried again by the queue; whoever waits has the link on screen, or asks anew. */
export const settleLetter = async (ctx: Ctx, plan: LetterPlan, outcome: MailOutcome): Promise<void> => {
  if (!outcome.ok && outcome.isPassing) throw new Error(outcome.code)
  await store.forgetLetter(ctx, plan.about, plan.id)
}
