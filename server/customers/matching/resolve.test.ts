import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cluster } from './clusters.ts'
import { makePeople } from './people.ts'
import { clusterLines, linkLines } from './report.ts'
import { resolve } from './resolve.ts'
import { buildTable, type RawTable } from './table.ts'

const tableOf = (headers: readonly string[], rows: readonly (readonly string[])[]): RawTable => {
  const builder = buildTable(headers[0]!)
  builder.setHeaders(headers)
  for (const row of rows) builder.add(row)
  return builder.finish()
}

const headers = ['id', '고객명', '생년월일', '휴대폰', '이메일', '주소']

/** People who have nothing to do with each other: the ground on which chances are estimated. */
const strangers = Array.from({ length: 120 }, (_, n) => {
  const family = '김이박최정강조윤장임한오서신권황안송류홍'[n % 20]!
  const given = `${'지서민예하도시준현수'[(n * 7) % 10]}${'우윤준호진은연현수민아영'[(n * 5) % 12]}`
  const date = `19${60 + ((n * 13) % 40)}-${String(1 + ((n * 5) % 12)).padStart(2, '0')}-${String(1 + ((n * 11) % 28)).padStart(2, '0')}`
  return [
    `s${n}`,
    family + given,
    date,
    `010-${2000 + n * 37}-${1000 + n * 53}`,
    `s${n * 991}@naver.com`,
    `부산 수영구 해맞이로 ${n + 1}`,
  ]
})

const groupsOf = (rows: readonly (readonly string[])[]): Record<string, number> => {
  const table = tableOf(headers, [...rows, ...strangers])
  const { clusters } = resolve(makePeople(table))
  return Object.fromEntries(rows.map((row, n) => [row[0]!, clusters[n]!]))
}

describe('one person', () => {
  it('is found under romanised, addressed and slipped names, phones of any form and old prefixes of dates', () => {
    const groups = groupsOf([
      [
        'a1',
        '남궁민수',
        '1991-04-12',
        '010-8831-2047',
        'minsu.ng@naver.com',
        '서울특별시 마포구 달빛로 12, 101동 302호',
      ],
      ['a2', 'Minsoo Namgung', '910412', '+82 10 8831 2047', '', ''],
      ['a3', '남궁민수 고객님', '', '01088312047', '', '서울 마포구 달빛로 12'],
      ['a4', '남궁민슈', '1991.04.12', '', 'MINSU.NG@NAVER.COM', ''],
    ])
    expect(new Set(Object.values(groups)).size).toBe(1)
  })
})

describe('bridges join nobody', () => {
  it('a family that shares phone, mailbox and home stays a family', () => {
    const home = '경기도 성남시 분당구 은행나무로 7, 103동 1202호'
    const groups = groupsOf([
      ['mother', '한서연', '1975-02-11', '010-7712-9034', 'seoyeonhome@naver.com', home],
      ['father', '문태호', '1972-09-30', '010-7712-9034', 'seoyeonhome@naver.com', home],
      ['child', '문지아', '2008-06-03', '010-7712-9034', 'seoyeonhome@naver.com', home],
      ['mother2', '한서연', '1975-02-11', '010-7712-9034', '', home],
    ])
    expect(groups.mother).toBe(groups.mother2)
    expect(new Set([groups.mother, groups.father, groups.child]).size).toBe(3)
  })

  it('a handed-on number does not make its new owner the old one', () => {
    const groups = groupsOf([
      ['old', '배동혁', '1968-01-19', '010-3345-8821', 'dhbae68@daum.net', ''],
      ['old2', '배동혁', '1968-01-19', '010-3345-8821', '', ''],
      ['new', '심채린', '1999-11-05', '010-3345-8821', 'chaerin.s@gmail.com', ''],
      ['new2', '심채린', '1999-11-05', '', 'chaerin.s@gmail.com', ''],
    ])
    expect(groups.old).toBe(groups.old2)
    expect(groups.new).toBe(groups.new2)
    expect(groups.old).not.toBe(groups.new)
  })

  it('a mailbox of a company is nobody', () => {
    const groups = groupsOf([
      ['one', '표승우', '', '', 'info@haneul.co.kr', ''],
      ['two', '마예린', '', '', 'info@haneul.co.kr', ''],
      ['three', '길도현', '', '', 'info@haneul.co.kr', ''],
    ])
    expect(new Set(Object.values(groups)).size).toBe(3)
  })
})

describe('the answer', () => {
  const table = tableOf(headers, [...strangers, ['x', strangers[3]![1]!, strangers[3]![2]!, strangers[3]![3]!, '', '']])
  it('names each row once, people numbered by their first rows, with the evidence of each link', () => {
    const found = resolve(makePeople(table))
    const lines = [...clusterLines(table, 'id', found.clusters)].join('').trimEnd().split('\n')
    expect(lines[0]).toBe('id,cluster')
    expect(lines).toHaveLength(table.size + 1)
    expect(lines[1]).toBe('s0,1')
    expect(lines.at(-1)).toBe('x,4')
    const [head, link, ...others] = [...linkLines(table, 'id', found)].join('').trimEnd().split('\n')
    expect(others).toEqual([])
    expect(head).toMatch(/^id_l,id_r,probability,weight,given name,given name weight,family name,/)
    expect(link).toMatch(/^s3,x,0\.99\d+,[\d.]+,equal,[\d.]+,equal,[\d.]+,equal,/)
  })

  it('does not depend on chance', () => {
    const [one, two] = [resolve(makePeople(table)), resolve(makePeople(table))]
    expect(one.clusters).toEqual(two.clusters)
    expect(one.links).toEqual(two.links)
  })

  it.each([0, 1, 2])('%i rows are no trouble', count => {
    const few = tableOf(headers, strangers.slice(0, count))
    expect([...resolve(makePeople(few)).clusters]).toEqual(Array.from({ length: count }, (_, n) => n))
  })

  it('whatever cells hold, every row is in exactly one group whose name is its first row', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('', '김민수', 'Kim', '010-1234-5678', '19900101', '\u0000', '😀'),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell, cell, cell), { maxLength: 30 }), rows => {
        const { clusters } = resolve(
          makePeople(
            tableOf(
              headers,
              rows.map((row, n) => [`k${n}`, ...row]),
            ),
          ),
        )
        for (const [row, first] of clusters.entries()) expect(first <= row && clusters[first] === first).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

it('a chain of likely pairs does not join its unlike ends', () => {
  // 0–1 and 2–3 are sure, 1–2 looks likely by itself, and all else speaks against it.
  const odds = new Map([
    ['0:1', 12],
    ['2:3', 12],
    ['1:2', 4],
  ])
  const bitsOf = (a: number, b: number) => odds.get(`${Math.min(a, b)}:${Math.max(a, b)}`) ?? -9
  const edges = { count: 3, a: Int32Array.of(0, 2, 1), b: Int32Array.of(1, 3, 2), bits: Float32Array.of(12, 12, 4) }
  expect([...cluster(4, edges, bitsOf, { edge: 2, join: -1, most: 10, least: -8 })]).toEqual([0, 0, 2, 2])
})
