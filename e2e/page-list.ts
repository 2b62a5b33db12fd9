/** Every page of the product: where it is, how it is headed, and what of the data must be on it. */
import { createInvitation, listMembers } from '../contract/access.ts'
import { listCustomers } from '../contract/customers.ts'
import { getConversation, listConversations } from '../contract/inbox.ts'
import { listMentions, listTopics } from '../contract/listening.ts'
import { en as accessEn } from '../web/access/words.en.ts'
import { ko as accessKo } from '../web/access/words.ko.ts'
import { en as channelsEn } from '../web/channels/words.en.ts'
import { ko as channelsKo } from '../web/channels/words.ko.ts'
import { en as customersEn } from '../web/customers/words.en.ts'
import { ko as customersKo } from '../web/customers/words.ko.ts'
import { en as inboxEn } from '../web/inbox/words.en.ts'
import { ko as inboxKo } from '../web/inbox/words.ko.ts'
import { en as kitEn } from '../web/kit/words.en.ts'
import { ko as kitKo } from '../web/kit/words.ko.ts'
import { en as filesEn } from '../web/listening/import/words.en.ts'
import { ko as filesKo } from '../web/listening/import/words.ko.ts'
import { en as reportEn } from '../web/listening/report/words.en.ts'
import { ko as reportKo } from '../web/listening/report/words.ko.ts'
import { en as listeningEn } from '../web/listening/words.en.ts'
import { ko as listeningKo } from '../web/listening/words.ko.ts'
import { en as platformEn } from '../web/platform/words.en.ts'
import { ko as platformKo } from '../web/platform/words.ko.ts'
import type { Filled } from './filled.ts'

export type Language = 'ko' | 'en'

export const wordsOf = {
  ko: {
    access: accessKo,
    channels: channelsKo,
    customers: customersKo,
    files: filesKo,
    inbox: inboxKo,
    kit: kitKo,
    listening: listeningKo,
    platform: platformKo,
    report: reportKo,
  },
  en: {
    access: accessEn,
    channels: channelsEn,
    customers: customersEn,
    files: filesEn,
    inbox: inboxEn,
    kit: kitEn,
    listening: listeningEn,
    platform: platformEn,
    report: reportEn,
  },
}

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

/** Reads what the demo holds, so that pages can be held to it. */
export const readPlaces = async ({ owner, demo }: Filled) => {
  const [topics, queue, customers, members, invitation] = await Promise.all([
    owner.ask(listTopics, {}, demo),
    owner.ask(listConversations, { queue: 'open' }, demo),
    owner.ask(listCustomers, {}, demo),
    owner.ask(listMembers, {}, demo),
    owner.ask(createInvitation, { role: 'agent', note: '' }, demo),
  ])
  const open = await owner.ask(getConversation, { conversationId: queue.items[0]!.id }, demo)
  // On a phone there is room for one topic: what is ours.
  const topic = topics.items.find(one => one.kind === 'brand')!
  const heard = await owner.ask(listMentions, { topicId: topic.id, limit: 1 }, demo)
  return {
    topic,
    mention: heard.items[0]!,
    conversation: open,
    customer: customers.items[0]!,
    member: members.items[0]!,
    invitation: invitation.link.split('/').at(-1)!,
  }
}

export type Places = Awaited<ReturnType<typeof readPlaces>>

export const listPages = (language: Language, { demo }: Filled, places: Places): readonly ListedPage[] => {
  const { access, channels, customers, files, inbox, listening, platform, report } = wordsOf[language]
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
    { name: 'imports', path: '/listen/imports', heading: files['import.title'], datum: files['import.empty'] },
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
    { name: 'inbox', path: '/inbox?queue=open', heading: inbox.title, datum: conversation.customerName },
    { name: 'conversation', path: `/inbox/${conversation.id}`, heading: conversation.customerName, datum: said },
    { name: 'customers', path: '/customers', heading: customers['list.title'], datum: customer.name },
    {
      name: 'customer',
      path: `/customers/${customer.id}`,
      heading: customer.name,
      datum: customers['timeline.said'],
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
    { name: 'settings-members', path: '/settings/members', heading: access['members.title'], datum: member.email },
    {
      name: 'settings-connections',
      path: '/settings/connections',
      heading: channels['connections.title'],
      datum: channels['connections.sources'],
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
