import { deflateRawSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { sentences } from '../../sentences.ts'
import { readLetter } from './letter.ts'
import { incomingOf } from './map.ts'

/** A mail from lines; bytes may stand between. */
const mail = (...parts: (string | Buffer)[]): Buffer =>
  Buffer.concat(
    parts.map(part => (typeof part === 'string' ? Buffer.from(`${part.replaceAll('\n', '\r\n')}\r\n`) : part)),
  )

const head = (more = '') =>
  `From: Minji <minji@example.com>\nTo: help@haneul.kr\nSubject: hello\nMessage-ID: <1@example.com>\nDate: Sat, 21 Nov 2026 15:05:00 +0900${more}`

const codes = (bytes: Buffer) => readLetter(bytes).notices.map(notice => notice.code)

describe('a text is read', () => {
  it.each([
    ['EUC-KR, eight bits', 'text/plain; charset=euc-kr', '8bit', iconv.encode('배송이 늦어요', 'cp949')],
    [
      'KS_C_5601-1987 in base64',
      'text/plain; charset="ks_c_5601-1987"',
      'base64',
      Buffer.from(iconv.encode('배송이 늦어요', 'cp949').toString('base64')),
    ],
    [
      'ISO-2022-KR',
      'text/plain; charset=ISO-2022-KR',
      '7bit',
      Buffer.from('\x1b$)C\n\x0e9h<[@L\x0f \x0e4J>n?d\x0f', 'latin1'),
    ],
    [
      'UTF-8 in quoted-printable',
      'text/plain; charset=utf-8',
      'quoted-printable',
      Buffer.from('=EB=B0=B0=EC=86=A1=EC=9D=B4=20=EB=8A=A6=\r\n=EC=96=B4=EC=9A=94'),
    ],
    ['EUC-KR without a label', 'text/plain', '8bit', iconv.encode('배송이 늦어요', 'cp949')],
    ['EUC-KR that says it is UTF-8', 'text/plain; charset=utf-8', '8bit', iconv.encode('배송이 늦어요', 'cp949')],
    ['no type at all', '', '', Buffer.from('배송이 늦어요')],
    [
      'base64 of a client that pads each line',
      'text/plain; charset=utf-8',
      'base64',
      Buffer.from(`${Buffer.from('배송이 ').toString('base64')}\r\n${Buffer.from('늦어요').toString('base64')}`),
    ],
  ])('%s', (_, type, encoding, body) => {
    const fields = `${type && `\nContent-Type: ${type}`}${encoding && `\nContent-Transfer-Encoding: ${encoding}`}`
    const { said } = readLetter(mail(head(fields), '', body))
    expect(said.replace(/\s+/g, ' ')).toBe('배송이 늦어요')
  })

  it('plain text is taken before HTML, and HTML where plain says nothing', () => {
    const both = (plain: string) =>
      mail(
        head('\nContent-Type: multipart/alternative; boundary=b'),
        '',
        `--b\nContent-Type: text/plain; charset=utf-8\n\n${plain}\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>HTML</p>\n--b--`,
      )
    expect(readLetter(both('글'))).toMatchObject({ said: '글', files: [] })
    expect(readLetter(both('  '))).toMatchObject({ said: 'HTML', files: [] })
  })

  it('HTML becomes lines: quotations are parted, links keep their address, hidden text is left out', () => {
    const html =
      '<style>p{}</style><div style="display:none">preheader</div><p>안녕하세요 <b>하늘상점</b>님</p><div>첫 줄<br>둘째 줄</div><ul><li>하나<li>둘</ul><a href="https://haneul.kr/a?b=1&amp;c=2">여기</a><blockquote>지난 글</blockquote>'
    expect(readLetter(mail(head('\nContent-Type: text/html; charset=utf-8'), '', html))).toMatchObject({
      said: '안녕하세요 하늘상점님\n\n첫 줄\n둘째 줄\n- 하나\n- 둘\n여기 (https://haneul.kr/a?b=1&c=2)',
      quoted: '> 지난 글',
    })
  })

  it('HTML that attacks leaves nothing but its words', () => {
    const html =
      '<img src=x onerror=alert(1) alt="그림"><script>alert(1)</script><svg onload=alert(1)><a href="javascript:alert(1)">눌러요</a><iframe src="https://x"></iframe><p style="position:fixed">글&lt;script&gt;</p><math><mtext></table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">'
    const { said } = readLetter(mail(head('\nContent-Type: text/html'), '', html))
    expect(said).toContain('글<script>')
    expect(said).not.toMatch(/javascript:|onerror|onload|iframe|alert\(1\)<\/script>/)
  })

  it('flowed lines are joined', () => {
    const body = '이 줄은 \n이어집니다.\n> 인용도 \n> 이어집니다.'
    expect(readLetter(mail(head('\nContent-Type: text/plain; format=flowed; charset=utf-8'), '', body)).said).toBe(
      '이 줄은 이어집니다.',
    )
  })
})

describe('files', () => {
  const withFile = (fields: string, body: string) =>
    mail(
      head('\nContent-Type: multipart/mixed; boundary=b'),
      '',
      `--b\nContent-Type: text/plain; charset=utf-8\n\n사진 보냅니다.\n--b\n${fields}\nContent-Transfer-Encoding: base64\n\n${body}\n--b--`,
    )
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex').toString('base64')

  it('are known by their content, and keep their name', () => {
    const [file] = readLetter(
      withFile('Content-Type: text/plain; name="=?utf-8?B?7IKs7KeELnBuZw==?="\nContent-Disposition: attachment', png),
    ).files
    expect(file).toMatchObject({ name: '사진.png', type: 'image/png', size: 10 })
  })

  it('get names that hurt nobody', () => {
    const name = '../../etc/\u202egpj.exe'
    const [file] = readLetter(
      withFile(
        `Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
        png,
      ),
    ).files
    expect(file!.name).toBe('_.._etc_gpj.exe')
  })

  it('a zip bomb is kept as it came: nothing is opened', () => {
    const bomb = deflateRawSync(Buffer.alloc(50_000_000))
    const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), bomb])
    const [file] = readLetter(withFile('Content-Type: application/zip; name=bomb.zip', zip.toString('base64'))).files
    expect(file).toMatchObject({ name: 'bomb.zip', type: 'application/zip', size: zip.length })
    expect(Buffer.from(file!.bytes!).equals(zip)).toBe(true)
  })

  it('a file too large to be kept is told of', () => {
    const letter = readLetter(withFile('Content-Type: application/pdf; name=a.pdf', 'A'.repeat(36_000_000)))
    expect(letter.files[0]).toMatchObject({ name: 'a.pdf', bytes: null })
    expect(letter.notices).toEqual([{ code: 'channels.mail_file_too_large', params: { limit: 25 } }])
  })
})

describe('mails that no person wrote', () => {
  it.each([
    ['Auto-Submitted: auto-replied', 'auto_reply'],
    ['Auto-Submitted: no', null],
    ['X-Autoreply: yes', 'auto_reply'],
    ['Precedence: auto_reply', 'auto_reply'],
    ['Precedence: bulk', 'bulk'],
    ['List-Id: <news.example.com>', 'list'],
    ['List-Unsubscribe: <https://x>', 'bulk'],
    ['X-Nothing: x', null],
  ])('%s: %s', (field, automatic) => {
    expect(readLetter(mail(head(`\n${field}`), '', '글')).automatic).toBe(automatic)
  })

  it.each(['자동 회신: 배송', '부재중: 휴가입니다', 'Out of Office: x', 'Automatic reply: x'])(
    'by its subject: %s',
    subject => {
      const bytes = mail(`From: m@e.com\nSubject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`, '', '글')
      expect(readLetter(bytes).automatic).toBe('auto_reply')
    },
  )

  const bounced = (action: string) =>
    mail(
      'From: Mail Delivery System <Mailer-Daemon@haneul.kr>\nTo: help@haneul.kr\nSubject: Mail delivery failed\nMessage-ID: <b@haneul.kr>\nAuto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      `--b\nContent-Type: text/plain\n\nA message could not be delivered.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; haneul.kr\n\nAction: ${action}\nFinal-Recipient: rfc822;nobody@example.com\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n--b\nContent-Type: message/rfc822\n\nFrom: help@haneul.kr\nMessage-ID: <ours@haneul.kr>\nSubject: Re: x\n\nx\n--b--`,
    )

  it('a bounce names the mail that it speaks of, and why it came back', () => {
    const letter = readLetter(bounced('failed'))
    expect(letter).toMatchObject({
      automatic: 'bounce',
      bounce: { isFinal: true, status: '5.1.1', reason: '550 5.1.1 User unknown' },
    })
    expect(letter.bounce!.messageIds[0]).toBe('ours@haneul.kr')
    const { cameBack, addressedTo } = incomingOf(letter, 'help@haneul.kr', 'inbox')
    expect(addressedTo).toEqual([])
    expect(cameBack).toMatchObject({
      remoteIds: ['help@haneul.kr ours@haneul.kr'],
      failure: { class: 'gone', code: 'channels.mail_back_no_address' },
    })
  })

  it('a report of a delay fails nothing', () => {
    expect(incomingOf(readLetter(bounced('delayed')), 'help@haneul.kr', 'inbox').cameBack).toBeUndefined()
  })
})

describe('whom a mail is from', () => {
  const of = (bytes: Buffer, folder: 'inbox' | 'sent' = 'inbox') =>
    incomingOf(readLetter(bytes), 'help@haneul.kr', folder)

  it('a mail to us is said to us, and its id is scoped by the account', () => {
    expect(of(mail(head(), '', '글'))).toMatchObject({
      remoteId: 'help@haneul.kr 1@example.com',
      kind: 'message',
      title: 'hello',
      author: { remoteId: 'minji@example.com', displayName: 'Minji' },
      addressedTo: ['help@haneul.kr'],
      publishedAt: new Date('2026-11-21T06:05:00Z'),
    })
  })

  it('a contact form that writes in our name speaks for the person in Reply-To', () => {
    const form = mail('From: help@haneul.kr\nReply-To: Minji <minji@example.com>\nMessage-ID: <f@x>', '', '글')
    expect(of(form)).toMatchObject({ author: { remoteId: 'minji@example.com' }, addressedTo: ['help@haneul.kr'] })
  })

  it('what stands in the sent folder is our own, under whatever name', () => {
    expect(of(mail('From: alias@haneul.kr\nTo: m@e.com\nMessage-ID: <s@x>', '', '글'), 'sent')).toMatchObject({
      author: { remoteId: 'help@haneul.kr' },
      addressedTo: [],
    })
  })

  it('without an id it is known by its bytes', () => {
    const bytes = mail('From: m@e.com', '', '글')
    expect(of(bytes).remoteId).toMatch(/^help@haneul\.kr sha256\.[0-9a-f]{64}@without\.id$/)
    expect(of(bytes).remoteId).toBe(of(bytes).remoteId)
  })

  it.each([
    ['Sat, 21 Nov 2026 15:05:00 +0900 (KST)', '2026-11-21T06:05:00.000Z'],
    ['21 Nov 26 15:05 KST', '2026-11-21T06:05:00.000Z'],
    ['Sat, 21 Nov 2026 15:05:00 GMT', '2026-11-21T15:05:00.000Z'],
    ['2026-11-21 15:05:00 +0900', '2026-11-21T06:05:00.000Z'],
    ['Thu, 01 Jan 1970 00:00:00 +0000', '1970-01-01T00:00:00.000Z'],
    ['someday', undefined],
    ['', undefined],
  ])('dates in the wild: %s', (date, expected) => {
    expect(readLetter(mail(`From: m@e.com\nDate: ${date}`, '', 'x')).date?.toISOString()).toBe(expected)
  })
})

describe('hostile mails are bounded, and what was not read is said', () => {
  it('500 nested parts', () => {
    let body = 'Content-Type: text/plain\n\n안쪽'
    for (let n = 0; n < 500; n += 1)
      body = `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n${body}\n--b${n}--`
    expect(codes(mail(`From: m@e.com\n${body}`))).toEqual(['channels.mail_parts_unopened'])
  })

  it('500 parts beside each other', () => {
    const parts = Array.from({ length: 500 }, (_, n) => `--b\nContent-Type: text/plain\n\n${n}`).join('\n')
    const bytes = mail('From: m@e.com\nContent-Type: multipart/mixed; boundary=b', '', `${parts}\n--b--`)
    expect(codes(bytes)).toEqual(['channels.mail_parts_unopened'])
    expect(readLetter(bytes).said.startsWith('0')).toBe(true)
  })

  it('a header of 2 MB', () => {
    const bytes = mail(`From: m@e.com\nX-Long: ${'x'.repeat(2_000_000)}\nSubject: after`, '', '글')
    expect(codes(bytes)).toEqual(['channels.mail_header_cut'])
    expect(readLetter(bytes).said).toBe('글')
    expect(codes(mail(`From: m@e.com\n${'X-Many: x\n'.repeat(200_000)}`, '', '글'))).toEqual([
      'channels.mail_header_cut',
    ])
  })

  it('a subject of 100 kB', () => {
    const letter = readLetter(mail(`From: m@e.com\nSubject: ${'가'.repeat(33_000)}`, '', '글'))
    expect(letter.subject).toHaveLength(500)
    expect(letter.notices).toEqual([{ code: 'channels.mail_subject_cut', params: {} }])
  })

  it('no sender', () => {
    const bytes = mail('Subject: x', '', '글')
    expect(codes(bytes)).toEqual(['channels.mail_without_sender'])
    expect(incomingOf(readLetter(bytes), 'help@haneul.kr', 'inbox').author.remoteId).toBe('nobody@invalid')
  })

  it('a mail of which only the beginning was fetched', () => {
    const letter = readLetter(mail(head(), '', '앞부분'), 80 * 1024 * 1024)
    expect(letter.notices).toEqual([{ code: 'channels.mail_cut', params: { size: 80 } }])
    expect(letter.said).toBe('앞부분')
  })

  it('a text of megabytes', () => {
    const letter = readLetter(mail(head(), '', '가나다라 '.repeat(400_000)))
    expect(letter.said.length).toBeLessThanOrEqual(200_000)
    expect(letter.notices.map(one => one.code)).toEqual(['channels.mail_text_cut'])
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(10_000)],
    ['noise', Buffer.from(Array.from({ length: 20_000 }, (_, n) => (n * 7919) % 256))],
    ['no body', Buffer.from('From: a@b.c')],
    ['a boundary that never comes', mail('Content-Type: multipart/mixed; boundary=zzz', '', 'x')],
    ['an empty boundary', mail('Content-Type: multipart/mixed; boundary=""', '', '--\nx\n----')],
    ['HTML nested 50,000 deep', mail('Content-Type: text/html', '', '<div>'.repeat(50_000))],
    ['a page of open brackets', mail('Content-Type: text/html', '', '<'.repeat(300_000))],
    ['a line of 3 MB', mail('Content-Type: text/plain', '', ' '.repeat(3_000_000))],
    ['encoded words without end', mail(`Subject: ${'=?utf-8?q?'.repeat(20_000)}`, '', '')],
  ])('%s', (_, bytes) => {
    const letter = readLetter(bytes)
    for (const { code } of letter.notices) expect(sentences[code]).toBeDefined()
    expect(incomingOf(letter, 'help@haneul.kr', 'inbox').remoteId).toMatch(/^help@haneul\.kr \S+$/)
  })
})
