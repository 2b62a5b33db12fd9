/** The rules of the fault proxy: which request meets which fault, decided the same way for the same seed. */

export type Fault =
  /** 429 with Retry-After in seconds; nothing reaches the counterpart. */
  | { fault: 'rate-limit'; retryAfter: number }
  /** Any status of our own; nothing reaches the counterpart. */
  | { fault: 'status'; status: number; headers?: Record<string, string>; body?: string }
  /** An XRPC refusal, 400 where no status is given; nothing reaches the counterpart. */
  | { fault: 'xrpc'; error: string; message?: string; status?: number }
  /** Accepts the connection, forwards nothing, never answers; resets after `hold` milliseconds, if given. */
  | { fault: 'timeout-before'; hold?: number }
  /** Resets at once; nothing reaches the counterpart. */
  | { fault: 'reset' }
  /** The counterpart does the work and answers, the client never hears: reset, or silence for `hold` milliseconds first. */
  | { fault: 'drop-answer'; hold?: number }
  /** Head and so many bytes of the answer, then a reset. On a WebSocket: so many bytes from the counterpart. */
  | { fault: 'cut-body'; after: number }
  /** The answer comes in drops: so many bytes, then a pause of so many milliseconds. */
  | { fault: 'slow'; bytes: number; pause: number }
  /** The request waits so many milliseconds before it is forwarded. */
  | { fault: 'delay'; pause: number }
  /** The request reaches the counterpart in so many copies (2 where absent), at once if `together`; the first answer is given. */
  | { fault: 'duplicate'; copies?: number; together?: boolean }
  /** Requests wait for each other until there are `group` of them (2 where absent) or `patience` milliseconds (1,000) passed; the last goes first. */
  | { fault: 'reorder'; group?: number; patience?: number }

export type Rule = Fault & {
  /** One method or several; any where absent. */
  method?: string | readonly string[]
  /** The start of the path with its query, or an expression; any where absent. */
  path?: string | RegExp
  /** So many matching requests pass first. */
  skip?: number
  /** So many requests are hit, then the rule is spent; no end where absent. */
  times?: number
  /** 0 to 1; 1 where absent. */
  probability?: number
}

export type RuleState = { rule: Rule; seen: number; hits: number }

/** Numbers in [0, 1), the same for the same seed (mulberry32, Tommy Ettinger, public domain). */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The first rule that hits this request; counts what was seen and hit in the states themselves. */
export function pickRule(
  states: readonly RuleState[],
  request: { method: string; path: string },
  chance: () => number,
): RuleState | undefined {
  for (const state of states) {
    const { rule } = state
    if (!matches(rule, request) || state.hits >= (rule.times ?? Number.POSITIVE_INFINITY)) continue
    state.seen += 1
    if (state.seen <= (rule.skip ?? 0)) continue
    if (rule.probability !== undefined && chance() >= rule.probability) continue
    state.hits += 1
    return state
  }
  return undefined
}

function matches({ method, path }: Rule, request: { method: string; path: string }): boolean {
  if (method !== undefined && ![method].flat().includes(request.method)) return false
  if (path === undefined) return true
  return typeof path === 'string' ? request.path.startsWith(path) : path.test(request.path)
}
