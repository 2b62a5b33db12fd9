/** Listening on the web: the stream, topics, the first run, and listening's part of 오늘. */
import { AudioLines, Bell } from 'lucide-react'
import { lazy } from 'react'
import {
  countMentions,
  getLedger,
  getMention,
  getTheme,
  listChannelVolumes,
  listTags,
  listThemes,
  listTopics,
  listViews,
  listVolumes,
} from '../../contract/listening.ts'
import { importOpen, importSetting } from '../channels/index.ts'
import type { Room } from '../platform/room.ts'
import {
  always,
  barEnd,
  fill,
  todayAside,
  todayCard,
  todayMeasure,
  todaySentence,
  todayTop,
} from '../platform/slots.tsx'
import { hearAlertsChanged, hearAlertsRaised, hearRulesChanged, hearRuleTested } from './alert-ring.ts'
import { hearChanged, hearFound } from './arrivals.ts'
import { words } from './words.ts'

export { useChannelName } from '../channels/index.ts'
export { PostAction } from './post-action.tsx'
export { mentionAction, mentionAuthor, mentionPanel, placesPanel } from './slots.ts'
export { AudienceReach } from './spread-line.tsx'
export { TagsOf } from './tag-picker.tsx'

const importParts = () => import('./import/import-parts.tsx')
const measures = () => import('./today-measures.tsx')

export const room: Room = {
  name: 'listening',
  pages: [
    {
      path: '/listen',
      permission: 'listening.read',
      load: () => import('./stream.tsx').then(module => module.StreamPage),
    },
    {
      path: '/listen/views',
      permission: 'listening.read',
      load: () => import('./views.tsx').then(module => module.ViewsPage),
    },
    {
      path: '/listen/tags',
      permission: 'listening.read',
      load: () => import('./tags.tsx').then(module => module.TagsPage),
    },
    {
      path: '/listen/topics',
      permission: 'listening.read',
      load: () => import('./topics.tsx').then(module => module.TopicsPage),
    },
    {
      path: '/listen/topics/new',
      permission: 'listening.manage',
      load: () => import('./topic-new.tsx').then(module => module.TopicNewPage),
    },
    {
      path: '/listen/topics/$topicId',
      permission: 'listening.read',
      load: () => import('./topic.tsx').then(module => module.TopicPage),
    },
    {
      path: '/listen/topics/$topicId/edit',
      permission: 'listening.manage',
      load: () => import('./topic-edit.tsx').then(module => module.TopicEditPage),
    },
    {
      path: '/listen/themes',
      permission: 'listening.read',
      load: () => import('./themes/themes-page.tsx').then(module => module.ThemesPage),
    },
    {
      path: '/listen/statements',
      permission: 'listening.read',
      load: () => import('./themes/statements-page.tsx').then(module => module.StatementsPage),
    },
    {
      path: '/listen/numbers',
      permission: 'listening.read',
      load: () => import('./report/numbers.tsx').then(module => module.NumbersPage),
    },
    {
      path: '/listen/speakers',
      permission: 'listening.read',
      load: () => import('./report/speakers.tsx').then(module => module.SpeakersPage),
    },
    {
      path: '/listen/places',
      permission: 'listening.read',
      load: () => import('./report/places.tsx').then(module => module.PlacesPage),
    },
    {
      path: '/listen/imports',
      permission: 'listening.manage',
      load: () => import('./import/imports-page.tsx').then(module => module.MentionImportsPage),
    },
    {
      path: '/listen/imports/$importId',
      permission: 'listening.manage',
      load: () => import('./import/imports-page.tsx').then(module => module.MentionImportPage),
    },
    {
      path: '/alerts',
      permission: 'listening.read',
      load: () => import('./alerts.tsx').then(module => module.AlertsPage),
    },
    {
      path: '/alerts/digest',
      permission: 'listening.read',
      load: () => import('./alert-digest.tsx').then(module => module.AlertDigestPage),
    },
    {
      path: '/alerts/rules',
      permission: 'listening.read',
      load: () => import('./alert-rules.tsx').then(module => module.AlertRulesPage),
    },
    {
      path: '/alerts/rules/new',
      permission: 'listening.read',
      load: () => import('./alert-rule-edit.tsx').then(module => module.AlertRuleNewPage),
    },
    {
      path: '/alerts/rules/$ruleId',
      permission: 'listening.read',
      load: () => import('./alert-rule-edit.tsx').then(module => module.AlertRuleEditPage),
    },
    {
      path: '/begin',
      permission: 'listening.manage',
      load: () => import('./begin.tsx').then(module => module.BeginPage),
    },
  ],
  nav: [
    {
      path: '/listen',
      label: () => words.t('nav.listen'),
      icon: AudioLines,
      group: 'measure',
      permission: 'listening.read',
      isTab: true,
      key: 'l',
    },
    {
      path: '/alerts',
      label: () => words.t('nav.alerts'),
      icon: Bell,
      group: 'measure',
      permission: 'listening.read',
      key: 'a',
    },
  ],
  fills: [
    fill(
      importSetting,
      lazy(() => importParts().then(module => ({ default: module.MentionSettings }))),
      10,
    ),
    fill(
      importOpen,
      lazy(() => importParts().then(module => ({ default: module.OpenMentions }))),
      10,
    ),
    fill(
      barEnd,
      lazy(() => import('./alert-bell.tsx').then(module => ({ default: module.AlertBell }))),
    ),
    fill(
      always,
      lazy(() => import('./alert-caller.tsx').then(module => ({ default: module.AlertCaller }))),
    ),
    fill(
      todayTop,
      lazy(() => import('./today-next.tsx').then(module => ({ default: module.TodayNext }))),
      10,
    ),
    fill(
      todayMeasure,
      lazy(() => measures().then(module => ({ default: module.UnansweredMeasure }))),
      20,
    ),
    fill(
      todayMeasure,
      lazy(() => measures().then(module => ({ default: module.MoodMeasure }))),
      30,
    ),
    fill(
      todayMeasure,
      lazy(() => measures().then(module => ({ default: module.VolumeMeasure }))),
      40,
    ),
    fill(
      todaySentence,
      lazy(() => import('./today-sentences.tsx').then(module => ({ default: module.TodaySentences }))),
      30,
    ),
    fill(
      todayCard,
      lazy(() => import('./today-chart.tsx').then(module => ({ default: module.TodayChart }))),
      20,
    ),
    fill(
      todayAside,
      lazy(() => import('./themes/today-themes.tsx').then(module => ({ default: module.TodayThemes }))),
      40,
    ),
    fill(
      todayAside,
      lazy(() => import('./today-ledger.tsx').then(module => ({ default: module.TodayLedger }))),
      60,
    ),
  ],
  facts: {
    'listening.mentions_found': hearFound,
    'listening.mentions_changed': hearChanged,
    'listening.tags_changed': (_ids, live) => live.refetch(listTags),
    'listening.views_changed': (_ids, live) => live.refetch(listViews),
    'listening.alerts_raised': hearAlertsRaised,
    'listening.alerts_changed': hearAlertsChanged,
    'listening.alert_rules_changed': hearRulesChanged,
    'listening.alert_rule_tested': hearRuleTested,
    'listening.themes_changed': (_ids, live) => live.refetch(listThemes, getTheme),
    'listening.topics_changed': (_ids, live) => live.refetch(listTopics),
    'channels.items_removed': (_ids, live) => live.refetch(getMention),
    'understanding.readings_corrected': (_ids, live) =>
      live.refetch(getMention, countMentions, listVolumes, listChannelVolumes, getLedger),
  },
}
