import { describe, expect, it } from 'vitest'
import { kindOfColumn } from './columns.ts'
import { hasAllWords } from './evidence.ts'
import { isOneSlip, likeness, soundOf } from './letters.ts'
import { distanceLevel, prepare, scales } from './levels.ts'
import {
  comparedPhone,
  isMobile,
  isRoleMailbox,
  readBirth,
  readEmail,
  readGender,
  readHandle,
  readPlace,
} from './values.ts'

describe('phones in all Korean forms', () => {
  it.each([
    '010-1234-5678',
    '01012345678',
    '010 1234 5678',
    '010.1234.5678',
    '+82 10-1234-5678',
    '+82-(0)10-1234-5678',
    '0082 10 1234 5678',
    '821012345678',
    '1012345678',
    '０１０－１２３４－５６７８',
  ])('%s', text => expect(comparedPhone(text)).toBe('01012345678'))

  it('others keep their country, offices their area, and nonsense is nothing', () => {
    expect(comparedPhone('+1 (415) 555-0100')).toBe('+14155550100')
    expect(comparedPhone('02)123-4567')).toBe('021234567')
    expect(comparedPhone('1588-1234')).toBe('15881234')
    for (const nothing of ['', '-', '0000000000', '111-1111-1111', '12', '없음', '0505-1234-5678'])
      expect(comparedPhone(nothing)).toBe('')
    expect(isMobile('01012345678')).toBe(true)
    expect(isMobile('021234567')).toBe(false)
  })
})

describe('birth dates', () => {
  it.each([
    ['1990-03-07', '19900307'],
    ['1990.3.7', '19900307'],
    ['19900307', '19900307'],
    ['900307', '19900307'],
    ['1990년 3월 7일', '19900307'],
    ['07/03/1990', '19900703'],
    ['31/12/1990', '19901231'],
    ['7 March 1990', '19900307'],
    ['1990', '19900000'],
    ['1859-00-01', '18590001'],
    ['모름', ''],
    ['1900-01-01', ''],
  ])('%s → %s', (text, expected) => expect(readBirth(text)).toBe(expected))

  const level = (a: string, b: string) => scales.birth.level(prepare(a), prepare(b))
  it('slips, swaps, and years that alone are known', () => {
    expect(level('19900307', '19900308')).toBe(7)
    expect(level('19900307', '19900703')).toBe(7)
    expect(level('19900307', '19580307')).toBe(6)
    expect(level('19900307', '19901207')).toBe(5)
    expect(level('18560101', '18560722')).toBe(4)
    expect(level('18560101', '18570101')).toBe(2)
    expect(level('19900307', '19541122')).toBe(1)
  })
})

it('mail addresses, handles, places and genders have one form', () => {
  expect(readEmail('Kim.MinSu+shop@GoogleMail.com')).toBe('kimminsu@gmail.com')
  expect(readEmail('김민수 <minsu@naver.com>')).toBe('minsu@naver.com')
  expect(readEmail('no mail')).toBe('')
  expect(isRoleMailbox('info@haneul.co.kr')).toBe(true)
  expect(isRoleMailbox('minsu@haneul.co.kr')).toBe(false)
  expect(readHandle('https://x.com/Minsu_Kim/')).toBe('minsu_kim')
  expect(readHandle('@minsu.kim')).toBe('minsu.kim')
  expect(readPlace('서울특별시 강남구')).toBe(readPlace('서울 강남구'))
  expect([readGender('여성'), readGender('M'), readGender('?')]).toEqual(['f', 'm', ''])
})

it('a mailbox of the same letters and another number is a namesake’s', () => {
  const level = (a: string, b: string) => scales.email.level(prepare(a), prepare(b))
  expect(level('okjaekim79@naver.com', 'okjaekim2004@naver.com')).toBe(1)
  expect(level('okjaekim79@naver.com', 'okjaekim79@navr.com')).toBe(3)
  expect(level('okjaekim79@naver.com', 'okjaekim79@gmail.com')).toBe(3)
  expect(level('info@a.com', 'info@b.com')).toBe(1)
})

it('one slip is one key, and likeness is Jaro and Winkler’s', () => {
  expect(isOneSlip('jonathon', 'jonathan')).toBe(true)
  expect(isOneSlip('marhta', 'martha')).toBe(true)
  expect(isOneSlip('abc', 'abcd')).toBe(true)
  expect(isOneSlip('abc', 'abc')).toBe(false)
  expect(isOneSlip('abcd', 'badc')).toBe(false)
  // The figures of Winkler's papers.
  expect(likeness('martha', 'marhta')).toBeCloseTo(0.9611, 4)
  expect(likeness('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4)
  expect(likeness('dwayne', 'duane')).toBeCloseTo(0.84, 4)
  expect(soundOf('knight')).toBe(soundOf('night'))
})

it('distances are told by steps', () => {
  expect(distanceLevel(37.5665, 126.978, 37.5665, 126.9785)).toBe(5)
  expect(distanceLevel(37.5665, 126.978, 35.1796, 129.0756)).toBe(1)
})

it('every level has words', () => expect(hasAllWords()).toBe(true))

describe('columns are recognised by their names', () => {
  it.each([
    ['first_name', 'givenName'],
    ['Surname', 'familyName'],
    ['full name', 'fullName'],
    ['고객명', 'fullName'],
    ['구매자 연락처', 'phone'],
    ['휴대폰번호(필수)', 'phone'],
    ['생년월일', 'birth'],
    ['date_of_birth', 'birth'],
    ['birth_place', 'place'],
    ['postcode_fake', 'postcode'],
    ['우편번호', 'postcode'],
    ['soc_sec_id', 'id'],
    ['street_number', 'houseNumber'],
    ['address_1', 'street'],
    ['주소', 'address'],
    ['E-mail', 'email'],
    ['home_phone', 'phone'],
    ['occupation', 'occupation'],
    ['성별', 'gender'],
    ['cluster', null],
    ['unique_id', null],
    ['주문금액', null],
    ['created_at', null],
  ])('%s: %s', (header, kind) => expect(kindOfColumn(header)).toBe(kind))
})
