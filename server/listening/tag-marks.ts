/** Tags as later rooms keep them on their own rows: ids, of tags that may since have been taken away or merged. */
import type { Tag } from '../../contract/listening.ts'

/** The tags behind ids, each once, by name. @param standing by every id that means them. */
export const tagsOf = (standing: ReadonlyMap<string, Tag>, ids: readonly string[]): Tag[] => {
  const found = new Map(
    ids.flatMap(id => {
      const tag = standing.get(id)
      return tag ? [[tag.id, tag] as const] : []
    }),
  )
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
}
