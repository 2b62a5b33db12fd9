/** What is wrong with one field of a request, said by us in both languages rather than by the schema library in its own. */
import type { z } from 'zod'
import type { FieldRefusal } from './errors.ts'

/** Placeholders are filled with what the schema allows; numbers come grouped by thousands. */
export const fieldSentences = {
  'field.missing': { ko: '꼭 입력해 주세요.', en: 'This is needed.' },
  'field.too_short': { ko: '{least}자 이상 입력해 주세요.', en: 'Use at least {least} characters.' },
  'field.too_long': { ko: '{most}자까지만 쓸 수 있습니다.', en: 'Use at most {most} characters.' },
  'field.too_few': { ko: '{least}개 이상 넣어 주세요.', en: 'Give at least {least} of these.' },
  'field.too_many': { ko: '{most}개까지만 넣을 수 있습니다.', en: 'Give at most {most} of these.' },
  'field.too_low': { ko: '{least} 이상이어야 합니다.', en: 'It must be {least} or more.' },
  'field.not_above': { ko: '{least}보다 커야 합니다.', en: 'It must be more than {least}.' },
  'field.too_high': { ko: '{most} 이하여야 합니다.', en: 'It must be {most} or less.' },
  'field.not_below': { ko: '{most}보다 작아야 합니다.', en: 'It must be less than {most}.' },
  'field.not_multiple': { ko: '{step}의 배수여야 합니다.', en: 'It must be a multiple of {step}.' },
  'field.not_text': { ko: '글로 적어 주세요.', en: 'This must be text.' },
  'field.not_number': { ko: '숫자로 적어 주세요.', en: 'This must be a number.' },
  'field.not_whole': { ko: '소수점 없는 수로 적어 주세요.', en: 'This must be a whole number.' },
  'field.not_boolean': { ko: 'true나 false로 적어 주세요.', en: 'This must be true or false.' },
  'field.not_list': { ko: '목록으로 보내 주세요.', en: 'This must be a list.' },
  'field.not_object': { ko: '이름과 값의 묶음으로 보내 주세요.', en: 'This must be an object.' },
  'field.not_email': {
    ko: '이메일 주소가 올바르지 않습니다. 예: name@example.com',
    en: 'This is no e-mail address. For example: name@example.com',
  },
  'field.not_url': {
    ko: '웹 주소가 올바르지 않습니다. 예: https://example.com',
    en: 'This is no web address. For example: https://example.com',
  },
  'field.not_id': { ko: '올바른 id가 아닙니다.', en: 'This is no id of ours.' },
  'field.not_instant': {
    ko: '날짜와 시각을 2026-11-21T09:00:00Z처럼 적어 주세요.',
    en: 'Write date and time like 2026-11-21T09:00:00Z.',
  },
  'field.not_date': { ko: '날짜를 2026-11-21처럼 적어 주세요.', en: 'Write the date like 2026-11-21.' },
  'field.not_one_of': { ko: '다음 가운데 하나여야 합니다: {values}', en: 'It must be one of: {values}' },
  'field.unknown': { ko: '없는 항목입니다: {names}', en: 'There is no such field: {names}' },
  'field.bad_name': { ko: '이 이름은 쓸 수 없습니다.', en: 'This name cannot be used.' },
  'field.wrong': { ko: '값이 올바르지 않습니다.', en: 'This value is not right.' },
} as const
type Code = keyof typeof fieldSentences

type Issue = z.core.$ZodIssue
interface Said {
  code: Code
  params?: Readonly<Record<string, string>>
}

/** @param issue one of a parse that kept the input (`reportInput`): a field that is not there reads otherwise than a wrong one. */
export const fieldRefusal = (issue: Issue): FieldRefusal => {
  const { code, params } = say(issue)
  return { path: issue.path.join('.'), message: code, ...(params ? { params } : {}) }
}

const say = (issue: Issue): Said => {
  if (issue.code === 'too_small') return sayTooSmall(issue)
  if (issue.code === 'too_big') return sayTooBig(issue)
  if (issue.code === 'invalid_format') return { code: formats[issue.format] ?? 'field.wrong' }
  if (issue.code === 'not_multiple_of') return { code: 'field.not_multiple', params: { step: shown(issue.divisor) } }
  if (issue.code === 'unrecognized_keys') return { code: 'field.unknown', params: { names: issue.keys.join(', ') } }
  if (issue.code === 'invalid_key') return { code: 'field.bad_name' }
  if (issue.input === undefined || issue.input === null) return { code: 'field.missing' }
  if (issue.code === 'invalid_type') return { code: types[issue.expected] ?? 'field.wrong' }
  if (issue.code === 'invalid_value')
    return { code: 'field.not_one_of', params: { values: issue.values.map(String).join(', ') } }
  return { code: 'field.wrong' }
}

const formats: Readonly<Record<string, Code>> = {
  email: 'field.not_email',
  url: 'field.not_url',
  uuid: 'field.not_id',
  datetime: 'field.not_instant',
  date: 'field.not_date',
}

const types: Readonly<Record<string, Code>> = {
  string: 'field.not_text',
  number: 'field.not_number',
  int: 'field.not_whole',
  boolean: 'field.not_boolean',
  array: 'field.not_list',
  object: 'field.not_object',
  record: 'field.not_object',
}

const sayTooSmall = ({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Said => {
  const params = { least: shown(minimum) }
  if (origin === 'string')
    return Number(minimum) === 1 ? { code: 'field.missing' } : { code: 'field.too_short', params }
  if (lists.has(origin)) return { code: 'field.too_few', params }
  return { code: inclusive === false ? 'field.not_above' : 'field.too_low', params }
}

const sayTooBig = ({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): Said => {
  const params = { most: shown(maximum) }
  if (origin === 'string') return { code: 'field.too_long', params }
  if (lists.has(origin)) return { code: 'field.too_many', params }
  return { code: inclusive === false ? 'field.not_below' : 'field.too_high', params }
}

const lists: ReadonlySet<string> = new Set(['array', 'set', 'map'])

/** Korean and English group digits alike. */
const shown = (value: number | bigint): string => value.toLocaleString('en')
