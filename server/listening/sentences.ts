/** Sentences of listening's refusals. */
import type { Locale } from '../../contract/scalars.ts'
import type { ErrorParams } from '../platform/errors.ts'
import { groundSentences, type Sentences, sentence } from '../platform/sentences.ts'
import { importSentences } from './import-sentences.ts'

export const sentences: Sentences = {
  ...importSentences,
  'listening.period_backwards': {
    ko: '기간의 끝이 시작보다 앞서 있습니다. 날짜를 다시 골라 주세요.',
    en: 'The period ends before it begins. Choose the dates again.',
  },
  'listening.period_too_long': {
    ko: '한 번에 {rows}칸까지 볼 수 있습니다. 기간을 줄이거나 하루 단위로 보세요.',
    en: 'At most {rows} rows at once. Choose a shorter period, or look at days.',
  },
  'listening.report_too_long': {
    ko: '이 보고는 한 번에 {days}일까지 볼 수 있습니다. 기간을 줄여 주세요.',
    en: 'This report covers at most {days} days at once. Choose a shorter period.',
  },
  'listening.too_many': {
    ko: '한 번에 {most}건까지 바꿀 수 있습니다. 조건을 좁혀 나누어 해 주세요.',
    en: 'At most {most} mentions are changed at once. Narrow the filter, and do it in parts.',
  },
  'listening.not_a_member': {
    ko: '이 워크스페이스의 구성원이 아닙니다. 구성원 가운데에서 골라 주세요.',
    en: 'Not a member of this workspace. Choose one of its members.',
  },
  'listening.already_undone': {
    ko: '이미 되돌린 일입니다.',
    en: 'This has been undone already.',
  },
  'listening.unknown_tag': {
    ko: '없거나 지워진 태그입니다. 새로 불러와 주세요.',
    en: 'This tag is not there any more. Load the list again.',
  },
  'listening.tag_name_taken': {
    ko: '‘{name}’ 태그가 이미 있습니다. 다른 이름을 쓰거나 두 태그를 합쳐 주세요.',
    en: 'There is a tag named {name} already. Choose another name, or merge the two.',
  },
  'listening.tag_into_itself': {
    ko: '태그를 자기 자신과 합칠 수 없습니다. 다른 태그를 골라 주세요.',
    en: 'A tag cannot be merged into itself. Choose another one.',
  },
  'listening.tag_just_removed': {
    ko: '같은 이름의 태그가 방금 지워졌습니다. 다시 만들어 주세요.',
    en: 'The tag of this name was removed just now. Make it again.',
  },
  'listening.key_has_no_views': {
    ko: 'API 키는 함께 쓰는 보기만 만들 수 있고, 순서와 기본 보기를 가질 수 없습니다. 함께 쓰기로 만들어 주세요.',
    en: 'A key can make shared views only, and has no order or default of its own. Share the view.',
  },
  'listening.bad_query.term': {
    ko: '{at}번째 글자에 찾을 말이 있어야 합니다.',
    en: 'A word is missing at character {at}.',
  },
  'listening.bad_query.empty_group': {
    ko: '{at}번째 글자의 괄호 안이 비어 있습니다. 찾을 말을 넣거나 괄호를 지워 주세요.',
    en: 'The parentheses at character {at} hold nothing. Put a word in, or take them out.',
  },
  'listening.bad_query.only_not': {
    ko: '빼는 말만으로는 거의 모든 글이 들립니다. 찾을 말을 하나 이상 적어 주세요.',
    en: 'Words to leave out alone would find nearly every post. Name at least one to look for.',
  },
  'listening.bad_query.intent': {
    ko: '{at}번째 글자에는 문의, 불만, 제안, 칭찬, 구매, 추천, 기타 가운데 하나를 적어 주세요.',
    en: 'Character {at} wants one of question, complaint, suggestion, praise, purchase, recommendation and other.',
  },
  'listening.bad_query.closing_parenthesis': {
    ko: '{at}번째 글자에서 연 괄호가 닫히지 않았습니다.',
    en: 'The parenthesis opened at character {at} is never closed.',
  },
  'listening.bad_query.opening_parenthesis': {
    ko: '{at}번째 글자의 닫는 괄호에 짝이 없습니다.',
    en: 'The parenthesis closed at character {at} was never opened.',
  },
  'listening.bad_query.closing_quotation_mark': {
    ko: '{at}번째 글자에서 연 따옴표가 닫히지 않았습니다.',
    en: 'The quotation mark opened at character {at} is never closed.',
  },
  'listening.bad_query.word': {
    ko: '{at}번째 글자부터는 찾을 수 있는 글자가 없습니다. 문장 부호나 이모지만으로는 찾지 못합니다.',
    en: 'Nothing that can be looked for stands at character {at}: signs and emoji alone find nothing.',
  },
  'listening.bad_query.word_before_star': {
    ko: '{at}번째 글자의 *는 낱말 끝에만 붙일 수 있습니다. 예: 배송*',
    en: 'The * at character {at} belongs at the end of a word, as in deliver*.',
  },
  'listening.bad_query.value': {
    ko: '{at}번째 글자의 조건에 값이 없습니다.',
    en: 'The condition at character {at} has no value.',
  },
  'listening.bad_query.field': {
    ko: '{at}번째 글자의 조건 이름을 모르겠습니다. author:, channel:, lang:, sentiment:, intent:, followers:를 쓸 수 있습니다.',
    en: 'The condition at character {at} is not known: there are author:, channel:, lang:, sentiment:, intent: and followers:.',
  },
  'listening.bad_query.sentiment': {
    ko: '{at}번째 글자에는 긍정, 중립, 부정, 혼합 가운데 하나를 적어 주세요.',
    en: 'Character {at} wants one of positive, neutral, negative and mixed.',
  },
  'listening.bad_query.number_of_followers': {
    ko: '{at}번째 글자에는 팔로워 수를 비교해 적어 주세요. 예: followers:>1000',
    en: 'Character {at} wants a comparison, as in followers:>1000.',
  },
  'listening.bad_query.distance': {
    ko: '{at}번째 글자의 near에는 1부터 1000까지의 거리가 필요합니다. 예: near/5',
    en: 'The near at character {at} wants a distance from 1 to 1000, as in near/5.',
  },
  'listening.bad_query.words_around_near': {
    ko: '{at}번째 글자의 near 양쪽에는 낱말이나 "구절"만 둘 수 있습니다.',
    en: 'Only words and "phrases" may stand around the near at character {at}.',
  },
  'listening.bad_query.not': {
    ko: '{at}번째 글자의 빼기표 대신 NOT을 써 주세요.',
    en: 'Write NOT in place of the minus at character {at}.',
  },
  'listening.bad_query.fewer_words': {
    ko: '검색식이 너무 깁니다. 낱말은 10,000개까지 쓸 수 있습니다.',
    en: 'The query is too long: it may hold 10,000 words.',
  },
  'listening.bad_query.less_nesting': {
    ko: '{at}번째 글자에서 괄호가 너무 깊어졌습니다. 100겹까지 쓸 수 있습니다.',
    en: 'The query nests too deeply at character {at}: 100 levels are the limit.',
  },
  'listening.alert_needs_member': {
    ko: '혼자 듣는 규칙은 구성원만 만들 수 있습니다. 함께 듣는 규칙으로 바꿔 주세요.',
    en: 'Only a member has rules of their own. Make it a shared one.',
  },
  'listening.alert_no_road': {
    ko: '어디로 알릴지 하나 이상 골라 주세요.',
    en: 'Choose at least one way to be told.',
  },
  'listening.alert_no_words': {
    ko: '찾을 수 있는 말을 적어 주세요. 문장 부호나 이모지만으로는 찾지 못합니다.',
    en: 'Write a word that can be looked for: signs and emoji alone find nothing.',
  },
  'listening.alert_topic_gone': {
    ko: '보관했거나 없는 주제입니다. 다른 주제를 골라 주세요.',
    en: 'This topic is archived or gone. Choose another one.',
  },
  'listening.alert_hearer_gone': {
    ko: '들을 사람 가운데 이 워크스페이스를 떠난 사람이 있습니다. 다시 골라 주세요.',
    en: 'Somebody who should hear it has left the workspace. Choose again.',
  },
  'listening.receiver_gone': {
    ko: '지워진 받는 곳이 있습니다. 다시 골라 주세요.',
    en: 'A receiver is gone. Choose again.',
  },
  'listening.receiver_refused': {
    ko: '받는 서버가 {status}로 거절했습니다. 그쪽 주소와 기록을 확인해 주세요.',
    en: 'The receiving server answered {status}. Check its address and its log.',
  },
  'listening.receiver_closed': {
    ko: '받는 곳이 없어졌습니다(410). 새 주소를 넣어 주세요.',
    en: 'The receiver is gone for good (410). Enter a new address.',
  },
  'listening.receiver_moved': {
    ko: '받는 주소가 다른 곳으로 넘깁니다. 마지막 주소를 그대로 넣어 주세요.',
    en: 'The address leads on to another one. Enter the last address itself.',
  },
  'listening.digest_too_long': {
    ko: '요약은 31일까지 볼 수 있습니다. 기간을 줄여 주세요.',
    en: 'A digest covers 31 days at most. Choose a shorter period.',
  },
}

/** The sentence of why something was not sent; `{name}` is filled from `params`. */
export const sentenceOf = (code: string, locale: Locale, params: unknown): string =>
  sentence({ ...groundSentences, ...sentences }, code, locale, (params ?? {}) as ErrorParams)
