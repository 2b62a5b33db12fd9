/** What the inbox says when it refuses. */
import type { Sentences } from '../platform/sentences.ts'

export const sentences: Sentences = {
  'inbox.not_a_member': {
    ko: '이 워크스페이스의 구성원이 아닙니다. 목록에서 담당자를 다시 골라 주세요.',
    en: 'This person is not a member of the workspace, or has left. Choose somebody from the list.',
  },
}
