/** What the access room says when it refuses. */
import type { Sentences } from '../platform/sentences.ts'

export const sentences: Sentences = {
  'access.practice_here': {
    ko: '여기가 이미 연습용 워크스페이스입니다.',
    en: 'This is a practice workspace already.',
  },
  'login.email_taken': {
    ko: '이미 쓰고 있는 메일 주소입니다. 그 비밀번호로 로그인해 주세요.',
    en: 'This e-mail address has a login already. Sign in with its password.',
  },
  'login.refused': {
    ko: '메일 주소나 비밀번호가 맞지 않습니다.',
    en: 'The e-mail address or the password is not right.',
  },
  'login.code_needed': {
    ko: '인증 앱에 보이는 여섯 자리 숫자나 복구 코드를 적어 주세요.',
    en: 'Enter the six digits of your authenticator app, or a recovery code.',
  },
  'login.code_refused': {
    ko: '코드가 맞지 않습니다. 인증 앱의 새 숫자나 아직 쓰지 않은 복구 코드를 적어 주세요.',
    en: 'This code is not right. Use the newest digits of the app, or a recovery code that was not used.',
  },
  'login.locked': {
    ko: '틀린 코드가 여러 번 들어와 15분 동안 잠갔습니다. 잠시 뒤에 다시 해 주세요.',
    en: 'Too many wrong codes: this login rests for 15 minutes. Try again later.',
  },
  'login.wrong_password': { ko: '지금 비밀번호가 맞지 않습니다.', en: 'The present password is not right.' },
  'login.wrong_code': {
    ko: '코드가 맞지 않습니다. 휴대전화의 시각이 맞는지도 확인해 주세요.',
    en: 'This code is not right. Check the clock of your phone, too.',
  },
  'login.second_factor_on': {
    ko: '2단계 인증이 이미 켜져 있습니다. 먼저 끄고 다시 켜 주세요.',
    en: 'The second factor is on already. Turn it off first.',
  },
  'open_id.unreachable': {
    ko: '로그인 제공자에 연결할 수 없습니다. 잠시 뒤에 다시 하거나 비밀번호로 로그인해 주세요.',
    en: 'The sign-in provider cannot be reached. Try again later, or sign in with a password.',
  },
  'open_id.no_provider': {
    ko: '이 주소에는 OpenID Connect 제공자가 없습니다. 발급자(issuer) 주소를 그대로 적어 주세요.',
    en: 'There is no OpenID Connect provider at this address. Enter the issuer exactly as the provider names it.',
  },
  'open_id.needs_https': {
    ko: '발급자 주소는 https로 시작해야 합니다.',
    en: 'The issuer’s address must begin with https.',
  },
  'open_id.denied': {
    ko: '제공자에서 로그인이 끝나지 않았습니다. 다시 해 주세요.',
    en: 'The sign-in was not finished at the provider. Please try again.',
  },
  'open_id.broken': {
    ko: '제공자의 답을 확인할 수 없어 로그인하지 않았습니다. 다시 해 보고, 계속되면 관리자에게 알려 주세요.',
    en: 'The provider’s answer could not be verified, so nobody was signed in. Try again, and tell an administrator if it stays.',
  },
  'access.sign_in_lost': {
    ko: '로그인이 너무 오래 걸렸거나 다른 브라우저에서 시작됐습니다. 처음부터 다시 해 주세요.',
    en: 'This sign-in took too long, or was begun in another browser. Please begin again.',
  },
  'access.provider_needs_secret': {
    ko: '클라이언트 비밀 값을 적어 주세요. 발급자나 클라이언트를 바꾸면 다시 적어야 합니다.',
    en: 'Enter the client secret. It is needed again when the issuer or the client changes.',
  },
  'access.provider_needs_domain': {
    ko: '초대 없이 들어오게 하려면 허용할 메일 도메인을 하나 이상 적어 주세요.',
    en: 'Name at least one mail domain if people may join without an invitation.',
  },
  'access.provider_no_address': {
    ko: '제공자가 확인된 메일 주소를 알려 주지 않았습니다. 제공자에서 메일을 확인한 뒤 다시 해 주세요.',
    en: 'The provider told no verified e-mail address. Verify it there and try again.',
  },
  'access.provider_other_domain': {
    ko: '이 메일 도메인으로는 들어올 수 없습니다. 회사 계정으로 로그인해 주세요.',
    en: 'People of this mail domain may not come in. Sign in with your company’s account.',
  },
  'access.provider_unknown': {
    ko: '이 메일 주소의 구성원이 없습니다. 초대를 요청해 주세요.',
    en: 'Nobody with this address is a member. Ask for an invitation.',
  },
  'access.provider_taken_out': {
    ko: '이 워크스페이스에서 나간 구성원입니다. 다시 들어오려면 초대가 필요합니다.',
    en: 'This person was taken out of the workspace. They need an invitation to come back.',
  },
  'access.provider_may_not_vouch': {
    ko: '다른 워크스페이스에도 속해 있거나 권한이 더 많아, 이 제공자로는 들어올 수 없습니다. 비밀번호로 로그인해 주세요.',
    en: 'This login belongs to other workspaces too, or may do more than whoever set the provider. Sign in with the password.',
  },
  'access.bad_reset': {
    ko: '링크가 만료되었거나 이미 쓰였습니다. 새 링크를 받아 주세요.',
    en: 'This link has expired or was used. Ask for a new one.',
  },
  'access.not_yours_to_reset': {
    ko: '나보다 권한이 많거나 내가 없는 워크스페이스에도 속한 사람입니다. 그 사람이 직접 메일로 비밀번호를 다시 정해야 합니다.',
    en: 'This person may do more than you, or belongs to a workspace that you do not manage. They have to reset the password by mail themselves.',
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
  'access.owner_keeps_all': {
    ko: '소유자의 권한은 바꿀 수 없습니다. 모든 것을 할 수 있는 사람이 한 명은 있어야 합니다.',
    en: 'What an owner may do cannot be changed: somebody must be able to do everything.',
  },
  'access.role_keeps_name': {
    ko: '기본 역할의 이름은 바꿀 수 없습니다. 새 역할을 만들어 주세요.',
    en: 'The roles that come along keep their names. Make a role of your own.',
  },
  'access.role_in_use': {
    ko: '이 역할을 쓰는 구성원, 초대, API 키가 있습니다. 먼저 다른 역할로 바꿔 주세요.',
    en: 'Members, invitations or API keys have this role. Give them another one first.',
  },
  'access.too_many_roles': { ko: '역할은 60개까지 만들 수 있습니다.', en: 'A workspace has at most 60 roles.' },
  'access.too_many_teams': { ko: '팀은 100개까지 만들 수 있습니다.', en: 'A workspace has at most 100 teams.' },
  'access.team_name_taken': {
    ko: '같은 이름의 팀이 이미 있습니다. 다른 이름을 적어 주세요.',
    en: 'Another team has this name already. Choose another one.',
  },
  'access.team_strangers': {
    ko: '이 워크스페이스의 구성원이 아닌 사람이 있습니다. 목록에서 다시 골라 주세요.',
    en: 'Somebody among them is not a member of the workspace, or has left. Choose from the list.',
  },
  'access.too_many_fields': {
    ko: '필드는 대상마다 {most}개까지 만들 수 있습니다. 숨긴 필드도 셉니다.',
    en: 'Each kind of row has at most {most} fields, hidden ones included.',
  },
  'access.field_key_taken': {
    ko: '{key}은(는) 이미 쓰는 이름입니다. 다른 영문 이름을 적어 주세요.',
    en: '{key} is taken. Choose another key.',
  },
  'access.field_name_taken': {
    ko: '‘{name}’ 필드가 이미 있습니다. 다른 이름을 적어 주세요.',
    en: 'There is a field “{name}” already. Choose another name.',
  },
  'access.field_needs_choices': { ko: '고를 값을 하나 이상 적어 주세요.', en: 'Enter at least one choice.' },
  'access.field_has_no_choices': {
    ko: '고르는 필드가 아니라서 고를 값을 둘 수 없습니다.',
    en: 'Only a field of choices can have choices.',
  },
  'access.choice_twice': { ko: '‘{name}’이(가) 두 번 있습니다.', en: '“{name}” stands there twice.' },
  'access.unknown_choice': {
    ko: '이 필드에 없는 값입니다. 새로 불러와 주세요.',
    en: 'This field has no such choice. Load it again.',
  },
  'access.unknown_field': { ko: '{key}라는 필드가 없습니다.', en: 'There is no field {key}.' },
  'access.bad_field_filter': {
    ko: '필드 조건을 읽을 수 없습니다: {filter}',
    en: 'This condition on a field cannot be read: {filter}',
  },
  'access.field_required': {
    ko: '‘{name}’은(는) 꼭 있어야 해서 비울 수 없습니다.',
    en: '“{name}” is required and cannot be emptied.',
  },
  'access.bad_text': { ko: '‘{name}’에는 1,000자까지 적을 수 있습니다.', en: '“{name}” takes up to 1,000 characters.' },
  'access.bad_number': {
    ko: '‘{name}’에는 숫자를 적어 주세요. 예: 1200 또는 3.5',
    en: '“{name}” takes a number, like 1200 or 3.5.',
  },
  'access.bad_date': {
    ko: '‘{name}’에는 날짜를 2026-11-28처럼 적어 주세요.',
    en: '“{name}” takes a date, written like 2026-11-28.',
  },
  'access.bad_yes_no': { ko: '‘{name}’에는 예나 아니요를 골라 주세요.', en: '“{name}” takes yes or no.' },
  'access.bad_choice': {
    ko: '‘{name}’에 그런 값이 없습니다. 목록에서 골라 주세요.',
    en: '“{name}” has no such choice. Pick one of the list.',
  },
  'access.bad_link': {
    ko: '‘{name}’에는 http나 https로 시작하는 주소를 적어 주세요.',
    en: '“{name}” takes an address that begins with http or https.',
  },
  'access.not_owner': { ko: '소유자만 워크스페이스를 만들 수 있습니다.', en: 'Only an owner can add a workspace.' },
  'access.bad_time_zone': {
    ko: '모르는 시간대입니다. Asia/Seoul처럼 적어 주세요.',
    en: 'This time zone is unknown. Write it like Asia/Seoul.',
  },
}
