/** What a hook is called with and what it answers. Pure types. */

export interface HookCall {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Headers
  /** Who called, as far as trusted proxies tell: for limits, never stored. */
  readonly address: string
  /** The body as it came: signatures are over bytes. */
  readonly bytes: Uint8Array
}

export interface HookAnswer {
  readonly status: number
  /** Plain text where no header says otherwise; empty where absent. */
  readonly body?: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

export interface Door {
  readonly name: string
  readonly method: 'GET' | 'POST'
  /** Begins with `/api/hooks/`; `:name` marks a parameter. */
  readonly path: string
  /** Bytes of a body; five megabytes where absent. */
  readonly bodyLimit?: number
}
