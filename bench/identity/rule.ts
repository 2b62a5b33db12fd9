/**
 * The rule that most systems match people by: the same phone, mail address or document and a name that is alike by
 * Jaro–Winkler at 0.9 or more, or the same name and birth date; whoever is joined to one is joined to all.
 */
import { fold, likeness, squash } from '../../server/customers/matching/letters.ts'
import type { People } from '../../server/customers/matching/people.ts'

export function groupByRule(people: People): Int32Array {
  const parent = Int32Array.from({ length: people.size }, (_, row) => row)
  const find = (row: number): number => {
    let at = row
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  const names = Array.from({ length: people.size }, (_, row) => {
    const { names: all } = people
    return all ? squash(fold(`${all.values.texts[all.family[row]!]}${all.values.texts[all.given[row]!]}`)) : ''
  })
  const join = (ids: Int32Array, isAlike: (a: number, b: number) => boolean): void => {
    const groups = new Map<number, number[]>()
    for (let row = 0; row < people.size; row++) {
      const id = ids[row]!
      if (id === 0) continue
      const group = groups.get(id)
      if (group) group.push(row)
      else groups.set(id, [row])
    }
    for (const group of groups.values())
      for (let i = 0; i < group.length; i++)
        for (let j = i + 1; j < Math.min(group.length, i + 200); j++) {
          const [a, b] = [find(group[i]!), find(group[j]!)]
          if (a !== b && isAlike(group[i]!, group[j]!)) parent[Math.max(a, b)] = Math.min(a, b)
        }
  }
  for (const field of people.fields) {
    if (field.kind === 'phone' || field.kind === 'email' || field.kind === 'id')
      join(field.ids, (a, b) => likeness(names[a]!, names[b]!) >= 0.9)
    if (field.kind === 'birth') join(field.ids, (a, b) => names[a] !== '' && names[a] === names[b])
  }
  return parent.map((_, row) => find(row))
}
