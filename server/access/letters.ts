/** The two letters of this room, in the reader's language: an invitation, and a link for a new password. */
import type { Locale } from '../../contract/scalars.ts'

export interface Written {
  subject: string
  text: string
  html: string
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const write = (subject: string, lines: readonly string[], link: string): Written => ({
  subject,
  text: [...lines.slice(0, 1), '', link, '', ...lines.slice(1)].join('\n'),
  html: `<p>${escaped(lines[0]!)}</p><p><a href="${escaped(link)}">${escaped(link)}</a></p>${lines
    .slice(1)
    .map(line => `<p>${escaped(line)}</p>`)
    .join('')}`,
})

/** One line of a subject: what somebody named may not add headers or fold lines. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 80)

export const writeInvitation = (locale: Locale, given: { by: string; workspace: string; link: string }): Written => {
  const by = oneLine(given.by)
  const workspace = oneLine(given.workspace)
  return locale === 'ko'
    ? write(
        `${by} 님이 ${workspace} 워크스페이스에 초대했습니다`,
        [
          `${by} 님이 메아리의 ${workspace} 워크스페이스에 초대했습니다. 아래 링크로 들어오세요.`,
          '이 링크는 한 사람이 7일 안에 한 번 쓸 수 있습니다. 받을 일이 없는 초대라면 그냥 지우셔도 됩니다.',
        ],
        given.link,
      )
    : write(
        `${by} invites you to ${workspace}`,
        [
          `${by} invites you to the workspace ${workspace} in Maeari. Come in by this link:`,
          'It is good for one person, once, for seven days. If you expected no invitation, delete this letter.',
        ],
        given.link,
      )
}

export const writeReset = (locale: Locale, link: string): Written =>
  locale === 'ko'
    ? write(
        '메아리 비밀번호를 다시 정해 주세요',
        [
          '비밀번호를 다시 정하겠다는 요청을 받았습니다. 아래 링크에서 새 비밀번호를 정해 주세요.',
          '이 링크는 한 시간 안에 한 번 쓸 수 있습니다. 요청하지 않았다면 그냥 지우셔도 됩니다. 비밀번호는 그대로입니다.',
        ],
        link,
      )
    : write(
        'Set a new password for Maeari',
        [
          'Somebody asked for a new password for this address. Set it by this link:',
          'It is good once, for an hour. If it was not you, delete this letter: your password stays as it is.',
        ],
        link,
      )
