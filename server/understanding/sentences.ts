/** Sentences of understanding's refusals. */
import type { Sentences } from '../platform/sentences.ts'

export const sentences: Sentences = {
  'understanding.provider_off': {
    ko: '깊이 읽기가 꺼져 있습니다. 관리자가 설정 → 깊이 읽기에서 켤 수 있습니다.',
    en: 'Deep reading is off. An administrator can turn it on in Settings → Deep reading.',
  },
  'understanding.provider_cap': {
    ko: '이 물음까지 더하면 이번 달 한도를 넘을 수 있어 묻지 않았습니다. 한도는 설정 → 깊이 읽기에서 바꿀 수 있습니다.',
    en: 'With this question the month could cost more than its cap, so nothing was asked. The cap stands in Settings → Deep reading.',
  },
  'understanding.key_missing': {
    ko: '키를 넣어 주세요. 주소가 바뀌면 전에 넣은 키를 쓰지 않습니다.',
    en: 'Enter the key. A key that was kept is not used at another address.',
  },
  'understanding.nothing_to_draw': {
    ko: '지난 90일에 들린 글이 없어 뽑을 수 없습니다. 글이 들린 뒤에 다시 해 주세요.',
    en: 'Nothing was heard in the last 90 days, so there is nothing to draw. Try again once posts came in.',
  },
}
