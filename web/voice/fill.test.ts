import { expect, it } from 'vitest'
import { fillFields } from './fill.ts'

const values = { 고객명: '지은', 담당자: '민준' }

it('fills fields, with the particle that fits', () => {
  expect(fillFields('{고객명}님, {담당자}입니다.', values)).toBe('지은님, 민준입니다.')
  expect(fillFields('{고객명, 이/가} 주신 글', values)).toBe('지은이 주신 글')
  expect(fillFields('{ 담당자 , 을/를 } 찾아 주세요', { 담당자: '지우' })).toBe('지우를 찾아 주세요')
})

it('leaves what it does not know as it stands', () => {
  expect(fillFields('{주문번호} {고객명, 쯤} {', values)).toBe('{주문번호} {고객명, 쯤} {')
  expect(fillFields('{고객명}', { 고객명: '' })).toBe('{고객명}')
})
