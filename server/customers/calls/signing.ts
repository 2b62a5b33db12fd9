/** Signed webhooks of telephone systems, as Standard Webhooks 1.0 has them: id, timestamp and body under one HMAC-SHA256. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What is older, or from further ahead, was recorded and is played again. */
const toleranceSeconds = 300

const prefix = 'whsec_'

export const makeCallSecret = (): string => prefix + randomBytes(32).toString('base64')

/** @returns the id of the message, or why it is not believed. */
export const verifyCall = (
  secret: string,
  headers: Headers,
  bytes: Uint8Array,
  now: Date,
): { ok: true; id: string } | { ok: false; why: 'unsigned' | 'stale' | 'forged' } => {
  const id = headers.get('webhook-id') ?? ''
  const timestamp = headers.get('webhook-timestamp') ?? ''
  const signatures = headers.get('webhook-signature') ?? ''
  if (!/^[\w.:-]{1,100}$/.test(id) || !/^\d{9,11}$/.test(timestamp) || signatures === '')
    return { ok: false, why: 'unsigned' }
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return { ok: false, why: 'stale' }
  const wanted = createHmac('sha256', Buffer.from(secret.slice(prefix.length), 'base64'))
    .update(`${id}.${timestamp}.`)
    .update(bytes)
    .digest()
  const isGenuine = signatures.split(' ').some(one => {
    const [version, given = ''] = one.split(',')
    const decoded = Buffer.from(given, 'base64')
    return version === 'v1' && decoded.length === wanted.length && timingSafeEqual(decoded, wanted)
  })
  return isGenuine ? { ok: true, id } : { ok: false, why: 'forged' }
}
