/** Every page of the product: where it is, how it is headed, and what of the data must be on it. */
import type { Filled } from './filled.ts'
import type { Places } from './page-places.ts'
import { type Language, wordsOf } from './page-words.ts'

export { type Places, readPlaces } from './page-places.ts'
export { type Language, wordsOf } from './page-words.ts'

/** A sentence of the words with any value in its gaps. */
export const sentence = (text: string): RegExp =>
  new RegExp(
    text
      .replace(/<\/?b>/g, '')
      .split(/\{\{[^}]*\}\}/)
      .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+'),
  )

export interface ListedPage {
  readonly name: string
  readonly path: string
  readonly heading: string | RegExp
  /** Something of the data, or of the form, that an empty render has not. */
  readonly datum: string | RegExp
  /** Nobody is signed in. */
  readonly isOutside?: boolean
}

export const listPages = (language: Language, { demo }: Filled, places: Places): readonly ListedPage[] => {
  const {
    access,
    authority,
    channels,
    clocks,
    cohorts,
    customers,
    fields,
    files,
    help,
    inbox,
    insight,
    ledger,
    deep,
    lessons,
    listening,
    matches,
    paths,
    platform,
    practice,
    providers,
    report,
    stages,
    rules,
    status,
    teams,
    themes,
    touch,
    voice,
  } = wordsOf[language]
  const { topic, conversation, customer, member } = places
  const heard = places.mention.item.text.slice(0, 12)
  const said = conversation.messages[0]!.text.slice(0, 12)
  const inside: readonly ListedPage[] = [
    { name: 'today', path: '', heading: platform['today.title'], datum: sentence(listening['today.ledgerNote']) },
    { name: 'listen', path: '/listen', heading: listening['nav.listen'], datum: heard },
    {
      name: 'listen-topic',
      path: `/listen?topicId=${topic.id}`,
      heading: listening['nav.listen'],
      datum: heard,
    },
    {
      name: 'listen-columns',
      path: `/listen?column=topic.${topic.id}&column=view.angry&column=all`,
      heading: listening['nav.listen'],
      datum: topic.name,
    },
    {
      name: 'listen-search',
      path: `/listen?q=${encodeURIComponent(places.mention.item.text.match(/[가-힣]{2,}/)?.[0] ?? '하늘상점')}&owner=none&spam=false`,
      heading: listening['nav.listen'],
      datum: listening['filter.spam'],
    },
    { name: 'listen-open', path: `/listen?open=${places.mention.id}`, heading: listening['sheet.title'], datum: heard },
    { name: 'views', path: '/listen/views', heading: listening['views.title'], datum: listening['view.untaggedHint'] },
    { name: 'tags', path: '/listen/tags', heading: listening['tags.title'], datum: listening['tags.empty'] },
    { name: 'topics', path: '/listen/topics', heading: listening['topics.title'], datum: topic.goal },
    {
      name: 'topic',
      path: `/listen/topics/${topic.id}`,
      heading: topic.name,
      datum: topic.goal,
    },
    {
      name: 'topic-edit',
      path: `/listen/topics/${topic.id}/edit`,
      heading: listening['topics.edit'],
      datum: listening['topic.goal'],
    },
    {
      name: 'topic-new',
      path: '/listen/topics/new',
      heading: listening['topics.new'],
      datum: listening['wizard.nameTitle'],
    },
    {
      name: 'numbers',
      path: '/listen/numbers',
      heading: report['report.open'],
      datum: sentence(report['numbers.head.feeling']),
    },
    {
      name: 'speakers',
      path: '/listen/speakers?period=month',
      heading: report['report.speakers'],
      datum: sentence(report['speakers.title']),
    },
    {
      name: 'places',
      path: '/listen/places?period=month',
      heading: report['report.places'],
      datum: sentence(report['places.title']),
    },
    {
      name: 'themes',
      path: '/listen/themes?span=week',
      heading: themes['themes.title'],
      datum: themes['themes.span.week'],
    },
    {
      name: 'statements',
      path: '/listen/statements?period=month',
      heading: themes['statements.title'],
      datum: sentence(themes['statements.counts']),
    },
    { name: 'imports', path: '/listen/imports', heading: files['import.title'], datum: files['import.empty'] },
    {
      name: 'people-imports',
      path: '/customers/imports',
      heading: files['import.title'],
      datum: files['import.empty'],
    },
    { name: 'alerts', path: '/alerts', heading: listening['alerts.title'], datum: listening['alerts.new'] },
    { name: 'alert-rules', path: '/alerts/rules', heading: listening['rules.title'], datum: listening['rules.new'] },
    {
      name: 'alert-rule-new',
      path: '/alerts/rules/new',
      heading: listening['rules.new'],
      datum: sentence(listening['rule.previewFired']),
    },
    {
      name: 'alert-digest',
      path: '/alerts/digest?period=week',
      heading: listening['digest.title'],
      datum: listening['digest.mood'],
    },
    { name: 'voice', path: '/voice', heading: voice.title, datum: voice['policy.empty'] },
    { name: 'voice-guide', path: '/voice?tab=guide', heading: voice.title, datum: voice['guide.forbidden'] },
    {
      name: 'quality',
      path: '/insight/quality',
      heading: insight['quality.title'],
      datum: insight['quality.none'],
    },
    { name: 'lessons', path: '/insight/lessons', heading: lessons.title, datum: sentence(lessons.posts) },
    { name: 'corrections', path: '/insight/corrections', heading: lessons.fixed, datum: lessons.undo },
    { name: 'teacher', path: '/insight/teacher', heading: deep.teacher, datum: deep.teacherOff },
    { name: 'settings-deep-reading', path: '/settings/deep-reading', heading: deep.title, datum: deep.urlHint },
    { name: 'inbox', path: '/inbox?queue=open', heading: inbox.title, datum: conversation.customerName },
    { name: 'ledger', path: '/ledger?period=month', heading: ledger.title, datum: ledger['ledger.complaints'] },
    { name: 'stances', path: '/ledger?tab=stances', heading: ledger.title, datum: ledger['stances.hint'] },
    { name: 'accounts', path: '/ledger?tab=accounts', heading: ledger.title, datum: ledger['compare.title'] },
    { name: 'team', path: '/ledger?tab=team&period=month', heading: ledger.title, datum: ledger['team.speed'] },
    { name: 'conversation', path: `/inbox/${conversation.id}`, heading: conversation.customerName, datum: said },
    { name: 'customers', path: '/customers', heading: customers['list.title'], datum: customer.name },
    {
      name: 'customer',
      path: `/customers/${customer.id}`,
      heading: customer.name,
      datum: customers['timeline.said'],
    },
    {
      name: 'customers-paths',
      path: '/customers/paths',
      heading: paths.title,
      datum: paths.namesNote,
    },
    {
      name: 'customers-cohorts',
      path: '/customers/cohorts',
      heading: cohorts.title,
      datum: new RegExp(`${cohorts.met}|${cohorts.counting}|${cohorts.empty}`),
    },
    {
      name: 'customers-matches',
      path: '/customers/matches',
      heading: matches.title,
      datum: new RegExp(`${matches.link}|${matches.empty}`),
    },
    {
      name: 'settings-profile',
      path: '/settings/profile',
      heading: access['profile.title'],
      datum: access['profile.theme'],
    },
    {
      name: 'settings-workspace',
      path: '/settings/workspace',
      heading: access['workspace.title'],
      datum: access['workspace.zone'],
    },
    {
      name: 'settings-security',
      path: '/settings/security',
      heading: access['security.title'],
      datum: access['security.here'],
    },
    { name: 'settings-members', path: '/settings/members', heading: access['members.title'], datum: member.email },
    { name: 'settings-teams', path: '/settings/teams', heading: teams.title, datum: /CS 1팀/ },
    { name: 'settings-status', path: '/settings/status', heading: status.title, datum: status.checks },
    { name: 'settings-fields', path: '/settings/fields', heading: fields.title, datum: '회원 등급' },
    { name: 'settings-stages', path: '/settings/stages', heading: stages.title, datum: '단골' },
    { name: 'settings-routing', path: '/settings/routing', heading: rules.title, datum: /홍보 문의/ },
    { name: 'settings-authority', path: '/settings/authority', heading: authority.title, datum: authority.second },
    { name: 'decisions', path: '/ledger?tab=decisions', heading: ledger.title, datum: authority['log.hint'] },
    { name: 'settings-macros', path: '/settings/macros', heading: rules['macros.title'], datum: /맡고 해결/ },
    {
      name: 'settings-sign-in',
      path: '/settings/sign-in',
      heading: providers.title,
      datum: /\/sign-in\/done$/,
    },
    { name: 'settings-roles', path: '/settings/roles', heading: access['roles.title'], datum: access['role.agent'] },
    {
      name: 'settings-audit',
      path: '/settings/audit',
      heading: access['audit.title'],
      datum: /API 키 만들기|Create key/,
    },
    {
      name: 'settings-connections',
      path: '/settings/connections',
      heading: channels['connections.title'],
      datum: channels['connections.sources'],
    },
    {
      name: 'settings-web-tracking',
      path: '/settings/web-tracking',
      heading: touch['sites.title'],
      datum: touch['sites.add'],
    },
    { name: 'settings-clocks', path: '/settings/clocks', heading: clocks.title, datum: clocks['policies.title'] },
    {
      name: 'settings-practice',
      path: '/settings/practice',
      heading: practice.title,
      datum: practice['start.scenario'],
    },
    {
      name: 'settings-satisfaction',
      path: '/settings/satisfaction',
      heading: /만족도|Satisf/,
      datum: /30일|thirty days/,
    },
    { name: 'settings-chat', path: '/settings/chat-widgets', heading: /웹 채팅|Web chat/, datum: /채팅 창|widget/ },
    { name: 'settings-calls', path: '/settings/calls', heading: touch['lines.title'], datum: touch['files.choose'] },
    {
      name: 'settings-privacy',
      path: '/settings/privacy',
      heading: touch['privacy.title'],
      datum: touch['retention.web'],
    },
    {
      name: 'settings-channels',
      path: '/settings/channels',
      heading: channels['channels.title'],
      datum: /haneul\.shop/,
    },
    { name: 'settings-keys', path: '/settings/keys', heading: access['keys.title'], datum: /Listening wall/ },
    {
      name: 'settings-jobs',
      path: '/settings/jobs',
      heading: access['jobs.title'],
      datum: access['jobs.deadEmpty'],
    },
    {
      name: 'begin',
      path: '/begin',
      heading: listening['begin.title'],
      datum: listening['begin.channelsTitle'],
    },
    { name: 'help', path: '/help', heading: help.title, datum: help['group.operate'] },
    { name: 'help-page', path: '/help/operate-install', heading: help.title, datum: 'PUBLIC_URL' },
    {
      name: 'help-search',
      path: `/help?q=${encodeURIComponent('SMTP')}`,
      heading: help.title,
      datum: sentence(help.found.replace('{{count, number}}', '{{count}}')),
    },
    { name: 'missing', path: '/nowhere', heading: platform['missing.title'], datum: platform['missing.home'] },
  ]
  return [
    ...inside.map(page => ({ ...page, path: `/w/${demo}${page.path}` })),
    {
      name: 'sign-in',
      path: '/sign-in',
      heading: access['signIn.title'],
      datum: access['field.email'],
      isOutside: true,
    },
    {
      name: 'invitation',
      path: `/invite/${places.invitation}`,
      heading: /하늘상점/,
      datum: access['invite.submit'],
      isOutside: true,
    },
    {
      name: 'setup-done',
      path: '/setup?token=x',
      heading: access['setup.done'],
      datum: access['setup.doneHint'],
      isOutside: true,
    },
  ]
}
