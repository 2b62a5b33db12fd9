/** Runs the receiver's example of docs/webhooks.md, as it is printed there, against what we sign. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { makeSigningSecret, signWebhook } from './webhook-signing.ts'

type IsGenuine = (secret: string, headers: Record<string, string>, body: string, now: number) => boolean
let isGenuine: IsGenuine

beforeAll(async () => {
  const page = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8')
  const source = /```js\n([\s\S]*?)```/.exec(page)![1]!
  const loaded: { isGenuine: IsGenuine } = await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`
  )
  isGenuine = loaded.isGenuine
})

const at = new Date('2026-11-22T01:02:03Z')
const body = '{"type":"alert.test"}'

test('the documented example takes what we sign, and nothing else', () => {
  const secret = makeSigningSecret()
  const headers = signWebhook(secret, 'm1', at, body)
  expect(isGenuine(secret, headers, body, at.getTime())).toBe(true)
  expect(isGenuine(secret, headers, `${body} `, at.getTime())).toBe(false)
  expect(isGenuine(secret, { ...headers, 'webhook-id': 'm2' }, body, at.getTime())).toBe(false)
  expect(isGenuine(makeSigningSecret(), headers, body, at.getTime())).toBe(false)
  expect(isGenuine(secret, headers, body, at.getTime() + 301_000)).toBe(false)
})

test('the signature is that of the specification’s own example', () => {
  // standardwebhooks.com, "Verifying signatures": secret, id, timestamp and payload of its reference libraries' tests.
  const headers = signWebhook(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1_614_265_330_000),
    '{"test": 2432232314}',
  )
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})
