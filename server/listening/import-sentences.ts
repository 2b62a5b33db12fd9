/** Why an import or one of its rows was refused, and what to do. */
import type { Sentences } from '../platform/sentences.ts'

export const importSentences: Sentences = {
  'listening.import.row.no_text': {
    ko: '글도 제목도 비어 있습니다.',
    en: 'It has neither text nor title.',
  },
  'listening.import.row.no_date': {
    ko: '날짜가 비어 있습니다.',
    en: 'Its date is empty.',
  },
  'listening.import.row.bad_date': {
    ko: '날짜로 읽을 수 없습니다: {value}',
    en: 'This is no date: {value}',
  },
  'listening.import.row.future_date': {
    ko: '아직 오지 않은 날짜입니다: {value}. 날과 달의 순서가 바뀌지 않았는지 확인해 주세요.',
    en: 'This date is still to come: {value}. Check the order of day and month.',
  },
  'listening.import.row.no_channel': {
    ko: '어느 채널의 글인지 알 수 없습니다. 채널 열이나 모든 행의 채널을 골라 주세요.',
    en: 'Nothing says which channel it is from. Choose the column of the channel, or one channel for all rows.',
  },
  'listening.import.needs_text': {
    ko: '글이나 제목이 든 열을 골라 주세요.',
    en: 'Choose the column that holds the text, or the title.',
  },
  'listening.import.needs_date': {
    ko: '날짜가 든 열을 골라 주세요.',
    en: 'Choose the column that holds the date.',
  },
}
