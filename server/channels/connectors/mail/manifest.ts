/** What e-mail allows, and what it asks for. */
import type { Field, Manifest } from '../../../../contract/channels.ts'

const securities: NonNullable<Field['choices']> = [
  { value: 'auto', label: { ko: '자동', en: 'Automatic' } },
  { value: 'tls', label: { ko: 'TLS (처음부터 암호화)', en: 'TLS from the start' } },
  { value: 'starttls', label: { ko: 'STARTTLS', en: 'STARTTLS' } },
  { value: 'none', label: { ko: '암호화 없음 (내부망에서만)', en: 'None (inside your own network only)' } },
]

const serverFields = (protocol: 'imap' | 'smtp', ko: string, en: string): Field[] => [
  {
    name: `${protocol}Host`,
    label: { ko: `${ko} 서버 (${protocol.toUpperCase()})`, en: `${en} server (${protocol.toUpperCase()})` },
    hint: {
      ko: '비워 두면 주소의 도메인으로 찾습니다.',
      en: 'Left empty, it is found by the domain of the address.',
    },
    kind: 'text',
    isOptional: true,
    placeholder: `${protocol}.example.com`,
  },
  {
    name: `${protocol}Port`,
    label: { ko: `${ko} 포트`, en: `Port of the ${en.toLowerCase()} server` },
    kind: 'text',
    isOptional: true,
    placeholder: protocol === 'imap' ? '993' : '465',
  },
  {
    name: `${protocol}Security`,
    label: { ko: `${ko} 암호화`, en: `Encryption of the ${en.toLowerCase()} server` },
    kind: 'choice',
    isOptional: true,
    choices: securities,
  },
]

export const manifest: Manifest = {
  channel: 'email',
  name: { ko: '메일', en: 'E-mail' },
  can: ['identity', 'listen', 'inbox', 'reply'],
  waysIn: ['stream'],
  isDialogue: true,
  textLimit: null,
  // In base64 these are 19.2 MB: what the strictest of the large providers takes is 20.
  files: { most: 20, mostBytes: 14_000_000 },
  accountFields: [
    {
      name: 'address',
      label: { ko: '메일 주소', en: 'Mail address' },
      kind: 'text',
      isOptional: false,
      placeholder: 'help@example.com',
    },
    {
      name: 'password',
      label: { ko: '비밀번호', en: 'Password' },
      hint: {
        ko: '네이버·다음·카카오·Gmail·Outlook은 메일 설정에서 IMAP을 켜고 앱 비밀번호를 만들어 넣어 주세요. 암호화해 보관합니다.',
        en: 'For Naver, Daum, Kakao, Gmail and Outlook switch IMAP on in the mail settings and make an app password. It is kept encrypted.',
      },
      kind: 'secret',
      isOptional: false,
    },
    {
      name: 'name',
      label: { ko: '보내는 이름', en: 'Name on what is sent' },
      hint: { ko: '받는 사람에게 주소 앞에 보입니다.', en: 'Shown before the address to those who get it.' },
      kind: 'text',
      isOptional: true,
      placeholder: '하늘상점 고객센터',
    },
    {
      name: 'user',
      label: { ko: '로그인 아이디', en: 'User name' },
      hint: { ko: '메일 주소와 다를 때만 넣어 주세요.', en: 'Only where it is not the address.' },
      kind: 'text',
      isOptional: true,
    },
    {
      name: 'folders',
      label: { ko: '더 읽을 편지함', en: 'More folders to read' },
      hint: {
        ko: '받은편지함과 보낸편지함은 늘 읽습니다. 자동 분류로 옮겨지는 편지함이 있으면 쉼표로 나누어 넣어 주세요.',
        en: 'The inbox and the sent folder are always read. Name folders that rules move mail into, parted by commas.',
      },
      kind: 'text',
      isOptional: true,
      placeholder: '주문, 문의',
    },
    ...serverFields('imap', '받는', 'Incoming'),
    ...serverFields('smtp', '보내는', 'Outgoing'),
  ],
  sourceKinds: [{ kind: 'mailbox', name: { ko: '받은편지함', en: 'Mailbox' }, fields: [] }],
}
