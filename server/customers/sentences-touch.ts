/** Sentences of refusals around sites, calls and consents. */
import type { Sentences } from '../platform/sentences.ts'

export const touchSentences: Sentences = {
  'customers.bad_origin': {
    ko: '"{typed}"은(는) 사이트 주소가 아닙니다. https://shop.example 처럼 써 주세요.',
    en: '"{typed}" is no address of a site. Write it like https://shop.example.',
  },
  'customers.call_outcome': {
    ko: '"{word}"은(는) 통화가 어떻게 끝났는지 말해 주지 않습니다. answered, missed, failed 가운데 하나를 보내 주세요.',
    en: '"{word}" does not say how a call ended. Send answered, missed or failed.',
  },
  'customers.consent_to_come': {
    ko: '아직 오지 않은 시각의 동의는 기록할 수 없습니다.',
    en: 'A consent of a time to come cannot be recorded.',
  },
}
