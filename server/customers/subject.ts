/** What every room answers when one person asks for their data or for its erasure; `server/rooms.ts` brings the rooms together. */

/** A person as rooms can look for them. */
export interface Subject {
  /** Every leaf of the person. */
  readonly leafIds: readonly string[]
  readonly authorIds: readonly string[]
  /** What these authors wrote. */
  readonly itemIds: readonly string[]
}

/** What a room holds of a person, by kind: rows as plain JSON, for the person to read. */
export interface Held {
  readonly kind: string
  readonly rows: readonly Record<string, unknown>[]
}

/** One room's part. `erase` takes out everything that says who the person is or what they wrote; sums stay. */
export interface Keeper {
  readonly room: string
  readonly hold: (ctx: never, subject: Subject) => Promise<Held[]>
  /** @returns further items that go with the person: our own words in their conversations. */
  readonly erase: (ctx: never, subject: Subject) => Promise<{ itemIds: readonly string[] }>
}

/** Why something stays although everything else goes, and how long. */
export interface LegalBasis {
  readonly law: 'commerce_contract' | 'commerce_dispute'
  readonly years: number
}

/**
 * 전자상거래 등에서의 소비자보호에 관한 법률 시행령 제6조: records of contracts, payment and supply five years, of complaints and
 * disputes three. 개인정보 보호법 제21조 ③: what must stay is kept apart from everything else.
 */
export const legalBases = {
  orders: { law: 'commerce_contract', years: 5 },
  conversations: { law: 'commerce_dispute', years: 3 },
} as const satisfies Record<string, LegalBasis>

/** When a record may go: so many years after it happened. */
export const keptUntil = (basis: LegalBasis, at: Date): Date => {
  const until = new Date(at)
  until.setUTCFullYear(until.getUTCFullYear() + basis.years)
  return until
}
