/** What is held of a person, as a page that they can read without any program of ours. */

interface Held {
  room: string
  kind: string
  rows: readonly Record<string, unknown>[]
}

const words = {
  ko: {
    title: '회원님에 관해 보관하고 있는 정보',
    made: '만든 때',
    none: '보관하고 있는 것이 없습니다.',
    count: (n: number) => `${n}건`,
    kinds: {
      authors: '채널에서 쓰는 이름',
      posts: '쓰신 글과 메시지',
      attachments: '첨부 파일',
      readings: '기계가 읽은 글의 뜻과 감성',
      mentions: '저희가 찾은 글과 처리 결과',
      messages: '주고받은 대화',
      identities: '식별 정보',
      attributes: '속성',
      activities: '활동',
      calls: '통화',
      orders: '주문',
      consents: '수신 동의 기록',
      choices: '고르신 연락 방법',
      visits: '웹 방문',
      web_events: '웹에서 하신 일',
    } as Record<string, string>,
  },
  en: {
    title: 'What we hold about you',
    made: 'Made at',
    none: 'Nothing is held.',
    count: (n: number) => String(n),
    kinds: {
      authors: 'Your names on channels',
      posts: 'What you wrote',
      attachments: 'Files',
      readings: 'What a machine read in your posts',
      mentions: 'Posts that we found, and how they ended',
      messages: 'Conversations',
      identities: 'Identities',
      attributes: 'Attributes',
      activities: 'Activities',
      calls: 'Calls',
      orders: 'Orders',
      consents: 'Consents',
      choices: 'How you chose to be contacted',
      visits: 'Visits of our sites',
      web_events: 'What you did on our sites',
    } as Record<string, string>,
  },
}

/** One HTML page without scripts; every word of it is escaped, since most of them were written by somebody else. */
export const personPage = (held: readonly Held[], { at, locale }: { at: Date; locale: 'ko' | 'en' }): string => {
  const t = words[locale]
  const sections = held.map(
    ({ kind, rows }) =>
      `<section><h2>${escaped(t.kinds[kind] ?? kind)} <small>${t.count(rows.length)}</small></h2>${table(rows)}</section>`,
  )
  return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${t.title}</title><style>body{font:15px/1.6 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#222}
h2{margin:2rem 0 .5rem;font-size:1.1rem}small{color:#666;font-weight:400}table{border-collapse:collapse;width:100%;font-size:13px}
td,th{border-bottom:1px solid #ddd;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}div{overflow-x:auto}</style>
<h1>${t.title}</h1><p>${t.made}: ${escaped(at.toISOString())}</p>${sections.join('\n') || `<p>${t.none}</p>`}</html>`
}

const table = (rows: readonly Record<string, unknown>[]): string => {
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))].filter(name =>
    rows.some(row => cell(row[name]) !== ''),
  )
  const head = names.map(name => `<th>${escaped(name)}</th>`).join('')
  const body = rows
    .map(row => `<tr>${names.map(name => `<td>${escaped(cell(row[name]))}</td>`).join('')}</tr>`)
    .join('\n')
  return `<div><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
