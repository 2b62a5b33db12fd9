/**
 * Signs webhooks after the Standard Webhooks specification 1.0 (standardwebhooks.com): HMAC-SHA256 over id, timestamp and
 * body, keyed by the bytes behind `whsec_`.
 */
import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

export const makeSigningSecret = (): string => prefix + randomBytes(32).toString('base64')

/** @param at of this try: receivers refuse what is older than a few minutes. */
export const signWebhook = (secret: string, id: string, at: Date, body: string): Record<string, string> => {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.slice(prefix.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
