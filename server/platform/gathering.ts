/**
 * Many small writes as few transactions: what comes while one is being written waits, and shares the next. Each caller is
 * answered after its own part is durable. Under load a transaction holds hundreds, alone it holds one and nobody waits.
 */

/** Shares of one transaction at most. */
const most = 500

/**
 * @param writeAll writes many in one transaction and answers each, in the same order.
 * @returns writes one. Where a whole transaction fails, each of its parts is tried alone, so that a bad one spoils no other.
 */
export const gather = <Given, Answer>(
  writeAll: (given: readonly Given[]) => Promise<readonly Answer[]>,
): ((given: Given) => Promise<Answer>) => {
  interface Waiting {
    given: Given
    resolve: (answer: Answer) => void
    reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let isWriting = false

  const write = async (part: readonly Waiting[]): Promise<void> => {
    try {
      const answers = await writeAll(part.map(one => one.given))
      for (const [n, one] of part.entries()) one.resolve(answers[n]!)
    } catch (error) {
      if (part.length === 1) part[0]!.reject(error)
      else for (const one of part) await write([one])
    }
  }

  const run = async (): Promise<void> => {
    isWriting = true
    while (waiting.length > 0) {
      const part = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await write(part)
    }
    isWriting = false
  }

  return given =>
    new Promise((resolve, reject) => {
      waiting.push({ given, resolve, reject })
      // What comes in the same turn of the loop is taken together.
      if (!isWriting) {
        isWriting = true
        setImmediate(() => void run())
      }
    })
}
