/** What the codes of channels say, in Korean and English. */
import type { Locale } from '../../contract/scalars.ts'
import { chatSentences } from './chat/sentences.ts'
import { fileSentences } from './files/sentences.ts'
import { importSentences } from './imports/sentences.ts'
import { mailSentences } from './sentences-mail.ts'

export const sentences: Readonly<Record<string, { ko: string; en: string }>> = {
  ...fileSentences,
  ...importSentences,
  ...mailSentences,
  ...chatSentences,
  'channels.unknown_connector': {
    ko: '아직 연결할 수 없는 채널입니다.',
    en: 'This channel cannot be connected yet.',
  },
  'channels.unknown_source_kind': {
    ko: '이 채널에는 그런 수집원이 없습니다.',
    en: 'This channel has no such kind of source.',
  },
  'channels.field_missing': { ko: '이 항목을 채워 주세요.', en: 'Please fill this in.' },
  'channels.field_unknown': { ko: '이 채널에 없는 항목입니다.', en: 'This channel has no such field.' },
  'channels.bad_address': {
    ko: '주소를 읽을 수 없습니다. https:// 로 시작하는 전체 주소를 넣어 주세요.',
    en: 'This is not an address. Enter it whole, beginning with https://.',
  },
  'channels.credentials_refused': {
    ko: '네트워크가 로그인을 거절했습니다. 아이디와 앱 비밀번호를 확인하고 다시 연결해 주세요.',
    en: 'The network refused the sign-in. Check the handle and the app password, then connect again.',
  },
  'channels.unknown_handle': {
    ko: '그런 핸들이 없습니다. 철자를 확인해 주세요.',
    en: 'Nobody has this handle. Check how it is written.',
  },
  'channels.sign_in_unsupported': {
    ko: '이 서버에서는 로그인해서 연결할 수 없습니다. 앱 비밀번호로 연결해 주세요.',
    en: 'This server does not let people sign in this way. Connect with an app password.',
  },
  'channels.sign_in_other_name': {
    ko: '이 서버가 스스로 밝힌 주소는 {name}입니다. 그 주소를 넣어 주세요.',
    en: 'This server calls itself {name}. Enter that address.',
  },
  'channels.sign_in_needs_https': {
    ko: '이 주소로는 로그인에서 돌아올 수 없습니다. https 주소를 PUBLIC_URL로 정하거나, 앱 비밀번호로 연결해 주세요.',
    en: 'The sign-in cannot return to this address. Set PUBLIC_URL to an https address, or connect with an app password.',
  },
  'channels.sign_in_broken': {
    ko: '로그인을 마치지 못했습니다. 오래되었거나 다른 곳에서 시작한 로그인입니다. 처음부터 다시 해 주세요.',
    en: 'The sign-in could not be completed: it is too old, or was begun elsewhere. Begin again.',
  },
  'channels.sign_in_denied': {
    ko: '로그인 화면에서 허락하지 않아 연결하지 않았습니다.',
    en: 'Permission was not given there, so nothing was connected.',
  },
  'channels.sign_in_other_account': {
    ko: '처음에 적은 계정과 다른 계정으로 로그인했습니다. 같은 계정으로 다시 해 주세요.',
    en: 'Somebody else signed in than was named at first. Begin again with the same account.',
  },
  'channels.sign_in_ended': {
    ko: '로그인이 끝났습니다. 계정을 다시 연결해 주세요.',
    en: 'The sign-in has ended. Connect the account again.',
  },
  'channels.session_renewing': {
    ko: '로그인을 새로 하고 있습니다. 잠시 뒤 이어서 하겠습니다.',
    en: 'The sign-in is being renewed. It goes on in a moment.',
  },
  'channels.second_factor_needed': {
    ko: '일반 비밀번호로는 들어갈 수 없습니다. 네트워크의 설정에서 앱 비밀번호를 만들어 넣어 주세요.',
    en: 'The main password is not enough here. Make an app password in the settings of the network and enter that.',
  },
  'channels.account_suspended': {
    ko: '네트워크가 이 계정을 멈춰 두었습니다. 네트워크에서 계정 상태를 확인해 주세요.',
    en: 'The network has suspended this account. Look at the account there.',
  },
  'channels.unreachable': {
    ko: '서버에 연결할 수 없습니다. 잠시 뒤 다시 해 보겠습니다.',
    en: 'The server cannot be reached. It will be tried again.',
  },
  'channels.no_answer': {
    ko: '서버가 제때 대답하지 않았습니다. 잠시 뒤 다시 해 보겠습니다.',
    en: 'The server did not answer in time. It will be tried again.',
  },
  'channels.address_refused': {
    ko: '내부망이나 허용되지 않은 주소라 연결하지 않았습니다.',
    en: 'Refused: this address is private or not allowed.',
  },
  'channels.unknown_host': {
    ko: '그런 이름의 서버가 없습니다. 주소를 확인해 주세요.',
    en: 'There is no server of that name. Check the address.',
  },
  'channels.answer_too_large': {
    ko: '서버가 보낸 내용이 너무 커서 읽지 않았습니다.',
    en: 'The answer was too large to be read.',
  },
  'channels.answer_unreadable': {
    ko: '서버의 대답을 이해할 수 없습니다. 주소가 맞는지 확인해 주세요.',
    en: 'The answer could not be understood. Check that the address is right.',
  },
  'channels.server_trouble': {
    ko: '네트워크 쪽에 문제가 있습니다({status}). 잠시 뒤 다시 해 보겠습니다.',
    en: 'The network has trouble of its own ({status}). It will be tried again.',
  },
  'channels.rate_limited': {
    ko: '네트워크가 잠시 기다려 달라고 합니다. {seconds}초 뒤에 이어서 하겠습니다.',
    en: 'The network asks for patience. It goes on in {seconds} seconds.',
  },
  'channels.refused': {
    ko: '네트워크가 거절했습니다({status}).',
    en: 'The network refused ({status}).',
  },
  'channels.content_refused': {
    ko: '네트워크가 이 내용을 받지 않았습니다. 내용을 고쳐 새로 보내 주세요.',
    en: 'The network does not take this content. Change it and send it anew.',
  },
  'channels.target_gone': {
    ko: '답하려던 글이 지워졌습니다.',
    en: 'The post to be answered is gone.',
  },
  'channels.outcome_unknown': {
    ko: '보낸 결과를 아직 확인하지 못했습니다. 네트워크에 다시 물어보겠습니다.',
    en: 'Whether it arrived is not known yet. The network will be asked again.',
  },
  'channels.feed_teaser': {
    ko: '피드가 앞부분만 줍니다. 전체 글은 원문에서 볼 수 있습니다.',
    en: 'The feed gives the beginning only. The whole article stands at its original address.',
  },
  'channels.outcome_undecided': {
    ko: '보내는 중에 연결이 끊겨 도착했는지 알 수 없습니다. 다시 보내면 두 번 갈 수 있으니, 받는 분에게 먼저 확인해 주세요.',
    en: 'The connection broke while it was being sent, and nobody can tell whether it arrived. Sent again it may arrive twice: ask the recipient first.',
  },
  'channels.gone': { ko: '이 주소에는 더 이상 아무것도 없습니다.', en: 'There is nothing at this address any more.' },
  'channels.stream_lost': {
    ko: '실시간 연결이 끊겼습니다. 끊긴 곳부터 다시 이어 받겠습니다.',
    en: 'The live connection broke. It is opened again from where it stopped.',
  },
  'channels.stream_fell_behind': {
    ko: '처리가 밀려 실시간 연결을 다시 엽니다. 놓치는 글은 없습니다.',
    en: 'The live connection fell behind and is opened again; nothing is lost.',
  },
  'channels.no_account_to_answer': {
    ko: '이 채널에 연결된 계정이 없습니다. 설정에서 계정을 연결한 뒤 답해 주세요.',
    en: 'No account of this channel is connected. Connect one in the settings, then answer.',
  },
  'channels.cannot_answer_here': {
    ko: '이 채널에서는 답글을 보낼 수 없습니다. 원문에서 직접 답해 주세요.',
    en: 'Answers cannot be sent on this channel. Answer at the original post.',
  },
  'channels.account_disconnected': {
    ko: '연결이 끊긴 계정입니다. 다시 연결한 뒤 보내 주세요.',
    en: 'This account is disconnected. Connect it again first.',
  },
  'channels.text_too_long': {
    ko: '글이 {over}자 깁니다. {limit}자까지 보낼 수 있는데 {length}자입니다.',
    en: 'Too long by {over}: it has {length} characters of at most {limit}.',
  },
  'channels.text_empty': { ko: '보낼 내용을 입력해 주세요.', en: 'There is nothing to send.' },
  'channels.previous_failed': {
    ko: '이어지는 앞 글을 보내지 못해 이 글도 보내지 않았습니다. 앞 글을 먼저 다시 보내 주세요.',
    en: 'The part before this one was not sent, so this one was held back. Send that one again first.',
  },
  'channels.cannot_post_here': {
    ko: '이 채널에는 새 글을 올릴 수 없습니다.',
    en: 'New posts cannot be published on this channel.',
  },
  'channels.file_refused': {
    ko: '실행되는 파일은 메일 서버들이 받지 않습니다. 다른 형식으로 보내 주세요.',
    en: 'Mail servers take no files that run. Send it in another form.',
  },
  'channels.file_too_large': {
    ko: '파일이 너무 큽니다. {most}MB까지 보낼 수 있습니다.',
    en: 'The file is too large: {most} MB at most.',
  },
  'channels.file_empty': { ko: '파일이 비어 있습니다.', en: 'The file is empty.' },
  'channels.file_gone': {
    ko: '첨부한 파일이 더 이상 없습니다. 다시 첨부해 주세요.',
    en: 'The attached file is gone. Attach it again.',
  },
  'channels.files_not_taken': {
    ko: '이 채널로는 파일을 보낼 수 없습니다.',
    en: 'No files can be sent on this channel.',
  },
  'channels.files_too_many': {
    ko: '파일은 {most}개까지 보낼 수 있습니다.',
    en: 'At most {most} files can be sent.',
  },
  'channels.files_too_large': {
    ko: '파일이 모두 합해 {most}MB를 넘습니다.',
    en: 'Together the files are larger than {most} MB.',
  },
  'channels.media_not_taken': {
    ko: '이 채널의 글에는 이미지를 붙일 수 없습니다. 이미지를 빼고 보내 주세요.',
    en: 'This channel takes no pictures. Remove them, then send.',
  },
  'channels.media_too_many': {
    ko: '이미지는 {most}장까지 붙일 수 있습니다.',
    en: 'At most {most} pictures can be attached.',
  },
  'channels.media_too_large': {
    ko: '이미지가 너무 큽니다. {most}kB 이하로 줄여 주세요.',
    en: 'The picture is too large. Make it {most} kB or smaller.',
  },
  'channels.media_kind': {
    ko: 'JPEG, PNG, WebP, GIF 이미지만 붙일 수 있습니다.',
    en: 'Only JPEG, PNG, WebP and GIF pictures can be attached.',
  },
  'channels.media_gone': {
    ko: '이미지를 찾을 수 없습니다. 다시 붙여 주세요.',
    en: 'The picture is not here any more. Attach it again.',
  },
  'channels.alt_missing': {
    ko: '이미지를 볼 수 없는 사람을 위해 설명을 적어 주세요.',
    en: 'Describe the picture for people who cannot see it.',
  },
  'channels.nothing_to_withdraw': {
    ko: '우리가 올려서 남아 있는 글만 지울 수 있습니다.',
    en: 'Only posts of our own that are still there can be deleted.',
  },
  'channels.cannot_withdraw_here': {
    ko: '이 채널에서는 보낸 글을 지울 수 없습니다.',
    en: 'What was sent on this channel cannot be taken back.',
  },
  'channels.delivery_under_way': {
    ko: '이미 보냈거나 보내는 중입니다.',
    en: 'It was sent already, or is on its way.',
  },
  'channels.place_forbidden': {
    ko: '이 주소는 아무나 볼 수 없게 막혀 있습니다.',
    en: 'This address is not open to the public.',
  },
  'channels.no_feed_found': {
    ko: '이 주소에서 피드를 찾지 못했습니다. 블로그의 RSS 주소를 넣어 보세요.',
    en: 'No feed was found there. Try the address of the RSS feed itself.',
  },
  'channels.not_read': {
    ko: '읽을 때가 지났는데 아무도 읽지 않고 있습니다. 수집 작업(maeari work)이 돌고 있는지 확인해 주세요.',
    en: 'It is due and nobody reads it. See whether the workers (maeari work) are running.',
  },
  'channels.no_sign_of_life': {
    ko: '실시간 연결에서 아무 신호가 없습니다. 다시 연결해 끊긴 곳부터 이어 받겠습니다.',
    en: 'The live connection gives no sign of life. It is opened again from where it stopped.',
  },
  'channels.unusually_quiet': {
    ko: '평소와 달리 새 글이 없습니다. 원래 주소를 열어 글이 올라오는지 확인해 주세요.',
    en: 'Nothing new comes, unlike before. Open the place itself and see whether anything is posted.',
  },
  'channels.budget_spent': {
    ko: '이번 달 예산을 다 써서 멈췄습니다. 예산을 올리면 바로 이어집니다.',
    en: 'The budget of this month is spent, so it stopped. It goes on as soon as the budget is raised.',
  },
  'channels.no_budget': {
    ko: '비용이 들지 않는 채널이라 예산이 필요 없습니다.',
    en: 'This channel costs nothing and needs no budget.',
  },
}

/** The sentence of a code in the reader's language, `{name}` filled from `params`. */
export const sentenceOf = (code: string, locale: Locale, params: unknown = {}): string => {
  const filled = (typeof params === 'object' && params !== null ? params : {}) as Record<string, unknown>
  return (sentences[code]?.[locale] ?? code).replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(filled[name] ?? whole),
  )
}
