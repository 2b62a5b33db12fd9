/** A person at the API: calls endpoints as the contract declares them, and lends their session to a browser. */
import type { BrowserContext } from 'playwright-core'
import type { AnyEndpoint, CallInput, Output } from '../contract/endpoint.ts'
import { buildRequest } from '../web/platform/request.ts'

export interface Caller {
  /** Calls an endpoint; throws with the server's answer when it refuses. */
  ask<E extends AnyEndpoint>(endpoint: E, input: CallInput<E>, workspaceId?: number): Promise<Output<E>>
  /** Signs the browser in as this person. */
  enter(context: BrowserContext): Promise<void>
}

export const openCaller = (origin: string): Caller => {
  const kept = new Map<string, string>()
  return {
    async ask(endpoint, input, workspaceId) {
      const { method, url, body } = buildRequest(endpoint, input as Record<string, unknown>, workspaceId)
      const headers: Record<string, string> = { cookie: [...kept].map(pair => pair.join('=')).join('; ') }
      if (body !== undefined) headers['content-type'] = 'application/json'
      const response = await fetch(origin + url, { method, headers, body: body ?? null })
      if (!response.ok) throw new Error(`${endpoint.name}: ${response.status} ${await response.text()}`)
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (name && value !== undefined) kept.set(name, value)
      }
      return (await response.json()) as Output<typeof endpoint>
    },
    enter: context => context.addCookies([...kept].map(([name, value]) => ({ name, value, url: origin }))),
  }
}
