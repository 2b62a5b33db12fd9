/** Understanding's endpoints and the verbs that serve them. */
import * as deep from '../../contract/deep-reading.ts'
import * as lessons from '../../contract/lessons.ts'
import * as quality from '../../contract/quality.ts'
import * as contract from '../../contract/understanding.ts'
import { on, type Route } from '../platform/route.ts'
import { askTeacher, getTeacher, getThreadSummary, summariseThread } from './actions/deep-reading.ts'
import { getLessons, listCorrections, switchLesson } from './actions/learning.ts'
import { getAsk, getProvider, removeProvider, setProvider, tryProvider } from './actions/providers.ts'
import { drawQuality, getQuality, getQualityRound, labelQuality } from './actions/quality.ts'
import { correctReading } from './actions/readings.ts'

export const routes: Route[] = [
  on(contract.correctReading, correctReading),
  on(quality.getQuality, getQuality),
  on(quality.drawQuality, drawQuality),
  on(quality.getQualityRound, getQualityRound),
  on(quality.labelQuality, labelQuality),
  on(lessons.getLessons, getLessons),
  on(lessons.switchLesson, switchLesson),
  on(lessons.listCorrections, listCorrections),
  on(deep.getProvider, getProvider),
  on(deep.setProvider, setProvider),
  on(deep.removeProvider, removeProvider),
  on(deep.tryProvider, tryProvider),
  on(deep.getAsk, getAsk),
  on(deep.getThreadSummary, getThreadSummary),
  on(deep.summariseThread, summariseThread),
  on(deep.getTeacher, getTeacher),
  on(deep.askTeacher, askTeacher),
]
