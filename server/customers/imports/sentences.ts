/** Why a row about people was refused, and what to do. */
import type { Sentences } from '../../platform/sentences.ts'

const ruined = {
  ko: '엑셀이 번호를 망가뜨렸습니다: {value}. 번호 열을 텍스트로 두고 다시 내보내 주세요.',
  en: 'A spreadsheet ruined this number: {value}. Export it again with the column of numbers as text.',
} as const
const noDate = { ko: '날짜로 읽을 수 없습니다: {value}', en: 'This is no date: {value}' } as const

export const importSentences: Sentences = {
  'customers.import.row.nobody': {
    ko: '누구인지 알 수 없습니다. 이름, 전화, 이메일, 고객 번호 가운데 하나는 있어야 합니다.',
    en: 'Nothing says who this is: it takes a name, a number, an address or an id.',
  },
  'customers.import.row.deleted': {
    ko: '원래 시스템에서 지워진 고객입니다.',
    en: 'This customer was deleted where the file comes from.',
  },
  'customers.import.row.ruined_id': ruined,
  'customers.import.row.no_order_number': { ko: '주문 번호가 비어 있습니다.', en: 'The number of the order is empty.' },
  'customers.import.row.ruined_order_number': ruined,
  'customers.import.row.no_order_date': { ko: '주문한 날이 비어 있습니다.', en: 'The day of the order is empty.' },
  'customers.import.row.bad_order_date': noDate,
  'customers.import.row.no_ticket_number': {
    ko: '문의 번호가 비어 있습니다.',
    en: 'The number of the ticket is empty.',
  },
  'customers.import.row.ruined_ticket_number': ruined,
  'customers.import.row.bad_ticket_date': noDate,
  'customers.import.row.bad_message_date': noDate,
  'customers.import.row.no_message': { ko: '메시지가 비어 있습니다.', en: 'The message is empty.' },
  'customers.import.row.no_time': { ko: '통화한 때를 읽을 수 없습니다.', en: 'When the call was made cannot be read.' },
  'customers.import.row.no_outcome': {
    ko: '통화가 어떻게 끝났는지 알 수 없습니다.',
    en: 'Nothing says how the call ended.',
  },
}
