/** What voice says when it refuses. */
import type { Sentences } from '../platform/sentences.ts'

export const sentences: Sentences = {
  'voice.draft_changed': {
    ko: '그사이 정책이 바뀌었습니다. 새 내용을 읽고 다시 서명해 주세요.',
    en: 'The policy was changed meanwhile. Read the new text and sign again.',
  },
  'voice.not_in_department': {
    ko: '이 부서의 서명은 해당 역할을 맡은 구성원만 할 수 있습니다.',
    en: 'Only members with a role of this department sign for it.',
  },
  'voice.signed_already': {
    ko: '한 사람이 두 부서의 서명을 할 수 없습니다. 다른 부서의 구성원에게 부탁해 주세요.',
    en: 'One person cannot sign for two departments. Ask a member of the other one.',
  },
  'voice.nothing_live': {
    ko: '아직 시행 중인 버전이 없습니다. 먼저 서명을 모두 받아 주세요.',
    en: 'No version counts yet. Collect the signatures first.',
  },
  'voice.guide_changed': {
    ko: '그사이 다른 사람이 톤 가이드를 고쳤습니다. 새로 불러온 뒤 다시 저장해 주세요.',
    en: 'Somebody else changed the tone guide meanwhile. Load it again before you save.',
  },
  'voice.unknown_policy': {
    ko: '그 정책 버전은 시행된 적이 없습니다.',
    en: 'That version of the policy has never counted.',
  },
}
