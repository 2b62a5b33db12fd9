import { expect, test } from 'vitest'
import { foldSimilar, rowsOf } from './folds.ts'

const a = '00000000000000000000000000000000'
const nearA = '000000ff0000000000000000000000ff'
const far = 'ffffffffffffffff0000000000000000'
const post = (id: string, print: string | null) => ({ id, print })
const list = [post('1', a), post('2', far), post('3', nearA), post('4', null), post('5', null), post('6', far)]
const ids = (posts: readonly { id: string }[]) => posts.map(one => one.id)

test('posts that say the same fold under the first, and those with too few words stand alone', () => {
  const folds = foldSimilar(list)
  expect(folds.map(fold => [fold.head.id, ids(fold.rest)])).toEqual([
    ['1', ['3']],
    ['2', ['6']],
    ['4', []],
    ['5', []],
  ])
})

test('a closed fold is one row that stands for all of it; an open one shows each alone', () => {
  const rows = rowsOf(foldSimilar(list), new Set(['1']))
  expect(ids(rows.map(row => row.mention))).toEqual(['1', '3', '2', '4', '5'])
  expect(rows.map(row => ids(row.group))).toEqual([['1'], ['3'], ['2', '6'], ['4'], ['5']])
  expect(rows.map(row => [row.similar, row.isOpen, row.isInside])).toEqual([
    [1, true, false],
    [0, false, true],
    [1, false, false],
    [0, false, false],
    [0, false, false],
  ])
})

test('a fold stays open when a newer copy becomes its head', () => {
  const rows = rowsOf(foldSimilar([post('0', nearA), ...list]), new Set(['1']))
  expect(ids(rows.map(row => row.mention)).slice(0, 3)).toEqual(['0', '1', '3'])
})
