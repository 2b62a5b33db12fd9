/** Values of own fields: read as people write them, refused where the field cannot hold them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FieldKind, fieldKinds } from '../../contract/access.ts'
import { keyForName, readFieldFilter, readFieldValue } from './field-values.ts'

const choices = [
  { id: 'c1', name: '골드', formerNames: ['금'], isRemoved: false },
  { id: 'c2', name: '실버', formerNames: [], isRemoved: true },
]
const of = (kind: FieldKind) => ({ kind, choices: kind === 'choice' ? choices : [] })

test('a value is read as people and spreadsheets write it, and refused where the field cannot hold it', () => {
  const read: [FieldKind, string | number | boolean, unknown][] = [
    ['text', ' 하늘 ', '하늘'],
    ['text', '', null],
    ['text', 'x'.repeat(1001), null],
    ['number', '1,200', 1200],
    ['number', -3.5, -3.5],
    ['number', '12px', null],
    ['number', 'Infinity', null],
    ['number', '9007199254740993', null],
    ['date', '2026. 11. 3.', '2026-11-03'],
    ['date', '2026년 11월 3일', '2026-11-03'],
    ['date', '2026-02-31', null],
    ['yes_no', '예', true],
    ['yes_no', false, false],
    ['yes_no', 'perhaps', null],
    ['choice', '골드', 'c1'],
    ['choice', '금', 'c1'],
    ['choice', 'c2', 'c2'],
    ['choice', '플래티넘', null],
    ['link', 'https://haneul.example/a?b=1', 'https://haneul.example/a?b=1'],
    ['link', 'javascript:alert(1)', null],
    ['link', 'data:text/html,<script>1</script>', null],
  ]
  for (const [kind, given, expected] of read) expect(readFieldValue(of(kind), given), `${kind} ${given}`).toBe(expected)
})

test('a value that was read is read again as itself', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.webUrl(),
    fc.date({ noInvalidDate: true }).map(String),
  )
  fc.assert(
    fc.property(fc.constantFrom(...fieldKinds), anything, (kind, given) => {
      const once = readFieldValue(of(kind), given)
      return once === null || readFieldValue(of(kind), String(once)) === once
    }),
    { numRuns: 300 },
  )
})

test('a filter names a field and what it holds; one that cannot be read is handed back', () => {
  const fields = fieldKinds.map(kind => ({ key: kind, ...of(kind) }))
  expect(readFieldFilter(fields, ['choice:골드', 'choice:c2', 'number:5..9', 'date:>=2026-01-01', 'text:-'])).toEqual({
    conditions: [
      {
        key: 'choice',
        any: [
          { is: 'equal', value: 'c1' },
          { is: 'equal', value: 'c2' },
        ],
      },
      { key: 'number', any: [{ is: 'between', from: 5, to: 9 }] },
      { key: 'date', any: [{ is: 'between', from: '2026-01-01', to: null }] },
      { key: 'text', any: [{ is: 'empty' }] },
    ],
  })
  for (const bad of ['nobody:1', 'number:..', 'number:a..b', 'choice:none', 'text:', 'x'])
    expect(readFieldFilter(fields, [bad])).toEqual({ unread: bad })
})

test('a key is made of what the API can say of a name, and is free', () => {
  expect(keyForName('VIP Grade', new Set())).toBe('vip_grade')
  expect(keyForName('VIP Grade', new Set(['vip_grade']))).toBe('vip_grade_2')
  expect(keyForName('등급', new Set())).toBe('field_1')
  expect(keyForName('등급', new Set(['field_1']))).toBe('field_2')
})
