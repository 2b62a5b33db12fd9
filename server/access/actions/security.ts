/** One's own security, and the way back in for who forgot. */
import { randomBytes } from 'node:crypto'
import type { Session } from '../../../contract/access.ts'
import { actorName, type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import { conflict, forbidden, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import type { Visit } from '../../platform/route.ts'
import * as people from '../store/people.ts'
import * as store from '../store/resets.ts'
import { userOf } from './entering.ts'
import { planLetter } from './letters.ts'
import { mayVouchFor } from './vouching.ts'

const done = { ok: true as const }

export const getSecurity = async (ctx: SystemCtx, _input: unknown, visit: Visit) => {
  const { hasSecondFactor, sessions } = await ctx.world.login.security(visit.headers, userOf(ctx))
  return {
    hasSecondFactor,
    sessions: sessions.map(
      (one): Session => ({
        ...one,
        createdAt: one.createdAt.toISOString(),
        lastSeenAt: one.lastSeenAt.toISOString(),
      }),
    ),
  }
}

export const endSession = async (ctx: SystemCtx, input: { sessionId: string }, visit: Visit) => {
  const ended = await ctx.world.login.endSessions(visit.headers, userOf(ctx), input.sessionId)
  if (ended === 0) throw notFound('session')
  return done
}

export const endOtherSessions = async (ctx: SystemCtx, _input: unknown, visit: Visit) => ({
  ended: await ctx.world.login.endSessions(visit.headers, userOf(ctx), null),
})

export const changePassword = async (ctx: SystemCtx, input: { current: string; next: string }, visit: Visit) => {
  const cookies = await ctx.world.login.changePassword(visit.headers, input)
  cookies.forEach(visit.setCookie)
  return done
}

export const beginSecondFactor = (ctx: SystemCtx, input: { password: string }, visit: Visit) =>
  ctx.world.login.beginSecondFactor(visit.headers, input.password)

export const confirmSecondFactor = async (ctx: SystemCtx, input: { code: string }, visit: Visit) => {
  const cookies = await ctx.world.login.confirmSecondFactor(visit.headers, input.code)
  cookies.forEach(visit.setCookie)
  return done
}

export const endSecondFactor = async (ctx: SystemCtx, input: { password: string }, visit: Visit) => {
  const cookies = await ctx.world.login.endSecondFactor(visit.headers, input.password)
  cookies.forEach(visit.setCookie)
  return done
}

const minutesByMail = 60
const minutesByHand = 24 * 60
const mailsAnHour = 3

interface NewReset {
  userId: string
  minutes: number
  by: string | null
  isMailed: boolean
}

const makeReset = async (ctx: Ctx, { userId, minutes, by, isMailed }: NewReset) => {
  const token = randomBytes(24).toString('base64url')
  const id = makeId(ctx.now)
  const expiresAt = new Date(ctx.now.getTime() + minutes * 60_000)
  await store.insertReset(ctx, {
    id,
    token_digest: ctx.world.secrets.digest(token),
    user_id: userId,
    made_by: by,
    expires_at: expiresAt,
    letter: isMailed ? ctx.world.secrets.seal(token, id) : null,
  })
  return { id, token, expiresAt }
}

/**
 * A link made by hand. Whoever sets a password is that person, in every workspace that they may enter: so the maker must
 * hold, in each of them, all that the person holds there.
 */
export const createPasswordReset = async (ctx: Ctx, input: { memberId: string }, visit: Visit) => {
  if (ctx.actor.kind !== 'member') throw forbidden('access.manage')
  const member = await people.memberRow(ctx, input.memberId)
  if (!member) throw notFound('member')
  if (!(await mayVouchFor(ctx, ctx.actor.userId, member.user_id))) throw conflict('access.not_yours_to_reset')
  const made = await makeReset(ctx, {
    userId: member.user_id,
    minutes: minutesByHand,
    by: actorName(ctx.actor),
    isMailed: false,
  })
  return { link: `${visit.origin}/reset/${made.token}`, expiresAt: made.expiresAt.toISOString() }
}

/** The same answer whether somebody has the address or not. Three letters an hour, so that nobody's mailbox is flooded. */
export const askPasswordReset = async (ctx: SystemCtx, input: { email: string }) => {
  const answer = { isMailed: ctx.world.mail.isReady }
  if (!answer.isMailed) return answer
  const user = await store.userByEmail(ctx, input.email.toLowerCase())
  const [home] = user ? await people.membershipsOf(ctx, user.id) : []
  if (!user || !home) return answer
  if ((await store.resetsSince(ctx, user.id, new Date(ctx.now.getTime() - 3_600_000))) >= mailsAnHour) return answer
  const here = within(ctx, home.id)
  const made = await makeReset(here, { userId: user.id, minutes: minutesByMail, by: null, isMailed: true })
  await planLetter(here, { about: 'reset', id: made.id })
  return answer
}

export const resetPassword = async (ctx: SystemCtx, input: { token: string; password: string }) => {
  const userId = await store.takeReset(ctx, ctx.world.secrets.digest(input.token))
  if (userId === null) throw conflict('access.bad_reset')
  await ctx.world.login.setPassword(userId, input.password)
  return done
}
