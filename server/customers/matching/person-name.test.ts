import { describe, expect, it } from 'vitest'
import { skeletonOf } from './hangul.ts'
import { nameLevel, prepare } from './levels.ts'
import { parseFullName, parseNameParts } from './person-name.ts'

describe('a whole name in one field', () => {
  it.each([
    ['김민수', '김', '민수'],
    ['김 민수', '김', '민수'],
    ['남궁민수', '남궁', '민수'],
    ['김민수 고객님', '김', '민수'],
    ['김민수대표님', '김', '민수'],
    ['김민수(VIP)', '김', '민수'],
    ['민수', '', '민수'],
    ['민수씨', '', '민수'],
    ['김*수', '김', '*수'],
    ['Kim Min-su', 'kim', 'min-su'],
    ['Min Su Kim', 'kim', 'minsu'],
    ['Kim, Minsu', 'kim', 'minsu'],
    ['Sir John Smith, 2nd Baronet', 'smith', 'john'],
    ['Dr. Mary Anne O’Neill', "o'neill", 'mary'],
    ['José García', 'garcia', 'jose'],
    ['지우맘', '', ''],
    ['철철이', '', ''],
    ['행복한하루', '', ''],
    ['구매자', '', ''],
    ['-', '', ''],
  ])('%s → %s, %s', (full, family, given) => {
    expect(parseFullName(full)).toMatchObject({ family, given })
  })

  it('keeps further names apart', () => {
    expect(parseFullName('Henry Alexander Wickham')).toEqual({ given: 'henry', family: 'wickham', more: ['alexander'] })
  })
})

it('names in several fields are taken field by field, titles left out and filled from the whole name', () => {
  const parts = { full: 'sir george grey, 2nd baronet', given: 'sir', family: 'baronet', middle: '' }
  expect(parseNameParts(parts)).toMatchObject({ given: 'george', family: 'grey' })
  expect(parseNameParts({ full: '', given: '민수', family: '김', middle: '' })).toMatchObject({
    given: '민수',
    family: '김',
  })
  expect(parseNameParts({ full: '', given: '김민수', family: '', middle: '' })).toMatchObject({
    given: '민수',
    family: '김',
  })
})

describe('two names', () => {
  const level = (a: string, b: string) => nameLevel(prepare(a), prepare(b))
  it.each([
    ['민수', '민수', 5],
    ['민수', 'minsoo', 4],
    ['김', 'gim', 4],
    ['lee', 'yi', 4],
    ['이', 'rhee', 4],
    ['지훈', 'jihun', 4],
    ['현우', 'hyunwoo', 4],
    ['광현', 'kwanghyeon', 4],
    ['*수', '민수', 4],
    ['민수', '민슈', 3],
    ['민수', '영희', 1],
    ['민수', 'jiwoo', 1],
    ['betty', 'elizabeth', 4],
    ['bill', 'william', 4],
    ['jonathon', 'jonathan', 3],
    ['smith', 'smyth', 3],
    ['catherine', 'cathrine', 3],
    ['j', 'john', 2],
    ['mary', 'peter', 1],
  ])('%s and %s: level %i, in either order', (a, b, expected) => {
    expect(level(a, b)).toBe(expected)
    expect(level(b, a)).toBe(expected)
  })

  it('romanisations of one name share a skeleton, other names do not', () => {
    for (const latin of ['hyeonu', 'hyunwoo', 'Hyun-woo'.toLowerCase()])
      expect(skeletonOf(latin)).toBe(skeletonOf('현우'))
    expect(skeletonOf('minsu')).not.toBe(skeletonOf('minji'))
  })
})
