/** What an agreement is called, in Korean and English: the words that stand beside a weight. */
import type { FeatureKind } from './columns.ts'
import { scales } from './levels.ts'

export interface Words {
  readonly ko: string
  readonly en: string
}

const featureWords: Readonly<Record<FeatureKind, Words>> = {
  given: { ko: '이름', en: 'given name' },
  family: { ko: '성', en: 'family name' },
  birth: { ko: '생년월일', en: 'birth date' },
  email: { ko: '이메일', en: 'e-mail' },
  phone: { ko: '전화번호', en: 'phone' },
  id: { ko: '번호', en: 'number' },
  handle: { ko: '아이디', en: 'handle' },
  account: { ko: '메일 서명에 적은 계정', en: 'account signed in a mail' },
  place: { ko: '지역', en: 'place' },
  postcode: { ko: '우편번호', en: 'post code' },
  street: { ko: '도로명', en: 'street' },
  houseNumber: { ko: '건물번호', en: 'house number' },
  address: { ko: '주소', en: 'address' },
  state: { ko: '시·도', en: 'state' },
  country: { ko: '국가', en: 'country' },
  occupation: { ko: '직업', en: 'occupation' },
  company: { ko: '회사', en: 'company' },
  gender: { ko: '성별', en: 'gender' },
  point: { ko: '위치', en: 'position' },
}

const words = (ko: string, en: string): Words => ({ ko, en })
const unknown = words('한쪽만 앎', 'not known of both')
const differs = words('다름', 'differs')
const equal = words('같음', 'equal')
const slip = words('한 글자 차이', 'one slip')
const close = words('비슷함', 'close')

const name = [
  unknown,
  differs,
  words('조금 비슷함', 'loosely alike'),
  close,
  words('같은 이름의 다른 표기', 'another form'),
  equal,
]
const text = [unknown, differs, words('겹치는 낱말', 'a word in common'), close, equal]

const levelWords: Readonly<Record<FeatureKind, readonly Words[]>> = {
  given: name,
  family: name,
  birth: [
    unknown,
    differs,
    words('연도 한 자리 차이', 'year one digit apart'),
    words('몇 자리 차이', 'some digits apart'),
    words('같은 해', 'same year'),
    words('같은 해와 달 또는 날', 'same year and month or day'),
    words('다른 해 같은 날', 'same day of another year'),
    words('한 자리 차이', 'one slip'),
    equal,
  ],
  email: [
    unknown,
    differs,
    close,
    words('한 글자 차이 또는 같은 아이디', 'one slip, or the same name elsewhere'),
    equal,
  ],
  phone: [unknown, differs, words('한 자리 차이', 'one slip'), equal],
  id: [unknown, differs, slip, equal],
  handle: [unknown, differs, words('한 글자 차이 또는 메일 이름', 'one slip, or the name of the mailbox'), equal],
  account: [unknown, differs, equal],
  place: text,
  postcode: [unknown, differs, words('같은 권역', 'same area'), words('같은 구역', 'same district'), slip, equal],
  street: text,
  houseNumber: [unknown, differs, slip, equal],
  address: [unknown, differs, words('절반 넘게 같음', 'half in common'), words('거의 같음', 'mostly equal'), equal],
  state: [unknown, differs, slip, equal],
  country: [unknown, differs, equal],
  occupation: text,
  company: text,
  gender: [unknown, differs, equal],
  point: [
    unknown,
    words('멂', 'far'),
    words('50 km 안', 'within 50 km'),
    words('10 km 안', 'within 10 km'),
    words('1 km 안', 'within 1 km'),
    words('100 m 안', 'within 100 m'),
  ],
}

export const wordsOfFeature = (kind: FeatureKind): Words => featureWords[kind]

/** @param level as the comparison gave it; 0 where one of the two does not say. */
export const wordsOfLevel = (kind: FeatureKind, level: number): Words => levelWords[kind][level] ?? unknown

/** Every level of every scale has words: asserted where tests run, and here by the table's length. */
export const hasAllWords = (): boolean =>
  Object.entries(scales).every(([kind, { top }]) => levelWords[kind as FeatureKind].length === top + 1)
