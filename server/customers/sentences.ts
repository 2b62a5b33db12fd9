/** What the customers room says when it refuses. */
import type { Sentences } from '../platform/sentences.ts'
import { touchSentences } from './sentences-touch.ts'

export const sentences: Sentences = {
  'customers.stage_name_taken': {
    ko: '‘{name}’ 단계가 이미 있습니다. 다른 이름을 적어 주세요.',
    en: 'There is a stage “{name}” already. Choose another name.',
  },
  'customers.too_many_stages': {
    ko: '단계는 {most}개까지 만들 수 있습니다. 숨긴 단계도 셉니다.',
    en: 'A workspace has at most {most} stages, hidden ones included.',
  },
  'customers.stage_needs_name': { ko: '단계의 이름을 적어 주세요.', en: 'Give the stage a name.' },
  'customers.stage_is_built_in': {
    ko: '기본 단계는 없앨 수 없습니다. 이름은 바꿀 수 있습니다.',
    en: 'The six stages stay, but they can be renamed.',
  },
  'customers.stage_beyond_meaning': {
    ko: '고른 단계는 이 뜻의 단계가 아니거나 없어졌습니다. 새로 불러와 주세요.',
    en: 'This stage is gone or means something else. Load the stages again.',
  },
  ...touchSentences,
  'customers.paths_period': {
    ko: '기간은 하루보다 길고 {days}일을 넘지 않아야 합니다.',
    en: 'The period must be longer than nothing and at most {days} days.',
  },
  'customers.pair_refused': {
    ko: '{by} 님이 서로 다른 사람이라고 정해 둔 고객입니다. 그래도 병합하려면 다시 확인해 주세요.',
    en: '{by} said that these are two people. Confirm again to merge them anyway.',
  },
  'customers.one_alone': {
    ko: '병합하려면 서로 다른 고객이 둘 이상 필요합니다.',
    en: 'It takes two different customers to merge.',
  },
  'customers.not_merged': {
    ko: '이 고객에 병합된 기록이 아닙니다.',
    en: 'This is not merged into the customer.',
  },
  'customers.are_merged': {
    ko: '이미 한 사람으로 병합된 고객입니다. 먼저 병합을 취소해 주세요.',
    en: 'These two are merged already. Undo the merge first.',
  },
}
