/** Pure: a query as chips on screen, and the place of a fault in it. */

export interface QueryChip {
  readonly from: number
  readonly text: string
  readonly kind: 'term' | 'not' | 'operator'
}

const operators = new Set(['AND', 'OR', 'NOT', '(', ')', '|', '&'])

/** Words, "phrases" and operators in order; a word after NOT is marked as left out. Faulty queries give chips too. */
export const chipsOf = (query: string): QueryChip[] => {
  const chips: QueryChip[] = []
  let depth = 0
  let notDepth: number | null = null
  let isNotNext = false
  for (const match of query.matchAll(/"[^"]*"?|[()|&]|[^\s()"|&]+(?:"[^"]*"?)?/g)) {
    const text = match[0]
    const isOperator = operators.has(text.toUpperCase())
    if (text === '(') {
      depth += 1
      if (isNotNext) notDepth = depth
      isNotNext = false
    }
    const isOut = isNotNext || notDepth !== null
    if (text === ')') {
      if (notDepth === depth) notDepth = null
      depth -= 1
    }
    chips.push({ from: match.index, text, kind: isOperator ? 'operator' : isOut ? 'not' : 'term' })
    if (text.toUpperCase() === 'NOT') isNotNext = true
    else if (!isOperator) isNotNext = false
  }
  return chips
}

/** Only what a reader needs: words, those left out, and an AND between words; OR, NOT and parentheses go without saying. */
export const plainChips = (chips: readonly QueryChip[]): QueryChip[] => {
  const isSaid = (chip: QueryChip, index: number) => {
    if (chip.kind !== 'operator') return true
    const next = chips.slice(index + 1).find(one => one.kind !== 'operator' || one.text.toUpperCase() === 'NOT')
    return ['AND', '&'].includes(chip.text.toUpperCase()) && next?.kind === 'term'
  }
  return chips.filter(isSaid)
}

/**
 * The place of a fault as its sentence tells it (counted from 1 there), from 0 here; null where it names none.
 * @param sentence as the server wrote it: the first number in it is the place.
 */
export const faultPlace = (sentence: string, query: string): number | null => {
  const told = Number(/\d+/.exec(sentence)?.[0])
  return Number.isInteger(told) && told >= 1 && told <= query.length + 1 ? told - 1 : null
}
