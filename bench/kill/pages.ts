/** All rows of a list that is read page by page. */
export async function readPages<T>(
  ask: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const all: T[] = []
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await ask(cursor)
    all.push(...items)
    if (next === null) return all
    cursor = next
  }
}
