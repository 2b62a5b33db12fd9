/** Chat widgets: how they look and when somebody is there, as people set them up. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { instant, shortText, uuid } from '../scalars.ts'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

/** When somebody is there; an end before its beginning is on the next day. */
export const openHours = z.object({
  timeZone: z.string().min(1).max(60),
  /** 1 is Monday, 7 Sunday. */
  days: z.array(z.object({ day: z.int().min(1).max(7), from: clockTime, to: clockTime })).max(28),
})
export type OpenHours = z.infer<typeof openHours>

const line = z.string().trim().max(200)
const passage = z.string().trim().max(1000)
const widgetTexts = z.object({
  title: line,
  greeting: passage,
  /** Said outside the hours, above the form. */
  away: passage,
  /** What a visitor agrees to before anything is stored. */
  consent: passage,
})
export type WidgetTexts = z.infer<typeof widgetTexts>

/** What a widget says where nothing was written. */
const ours: Readonly<Record<'ko' | 'en', WidgetTexts>> = {
  ko: {
    title: '무엇을 도와드릴까요?',
    greeting: '안녕하세요. 궁금한 점을 남겨 주시면 담당자가 답해 드립니다.',
    away: '지금은 상담 시간이 아닙니다. 연락처와 함께 남겨 주시면 확인하는 대로 답해 드립니다.',
    consent:
      '상담을 위해 대화 내용과 이 브라우저를 알아보는 번호를 보관합니다. 적어 주신 이름과 메일 주소는 답을 드리는 데에만 씁니다.',
  },
  en: {
    title: 'How can we help?',
    greeting: 'Hello! Leave your question here and somebody of our team will answer.',
    away: 'Nobody is here right now. Leave your address with your message, and we will answer as soon as we are back.',
    consent:
      'To help you we keep this conversation and a number that tells this browser from others. A name or address that you give is used only to answer you.',
  },
}

/** The texts that a widget shows: as they were written, else our own. */
export const shownTexts = (written: { ko: WidgetTexts; en: WidgetTexts }): { ko: WidgetTexts; en: WidgetTexts } => ({
  ko: filled(written.ko, ours.ko),
  en: filled(written.en, ours.en),
})

const filled = (written: WidgetTexts, own: WidgetTexts): WidgetTexts => ({
  title: written.title || own.title,
  greeting: written.greeting || own.greeting,
  away: written.away || own.away,
  consent: written.consent || own.consent,
})

export const widgetSettings = z.object({
  color: z.string().regex(/^#[0-9a-f]{6}$/i),
  side: z.enum(['right', 'left']),
  theme: z.enum(['auto', 'light', 'dark']),
  /** `auto` follows the page, then the browser. */
  language: z.enum(['auto', 'ko', 'en']),
  takesFiles: z.boolean(),
  /** The page that says how personal data is handled. */
  privacyUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  /** Null: always there. */
  hours: openHours.nullable(),
  /** What is left empty is said in our own words. */
  texts: z.object({ ko: widgetTexts, en: widgetTexts }),
})
export type WidgetSettings = z.infer<typeof widgetSettings>

const noTexts: WidgetTexts = { title: '', greeting: '', away: '', consent: '' }

/** How a new widget looks, until somebody says otherwise. */
export const freshWidget: WidgetSettings = {
  color: '#2f5bea',
  side: 'right',
  theme: 'auto',
  language: 'auto',
  takesFiles: true,
  privacyUrl: null,
  hours: null,
  texts: { ko: noTexts, en: noTexts },
}

export const widget = z.object({
  /** The account that answers. */
  id: z.uuid(),
  name: z.string(),
  /** Public: stands in the page. */
  key: z.string(),
  /** Pages of these origins may show it; `https://*.shop.example` is all below it. */
  origins: z.array(z.string()),
  settings: widgetSettings,
  isOpen: z.boolean(),
  createdAt: instant,
  createdBy: z.string(),
  lastMessageAt: instant.nullable(),
  /** A page of another origin knocked since the origins were last set. */
  refused: z.object({ origin: z.string(), at: instant }).nullable(),
})
export type Widget = z.infer<typeof widget>

const asked = z.object({
  name: shortText,
  origins: z.array(z.string().trim().min(1).max(200)).min(1).max(20),
  settings: widgetSettings,
})

export const listWidgets = endpoint({
  name: 'listWidgets',
  method: 'GET',
  path: '/api/w/:workspaceId/widgets',
  access: 'channels.read',
  summary: 'Chat widgets for pages of one’s own.',
  output: z.object({ items: z.array(widget) }),
})

export const addWidget = endpoint({
  name: 'addWidget',
  method: 'POST',
  path: '/api/w/:workspaceId/widgets',
  access: 'channels.manage',
  summary: 'Makes a chat widget; what its visitors write becomes conversations.',
  body: asked,
  output: widget,
})

export const updateWidget = endpoint({
  name: 'updateWidget',
  method: 'PUT',
  path: '/api/w/:workspaceId/widgets/:widgetId',
  access: 'channels.manage',
  summary: 'Changes how a widget looks, when somebody is there, and which pages may show it.',
  params: z.object({ widgetId: uuid }),
  body: asked,
  output: widget,
})

export const removeWidget = endpoint({
  name: 'removeWidget',
  method: 'DELETE',
  path: '/api/w/:workspaceId/widgets/:widgetId',
  access: 'channels.manage',
  summary: 'Takes a widget off all pages. What was written stays.',
  params: z.object({ widgetId: uuid }),
  output: done,
})

export const getWidgetSecret = endpoint({
  name: 'getWidgetSecret',
  method: 'POST',
  path: '/api/w/:workspaceId/widgets/:widgetId/secret',
  access: 'channels.manage',
  summary:
    'The secret that signs who is signed in; with `isNew` another one, after which tokens of the old are refused.',
  params: z.object({ widgetId: uuid }),
  body: z.object({ isNew: z.boolean() }),
  output: z.object({ secret: z.string() }),
})

export const tellTyping = endpoint({
  name: 'tellTyping',
  method: 'POST',
  path: '/api/w/:workspaceId/items/:itemId/typing',
  access: 'inbox.reply',
  summary: 'Tells whoever wrote this, where their channel shows it, that an answer is being typed. Nothing is kept.',
  params: z.object({ itemId: uuid }),
  output: done,
  isQuestion: true,
})

export const widgetEndpoints = [
  listWidgets,
  addWidget,
  updateWidget,
  removeWidget,
  getWidgetSecret,
  tellTyping,
] as const
