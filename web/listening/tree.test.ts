import { expect, test } from 'vitest'
import { treeOf } from './tree.ts'

const said = (id: string, parentId: string | null = null) => ({ id, parentId })
const drawn = (items: ReturnType<typeof said>[]) =>
  treeOf(items).map(({ item, depth, answers }) => `${'  '.repeat(depth)}${item.id}${answers ? ` → ${answers.id}` : ''}`)

test('each word is followed by what answers it, and names what it answers where that stands further up', () => {
  expect(drawn([said('a'), said('b', 'a'), said('c', 'a'), said('d', 'b')])).toEqual(['a', '  b', '    d', '  c → a'])
})

test('what answers an unheard word stands as a root, and nothing is lost in a circle or twice', () => {
  expect(drawn([said('a', 'gone'), said('b', 'b'), said('x', 'y'), said('y', 'x')])).toEqual(['a', 'b', 'x', 'y'])
})

test('a talk deeper than people can follow stays readable', () => {
  const talk = Array.from({ length: 8 }, (_, n) => said(String(n), n === 0 ? null : String(n - 1)))
  expect(treeOf(talk).map(leaf => leaf.depth)).toEqual([0, 1, 2, 3, 4, 4, 4, 4])
})
