/** What the audit log is told of a change: whatever texts, secrets and addresses the request held are left out first. */
/** What stood there before and after. */
export interface Change {
  readonly noun: string
  readonly id: string
  readonly before: unknown
  readonly after: unknown
}

export interface AuditRecord {
  readonly verb: string
  readonly target: string | null
  readonly input: Record<string, unknown>
  readonly changes: readonly Change[]
  readonly ip: string
}

/** A verb that replaces something says what stood there; only what differs is kept. */
export const noteChange = (ctx: { readonly noted?: Change[] }, change: Change): void => void ctx.noted?.push(change)

/** The names of what differs: for values that a person typed, which outlive nobody here. */
export const changedNames = (before: Record<string, unknown>, after: Record<string, unknown>): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .sort()

/** Names of fields that may hold what people wrote, what opens doors, or how to reach somebody. */
const hidden =
  /pass|token|secret|credential|session|cookie|^key$|apikey|text|body|note|content|html|draft|message|comment|email|phone|address|url|link|file|^q$|query|sample|bytes|code/i
const longest = 200

/** @returns the same shape with `…` for what the log must not hold, long texts and lists cut. */
export const withoutTexts = (value: unknown, name = ''): unknown => {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value
  if (name !== '' && hidden.test(name)) return '…'
  if (typeof value === 'string') return value.length > longest ? '…' : value
  if (Array.isArray(value)) {
    const some = value.slice(0, 50).map(item => withoutTexts(item))
    return value.length > 50 ? [...some, `… ${value.length}`] : some
  }
  if (typeof value !== 'object') return '…'
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutTexts(item, key)]))
}

/** Only the fields that differ, of two objects; other values as they are. */
export const differing = (change: Change): Change => {
  const { before, after } = change
  if (!isPlain(before) || !isPlain(after))
    return { ...change, before: withoutTexts(before), after: withoutTexts(after) }
  const changed = changedNames(before, after)
  const only = (from: Record<string, unknown>) =>
    withoutTexts(Object.fromEntries(changed.filter(key => key in from).map(key => [key, from[key]])))
  return { ...change, before: only(before), after: only(after) }
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
