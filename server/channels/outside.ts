/** The outside as connectors may use it: every call goes through the guard. Pure types. */

/** The outside as a connector may use it; `World` satisfies it. Every call goes through the guard. */
export interface Outside {
  readonly fetch: (url: string, request?: OutsideRequest) => Promise<OutsideAnswer>
  readonly openSocket: (url: string, protocols?: readonly string[], signal?: AbortSignal) => Promise<OutsideSocket>
  /** For protocols other than HTTP: a host as checked addresses, of which exactly one is to be called. */
  readonly reach: (host: string, port: number) => Promise<OutsidePlace>
  /** Makes a thing once per process and key. */
  readonly memo: <T>(key: string, make: () => T) => T
}

export interface OutsideRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly maxBytes?: number
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

export interface OutsideAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Where the answer came from, after all redirects. */
  readonly url: string
  readonly redirects: readonly { readonly status: number; readonly to: string }[]
  bytes(): Promise<Uint8Array>
}

export interface OutsidePlace {
  readonly addresses: readonly string[]
  /** For SNI and the certificate; undefined where the host is an address itself. */
  readonly servername: string | undefined
  /** Whether the way there leads over the public internet. */
  readonly isPublic: boolean
}

export interface OutsideSocket {
  addEventListener(type: 'message', hear: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close' | 'error', hear: () => void): void
  close(): void
}
