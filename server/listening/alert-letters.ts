/** What alerts say, in both languages: one telling, written as a mail, as a chat message, as a webhook. */
import type { Mention } from '../../contract/listening.ts'
import type { Locale } from '../../contract/scalars.ts'
import type { AlertRow } from './tables.ts'

/** Numbers of a period beside those of the period before. */
export interface Mood {
  total: number
  negative: number
  positive: number
}

export interface Telling {
  rule: { id: string; name: string }
  workspace: { id: number; name: string; timeZone: string }
  /** Oldest first; none for a test. */
  alerts: readonly AlertRow[]
  /** Newest first, the first few. */
  mentions: readonly Mention[]
  /** Of a rule that gathers: its period in short. */
  digest: { now: Mood; before: Mood; unanswered: number } | null
  /** Where this product is reached. */
  origin: string
}

const say = (locale: Locale, ko: string, en: string): string => (locale === 'ko' ? ko : en)
const numbers = (locale: Locale) => new Intl.NumberFormat(locale === 'ko' ? 'ko-KR' : 'en-US')
const posts = (locale: Locale, count: number): string =>
  say(
    locale,
    `언급 ${numbers('ko').format(count)}건`,
    `${numbers('en').format(count)} ${count === 1 ? 'mention' : 'mentions'}`,
  )
const percent = (share: number): string => `${Math.round(share * 100)}%`

