/** What the access room says when it refuses. */
import type { Sentences } from '../platform/sentences.ts'

export const sentences: Sentences = {
  'login.email_taken': {
    ko: '이미 쓰고 있는 메일 주소입니다. 그 비밀번호로 로그인해 주세요.',
    en: 'This e-mail address has a login already. Sign in with its password.',
  },
  'login.refused': {
    ko: '메일 주소나 비밀번호가 맞지 않습니다.',
    en: 'The e-mail address or the password is not right.',
  },
  'access.already_set_up': {
    ko: '설정이 이미 끝났습니다. 로그인해 주세요.',
    en: 'This installation is set up already. Please sign in.',
  },
  'access.bad_setup_token': {
    ko: '설정 링크가 맞지 않습니다. 서버를 시작한 화면에 나온 링크를 그대로 열어 주세요.',
    en: 'The set-up link is not right. Open the link exactly as the server printed it.',
  },
  'access.bad_invitation': {
    ko: '초대 링크가 만료되었거나 이미 쓰였습니다. 새 링크를 받아 주세요.',
    en: 'This invitation has expired or was used. Ask for a new link.',
  },
  'access.last_owner': {
    ko: '마지막 소유자입니다. 먼저 다른 사람을 소유자로 정해 주세요.',
    en: 'This is the last owner. Make somebody else an owner first.',
  },
  'access.already_member': {
    ko: '이미 이 워크스페이스의 구성원입니다.',
    en: 'This person is a member of the workspace already.',
  },
  'access.not_owner': { ko: '소유자만 워크스페이스를 만들 수 있습니다.', en: 'Only an owner can add a workspace.' },
  'access.bad_time_zone': {
    ko: '모르는 시간대입니다. Asia/Seoul처럼 적어 주세요.',
    en: 'This time zone is unknown. Write it like Asia/Seoul.',
  },
}
