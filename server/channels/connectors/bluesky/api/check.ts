/** Asks the account's server whether it still knows the account; an expired session is renewed on the way. */
import type { ConnectedAccount, Failure, Outside } from '../../../connector.ts'
import { visit } from './session.ts'

export const checkSession = async (
  outside: Outside,
  account: ConnectedAccount,
  signal: AbortSignal,
): Promise<{ readonly failure: Failure | null; readonly session?: string }> => {
  const session = visit(outside, account, signal)
  const answer = await session.call({ method: 'com.atproto.server.getSession' })
  return { failure: answer.ok ? null : answer.failure, ...session.kept() }
}