/** `45분 동안 언급 31건 (기준 20건, 평소 2.1건)`: what was raised, and against what it was compared. */
export const alertLine = (alert: AlertRow, locale: Locale): string => {
  const { compared, count, negative } = alert
  if (alert.kind === 'clock')
    return say(
      locale,
      `대화 ${numbers('ko').format(count)}건`,
      `${numbers('en').format(count)} ${count === 1 ? 'conversation' : 'conversations'}`,
    )
  if (alert.kind === 'stance')
    return say(locale, `입장 ${numbers('ko').format(count)}건`, `${count} ${count === 1 ? 'stance' : 'stances'}`)
  if (compared === null) {
    const minutes = Math.ceil((alert.latest_at.getTime() - alert.raised_at.getTime()) / 60_000)
    if (minutes === 0) return posts(locale, count)
    return say(
      locale,
      `${minutes}분 동안 ${posts('ko', count)}`,
      `${posts('en', count)} in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    )
  }
  const { minutes, wanted, usual } = compared
  if (alert.kind === 'count') {
    const mean = usual < 10 ? usual.toFixed(1) : String(Math.round(usual))
    return say(
      locale,
      `${minutes}분 동안 ${posts('ko', count)} (기준 ${wanted}건, 평소 ${mean}건)`,
      `${posts('en', count)} in ${minutes} minutes (threshold ${wanted}, usually ${mean})`,
    )
  }
  return say(
    locale,
    `${minutes}분 동안 부정 ${percent(negative / count)}, ${count}건 중 ${negative}건 (기준 ${percent(wanted)}, 평소 ${percent(usual)})`,
    `${percent(negative / count)} negative in ${minutes} minutes, ${negative} of ${count} (threshold ${percent(wanted)}, usually ${percent(usual)})`,
  )
}

/** One sentence on a period: what changed most, or that nothing did. */
export const digestHead = (now: Mood, before: Mood, locale: Locale): string => {
  const number = numbers(locale)
  const moved = (what: 'negative' | 'total'): boolean =>
    Math.abs(now[what] - before[what]) >= Math.max(3, before[what] * 0.2)
  const change = (ko: string, en: string, from: number, to: number): string =>
    say(
      locale,
      `${ko} ${number.format(from)}건에서 ${number.format(to)}건으로 ${to > from ? '늘었습니다' : '줄었습니다'}.`,
      `${en} ${to > from ? 'rose' : 'fell'} from ${number.format(from)} to ${number.format(to)}.`,
    )
  if (now.total === 0) return say(locale, '이 기간에는 언급이 없었습니다.', 'Nothing was said in this period.')
  if (moved('negative')) return change('부정 언급이', 'Negative mentions', before.negative, now.negative)
  if (moved('total')) return change('언급이', 'Mentions', before.total, now.total)
  return say(
    locale,
    `${posts('ko', now.total)}으로 앞 기간과 비슷합니다.`,
    `${posts('en', now.total)}, about as many as in the period before.`,
  )
}

const countsLine = ({ now, before, unanswered }: NonNullable<Telling['digest']>, locale: Locale): string[] => {
  const of = (ko: string, en: string, what: keyof Mood) => `${say(locale, ko, en)} ${now[what]} (${before[what]})`
  return [
    [of('긍정', 'positive', 'positive'), of('부정', 'negative', 'negative'), of('전체', 'all', 'total')].join(' · ') +
      say(locale, ' · 괄호는 앞 기간', ' · the period before in brackets'),
    ...(unanswered === 0
      ? []
      : [
          say(
            locale,
            `답하지 않은 불만이 ${unanswered}건 있습니다.`,
            `${unanswered} ${unanswered === 1 ? 'complaint has' : 'complaints have'} no answer yet.`,
          ),
        ]),
  ]
}

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…`

const feeling: Record<string, string> = { positive: '▲', neutral: '■', negative: '▼', mixed: '◆' }

interface Post {
  who: string
  text: string
  url: string | null
}

const postOf = (mention: Mention, length: number): Post => {
  const { item, reading } = mention
  const shape = feeling[reading.correction?.sentiment ?? reading.sentiment?.label ?? ''] ?? ''
  const said = item.title ? `${item.title} · ${item.text}` : item.text
  return {
    who: `${shape} ${item.author.displayName || item.author.handle} · ${item.channel}`.trim(),
    text: cut(said.replaceAll(/\s+/g, ' ').trim(), length),
    // Addresses come from outside: only those of the web are links.
    url: item.url && /^https?:\/\//i.test(item.url) ? item.url : null,
  }
}

/** Where the telling leads: to its alerts, or to the digest of what it gathered. */
const linkOf = (telling: Telling): string => `${telling.origin}/w/${telling.workspace.id}/alerts`

interface Told {
  title: string
  lines: string[]
  posts: Post[]
  more: string | null
  link: string
}

const tell = (telling: Telling, locale: Locale, shown: number, length: number): Told => {
  const { alerts, rule, digest } = telling
  const isTest = alerts.length === 0
  const count = alerts.reduce((sum, alert) => sum + alert.count, 0)
  const lines = isTest
    ? [say(locale, '시험 알림입니다. 여기까지 잘 왔습니다.', 'This is a test. It has arrived well.')]
    : [
        ...(digest ? [digestHead(digest.now, digest.before, locale), ...countsLine(digest, locale)] : []),
        ...alerts
          .slice(-10)
          .map(alert => (alerts.length > 1 ? `${timeOf(alert, telling, locale)} ` : '') + alertLine(alert, locale)),
      ]
  const said = telling.mentions.slice(0, shown).map(mention => postOf(mention, length))
  const rest = count - said.length
  return {
    title: `${rule.name} · ${isTest ? say(locale, '시험', 'test') : alerts.length === 1 ? alertLine(alerts[0]!, locale) : posts(locale, count)}`,
    lines,
    posts: said,
    more: !isTest && rest > 0 ? say(locale, `그 밖에 ${rest}건`, `and ${rest} more`) : null,
    link: `${linkOf(telling)}${alerts.length === 1 ? `?open=${alerts[0]!.id}` : ''}`,
  }
}

const timeOf = (alert: AlertRow, { workspace }: Telling, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone: workspace.timeZone,
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(alert.raised_at)

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A mail: its subject, its plain text, and the same as simple HTML. */
export const writeLetter = (telling: Telling, locale: Locale): { subject: string; text: string; html: string } => {
  const { title, lines, posts: said, more, link } = tell(telling, locale, 10, 280)
  const open = say(locale, '메아리에서 열기', 'Open in Maeari')
  const foot = say(
    locale,
    `${telling.workspace.name}의 알림 규칙 ‘${telling.rule.name}’에서 보냈습니다. 규칙에서 멈추거나 바꿀 수 있습니다.`,
    `Sent by the alert rule “${telling.rule.name}” of ${telling.workspace.name}. It can be silenced or changed there.`,
  )
  const rules = `${telling.origin}/w/${telling.workspace.id}/alerts/rules`
  const text = [
    ...lines,
    ...said.flatMap(post => ['', post.who, post.text, ...(post.url ? [post.url] : [])]),
    ...(more ? ['', more] : []),
    '',
    `${open}: ${link}`,
    '',
    '-- ',
    foot,
    rules,
  ].join('\n')
  const html = [
    '<!doctype html><html><body style="font-family:sans-serif;font-size:15px;line-height:1.6;color:#1f2328;max-width:40em">',
    ...lines.map((line, n) => (n === 0 ? `<p><strong>${escapeHtml(line)}</strong></p>` : `<p>${escapeHtml(line)}</p>`)),
    ...said.map(
      post =>
        `<p style="border-left:3px solid #d0d7de;padding-left:12px"><span style="color:#57606a">${escapeHtml(post.who)}</span><br>${
          post.url ? `<a href="${escapeHtml(post.url)}">${escapeHtml(post.text)}</a>` : escapeHtml(post.text)
        }</p>`,
    ),
    ...(more ? [`<p>${escapeHtml(more)}</p>`] : []),
    `<p><a href="${escapeHtml(link)}">${escapeHtml(open)}</a></p>`,
    `<p style="color:#57606a;font-size:13px">${escapeHtml(foot)}<br><a href="${escapeHtml(rules)}">${escapeHtml(rules)}</a></p>`,
    '</body></html>',
  ].join('\n')
  return { subject: `[${telling.workspace.name}] ${title}`.replaceAll(/\s+/g, ' '), text, html }
}

/** Slack's own three characters (docs.slack.dev, formatting message text); Mattermost, Rocket.Chat and others read the same. */
const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const writeSlack = (telling: Telling, locale: Locale): { text: string } => {
  const { title, lines, posts: said, more, link } = tell(telling, locale, 5, 200)
  const open = say(locale, '메아리에서 열기', 'Open in Maeari')
  const quoted = said.map(post => {
    const source = post.url ? ` <${escapeSlack(post.url.replaceAll('|', '%7C'))}|↗>` : ''
    return `> ${escapeSlack(post.who)}${source}\n> ${escapeSlack(post.text)}`
  })
  const shown = lines[0] !== undefined && title.endsWith(lines[0]) ? lines.slice(1) : lines
  return {
    text: [
      `*${escapeSlack(title)}*`,
      ...shown.map(escapeSlack),
      ...quoted,
      ...(more ? [more] : []),
      `<${link}|${open}>`,
    ].join('\n'),
  }
}

/** JANDI's incoming webhook (support.jandi.com, 인커밍 웹훅): a line of Markdown and boxes below it. */
export const writeJandi = (telling: Telling, locale: Locale): object => {
  const { title, lines, posts: said, more, link } = tell(telling, locale, 5, 200)
  const plain = (text: string): string => text.replaceAll(/[[\]*]/g, ' ')
  const isBad = telling.alerts.some(alert => alert.is_crisis || alert.kind === 'negative_share')
  return {
    body: `[[${plain(title)}]](${link})`,
    connectColor: isBad ? '#C53030' : '#2B6CB0',
    connectInfo: [
      { title: plain(telling.rule.name), description: [...lines, ...(more ? [more] : [])].map(plain).join('\n') },
      ...said.map(post => ({
        title: plain(post.who),
        description: plain(post.url ? `${post.text}\n${post.url}` : post.text),
      })),
    ],
  }
}

/** The body of a webhook; its shape is described in docs/webhooks.md. */
export const writeWebhook = (telling: Telling, at: Date): object => {
  const [alert] = telling.alerts
  const { rule, workspace, mentions } = telling
  const names = { rule, workspace: { id: workspace.id, name: workspace.name } }
  if (alert === undefined) return { type: 'alert.test', timestamp: at.toISOString(), data: names }
  return {
    type: 'alert.raised',
    timestamp: alert.raised_at.toISOString(),
    data: {
      ...names,
      alert: {
        id: alert.id,
        kind: alert.kind,
        raisedAt: alert.raised_at.toISOString(),
        latestAt: alert.latest_at.toISOString(),
        count: alert.count,
        negative: alert.negative,
        isCrisis: alert.is_crisis,
        compared: alert.compared,
        url: `${linkOf(telling)}?open=${alert.id}`,
      },
      mentions: mentions.map(({ id, item, reading }) => ({
        id,
        channel: item.channel,
        kind: item.kind,
        title: item.title,
        text: item.text,
        url: item.url,
        occurredAt: item.occurredAt,
        author: { handle: item.author.handle, name: item.author.displayName, followers: item.author.followers },
        sentiment: reading.correction?.sentiment ?? reading.sentiment?.label ?? null,
      })),
    },
  }
}
