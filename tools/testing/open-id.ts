/** Starts a real OpenID Connect provider (counterparts/oidc.mjs) beside a test, and walks to it as a browser does. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../counterparts/oidc.mjs', import.meta.url))

export interface ProviderPerson {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
}

export interface OpenIdCounterpart {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who sits before the provider from now on; null for somebody who says no. */
  as(person: ProviderPerson | null): Promise<void>
  /** Follows the address from page to page, with cookies, until it leads away from the provider. @returns that address */
  walk(url: string): Promise<URL>
  stop(): Promise<void>
}

export const startOpenId = async (returnUrl: string): Promise<OpenIdCounterpart> => {
  const child = spawn(process.execPath, [program, '--return', returnUrl], { stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2000)
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const first = await lines.next()
  if (first.done) throw new Error(`the provider did not start (node counterparts/install.mjs): ${complaint}`)
  const { issuer, clientId, clientSecret } = JSON.parse(first.value) as OpenIdCounterpart
  return {
    issuer,
    clientId,
    clientSecret,
    async as(person) {
      child.stdin.write(`${JSON.stringify({ as: person })}\n`)
      await lines.next()
    },
    async walk(url) {
      const jar = new Map<string, string>()
      let at = new URL(url)
      for (let step = 0; at.origin === issuer; step++) {
        if (step > 10) throw new Error(`the provider goes round in circles: ${at.pathname}`)
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
        const page = await fetch(at, { redirect: 'manual', headers: { cookie } })
        for (const set of page.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
          jar.set(name, value)
        }
        const next = page.headers.get('location')
        if (next === null)
          throw new Error(`the provider stopped at ${page.status}: ${(await page.text()).slice(0, 300)}`)
        at = new URL(next, at)
      }
      return at
    },
    async stop() {
      if (child.exitCode !== null) return
      const gone = once(child, 'exit')
      child.stdin.end()
      await gone
    },
  }
}
