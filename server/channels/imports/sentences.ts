/** Why an import was refused, and what to do. */
import type { Sentences } from '../../platform/sentences.ts'

export const importSentences: Sentences = {
  'channels.import.wrong_state': {
    ko: '지금은 할 수 없습니다. 이 가져오기는 이미 다음 단계로 넘어갔습니다.',
    en: 'It is too late or too early for this: the import is in another state.',
  },
  'channels.import.nothing': {
    ko: '가져올 표가 없습니다. 표가 무엇인지 골라 주세요.',
    en: 'There is no table to bring in. Say what the table is.',
  },
  'channels.import.unknown_zone': {
    ko: '그런 시간대는 없습니다. 예: Asia/Seoul',
    en: 'There is no such time zone. Example: Asia/Seoul',
  },
  'channels.import.unknown_column': {
    ko: '파일에 그런 열이 없습니다.',
    en: 'The file has no such column.',
  },
  'channels.import.unknown_table': {
    ko: '파일에 그런 표가 없습니다.',
    en: 'The file has no such table.',
  },
  'channels.import.asks_addresses': {
    ko: '파일에 주소가 들어 있습니다. 주소를 남길지 먼저 골라 주세요.',
    en: 'The file holds addresses. Say first whether to keep them.',
  },
}
