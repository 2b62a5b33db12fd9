/** Insight on the web: how right the readings are, and what corrections taught. */
import { Gauge } from 'lucide-react'
import { lazy } from 'react'
import { getProvider, getTeacher, getThreadSummary } from '../../contract/deep-reading.ts'
import { getLessons, listCorrections } from '../../contract/lessons.ts'
import { getQuality } from '../../contract/quality.ts'
import { mentionPanel } from '../listening/index.ts'
import type { Room } from '../platform/room.ts'
import { fill } from '../platform/slots.tsx'
import { words as deepWords } from './deep/words.ts'
import { words } from './words.ts'

export const room: Room = {
  name: 'insight',
  pages: [
    {
      path: '/insight/quality',
      permission: 'listening.read',
      load: () => import('./quality.tsx').then(module => module.QualityPage),
    },
    {
      path: '/insight/quality/$roundId',
      permission: 'understanding.correct',
      load: () => import('./quality-round.tsx').then(module => module.QualityRoundPage),
    },
    {
      path: '/insight/lessons',
      permission: 'listening.read',
      load: () => import('./lessons/lessons.tsx').then(module => module.LessonsPage),
    },
    {
      path: '/insight/corrections',
      permission: 'listening.read',
      load: () => import('./lessons/corrections.tsx').then(module => module.CorrectionsPage),
    },
    {
      path: '/insight/teacher',
      permission: 'understanding.correct',
      load: () => import('./deep/teacher-page.tsx').then(module => module.TeacherPage),
    },
  ],
  nav: [
    {
      path: '/insight/quality',
      label: () => words.t('nav.insight'),
      icon: Gauge,
      group: 'measure',
      permission: 'listening.read',
    },
  ],
  settings: [
    {
      path: '/deep-reading',
      label: () => deepWords.t('title'),
      group: 'workspace',
      permission: 'access.manage',
      load: () => import('./deep/settings-page.tsx').then(module => module.DeepReadingPage),
    },
  ],
  fills: [
    fill(
      mentionPanel,
      lazy(() => import('./deep/thread-summary.tsx').then(module => ({ default: module.ThreadSummary }))),
      80,
    ),
  ],
  facts: {
    'understanding.provider_answered': (_ids, live) => live.refetch(getThreadSummary, getTeacher, getProvider),
    'understanding.readings_corrected': (_ids, live) => live.refetch(getQuality, getLessons, listCorrections),
  },
}
