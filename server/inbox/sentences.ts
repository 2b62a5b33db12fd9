/** What the inbox says when it refuses. */
import type { Sentences } from '../platform/sentences.ts'

export const sentences: Sentences = {
  'inbox.practice_only': {
    ko: '훈련은 연습용 워크스페이스에서만 할 수 있습니다. 연습용 워크스페이스를 먼저 열어 주세요.',
    en: 'Drills run in practice workspaces only. Open the practice workspace first.',
  },
  'inbox.drill_runs': {
    ko: '이미 진행 중인 훈련이 있습니다. 끝난 뒤에 다시 시작해 주세요.',
    en: 'A drill is running already. Start the next one when it has ended.',
  },
  'inbox.practice_members': {
    ko: '안내 과제는 구성원만 할 수 있습니다. API 키로는 시작할 수 없습니다.',
    en: 'The guided task is for members. An API key cannot begin it.',
  },
  'inbox.field_missing': {
    ko: '‘{name}’을(를) 채운 다음 해결로 바꿔 주세요.',
    en: 'Fill in “{name}” before you resolve this.',
  },
  'inbox.not_a_member': {
    ko: '이 워크스페이스의 구성원이 아닙니다. 목록에서 담당자를 다시 골라 주세요.',
    en: 'This person is not a member of the workspace, or has left. Choose somebody from the list.',
  },
  'inbox.no_such_team': {
    ko: '이 워크스페이스에 없는 팀입니다. 목록에서 다시 골라 주세요.',
    en: 'There is no such team here, or it was removed. Choose one from the list.',
  },
  'inbox.moved_meanwhile': {
    ko: '그 뒤에 누군가 담당을 바꾸었습니다. 지금 담당을 보고 직접 정해 주세요.',
    en: 'Somebody has moved the work since. Look at where it stands now, and assign it by hand.',
  },
  'inbox.too_many_rules': { ko: '배정 규칙은 200개까지 만들 수 있습니다.', en: 'A workspace has at most 200 rules.' },
  'inbox.too_many_queues': { ko: '저장한 대기열은 60개까지 둘 수 있습니다.', en: 'At most 60 saved queues.' },
  'inbox.too_many_macros': { ko: '매크로는 100개까지 만들 수 있습니다.', en: 'A workspace has at most 100 macros.' },
  'inbox.macro_does_nothing': {
    ko: '매크로가 할 일을 하나 이상 골라 주세요.',
    en: 'Choose at least one thing that the macro does.',
  },
  'inbox.rule_leads_nowhere': {
    ko: '맡길 팀이나 담당자를 골라 주세요.',
    en: 'Choose the team or the member that the rule gives work to.',
  },
  'inbox.rule_hours_without_team': {
    ko: '근무 시간을 따지려면 팀을 먼저 골라 주세요.',
    en: 'Choose a team first: the hours are those of the team.',
  },
  'inbox.answered_meanwhile': {
    ko: '그사이 {name} 님이 먼저 답했습니다. 읽어 보고 그래도 보낼지 정해 주세요.',
    en: '{name} has answered meanwhile. Read that first, then decide whether to send yours too.',
  },
  'inbox.review_waits': {
    ko: '이 대화에는 이미 승인을 기다리는 답변이 있습니다. 그 답변이 끝난 뒤에 다시 요청해 주세요.',
    en: 'Another answer of this conversation waits already. Ask again once it is decided.',
  },
  'inbox.review_decided': {
    ko: '이 답변은 이미 결정되었습니다. 화면을 새로 불러와 확인해 주세요.',
    en: 'This answer was decided meanwhile. Look at it anew.',
  },
  'inbox.review_own': {
    ko: '자신이 쓴 답변은 스스로 승인할 수 없습니다. 다른 구성원에게 부탁해 주세요.',
    en: 'Nobody decides about their own answer. Ask another member.',
  },
  'inbox.second_person': {
    ko: '개인정보, 다른 약속, 규정, 탓으로 읽힐 수 있는 공개 답글입니다. ‘검토 요청’으로 다른 구성원의 승인을 받거나 표현을 고쳐 주세요.',
    en: 'This public answer may show private data, break a promise, quote a rule or blame. Ask a second person to approve it, or reword it.',
  },
  'inbox.apology_runs': {
    ko: '이 대화에는 이미 사과 절차가 진행되고 있습니다.',
    en: 'The apology playbook runs in this conversation already.',
  },
  'inbox.authority_changed': {
    ko: '그사이 다른 구성원이 한도를 바꾸었습니다. 화면을 새로 불러온 뒤 다시 저장해 주세요.',
    en: 'Somebody changed the limits meanwhile. Load them anew and save again.',
  },
  'inbox.grant_amount': { ko: '금액을 적어 주세요.', en: 'Say how much.' },
  'inbox.grant_what': { ko: '어떤 예외인지 적어 주세요.', en: 'Say which exception.' },
  'inbox.grant_decided': {
    ko: '이 보상은 이미 결정되었거나 거두어졌습니다. 화면을 새로 불러와 확인해 주세요.',
    en: 'This was decided or taken back meanwhile. Look at it anew.',
  },
  'inbox.grant_own': {
    ko: '자신이 요청한 보상은 스스로 승인할 수 없습니다. 다른 구성원에게 부탁해 주세요.',
    en: 'Nobody approves their own wish. Ask another member.',
  },
  'inbox.grant_above': {
    ko: '이 금액은 내 한도를 넘어 승인할 수 없습니다. 한도가 더 큰 구성원에게 부탁해 주세요.',
    en: 'This is above what you may grant. Ask somebody with a higher limit.',
  },
  'inbox.clocks_changed': {
    ko: '그사이 다른 구성원이 설정을 바꾸었습니다. 화면을 새로 불러온 뒤 다시 저장해 주세요.',
    en: 'Somebody changed the settings meanwhile. Load them anew and save again.',
  },
  'inbox.calendar_gone': {
    ko: '이 정책이 쓰는 업무 시간이 없습니다. 업무 시간을 다시 골라 주세요.',
    en: 'The calendar of this policy is gone. Choose another one.',
  },
  'inbox.policies_twice': {
    ko: '같은 정책이 두 번 들어 있습니다. 화면을 새로 불러온 뒤 다시 저장해 주세요.',
    en: 'A policy stands there twice. Load the page anew and save again.',
  },
  'inbox.zone_unknown': {
    ko: '알 수 없는 시간대입니다. 목록에서 골라 주세요. 예: Asia/Seoul',
    en: 'This time zone is unknown. Choose one like Asia/Seoul.',
  },
  'inbox.stand_in_over': {
    ko: '끝나는 때가 시작보다 뒤이고 지금보다도 뒤여야 합니다.',
    en: 'It has to end after it begins, and later than now.',
  },
  'inbox.stance_changed': {
    ko: '그사이 다른 구성원이 이 입장을 고쳤습니다. 화면을 새로 불러온 뒤 다시 고쳐 주세요.',
    en: 'Somebody changed this position meanwhile. Load it anew and change it again.',
  },
  'inbox.pulse_given': {
    ko: '이번 주에는 이미 답해 주셨습니다. 다음 주에 다시 물어보겠습니다.',
    en: 'You have answered this week. The question comes again next week.',
  },
  'inbox.pulse_members': {
    ko: '이 물음에는 구성원만 답할 수 있습니다.',
    en: 'Only members answer this question.',
  },
  'inbox.brand_account': {
    ko: '브랜드 계정에서는 고객 불편에 답하지 않기로 했습니다. 꼭 답해야 하면 답변 칸 위에서 까닭을 적어 주세요.',
    en: 'Trouble is not answered from the brand account. If it must be, write the reason above the field first.',
  },
  'inbox.brand_open': {
    ko: '이 대화는 까닭을 적지 않아도 답할 수 있습니다.',
    en: 'This conversation can be answered without a reason.',
  },
  'inbox.review_reason': {
    ko: '돌려보내는 까닭을 적어 주세요.',
    en: 'Say why it is returned.',
  },
}
