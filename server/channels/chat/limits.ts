/** How much one address may do: a bucket that fills by itself, kept by one process. Pure but for what it is handed. */

export interface Bucket {
  left: number
  at: number
}

/** Calls at once, and in a minute. */
export const addressLimits = {
  start: { burst: 30, perMinute: 10 },
  say: { burst: 40, perMinute: 60 },
  file: { burst: 10, perMinute: 20 },
  read: { burst: 200, perMinute: 600 },
} as const
export type Limited = keyof typeof addressLimits

/** Messages of one visitor within a minute: faster than anybody types. */
export const messagesPerMinute = 20

/** Takes one call. @returns seconds to wait, 0 where it is allowed. @param kept buckets by name, forgotten when full. */
export const takeCall = (kept: Map<string, Bucket>, what: Limited, address: string, nowMs: number): number => {
  const { burst, perMinute } = addressLimits[what]
  const name = `${what} ${address}`
  const bucket = kept.get(name) ?? { left: burst, at: nowMs }
  bucket.left = Math.min(burst, bucket.left + ((nowMs - bucket.at) / 60_000) * perMinute)
  bucket.at = nowMs
  kept.set(name, bucket)
  if (kept.size > 20_000) forgetFull(kept, nowMs)
  if (bucket.left < 1) return Math.ceil(((1 - bucket.left) / perMinute) * 60)
  bucket.left -= 1
  return 0
}

/** Buckets that would be full by now say nothing; where all are in use the oldest go. */
const forgetFull = (kept: Map<string, Bucket>, nowMs: number): void => {
  for (const [name, bucket] of kept) if (nowMs - bucket.at > 600_000) kept.delete(name)
  for (const name of kept.keys()) {
    if (kept.size <= 15_000) return
    kept.delete(name)
  }
}
