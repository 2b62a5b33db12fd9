/** Sentences for codes, in both languages; rooms bring their own, these are the ground's. */
import type { Locale } from '../../contract/scalars.ts'
import type { ErrorParams } from './errors.ts'
import { fieldSentences } from './field-sentences.ts'

/** `{name}` is filled from the error's params. */
export type Sentences = Readonly<Record<string, { ko: string; en: string }>>

export const groundSentences: Sentences = {
  ...fieldSentences,
  not_found: {
    ko: '찾는 것이 없습니다. 지워졌거나 다른 워크스페이스에 있을 수 있습니다.',
    en: 'There is nothing here. It may be gone, or belong to another workspace.',
  },
  unauthenticated: { ko: '로그인이 필요합니다.', en: 'Sign in first.' },
  forbidden: {
    ko: '이 일을 할 권한이 없습니다({permission}). 소유자에게 요청해 주세요.',
    en: 'You lack the permission for this ({permission}). Ask an owner of the workspace.',
  },
  invalid_request: { ko: '입력한 내용을 확인해 주세요.', en: 'Please check what was entered.' },
  bad_cursor: {
    ko: '목록의 위치 값이 올바르지 않습니다. 처음부터 다시 불러와 주세요.',
    en: 'The cursor is not one of ours. Load the list from its start.',
  },
  too_large: { ko: '보낸 내용이 너무 큽니다.', en: 'What was sent is too large.' },
  file_too_large: {
    ko: '파일이 {megabytes} MB를 넘습니다. 나누어 올리거나 관리자에게 MAX_FILE_MEGABYTES를 늘려 달라고 해 주세요.',
    en: 'The file is larger than {megabytes} MB. Split it, or ask the operator to raise MAX_FILE_MEGABYTES.',
  },
  too_many_requests: {
    ko: '요청이 너무 많습니다. {seconds}초 뒤에 다시 해 주세요.',
    en: 'Too many requests. Try again in {seconds} seconds.',
  },
  wrong_origin: {
    ko: '다른 사이트에서 보낸 요청이라 거절했습니다.',
    en: 'Refused: the request came from another site.',
  },
  'idempotency.in_progress': {
    ko: '같은 요청을 처리하고 있습니다. 잠시 뒤 다시 해 주세요.',
    en: 'The same request is being worked on. Try again in a moment.',
  },
  'idempotency.other_request': {
    ko: '같은 Idempotency-Key로 다른 내용을 보냈습니다. 새 키를 쓰세요.',
    en: 'This Idempotency-Key was used for another request. Use a new key.',
  },
  'fetch.bad_url': {
    ko: '이 주소는 열 수 없습니다. http나 https로 시작하는 주소를 넣어 주세요.',
    en: 'This address cannot be opened. Enter one that starts with http or https.',
  },
  'fetch.address_refused': {
    ko: '{host}: 내부망을 가리키는 주소라 열지 않았습니다.',
    en: '{host} leads into a private network, so it was not opened.',
  },
  'fetch.unknown_host': { ko: '{host}: 그런 서버를 찾지 못했습니다.', en: 'No server was found under {host}.' },
  'fetch.too_many_redirects': {
    ko: '이 주소는 다른 곳으로 계속 넘어가기만 합니다.',
    en: 'This address only leads on to others, again and again.',
  },
  'fetch.too_large': { ko: '받아 올 내용이 너무 큽니다.', en: 'What would come back is too large.' },
  'fetch.bad_encoding': { ko: '받은 내용의 압축을 풀지 못했습니다.', en: 'What came back could not be unpacked.' },
  'fetch.timeout': { ko: '상대 서버가 제때 답하지 않았습니다.', en: 'The other server did not answer in time.' },
  'fetch.cancelled': { ko: '요청을 그만두었습니다.', en: 'The request was called off.' },
  'fetch.network': { ko: '상대 서버와 연결이 끊겼습니다.', en: 'The connection to the other server failed.' },
  'mail.not_configured': {
    ko: '메일을 보내려면 SMTP_URL과 MAIL_FROM을 설정하고 다시 시작해 주세요.',
    en: 'To send mail, set SMTP_URL and MAIL_FROM and start again.',
  },
  'mail.login_refused': {
    ko: '메일 서버가 로그인을 거절했습니다. SMTP_URL의 이름과 비밀번호를 확인해 주세요.',
    en: 'The mail server refused the login. Check the name and password in SMTP_URL.',
  },
  'mail.no_tls': {
    ko: '메일 서버가 암호화를 지원하지 않아 비밀번호를 보내지 않았습니다. SMTP_URL을 smtps://로 바꿔 보세요.',
    en: 'The mail server offers no encryption, so the password was not sent. Try smtps:// in SMTP_URL.',
  },
  'mail.refused': {
    ko: '메일 서버가 이 메일을 받지 않았습니다. 받는 주소와 MAIL_FROM을 확인해 주세요.',
    en: 'The mail server refused this mail. Check the recipient and MAIL_FROM.',
  },
  'mail.not_now': { ko: '메일 서버가 지금은 받지 않습니다.', en: 'The mail server does not take it at the moment.' },
  'mail.unreachable': { ko: '메일 서버에 닿지 못했습니다.', en: 'The mail server could not be reached.' },
  database_unavailable: {
    ko: '데이터베이스에 연결할 수 없습니다. 돌아오는 대로 이어서 처리합니다.',
    en: 'The database cannot be reached. Work goes on as soon as it is back.',
  },
  internal: {
    ko: '예상하지 못한 오류가 났습니다. 오류 번호 {errorId}로 기록해 두었습니다.',
    en: 'Something unexpected went wrong. It was logged as {errorId}.',
  },
}

/** The sentence of a code, or the code itself when nobody wrote one. */
export const sentence = (sentences: Sentences, code: string, locale: Locale, params: ErrorParams = {}): string =>
  (sentences[code]?.[locale] ?? code).replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))

/** The first of our languages that the header asks for; Korean otherwise. */
export const readerLocale = (acceptLanguage: string | undefined): Locale => {
  for (const part of (acceptLanguage ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase()
    if (tag === 'ko' || tag === 'en') return tag
  }
  return 'ko'
}
